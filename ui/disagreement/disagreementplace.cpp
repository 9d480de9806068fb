#include "ui/disagreement/disagreementplace.h"

#include <QApplication>
#include <QMenu>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/base/progress.h"
#include "ui/disagreement/agreementpane.h"
#include "ui/disagreement/disagreementbar.h"
#include "ui/disagreement/leftpane.h"
#include "ui/disagreement/pairselection.h"
#include "ui/disagreement/pairwords.h"
#include "ui/disagreement/plotcolumn.h"
#include "ui/disagreement/scatterplot.h"
#include "ui/disagreement/selectioncomparison.h"
#include "ui/disagreement/strippane.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/revealgate.h"
#include "ui/widgets/reveallog.h"
#include "ui/widgets/segmentedswitch.h"
#include "ui/widgets/strip.h"

namespace disagreement {

using analysis::PairPoint;
using widgets::PlaceId;

namespace {
constexpr int leftWidth = 604;
constexpr int fewestColumn = 420;
constexpr int slowMs = 300; ///< what takes longer shows how far it is

} // namespace

DisagreementPlace::DisagreementPlace(QWidget *parent)
    : Place(parent)
    , m_data(std::make_shared<Data>())
    , m_selection(new PairSelection(this))
    , m_comparison(new SelectionComparison(m_selection, this))
    , m_desk(new CopyDesk(this))
    , m_bar(new DisagreementBar(this))
    , m_left(new LeftPane(m_selection, m_desk))
    , m_column(new PlotColumn(m_selection, m_desk))
    , m_strip(new StripPane(m_selection))
    , m_tabs(new QWidget(this))
    , m_columns(new widgets::SegmentedSwitch({tr("Reward difference"), tr("Scorers and plots")}))
    , m_problem(new widgets::Strip(widgets::Strip::Kind::Error, this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->hide();
    auto *tabs = new QHBoxLayout(m_tabs);
    tabs->setContentsMargins(widgets::metrics::regionMargin, widgets::metrics::space4, widgets::metrics::regionMargin,
                             widgets::metrics::space4);
    tabs->addWidget(m_columns);
    tabs->addStretch();
    m_columns->setAccessibleName(tr("Column"));
    m_tabs->hide();
    m_left->setMinimumWidth(fewestColumn);
    m_column->setMinimumWidth(fewestColumn);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_left);
    m_splitter->addWidget(m_column);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({leftWidth, 2 * leftWidth});

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_problem);
    layout->addWidget(m_tabs);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_strip);
    m_slow.setSingleShot(true);
    m_slow.setInterval(slowMs);
    connectParts();
    addShortcuts();
    m_gate = new widgets::RevealGate(this);
    connect(m_gate, &widgets::RevealGate::opened, this, [this] {
        widgets::RevealLog::of(m_study).revealAll();
        m_left->scatter()->setFocus();
    });
    connect(m_gate, &widgets::RevealGate::backRequested, this,
            [this] { Q_EMIT placeRequested(PlaceId::Annotate, {}); });
}

DisagreementPlace::~DisagreementPlace()
{
    cancel();
}

void DisagreementPlace::connectParts()
{
    connect(m_bar, &DisagreementBar::chosen, this, [this](Query query) {
        query.unit = m_query.unit;
        choose(query);
    });
    connect(m_bar, &DisagreementBar::plotsRequested, this, &DisagreementPlace::openPlotsMenu);
    connect(m_bar, &DisagreementBar::reportRequested, this, [this] {
        widgets::Target target;
        target.page = QStringLiteral("export");
        Q_EMIT placeRequested(PlaceId::Study, target);
    });
    connect(m_columns, &widgets::SegmentedSwitch::currentChanged, this, &DisagreementPlace::showOnlyColumn);
    connect(m_comparison, &SelectionComparison::changed, this, [this] {
        m_column->agreement()->setSelected(m_comparison->rows());
        Q_EMIT settledChanged();
    });
    connect(m_selection, &PairSelection::changed, this, &Place::settledChanged);
    connect(m_column->agreement(), &AgreementPane::scorerChosen, this, [this](const QString &scorer) {
        Query query = m_query;
        query.scorer = scorer;
        choose(query);
    });
    connect(m_column->agreement(), &AgreementPane::unitChosen, this, [this](analysis::Unit unit) {
        Query query = m_query;
        query.unit = unit;
        choose(query);
    });
    connect(m_left, &LeftPane::cancelRequested, this, &DisagreementPlace::cancel);
    connect(m_left, &LeftPane::leadOn, this, [this](PlaceId place) { Q_EMIT placeRequested(place, {}); });
    const auto compareChosen = [this] {
        if (const std::optional<PairPoint> point = m_strip->strip()->chosen())
            compare(*point);
    };
    connect(m_left, &LeftPane::galleryRequested, this, &DisagreementPlace::openGallery);
    connect(m_left, &LeftPane::compareRequested, this, compareChosen);
    connect(m_column, &PlotColumn::galleryRequested, this, &DisagreementPlace::openGallery);
    connect(m_column, &PlotColumn::compareRequested, this, compareChosen);
    connect(m_strip, &StripPane::galleryRequested, this, &DisagreementPlace::openGallery);
    connect(m_strip, &StripPane::compareRequested, this, &DisagreementPlace::compare);
    connect(m_desk, &CopyDesk::settledChanged, this, &Place::settledChanged);
    connect(m_strip, &StripPane::settledChanged, this, &Place::settledChanged);
    connect(m_desk, &CopyDesk::failed, this, [this](const QString &line) { m_problem->say(line); });
    connect(m_desk, &CopyDesk::saved, m_problem, &QWidget::hide);
    connect(m_problem, &widgets::Strip::actionClicked, this, &DisagreementPlace::refresh);
    connect(&m_slow, &QTimer::timeout, this, [this] { showProgress(m_percent, 100); });
}

