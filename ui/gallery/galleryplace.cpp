#include "ui/gallery/galleryplace.h"

#include <algorithm>

#include <QAction>
#include <QSettings>
#include <QSplitter>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/gallery/filterrow.h"
#include "ui/gallery/fullview.h"
#include "ui/gallery/galleryactions.h"
#include "ui/gallery/gallerybar.h"
#include "ui/gallery/gallerygrid.h"
#include "ui/gallery/galleryinspector.h"
#include "ui/gallery/gallerytext.h"
#include "ui/gallery/gallerytree.h"
#include "ui/gallery/labeledits.h"
#include "ui/gallery/labelpopup.h"
#include "ui/gallery/rangepane.h"
#include "ui/gallery/sidepane.h"
#include "ui/widgets/activity.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/revealgate.h"
#include "ui/widgets/reveallog.h"
#include "ui/widgets/scorernames.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/thumbnails.h"

namespace gallery {

namespace metrics = widgets::metrics;
using analysis::PictureFilter;
using analysis::PictureOrder;
using widgets::PlaceId;

namespace {

/// While scores arrive the study changes every second; reading it must not keep a core busy.
constexpr qint64 restAfterLoad = 3;
constexpr qint64 fillingEveryMs = 200;
/// Fewer than these are made before anybody could read about it.
constexpr qint64 worthTelling = 200;

base::Result<DataPtr> readAll(storage::Database &database)
{
    BASE_TRY_ASSIGN(data, GalleryData::load(database));
    return std::make_shared<const GalleryData>(std::move(data));
}

base::Result<DataPtr> readPictures(storage::Database &database)
{
    BASE_TRY_ASSIGN(data, GalleryData::loadPictures(database));
    return std::make_shared<const GalleryData>(std::move(data));
}

/// Nothing filtered; the threshold is a setting and stays.
PictureFilter unfiltered(const PictureFilter &filter)
{
    PictureFilter all;
    all.deepBelow = filter.deepBelow;
    return all;
}

} // namespace

GalleryPlace::GalleryPlace(QWidget *parent)
    : Place(parent)
    , m_data(std::make_shared<const GalleryData>())
    , m_query(new GalleryQuery(this))
    , m_bar(new GalleryBar(this))
    , m_actions(new GalleryActions(this))
    , m_edits(new LabelEdits(this))
    , m_later(new QTimer(this))
    , m_side(new SidePane)
    , m_grid(new GalleryGrid)
    , m_full(new FullView)
    , m_inspector(new GalleryInspector)
    , m_splitter(new QSplitter)
    , m_filterRow(new FilterRow)
    , m_failure(new widgets::Strip(widgets::Strip::Kind::Error))
    , m_empty(new widgets::EmptyState({}))
    , m_stack(new QStackedLayout)
    , m_gridPage(new QWidget)
    , m_gate(new widgets::RevealGate(this))
    , m_labels(new LabelPopup(this))
{
    makeLayout();
    connect(m_gate, &widgets::RevealGate::opened, this, [this] {
        widgets::RevealLog::of(m_study).revealAll();
        m_grid->setFocus();
    });
    connect(m_gate, &widgets::RevealGate::backRequested, this,
            [this] { Q_EMIT placeRequested(PlaceId::Annotate, {}); });
    connectParts();
    connectActions();
    m_bar->setSide(m_grid->side());
    m_bar->setInspector(true);
    m_later->setSingleShot(true);
    updateFilterRow();
}

GalleryPlace::~GalleryPlace()
{
    widgets::Activity::instance().say({QStringLiteral("thumbnails"), {}, PlaceId::Gallery, false, false});
}

QString GalleryPlace::title() const
{
    return tr("Gallery");
}

void GalleryPlace::makeLayout()
{
    m_stack->addWidget(m_grid);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_full);
    auto *middle = new QVBoxLayout(m_gridPage);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(m_failure);
    middle->addWidget(m_filterRow);
    middle->addWidget(new widgets::Line(Qt::Horizontal));
    middle->addLayout(m_stack, 1);

    m_side->setMinimumWidth(200);
    m_side->setMaximumWidth(360);
    m_gridPage->setMinimumWidth(480);
    m_inspector->setMinimumWidth(280);
    m_inspector->setMaximumWidth(480);
    m_splitter->addWidget(m_side);
    m_splitter->addWidget(m_gridPage);
    m_splitter->addWidget(m_inspector);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({248, 780, 328});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
}

