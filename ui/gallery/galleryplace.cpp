#include "ui/gallery/galleryplace.h"

#include <algorithm>

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSettings>
#include <QSlider>
#include <QSplitter>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

#include "core/scoring/scorercatalogue.h"
#include "core/study/taxonomy.h"
#include "ui/gallery/gallerygrid.h"
#include "ui/gallery/galleryinspector.h"
#include "ui/gallery/gallerytree.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/revealgate.h"
#include "ui/widgets/reveallog.h"
#include "ui/widgets/scorernames.h"
#include "ui/widgets/strip.h"

namespace gallery {

namespace metrics = widgets::metrics;
using widgets::Ink;
using widgets::PlaceId;
using widgets::TextRole;

namespace {

constexpr int findDelayMs = 120;
constexpr int filterRowHeight = 36;

QString keyOf(const GalleryQuery &query)
{
    if (query.order == GalleryQuery::Order::Study)
        return {};
    return (query.order == GalleryQuery::Order::LowestFirst ? QStringLiteral("low:") : QStringLiteral("high:"))
           + query.scorer;
}

void setSort(GalleryQuery &query, const QString &key)
{
    query.scorer = key.section(u':', 1);
    query.order = key.startsWith(QLatin1String("low:"))    ? GalleryQuery::Order::LowestFirst
                  : key.startsWith(QLatin1String("high:")) ? GalleryQuery::Order::HighestFirst
                                                           : GalleryQuery::Order::Study;
}

bool needsPrompt(const QString &scorer)
{
    return !widgets::isPictureStatistic(scorer);
}

} // namespace

GalleryPlace::GalleryPlace(QWidget *parent)
    : Place(parent)
    , m_findDelay(new QTimer(this))
    , m_tree(new GalleryTree)
    , m_grid(new GalleryGrid)
    , m_inspector(new GalleryInspector)
    , m_splitter(new QSplitter)
    , m_filterRow(new QWidget)
    , m_countLabel(new widgets::Label({}, TextRole::Small, Ink::Text2))
    , m_chip(new widgets::Button(QString()))
    , m_clear(new widgets::Button(tr("Clear"), widgets::Button::Kind::Flat))
    , m_caution(new widgets::Label(tr("Scores under different prompts: read the order within one prompt only"),
                                   TextRole::Small, Ink::Text2))
    , m_failure(new widgets::Strip(widgets::Strip::Kind::Error))
    , m_empty(new widgets::EmptyState({}))
    , m_gridPage(new QWidget)
    , m_gate(new widgets::RevealGate(this))
{
    makeTopBar();
    makeLayout();
    connect(m_gate, &widgets::RevealGate::opened, this, [this] {
        widgets::RevealLog::of(m_study).revealAll();
        m_grid->setFocus();
    });
    connect(m_gate, &widgets::RevealGate::backRequested, this,
            [this] { Q_EMIT placeRequested(PlaceId::Annotate, {}); });
    m_findDelay->setSingleShot(true);
    m_findDelay->setInterval(findDelayMs);
    connect(m_findDelay, &QTimer::timeout, this, [this] {
        m_query.words = m_find->text();
        applyQuery();
    });
    updateFilterRow();
    connect(m_tree, &GalleryTree::currentLabelChanged, this, [this](const QString &label) {
        m_query.label = label;
        applyQuery();
    });
    connect(m_grid, &GalleryGrid::selectionChanged, this, &GalleryPlace::showSelection);
    connect(m_grid, &GalleryGrid::opened, this, &GalleryPlace::compareSelected);
    connect(m_grid, &GalleryGrid::sideChanged, m_size, &QSlider::setValue);
    connect(m_grid, &GalleryGrid::settledChanged, this, &GalleryPlace::settledChanged);
    connect(m_inspector, &GalleryInspector::settledChanged, this, &GalleryPlace::settledChanged);
    connect(m_inspector, &GalleryInspector::compareRequested, this, &GalleryPlace::compareSelected);
    connect(m_chip, &QPushButton::clicked, this, [this] { m_tree->setCurrentLabel({}); });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_find->clear();
        m_query.words.clear();
        m_tree->setCurrentLabel({});
        applyQuery();
    });
}

GalleryPlace::~GalleryPlace() = default;

QString GalleryPlace::title() const
{
    return tr("Gallery");
}

