#include "ui/gallery/galleryplace.h"

#include <QAction>
#include <QSettings>
#include <QSplitter>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/gallery/filterrow.h"
#include "ui/gallery/galleryactions.h"
#include "ui/gallery/gallerybar.h"
#include "ui/gallery/gallerygrid.h"
#include "ui/gallery/galleryinspector.h"
#include "ui/gallery/gallerytext.h"
#include "ui/gallery/gallerytree.h"
#include "ui/gallery/labeledits.h"
#include "ui/gallery/labelpopup.h"
#include "ui/gallery/meaningsearch.h"
#include "ui/gallery/rangepane.h"
#include "ui/gallery/sidepane.h"
#include "ui/gallery/singleview.h"
#include "ui/widgets/activity.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/revealgate.h"
#include "ui/widgets/reveallog.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/thumbnails.h"

namespace gallery {

namespace metrics = widgets::metrics;
using analysis::PictureFilter;
using analysis::PictureOrder;
using widgets::PlaceId;

GalleryPlace::GalleryPlace(QWidget *parent)
    : Place(parent)
    , m_data(std::make_shared<const GalleryData>())
    , m_query(new GalleryQuery(this))
    , m_meaning(new MeaningSearch(this))
    , m_bar(new GalleryBar(this))
    , m_actions(new GalleryActions(this))
    , m_edits(new LabelEdits(this))
    , m_later(new QTimer(this))
    , m_side(new SidePane)
    , m_grid(new GalleryGrid)
    , m_full(new SingleView)
    , m_inspector(new GalleryInspector)
    , m_splitter(new QSplitter)
    , m_filterRow(new FilterRow)
    , m_failure(new widgets::Strip(widgets::Strip::Kind::Error))
    , m_meaningStrip(new widgets::Strip(widgets::Strip::Kind::Warning))
    , m_empty(new widgets::EmptyState({}))
    , m_stack(new QStackedLayout)
    , m_gridPage(new QWidget)
    , m_gate(new widgets::RevealGate(this))
    , m_labels(new LabelPopup(this))
{
    m_failure->setObjectName(QStringLiteral("failure"));
    m_meaningStrip->setObjectName(QStringLiteral("meaning"));
    m_meaningStrip->hide();
    makeLayout();
    connect(m_gate, &widgets::RevealGate::opened, this, [this] {
        widgets::RevealLog::of(m_study).revealAll();
        m_grid->setFocus();
    });
    connect(m_gate, &widgets::RevealGate::backRequested, this,
            [this] { Q_EMIT placeRequested(PlaceId::Annotate, {}); });
    connectParts();
    connectActions();
    connectMeaning();
    m_bar->setSide(m_grid->side());
    m_bar->setInspector(true, true);
    m_later->setSingleShot(true);
    updateFilterRow();
}

GalleryPlace::~GalleryPlace()
{
    stopFilling();
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
    middle->addWidget(m_meaningStrip);
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
    connect(m_full, &SingleView::stepped, this, &GalleryPlace::stepFull);
    connect(m_full, &SingleView::left, this, &GalleryPlace::closeFull);
    connect(m_full, &SingleView::settledChanged, this, &GalleryPlace::settledChanged);
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
    m_actions->on(Act::Similar, [this] { findSimilar(); });
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
    forgetLikeness();
    m_meaning->setStudy(study);
    m_filter = PictureFilter();
    m_filter.deepBelow = m_side->tree()->deepBelow();
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
    m_side->tree()->setLabelCounts(-1, {}); // not known yet
    m_side->tree()->setViewCounts({});
    if (study)
        m_grid->setLoading();
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
    m_fillingStopped = false;
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
    stopFilling();
}

void GalleryPlace::show(const widgets::Target &target)
{
    if (target.pictures.isEmpty())
        return;
    m_wanted = target.pictures;
    if (m_data->isLoaded())
        clearFilters();
}

void GalleryPlace::updateInspector()
{
    // Narrow windows have no room for three columns.
    const bool room = window()->width() >= metrics::narrowWindow;
    m_inspector->setVisible(m_showInspector && room);
    m_bar->setInspector(m_showInspector, room);
}

QString GalleryPlace::statusText() const
{
    if (m_study && !m_data->isLoaded())
        return m_loading ? tr("Reading the study") : QString();
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
           && m_meaning->isSettled() && m_grid->isSettled() && m_inspector->isSettled() && m_full->isSettled();
}

void GalleryPlace::saveState(QSettings &settings) const
{
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("side"), m_grid->side());
    settings.setValue(QStringLiteral("sort"), orderKey(m_filter.likeness ? m_orderBefore : m_order));
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