void GalleryPlace::connectParts()
{
    connect(m_query, &GalleryQuery::answered, this, &GalleryPlace::showAnswer);
    connect(m_bar, &GalleryBar::wordsChanged, this, [this](const QString &words) {
        PictureFilter filter = m_filter;
        filter.words = words;
        setFilter(filter);
    });
    connect(m_bar, &GalleryBar::orderChosen, this, [this](const PictureOrder &order) {
        m_order = order;
        m_bar->setOrder(order);
        ask();
    });
    connect(m_bar, &GalleryBar::sideChosen, m_grid, &GalleryGrid::setSide);
    connect(m_bar, &GalleryBar::inspectorToggled, this, [this](bool on) {
        m_showInspector = on;
        updateInspector();
    });
    connect(m_bar, &GalleryBar::compareClicked, this, &GalleryPlace::compareSelected);
    connect(m_side->tree(), &GalleryTree::currentChanged, this, [this](PictureFilter::View view, const QString &label) {
        PictureFilter filter = m_filter;
        filter.view = view;
        filter.label = label;
        setFilter(filter);
    });
    connect(m_side->tree(), &GalleryTree::deepBelowChanged, this, [this](double value) {
        m_filter.deepBelow = value;
        ask();
    });
    connect(m_side->ranges(), &RangePane::rangesChanged, this, [this](const auto &ranges) {
        PictureFilter filter = m_filter;
        filter.ranges = ranges;
        setFilter(filter);
    });
    connect(m_filterRow, &FilterRow::clearRequested, this, &GalleryPlace::clearFilters);
    connect(m_filterRow, &FilterRow::left, m_grid, qOverload<>(&QWidget::setFocus));
    connect(m_grid, &GalleryGrid::selectionChanged, this, &GalleryPlace::showSelection);
    connect(m_grid, &GalleryGrid::opened, this, &GalleryPlace::openFull);
    connect(m_grid, &GalleryGrid::sideChanged, m_bar, &GalleryBar::setSide);
    connect(m_grid, &GalleryGrid::settledChanged, this, &GalleryPlace::settledChanged);
    connect(m_grid, &GalleryGrid::menuRequested, m_actions, &GalleryActions::popup);
    connect(m_grid, &GalleryGrid::dragStarted, this, &GalleryPlace::dragSelected);
    connect(m_full, &FullView::stepped, this, &GalleryPlace::stepFull);
    connect(m_full, &FullView::left, this, &GalleryPlace::closeFull);
    connect(m_full, &FullView::settledChanged, this, &GalleryPlace::settledChanged);
    connect(m_inspector, &GalleryInspector::settledChanged, this, &GalleryPlace::settledChanged);
    connect(m_inspector, &GalleryInspector::compareRequested, this, &GalleryPlace::compareSelected);
    connect(m_inspector, &GalleryInspector::plotRequested, this, &GalleryPlace::plotSelected);
    connect(m_inspector, &GalleryInspector::labelsRequested, this, &GalleryPlace::editLabels);
    connect(m_labels, &LabelPopup::saved, this, &GalleryPlace::saveLabels);
    connect(m_edits, &LabelEdits::written, this, &GalleryPlace::takeLabels);
    connect(m_edits, &LabelEdits::failed, this,
            [this](const base::Error &error) { m_failure->say(error.toLine(), tr("Read again")); });
    connect(m_failure, &widgets::Strip::actionClicked, this, &GalleryPlace::load);
    connect(m_later, &QTimer::timeout, this, &GalleryPlace::load);
    connect(m_empty, &widgets::EmptyState::actionClicked, this, [this] {
        if (m_data->pictures() == 0)
            Q_EMIT placeRequested(PlaceId::Study, {{}, {}, QStringLiteral("import"), {}});
        else
            clearFilters();
    });
}

