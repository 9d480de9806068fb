#include "ui/compare/compareplace.h"

#include <QKeyEvent>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/compare/autoscorer.h"
#include "ui/compare/comparebar.h"
#include "ui/compare/compareview.h"
#include "ui/compare/fullview.h"
#include "ui/compare/gridview.h"
#include "ui/compare/matrixpopover.h"
#include "ui/compare/promptblock.h"
#include "ui/compare/promptstrip.h"
#include "ui/compare/sendpopover.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/revealgate.h"
#include "ui/widgets/reveallog.h"
#include "ui/widgets/strip.h"

namespace compare {

using widgets::PlaceId;
using widgets::RevealLog;

namespace {

constexpr int groupingMs = 200; ///< at most five visible updates a second
constexpr int stripNeeds = 560; ///< below this height the prompt strip makes room first

} // namespace

ComparePlace::ComparePlace(QWidget *parent)
    : Place(parent)
    , m_variant(study::originalVariant)
    , m_bar(new CompareBar(this))
    , m_scorer(new AutoScorer(this))
    , m_problem(new widgets::Strip(widgets::Strip::Kind::Error))
    , m_pages(new QStackedWidget)
    , m_page(new QWidget)
    , m_prompt(new PromptBlock)
    , m_views(new QStackedWidget)
    , m_tableView(new CompareView)
    , m_gridView(new GridView)
    , m_strip(new PromptStrip)
    , m_empty(new widgets::EmptyState(QString()))
{
    layParts();
    m_full = new FullView(m_pages);
    m_matrix = new MatrixPopover(this);
    m_send = new SendPopover(this);
    m_gate = new widgets::RevealGate(this);
    m_reload.setSingleShot(true);
    m_reload.setInterval(groupingMs);
    addShortcuts();
    makeActions();
    connectParts();
}

ComparePlace::~ComparePlace() = default;

void ComparePlace::layParts()
{
    m_tableView->setObjectName(QStringLiteral("compareView"));
    m_gridView->setObjectName(QStringLiteral("compareGrid"));
    m_views->addWidget(m_tableView);
    m_views->addWidget(m_gridView);
    auto *page = new QVBoxLayout(m_page);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(m_prompt);
    page->addWidget(m_views, 1);
    page->addWidget(m_strip);
    m_pages->addWidget(m_page);
    m_pages->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_problem->hide();
    layout->addWidget(m_problem);
    layout->addWidget(m_pages, 1);
    setFocusProxy(m_tableView);
}

void ComparePlace::connectParts()
{
    connect(&m_reload, &QTimer::timeout, this, [this] {
        if (m_active)
            loadSheet();
        else
            m_stale = true;
    });
    connect(m_bar, &CompareBar::stepped, this, &ComparePlace::step);
    connect(m_bar, &CompareBar::wholePromptRequested, this, &ComparePlace::showWholePrompt);
    connect(m_bar, &CompareBar::filterChanged, this, &ComparePlace::filterEntries);
    connect(m_bar, &CompareBar::variantChosen, this, &ComparePlace::chooseVariant);
    connect(m_bar, &CompareBar::linkedChanged, this, [this](bool linked) {
        m_linked = linked;
        m_tableView->pictures()->setLinked(linked);
        m_gridView->pictures()->setLinked(linked);
    });
    connect(m_bar, &CompareBar::fitRequested, this, [this] { view()->pictures()->fitAll(); });
    connect(m_bar, &CompareBar::gridToggled, this,
            [this](bool grid) { setLayout(grid ? Layout::Grid : Layout::Table); });
    connect(m_bar, &CompareBar::namesToggled, this, &ComparePlace::setNamesHidden);
    connect(m_bar, &CompareBar::orderChosen, this, &ComparePlace::orderBy);
    connect(m_strip, &PromptStrip::chosen, this, [this](int index) {
        m_chosen.clear();
        goTo(index);
    });
    connectView(m_tableView);
    connectView(m_gridView);
    connect(m_scorer, &AutoScorer::scored, &m_reload, qOverload<>(&QTimer::start));
    connect(m_scorer, &AutoScorer::changed, this, [this] {
        if (m_active)
            applySheet();
    });
    connect(m_problem, &widgets::Strip::actionClicked, this, &ComparePlace::loadEntries);
    connect(m_full, &FullView::closed, this, [this](int column) {
        view()->setCurrent(-1, column);
        view()->setFocus();
    });
    connect(m_full, &FullView::menuRequested, this, &ComparePlace::popUpPictureMenu);
    connect(m_full, &FullView::dragStarted, this, &ComparePlace::dragPicture);
    connect(m_send, &SendPopover::sendRequested, this, &ComparePlace::send);
    connect(m_gate, &widgets::RevealGate::opened, this, [this] {
        view()->setFocus();
        updateLock();
        applySheet();
    });
    connect(m_gate, &widgets::RevealGate::backRequested, this,
            [this] { Q_EMIT placeRequested(PlaceId::Annotate, {}); });
    connect(m_empty, &widgets::EmptyState::actionClicked, this, [this] {
        if (!m_walk.entries().isEmpty()) {
            m_bar->setFilter({});
            return;
        }
        widgets::Target target;
        target.page = QStringLiteral("import");
        Q_EMIT placeRequested(PlaceId::Study, target);
    });
}

void ComparePlace::connectView(SheetView *view)
{
    connect(view, &SheetView::cellActivated, this, &ComparePlace::openMatrix);
    connect(view, &SheetView::pictureOpened, this, &ComparePlace::openFull);
    connect(view, &SheetView::dragStarted, this, &ComparePlace::dragPicture);
    connect(view, &SheetView::retryRequested, m_scorer, &AutoScorer::retry);
    connect(view, &SheetView::rowActionRequested, this, [this] { Q_EMIT placeRequested(PlaceId::Scorers, {}); });
    connect(view, &SheetView::menuRequested, this, [this](int row, int column, const QPoint &position) {
        if (row < 0)
            popUpPictureMenu(column, position);
        else if (column < 0)
            popUpRowMenu(row, position);
        else
            popUpCellMenu(row, column, position);
    });
}

void ComparePlace::fillTopBar(widgets::BarRow *bar)
{
    m_bar->fill(bar);
    m_bar->setLinked(m_linked);
    m_bar->setNamesHidden(m_hideNames);
    m_bar->setGrid(wantsGrid());
    m_bar->setPosition(m_walk.index(), m_walk.count());
}

void ComparePlace::setStudy(const widgets::StudyPtr &study)
{
    if (m_study) {
        RevealLog::of(m_study).disconnect(this);
        m_study->disconnect(this);
    }
    for (SheetView *view : {m_tableView, m_gridView}) {
        view->setCache(nullptr);
        view->setTable({}, {});
    }
    m_strip->setCache(nullptr);
    m_full->setCache(nullptr);
    m_cache.reset();
    m_snapshot.reset();
    m_study = study;
    m_gate->setStudy(study);
    m_scorer->setStudy(study);
    m_walk.clear();
    m_sent.clear();
    m_chosen.clear();
    m_files.clear();
    m_entriesLoaded = m_sheetLoaded = m_stale = m_peopleLocked = false;
    ++m_sheetRequest;
    m_sheetLoading = m_entriesLoading = false;
    m_matrix->hide();
    m_send->hide();
    m_full->hide();
    m_sheet = {};
    m_strip->setEntries({}, {});
    m_bar->setPosition(-1, 0);
    m_bar->setChosen(0);
    m_prompt->setPrompt({}, {});
    if (study)
        connectStudy();
}

void ComparePlace::connectStudy()
{
    m_cache = std::make_unique<widgets::PictureCache>(m_study);
    m_cache->followScreenOf(this);
    m_tableView->setCache(m_cache.get());
    m_gridView->setCache(m_cache.get());
    m_strip->setCache(m_cache.get());
    m_full->setCache(m_cache.get());
    connect(m_cache.get(), &widgets::PictureCache::ready, this, &Place::settledChanged);
    connect(m_study.get(), &widgets::StudyHandle::changed, this, [this] {
        m_stale = true;
        if (!m_active)
            return;
        RevealLog::of(m_study).refresh();
        loadEntries();
    });
    connect(&RevealLog::of(m_study), &RevealLog::openPairsRead, this, &ComparePlace::updateLock);
    connect(&RevealLog::of(m_study), &RevealLog::failed, this,
            [this](const base::Error &error) { m_problem->say(error.toLine(), tr("Try again")); });
    if (m_active)
        loadEntries();
}

void ComparePlace::activate()
{
    m_active = true;
    if (!m_entriesLoaded || m_stale)
        loadEntries();
    view()->setFocus();
    m_gate->check();
}

void ComparePlace::deactivate()
{
    m_active = false;
    m_matrix->hide();
    m_send->hide();
    m_scorer->hide();
}

void ComparePlace::show(const widgets::Target &target)
{
    if (!target.pictures.isEmpty())
        m_wantedPicture = target.pictures.constFirst();
    if (!target.group.isValid())
        return;
    m_chosen = target.pictures.size() > 1 ? target.pictures : QList<study::PictureId>();
    m_walk.want(target.group);
    m_full->leave();
    m_bar->setFilter({});
    if (m_entriesLoaded)
        filterEntries({});
}

QString ComparePlace::statusText() const
{
    if (m_study && !m_entriesLoaded)
        return m_entriesLoading ? tr("Reading the study") : QString();
    qint64 pictures = 0;
    qint64 missing = 0;
    for (const analysis::PromptEntry &entry : m_walk.entries()) {
        pictures += entry.assets.size();
        missing += entry.picturesWithoutFile;
    }
    const QString prompts = tr("%1 prompts").arg(widgets::formatCount(m_walk.entries().size()));
    QString text = missing > 0
                       ? tr("%1, %2 of %3 pictures")
                             .arg(prompts, widgets::formatCount(pictures - missing), widgets::formatCount(pictures))
                       : tr("%1, %2 pictures").arg(prompts, widgets::formatCount(pictures));
    if (m_study && m_study->isSimulated())
        text += tr(", simulated votes");
    return text;
}

bool ComparePlace::isSettled() const
{
    if (!m_study)
        return true;
    if (!m_entriesLoaded && !m_problem->isHidden())
        return true; // it cannot be read
    const bool sheetThere = m_walk.count() == 0 || (m_sheetLoaded && !m_sheetLoading);
    return m_entriesLoaded && !m_entriesLoading && sheetThere && view()->isSettled() && m_full->isSettled()
           && !m_matrix->isComputing() && !m_gate->isChecking();
}

void ComparePlace::saveState(QSettings &settings) const
{
    settings.setValue(QStringLiteral("linked"), m_linked);
    settings.setValue(QStringLiteral("layout"), int(m_layout));
    settings.setValue(QStringLiteral("order"), int(m_order.by));
    settings.setValue(QStringLiteral("orderScorer"), m_order.scorer);
    if (m_study && m_walk.current()) {
        settings.setValue(QStringLiteral("study"), m_study->path());
        settings.setValue(QStringLiteral("prompt"), m_walk.current()->key);
        settings.setValue(QStringLiteral("variant"), m_variant);
    }
}

void ComparePlace::restoreState(QSettings &settings)
{
    m_linked = settings.value(QStringLiteral("linked"), true).toBool();
    m_bar->setLinked(m_linked);
    m_tableView->pictures()->setLinked(m_linked);
    m_gridView->pictures()->setLinked(m_linked);
    m_layout = Layout(std::clamp(settings.value(QStringLiteral("layout"), 0).toInt(), 0, int(Layout::Grid)));
    m_order.by = ColumnOrder::By(
        std::clamp(settings.value(QStringLiteral("order"), 0).toInt(), 0, int(ColumnOrder::By::Scorer)));
    m_order.scorer = settings.value(QStringLiteral("orderScorer")).toString();
}

void ComparePlace::resizeEvent(QResizeEvent *event)
{
    Place::resizeEvent(event);
    m_strip->setVisible(height() >= stripNeeds);
}

void ComparePlace::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_chosen.isEmpty())
        showWholePrompt();
    else
        Place::keyPressEvent(event);
}

} // namespace compare