void GalleryPlace::makeTopBar()
{
    m_find = new QLineEdit(this);
    m_find->setPlaceholderText(tr("Words in prompts"));
    m_find->setAccessibleName(tr("Find pictures"));
    m_find->setFixedWidth(300);
    m_find->addAction(widgets::icon(widgets::Icon::Search), QLineEdit::LeadingPosition);
    m_find->setClearButtonEnabled(true);
    connect(m_find, &QLineEdit::textChanged, m_findDelay, qOverload<>(&QTimer::start));
    m_sort = new QComboBox(this);
    m_sort->setAccessibleName(tr("Sort by"));
    m_sort->setFixedWidth(256);
    connect(m_sort, &QComboBox::activated, this, [this] {
        setSort(m_query, m_sort->currentData().toString());
        applyQuery();
    });
    m_size = new QSlider(Qt::Horizontal, this);
    m_size->setAccessibleName(tr("Size of pictures"));
    m_size->setRange(GalleryGrid::smallestSide, GalleryGrid::largestSide);
    m_size->setValue(m_grid->side());
    m_size->setFixedWidth(104);
    connect(m_size, &QSlider::valueChanged, m_grid, &GalleryGrid::setSide);
    m_inspectorButton = new widgets::Button(tr("Inspector"), widgets::Button::Kind::Flat, this);
    m_inspectorButton->setGlyph(widgets::Icon::Info);
    m_inspectorButton->setCheckable(true);
    m_inspectorButton->setChecked(true);
    connect(m_inspectorButton, &QPushButton::clicked, this, [this](bool on) {
        m_showInspector = on;
        updateInspector();
    });
}

void GalleryPlace::makeLayout()
{
    auto *filters = new QHBoxLayout(m_filterRow);
    filters->setContentsMargins(metrics::regionMargin, 0, metrics::regionMargin, 0);
    filters->setSpacing(metrics::controlGap);
    filters->addWidget(m_countLabel);
    filters->addWidget(m_chip);
    filters->addWidget(m_clear);
    filters->addStretch();
    filters->addWidget(m_caution);
    m_filterRow->setFixedHeight(filterRowHeight);
    m_chip->setGlyph(widgets::Icon::Close);
    m_chip->setControlHeight(metrics::smallControl);
    m_clear->setControlHeight(metrics::smallControl);

    connect(m_failure, &widgets::Strip::actionClicked, this, &GalleryPlace::load);

    m_stack = new QStackedLayout;
    m_stack->addWidget(m_grid);
    m_stack->addWidget(m_empty);
    auto *middle = new QVBoxLayout(m_gridPage);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(m_failure);
    middle->addWidget(m_filterRow);
    middle->addWidget(new widgets::Line(Qt::Horizontal));
    middle->addLayout(m_stack, 1);

    m_tree->setMinimumWidth(200);
    m_tree->setMaximumWidth(360);
    m_gridPage->setMinimumWidth(480);
    m_inspector->setMinimumWidth(280);
    m_inspector->setMaximumWidth(480);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(m_gridPage);
    m_splitter->addWidget(m_inspector);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({248, 780, 328});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    connect(m_empty, &widgets::EmptyState::actionClicked, this, [this] {
        if (m_data.pictures() == 0)
            Q_EMIT placeRequested(PlaceId::Study, {{}, {}, QStringLiteral("import"), {}});
        else
            m_clear->click();
    });
}

void GalleryPlace::fillTopBar(widgets::BarRow *bar)
{
    bar->add(m_find);
    bar->add(m_sort);
    bar->addStretch();
    bar->add(m_size);
    bar->addLine();
    bar->add(m_inspectorButton);
}

void GalleryPlace::setStudy(const widgets::StudyPtr &study)
{
    if (m_study)
        disconnect(m_study.get(), nullptr, this, nullptr);
    m_study = study;
    m_data = {};
    m_shown.clear();
    m_gate->setStudy(study);
    m_grid->setStudy(study);
    m_inspector->setStudy(study);
    m_stale = study != nullptr;
    if (!study)
        return;
    connect(study.get(), &widgets::StudyHandle::changed, this, [this] {
        m_stale = true;
        if (m_visible)
            load();
    });
    if (m_visible)
        load();
}

void GalleryPlace::activate()
{
    m_visible = true;
    if (m_stale)
        load();
    m_grid->setFocus();
    m_gate->check();
}

void GalleryPlace::deactivate()
{
    m_visible = false;
}

void GalleryPlace::show(const widgets::Target &target)
{
    m_wanted = target.pictures;
    if (!m_loading && !m_wanted.isEmpty() && m_data.pictures() > 0) {
        m_find->clear();
        m_query.words.clear();
        m_tree->setCurrentLabel({});
        applyQuery();
    }
}