void GalleryPlace::connectActions()
{
    using Act = GalleryActions::Act;
    m_actions->on(Act::Open, [this] { openFull(m_grid->current()); });
    m_actions->on(Act::Compare, [this] { compareSelected(); });
    m_actions->on(Act::Plot, [this] { plotSelected(); });
    m_actions->on(Act::Labels, [this] { editLabels(); });
    m_actions->on(Act::CopyTable, [this] { copyTable(); });
    m_actions->on(Act::CopyPicture, [this] { copyPicture(); });
    m_actions->on(Act::SelectAll, [this] { m_grid->selectAll(); });
    m_actions->on(Act::ClearSelection, [this] { m_grid->clearSelection(); });
    m_actions->on(Act::Undo, [this] { m_edits->undo(); });
    m_actions->on(Act::Redo, [this] { m_edits->redo(); });
    m_actions->on(Act::Inspector, [this] {
        m_showInspector = !m_showInspector;
        updateInspector();
    });
    m_actions->on(Act::Find, [this] { m_bar->focusWords(); });
    m_actions->on(Act::Filters, [this] { m_filterRow->focusFirstChip(); });
}

void GalleryPlace::fillTopBar(widgets::BarRow *bar)
{
    m_bar->fill(bar);
}

void GalleryPlace::setStudy(const widgets::StudyPtr &study)
{
    if (m_study)
        disconnect(m_study.get(), nullptr, this, nullptr);
    m_study = study;
    m_data = std::make_shared<const GalleryData>();
    m_answer = {};
    m_filter = unfiltered(m_filter);
    m_bar->setWords({});
    m_side->tree()->setCurrent(PictureFilter::View::All, {});
    m_side->ranges()->setRanges({});
    m_later->stop();
    m_stack->setCurrentWidget(m_grid);
    m_gate->setStudy(study);
    m_grid->setStudy(study);
    m_full->setStudy(study);
    m_inspector->setStudy(study);
    m_edits->setStudy(study);
    m_stale = study != nullptr;
    updateFilterRow();
    if (!study)
        return;
    connect(m_grid->thumbnails(), &widgets::Thumbnails::filled, this, &GalleryPlace::showFilling);
    connect(study.get(), &widgets::StudyHandle::changed, this, [this] {
        m_stale = true;
        if (m_visible)
            loadSoon();
    });
    if (m_visible)
        load();
}

void GalleryPlace::activate()
{
    m_visible = true;
    if (m_stale)
        load();
    else
        fillAhead();
    m_grid->setFocus();
    m_gate->check();
}

void GalleryPlace::deactivate()
{
    m_visible = false;
    m_labels->hide();
    if (m_grid->thumbnails())
        m_grid->thumbnails()->stopFilling();
    widgets::Activity::instance().say({QStringLiteral("thumbnails"), {}, PlaceId::Gallery, false, false});
}

void GalleryPlace::show(const widgets::Target &target)
{
    if (target.pictures.isEmpty())
        return;
    m_wanted = target.pictures;
    if (m_data->isLoaded())
        clearFilters();
}