void DisagreementPlace::addShortcuts()
{
    const auto add = [this](const QKeySequence &key, auto action) {
        auto *shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    add(Qt::Key_L, [this] { m_selection->setTool(PairSelection::Tool::Lasso); });
    add(Qt::Key_R, [this] { m_selection->setTool(PairSelection::Tool::Rectangle); });
    add(Qt::Key_G, [this] { openGallery(); });
    add(Qt::Key_Escape, [this] { m_selection->clear(); });
}

void DisagreementPlace::fillTopBar(widgets::BarRow *bar)
{
    m_bar->fill(bar);
    m_bar->setData(*m_data);
}

void DisagreementPlace::setStudy(const widgets::StudyPtr &study)
{
    if (m_study)
        m_study->disconnect(this);
    cancel();
    m_running.reset();
    m_strip->strip()->setCache(nullptr);
    m_cache.reset();
    m_study = study;
    m_gate->setStudy(study);
    m_desk->setStudy(study);
    m_comparison->setStudy(study);
    m_query = {};
    m_query.unit = m_column->agreement()->unit() == 0 ? analysis::Unit::Pair : analysis::Unit::Vote;
    m_selection->clear();
    m_problem->hide();
    m_loaded = false;
    m_stale = true;
    m_data = std::make_shared<Data>();
    m_strip->setData(m_data);
    m_bar->setData(*m_data);
    m_left->setData(m_data, {});
    m_column->setData(m_data, {});
    if (!study)
        return;
    m_cache = std::make_unique<widgets::PictureCache>(study);
    m_strip->strip()->setCache(m_cache.get());
    connect(m_cache.get(), &widgets::PictureCache::ready, this, &Place::settledChanged);
    connect(study.get(), &widgets::StudyHandle::changed, this, [this] {
        m_stale = true;
        if (m_active && !m_running)
            refresh();
    });
    if (m_active)
        refresh();
}

void DisagreementPlace::activate()
{
    m_active = true;
    m_left->scatter()->setFocus();
    m_gate->check();
    if (m_stale && !m_running)
        refresh();
}

void DisagreementPlace::show(const widgets::Target &target)
{
    if (target.pictures.isEmpty())
        return;
    m_wanted = target.pictures;
    if (m_loaded)
        selectWanted();
}

void DisagreementPlace::refresh()
{
    if (!m_study)
        return;
    if (m_running)
        m_running->cancel();
    m_percent = 0;
    const QPointer<DisagreementPlace> guard(this);
    m_running = std::make_shared<base::Progress>([guard](const QString &, qint64 done, qint64 total) {
        QMetaObject::invokeMethod(
            qApp,
            [guard, done, total] {
                if (guard)
                    guard->showProgress(done, total);
            },
            Qt::QueuedConnection);
    });
    m_stale = false;
    m_slow.start();
    m_left->setBusy(m_loaded ? tr("updating") : tr("computing"), false);
    m_column->setBusy(m_loaded ? tr("updating") : QString());
    m_column->agreement()->setLoading(!m_loaded);
    m_study->run(
        this,
        [known = m_data->snapshot, query = m_query, progress = m_running](storage::Database &database) {
            return load(database, known, query, *progress);
        },
        [this, progress = m_running](const base::Result<Data> &data) {
            if (m_running == progress) // else a newer question was asked
                take(data);
        });
}

void DisagreementPlace::cancel()
{
    if (m_running)
        m_running->cancel();
}

void DisagreementPlace::take(const base::Result<Data> &data)
{
    m_running.reset();
    m_slow.stop();
    m_left->setBusy({}, false);
    m_column->setBusy({});
    if (data) {
        m_problem->hide();
        apply(std::make_shared<const Data>(*data));
    } else {
        m_column->agreement()->setLoading(false);
        m_problem->say(data.error().code == base::cancelledCode
                           ? tr("Computing was cancelled. What is shown is as old as before.")
                           : data.error().toLine(),
                       tr("Try again"));
    }
    if (m_stale && m_active)
        refresh();
    Q_EMIT settledChanged();
}

void DisagreementPlace::showProgress(qint64 done, qint64 total)
{
    if (!m_running)
        return;
    if (total > 0)
        m_percent = std::max(m_percent, int(100 * done / total));
    if (m_slow.isActive())
        return; // it may be done before anybody reads it
    m_left->setBusy(m_loaded ? tr("updating, %1 %").arg(m_percent) : tr("computing, %1 %").arg(m_percent), true);
}

void DisagreementPlace::apply(const DataPtr &data)
{
    m_data = data;
    m_loaded = true;
    m_query = data->query;
    m_bar->setData(*data);
    const QString title = m_study ? m_study->title() : QString();
    m_left->setData(data, title);
    m_column->setData(data, title);
    m_strip->setData(data);
    m_comparison->setData(data);
    selectWanted();
    Q_EMIT statusTextChanged();
}

void DisagreementPlace::selectWanted()
{
    if (m_wanted.isEmpty())
        return;
    const QSet<study::PictureId> wanted(m_wanted.begin(), m_wanted.end());
    m_wanted.clear();
    PairSelection::Ids ids;
    for (size_t i = 0; i < m_data->pairCount(); ++i) {
        const PairPoint &point = m_data->pair(i);
        if (wanted.contains(point.id.first) || wanted.contains(point.id.second))
            ids.insert(point.id);
    }
    m_selection->set(ids);
    if (ids.isEmpty())
        m_strip->explain(tr("No pair of the chosen kind shows the pictures that were sent here."));
}

void DisagreementPlace::choose(const Query &query)
{
    m_query = query;
    refresh();
}

void DisagreementPlace::openPlotsMenu()
{
    QMenu menu(this);
    m_column->fillMenu(&menu);
    menu.exec(m_bar->plotsMenuPosition());
}

void DisagreementPlace::openGallery()
{
    widgets::Target target;
    target.pictures = m_strip->pictures();
    if (!target.pictures.isEmpty())
        Q_EMIT placeRequested(PlaceId::Gallery, target);
}

void DisagreementPlace::compare(const PairPoint &point)
{
    widgets::Target target;
    target.group = m_data->snapshot->groups[m_data->snapshot->groupOfPrompt[size_t(point.tally.prompt)]].id;
    target.pictures = {point.id.first, point.id.second};
    Q_EMIT placeRequested(PlaceId::Compare, target);
}

QString DisagreementPlace::statusText() const
{
    return studyCounts(*m_data);
}

QList<widgets::KeyHelp> DisagreementPlace::keys() const
{
    const auto cap = [](const QKeySequence &key) { return widgets::keyCapText(key); };
    const QString plot = tr("Plot");
    const QString pairs = tr("Pairs");
    return {{plot, cap(Qt::Key_L), tr("Lasso")},
            {plot, cap(Qt::Key_R), tr("Rectangle")},
            {plot, cap(Qt::Key_Right), tr("Next point")},
            {plot, cap(Qt::Key_Space), tr("Select the point, or take it away")},
            {plot, cap(Qt::Key_Return), tr("Select this point alone")},
            {plot, cap(QKeySequence(Qt::SHIFT | Qt::Key_Right)), tr("Add points on the way")},
            {plot, cap(QKeySequence::SelectAll), tr("Select everything")},
            {plot, cap(QKeySequence::Copy), tr("Copy picture and values")},
            {plot, cap(Qt::Key_Escape), tr("Clear the selection")},
            {pairs, cap(Qt::Key_Return), tr("Open in Compare")},
            {pairs, cap(Qt::Key_G), tr("Show in Gallery")},
            {pairs, cap(Qt::Key_Delete), tr("Take out of the selection")}};
}

bool DisagreementPlace::isSettled() const
{
    return !m_study
           || (!m_stale && !m_running && !m_gate->isChecking() && m_comparison->isSettled() && m_strip->isSettled()
               && m_desk->isSettled());
}

void DisagreementPlace::saveState(QSettings &settings) const
{
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("unit"), m_column->agreement()->unit());
    settings.setValue(QStringLiteral("column"), m_columns->current());
    m_column->saveState(settings);
}

void DisagreementPlace::restoreState(QSettings &settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_column->agreement()->setUnit(settings.value(QStringLiteral("unit"), 0).toInt());
    m_columns->setCurrent(settings.value(QStringLiteral("column"), 0).toInt());
    m_column->restoreState(settings);
}

/// Two tabs where two columns have no room.
void DisagreementPlace::showOnlyColumn()
{
    const bool narrow = width() < widgets::metrics::narrowWindow - widgets::metrics::railWidth;
    m_tabs->setVisible(narrow);
    m_bar->setNarrow(narrow);
    m_left->setVisible(!narrow || m_columns->current() == 0);
    m_column->setVisible(!narrow || m_columns->current() == 1);
}

void DisagreementPlace::resizeEvent(QResizeEvent *event)
{
    Place::resizeEvent(event);
    showOnlyColumn();
}

} // namespace disagreement