void GalleryPlace::load()
{
    if (!m_study || m_loading)
        return;
    m_loading = true;
    m_stale = false;
    m_study->run(
        this, [](storage::Database &database) { return GalleryData::load(database); },
        [this, study = m_study](base::Result<GalleryData> data) {
            m_loading = false;
            if (study != m_study) {
                load();
                return;
            }
            if (data) {
                take(*std::move(data));
                m_failure->hide();
            } else {
                m_failure->say(data.error().toLine(), tr("Try again"));
            }
            Q_EMIT statusTextChanged();
            Q_EMIT settledChanged();
            if (m_stale && m_visible)
                load();
        });
}

void GalleryPlace::take(GalleryData data)
{
    QList<study::PictureId> selected;
    for (const int picture : selectedPictures())
        selected.append(m_data.picture(picture).id);
    m_data = std::move(data);
    int labelled = 0;
    for (int i = 0; i < m_data.pictures(); ++i)
        labelled += m_data.picture(i).taxonomy.isEmpty() ? 0 : 1;
    m_tree->setCounts(m_data.pictures(), labelled, countLabels(m_data));
    if (m_wanted.isEmpty())
        m_wanted = selected;
    fillSorts();
    applyQuery();
}

void GalleryPlace::fillSorts()
{
    const QString wanted = m_wantedSort.isEmpty() ? keyOf(m_query) : m_wantedSort;
    m_sort->clear();
    m_sort->addItem(widgets::icon(widgets::Icon::Sort), tr("Prompt order"), QString());
    bool statistics = false;
    for (const QString &scorer : m_data.scorers) {
        if (widgets::isPictureStatistic(scorer) && !statistics) {
            statistics = true;
            m_sort->insertSeparator(m_sort->count());
        }
        const QString name = widgets::scorerTitle(scorer);
        const QString low = needsPrompt(scorer) ? tr("%1, own prompt, lowest first") : tr("%1, lowest first");
        const QString high = needsPrompt(scorer) ? tr("%1, own prompt, highest first") : tr("%1, highest first");
        m_sort->addItem(widgets::icon(widgets::Icon::Sort), low.arg(name), QStringLiteral("low:") + scorer);
        m_sort->addItem(widgets::icon(widgets::Icon::Sort), high.arg(name), QStringLiteral("high:") + scorer);
    }
    const int index = m_sort->findData(wanted);
    if (index >= 0)
        m_wantedSort.clear();
    m_sort->setCurrentIndex(std::max(0, index));
    setSort(m_query, m_sort->currentData().toString());
}

void GalleryPlace::applyQuery()
{
    m_shown = selectPictures(m_data, m_query);
    m_grid->setCells(int(m_shown.size()), [this](int cell) {
        const int picture = m_shown[size_t(cell)];
        const QString maker = m_data.maker(picture);
        const bool marksVariant = m_query.order == GalleryQuery::Order::Study && !m_data.snapshot->isOriginal(picture);
        return GridCell{m_data.picture(picture).asset, sortValue(picture),
                        marksVariant ? tr("%1, wide").arg(maker) : maker,
                        maker + u'\n' + m_data.promptOf(picture).text};
    });
    updateFilterRow();
    if (m_data.pictures() == 0)
        m_empty->setText(tr("No pictures yet. Import a folder, a CSV or a data set in Study, or drop files here."),
                         tr("Open Study"));
    else if (m_shown.empty())
        m_empty->setText(tr("No picture matches these filters."), tr("Clear"));
    m_stack->setCurrentIndex(m_shown.empty() && (m_data.snapshot || !m_loading) ? 1 : 0);
    const auto wanted = std::find_if(m_shown.begin(), m_shown.end(),
                                     [this](int picture) { return m_wanted.contains(m_data.picture(picture).id); });
    m_grid->setCurrent(wanted == m_shown.end() ? (m_shown.empty() ? -1 : 0) : int(wanted - m_shown.begin()));
    m_wanted.clear();
    Q_EMIT statusTextChanged();
}

QString GalleryPlace::sortValue(int picture) const
{
    if (m_query.order == GalleryQuery::Order::Study)
        return {};
    const auto value = m_data.ownScore(m_query.scorer, picture);
    return value ? widgets::formatScore(m_query.scorer, *value) : widgets::noValue();
}