void GalleryPlace::loadSoon()
{
    const qint64 rest = m_sinceLoad.isValid() ? restAfterLoad * m_loadMs - m_sinceLoad.elapsed() : 0;
    if (!m_later->isActive())
        m_later->start(int(std::clamp<qint64>(rest, 0, 60'000)));
}

void GalleryPlace::load()
{
    if (!m_study || m_loading)
        return;
    m_loading = true;
    m_stale = false;
    m_sinceLoad.start();
    // The first page does not wait for a million scores.
    if (!m_data->isLoaded() && m_order.key == PictureOrder::Key::Study)
        m_study->run(this, readPictures, [this, study = m_study](const base::Result<DataPtr> &data) {
            if (study != m_study || !data || m_data->isLoaded())
                return; // whatever is wrong, the whole reading says
            m_data = *data;
            m_firstLook = true;
            ask();
        });
    m_study->run(this, readAll, [this, study = m_study](const base::Result<DataPtr> &data) {
        m_loading = false;
        if (study != m_study) {
            load();
            return;
        }
        m_loadMs = m_sinceLoad.restart();
        if (data) {
            m_failure->hide();
            take(*data);
        } else {
            m_failure->say(data.error().toLine(), tr("Try again"));
        }
        Q_EMIT statusTextChanged();
        Q_EMIT settledChanged();
        if (m_stale && m_visible)
            loadSoon();
    });
}

void GalleryPlace::take(const DataPtr &data)
{
    m_data = data;
    m_firstLook = false;
    m_bar->setScorers(data->scorers);
    m_side->tree()->setLabelCounts(data->labelled, data->labels);
    m_side->ranges()->setHistograms(data->scorers, data->histograms);
    m_side->ranges()->setRanges(m_filter.ranges);
    ask();
}

/// The scorer that is sorted by, else the first reward, else the first picture statistic.
QString GalleryPlace::viewScorer() const
{
    if (m_order.key != PictureOrder::Key::Study && m_data->scorers.contains(m_order.scorer))
        return m_order.scorer;
    return m_data->scorers.value(0);
}

void GalleryPlace::setFilter(const PictureFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    ask();
}

void GalleryPlace::clearFilters()
{
    m_filter = unfiltered(m_filter);
    m_bar->setWords({});
    m_side->ranges()->setRanges({});
    m_side->tree()->setCurrent(PictureFilter::View::All, {});
    ask();
}

void GalleryPlace::ask()
{
    if (!m_data->isLoaded())
        return;
    m_filter.scorer = viewScorer();
    m_side->tree()->setScorer(m_filter.scorer);
    m_query->ask(m_data, m_filter, m_order);
    updateFilterRow();
}

void GalleryPlace::showAnswer(const GalleryAnswer &answer)
{
    if (answer.data != m_data)
        return; // of an older state; the question for this one follows
    const bool same = m_answer.data && m_answer.data->snapshot().revision == answer.data->snapshot().revision
                      && m_answer.shown == answer.shown && m_wanted.isEmpty() && !answer.shown.empty();
    if (m_wanted.isEmpty())
        for (const int picture : selectedPictures())
            m_wanted.append(m_answer.data->picture(picture).id);
    m_answer = answer;
    m_side->tree()->setViewCounts(answer.viewCounts);
    updateFilterRow();
    if (same) { // votes and scores came after the pictures, or a label changed: nothing moves
        m_wanted.clear();
        m_grid->refresh();
        return;
    }
    const QSet<study::PictureId> wanted(m_wanted.begin(), m_wanted.end());
    m_wanted.clear();
    QList<int> selected;
    for (size_t cell = 0; cell < answer.shown.size() && !wanted.isEmpty(); ++cell)
        if (wanted.contains(m_data->picture(answer.shown[cell]).id))
            selected.append(int(cell));
    if (selected.isEmpty() && !answer.shown.empty())
        selected.append(0);
    m_grid->setCells(
        int(answer.shown.size()),
        [this](int cell) { return cellOf(*m_answer.data, m_order, m_answer.shown[size_t(cell)]); }, selected);
    if (m_data->pictures() == 0)
        m_empty->setText(tr("No pictures yet. Import a folder, a CSV or a data set in Study, or drop files here."),
                         tr("Open Study"));
    else if (answer.shown.empty())
        m_empty->setText(nothingMatches(m_filter, answer.blame), tr("Clear"));
    if (answer.shown.empty())
        m_stack->setCurrentWidget(m_empty);
    else if (m_stack->currentWidget() == m_empty)
        m_stack->setCurrentWidget(m_grid);
    fillAhead();
    Q_EMIT statusTextChanged();
    Q_EMIT settledChanged();
}

void GalleryPlace::updateFilterRow()
{
    const QString all = widgets::formatCount(m_data->pictures());
    if (!m_data->isLoaded())
        m_filterRow->setCount({});
    else if (m_filter.isEmpty())
        m_filterRow->setCount(tr("%n pictures", nullptr, m_data->pictures()));
    else
        m_filterRow->setCount(tr("%1 of %2").arg(widgets::formatCount(qint64(m_answer.shown.size())), all));
    QList<FilterChip> chips;
    const auto without = [this](const std::function<void(PictureFilter &)> &change) {
        return [this, change] {
            PictureFilter filter = m_filter;
            change(filter);
            m_side->ranges()->setRanges(filter.ranges);
            m_bar->setWords(filter.words);
            setFilter(filter);
            m_side->tree()->setCurrent(filter.view, filter.label);
        };
    };
    if (!m_filter.words.trimmed().isEmpty())
        chips.append({tr("“%1”").arg(m_filter.words.simplified()), without([](PictureFilter &f) { f.words.clear(); })});
    if (m_filter.view != PictureFilter::View::All)
        chips.append({viewTitle(m_filter.view, m_filter.scorer),
                      without([](PictureFilter &f) { f.view = PictureFilter::View::All; })});
    if (!m_filter.label.isEmpty())
        chips.append({labelTitle(m_filter.label), without([](PictureFilter &f) { f.label.clear(); })});
    for (auto range = m_filter.ranges.begin(); range != m_filter.ranges.end(); ++range)
        chips.append({rangeTitle(range.key(), range.value()),
                      without([scorer = range.key()](PictureFilter &f) { f.ranges.remove(scorer); })});
    m_filterRow->setChips(chips);
    const bool acrossPrompts = m_order.key == PictureOrder::Key::Score && !widgets::isPictureStatistic(m_order.scorer);
    m_filterRow->setCaution(acrossPrompts ? tr("Scores under different prompts: read the order within one prompt only")
                                          : QString());
}

/// Small versions of everything that is shown, in its order, while nothing visible waits.
void GalleryPlace::fillAhead()
{
    if (!m_visible || !m_grid->thumbnails() || !m_answer.data)
        return;
    QList<study::AssetId> assets;
    assets.reserve(qsizetype(m_answer.shown.size()));
    for (const int picture : m_answer.shown)
        assets.append(m_answer.data->picture(picture).asset);
    m_grid->thumbnails()->fill(assets);
}

void GalleryPlace::showFilling(qint64 done, qint64 total)
{
    const bool finished = done >= total;
    if (!finished && m_sinceFilling.isValid() && m_sinceFilling.elapsed() < fillingEveryMs)
        return;
    m_sinceFilling.start();
    const bool shown = !finished && total >= worthTelling;
    widgets::Activity::instance().say(
        {QStringLiteral("thumbnails"),
         shown ? tr("Small versions %1 of %2").arg(widgets::formatCount(done), widgets::formatCount(total)) : QString(),
         PlaceId::Gallery, false, shown});
}

void GalleryPlace::updateInspector()
{
    // Narrow windows have no room for three columns.
    m_inspector->setVisible(m_showInspector && window()->width() >= metrics::narrowWindow);
    m_bar->setInspector(m_showInspector);
}

QString GalleryPlace::statusText() const
{
    if (m_loading && !m_data->isLoaded())
        return tr("Reading the study");
    const int selected = m_grid->selectedCount();
    const QString pictures = tr("%n pictures", nullptr, m_data->pictures());
    const QString chosen =
        selected > 0 ? tr("%1, %2 selected").arg(pictures, widgets::formatCount(selected)) : pictures;
    return m_study && m_study->isSimulated() ? tr("%1, votes simulated").arg(chosen) : chosen;
}

QList<widgets::KeyHelp> GalleryPlace::keys() const
{
    return m_actions->keys();
}

bool GalleryPlace::isSettled() const
{
    return !m_loading && !m_stale && !m_query->isRunning() && !m_edits->isRunning() && !m_gate->isChecking()
           && m_grid->isSettled() && m_inspector->isSettled() && m_full->isSettled();
}

void GalleryPlace::saveState(QSettings &settings) const
{
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("side"), m_grid->side());
    settings.setValue(QStringLiteral("sort"), orderKey(m_order));
    settings.setValue(QStringLiteral("inspector"), m_showInspector);
    settings.setValue(QStringLiteral("classes"), m_side->tree()->openClasses());
    settings.setValue(QStringLiteral("ranges"), m_side->ranges()->openScorers());
    settings.setValue(QStringLiteral("deepBelow"), m_filter.deepBelow);
}

void GalleryPlace::restoreState(QSettings &settings)
{
    if (const QByteArray state = settings.value(QStringLiteral("splitter")).toByteArray(); !state.isEmpty())
        m_splitter->restoreState(state);
    m_grid->setSide(settings.value(QStringLiteral("side"), m_grid->side()).toInt());
    m_order = orderFromKey(settings.value(QStringLiteral("sort")).toString());
    m_bar->setOrder(m_order);
    m_showInspector = settings.value(QStringLiteral("inspector"), true).toBool();
    if (settings.contains(QStringLiteral("classes")))
        m_side->tree()->setOpenClasses(settings.value(QStringLiteral("classes")).toStringList());
    if (settings.contains(QStringLiteral("ranges")))
        m_side->ranges()->setOpenScorers(settings.value(QStringLiteral("ranges")).toStringList());
    m_filter.deepBelow = settings.value(QStringLiteral("deepBelow"), m_filter.deepBelow).toDouble();
    m_side->tree()->setDeepBelow(m_filter.deepBelow);
    updateInspector();
}

void GalleryPlace::resizeEvent(QResizeEvent *event)
{
    Place::resizeEvent(event);
    updateInspector();
}

} // namespace gallery