void GalleryPlace::updateFilterRow()
{
    const QString all = widgets::formatCount(m_data.pictures());
    m_countLabel->setText(m_query.isFiltered() ? tr("%1 of %2").arg(widgets::formatCount(qint64(m_shown.size())), all)
                                               : tr("%1 pictures").arg(all));
    const study::TaxonomyKind *kind = study::shippedTaxonomy().kind(m_query.label);
    QString chip = kind ? kind->title : m_query.label;
    for (const study::TaxonomyClass &group : study::shippedTaxonomy().classes)
        if (group.key == m_query.label)
            chip = group.title;
    m_chip->setText(chip);
    m_chip->setVisible(!chip.isEmpty());
    m_clear->setVisible(m_query.isFiltered());
    m_caution->setVisible(m_query.order != GalleryQuery::Order::Study && needsPrompt(m_query.scorer));
}

QList<int> GalleryPlace::selectedPictures() const
{
    QList<int> pictures;
    for (const int cell : m_grid->selected())
        if (size_t(cell) < m_shown.size())
            pictures.append(m_shown[size_t(cell)]);
    return pictures;
}

void GalleryPlace::showSelection()
{
    if (m_data.snapshot)
        m_inspector->showPictures(m_data, selectedPictures());
    Q_EMIT statusTextChanged();
}

void GalleryPlace::compareSelected()
{
    const QList<int> selected = selectedPictures();
    if (selected.isEmpty())
        return;
    widgets::Target target;
    target.group = m_data.groupOf(selected.first()).id;
    for (const int picture : selected)
        target.pictures.append(m_data.picture(picture).id);
    Q_EMIT placeRequested(PlaceId::Compare, target);
}

void GalleryPlace::updateInspector()
{
    // Narrow windows have no room for three columns.
    m_inspector->setVisible(m_showInspector && window()->width() >= metrics::narrowWindow);
    m_inspectorButton->setChecked(m_showInspector);
}

QString GalleryPlace::statusText() const
{
    if (m_loading && !m_data.snapshot)
        return tr("Reading the study");
    const auto selected = m_grid->selected().size();
    const QString pictures = tr("%1 pictures").arg(widgets::formatCount(m_data.pictures()));
    const QString chosen =
        selected > 0 ? tr("%1, %2 selected").arg(pictures, widgets::formatCount(selected)) : pictures;
    return m_study && m_study->isSimulated() ? tr("%1, votes simulated").arg(chosen) : chosen;
}

QList<widgets::KeyHelp> GalleryPlace::keys() const
{
    const auto cap = [](const QKeySequence &key) { return widgets::keyCapText(key); };
    return {{tr("Pictures"), cap(Qt::Key_C), tr("Compare this prompt")},
            {tr("Pictures"), cap(QKeySequence::SelectAll), tr("Select all")},
            {tr("Pictures"), cap(Qt::Key_Plus), tr("Larger")},
            {tr("Pictures"), cap(Qt::Key_Minus), tr("Smaller")},
            {tr("View"), cap(Qt::Key_I), tr("Inspector")},
            {tr("View"), cap(Qt::Key_Slash), tr("Find")},
            {tr("View"), cap(Qt::Key_Escape), tr("Clear the selection")}};
}

bool GalleryPlace::isSettled() const
{
    return !m_loading && !m_stale && !m_gate->isChecking() && m_grid->isSettled() && m_inspector->isSettled();
}

void GalleryPlace::saveState(QSettings &settings) const
{
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("side"), m_grid->side());
    settings.setValue(QStringLiteral("sort"), keyOf(m_query));
    settings.setValue(QStringLiteral("inspector"), m_showInspector);
}

void GalleryPlace::restoreState(QSettings &settings)
{
    if (const QByteArray state = settings.value(QStringLiteral("splitter")).toByteArray(); !state.isEmpty())
        m_splitter->restoreState(state);
    m_grid->setSide(settings.value(QStringLiteral("side"), m_grid->side()).toInt());
    m_wantedSort = settings.value(QStringLiteral("sort")).toString();
    m_showInspector = settings.value(QStringLiteral("inspector"), true).toBool();
    updateInspector();
}

void GalleryPlace::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_C && event->modifiers() == Qt::NoModifier) {
        compareSelected();
    } else if (event->key() == Qt::Key_I && event->modifiers() == Qt::NoModifier) {
        m_showInspector = !m_showInspector;
        updateInspector();
    } else if (event->key() == Qt::Key_Slash || event->matches(QKeySequence::Find)) {
        m_find->setFocus();
        m_find->selectAll();
    } else {
        Place::keyPressEvent(event);
    }
}

void GalleryPlace::resizeEvent(QResizeEvent *event)
{
    Place::resizeEvent(event);
    updateInspector();
}

} // namespace gallery
