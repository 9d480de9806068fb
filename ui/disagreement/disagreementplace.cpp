#include "ui/disagreement/disagreementplace.h"

#include <algorithm>
#include <cmath>

#include <QDateTime>
#include <QMenu>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/base/progress.h"
#include "ui/disagreement/agreementrows.h"
#include "ui/disagreement/deltahistogram.h"
#include "ui/disagreement/disagreementbar.h"
#include "ui/disagreement/gapplot.h"
#include "ui/disagreement/marklegend.h"
#include "ui/disagreement/pairselection.h"
#include "ui/disagreement/pairstrip.h"
#include "ui/disagreement/scatterplot.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/cellmodel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/exportfile.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/revealgate.h"
#include "ui/widgets/reveallog.h"
#include "ui/widgets/scorernames.h"
#include "ui/widgets/segmentedswitch.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/tablehead.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

namespace disagreement {

using analysis::PairPoint;
using widgets::Button;
using widgets::Icon;
using widgets::PlaceId;
namespace metrics = widgets::metrics;

namespace {

constexpr int leftWidth = 604;
constexpr int fewestColumn = 420;
constexpr int narrowContent = 1116; ///< a window of 1200 less the rail
constexpr size_t fewData = 30;
constexpr int tableRow = 29;
constexpr qsizetype mostRowsKept = 8; ///< more of them scroll when the height is short
constexpr QSize figureSize(900, 640);

QVBoxLayout *bareColumn(QWidget *widget)
{
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    return layout;
}

QString mark(const QColor &color, QChar sign)
{
    return QStringLiteral("<span style=\"color:%1\">%2</span> ").arg(color.name(), QString(sign));
}

} // namespace

DisagreementPlace::DisagreementPlace(QWidget *parent)
    : Place(parent)
    , m_selection(new PairSelection(this))
    , m_bar(new DisagreementBar(this))
{
    m_columns = new widgets::SegmentedSwitch({tr("Reward difference"), tr("Scorers")}, this);
    m_columns->hide();
    m_problem = new widgets::Strip(widgets::Strip::Kind::Error, this);
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->hide();
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeScatterPane());
    m_splitter->addWidget(makeRightColumn());
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({leftWidth, 2 * leftWidth});

    auto *layout = bareColumn(this);
    layout->addWidget(m_problem);
    layout->addWidget(m_columns, 0, Qt::AlignLeft);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(makeStrip());
    addShortcuts();
    m_gate = new widgets::RevealGate(this);
    connect(m_gate, &widgets::RevealGate::opened, this, [this] {
        widgets::RevealLog::of(m_study).revealAll();
        m_scatter->setFocus();
    });
    connect(m_gate, &widgets::RevealGate::backRequested, this,
            [this] { Q_EMIT placeRequested(PlaceId::Annotate, {}); });

    connect(m_bar, &DisagreementBar::chosen, this, [this](Query query) {
        query.unit = m_query.unit;
        choose(query);
    });
    connect(m_columns, &widgets::SegmentedSwitch::currentChanged, this, &DisagreementPlace::showOnlyColumn);
    connect(m_selection, &PairSelection::changed, this, &DisagreementPlace::applyStrip);
    connect(m_strip, &PairStrip::activated, this, &DisagreementPlace::compare);
    connect(m_problem, &widgets::Strip::actionClicked, this, &DisagreementPlace::refresh);
    applyStrip();
}

DisagreementPlace::~DisagreementPlace()
{
    if (m_running)
        m_running->cancel();
}

QWidget *DisagreementPlace::makeScatterPane()
{
    auto *pane = new QWidget;
    pane->setMinimumWidth(fewestColumn);
    pane->setBackgroundRole(QPalette::Base);
    pane->setAutoFillBackground(true);
    m_scatterHead =
        new widgets::PaneHead(tr("Reward difference and people"), nullptr, widgets::PaneHead::Surface::Base);
    m_scatter = new ScatterPlot(m_selection);
    m_scatter->setTooltip([this](const PairPoint &point) { return tooltipOf(point); });
    m_histogram = new DeltaHistogram;
    m_empty = new widgets::EmptyState(QString());
    connect(m_empty, &widgets::EmptyState::actionClicked, this, [this] {
        Q_EMIT placeRequested(
            m_data.snapshot && m_data.snapshot->pictures.isEmpty() ? PlaceId::Study : PlaceId::Scorers, {});
    });

    auto *lasso = new Button(Icon::Lasso, tr("Lasso"));
    auto *rectangle = new Button(Icon::Rectangle, tr("Rectangle"));
    for (Button *tool : {lasso, rectangle})
        tool->setCheckable(true);
    lasso->setObjectName(QStringLiteral("lasso"));
    rectangle->setObjectName(QStringLiteral("rectangle"));
    const auto choose = [this, lasso, rectangle](ScatterPlot::Tool tool) {
        m_scatter->setTool(tool);
        lasso->setChecked(tool == ScatterPlot::Tool::Lasso);
        rectangle->setChecked(tool == ScatterPlot::Tool::Rectangle);
    };
    connect(lasso, &Button::clicked, this, [choose] { choose(ScatterPlot::Tool::Lasso); });
    connect(rectangle, &Button::clicked, this, [choose] { choose(ScatterPlot::Tool::Rectangle); });
    choose(ScatterPlot::Tool::Lasso);
    auto *whole = new Button(Icon::Fit, tr("Show all points"));
    connect(whole, &Button::clicked, m_scatter, &ScatterPlot::resetZoom);
    m_scatterHead->add(lasso);
    m_scatterHead->add(rectangle);
    m_scatterHead->add(whole);
    m_scatterHead->add(makeExportButton(QStringLiteral("exportScatter"), [this] {
        CopyOf copy;
        copy.name = QStringLiteral("reward-difference-and-people");
        copy.text = {tr("Reward difference of %1 and people").arg(widgets::scorerTitle(m_data.query.scorer)),
                     scatterNote(), footer()};
        copy.csv = m_data.snapshot ? scatterCsv(*m_data.snapshot, m_data.points, m_data.query.scorer) : QByteArray();
        if (m_left->currentWidget() == m_scatter)
            copy.paint = [this, text = copy.text](QPaintDevice *device, const QSize &size) {
                m_scatter->paintCopy(device, size, text);
            };
        else if (m_left->currentWidget() == m_histogram)
            copy.paint = [this, text = copy.text](QPaintDevice *device, const QSize &size) {
                m_histogram->paintCopy(device, size, text);
            };
        return copy;
    }));

    m_left = new QStackedWidget;
    for (QWidget *page :
         {static_cast<QWidget *>(m_scatter), static_cast<QWidget *>(m_histogram), static_cast<QWidget *>(m_empty)})
        m_left->addWidget(page);
    auto *layout = bareColumn(pane);
    layout->addWidget(m_scatterHead);
    layout->addWidget(m_left, 1);
    return pane;
}

QWidget *DisagreementPlace::makeRightColumn()
{
    auto *column = new QWidget;
    column->setMinimumWidth(fewestColumn);
    column->setBackgroundRole(QPalette::Base);
    column->setAutoFillBackground(true);
    m_tableHead =
        new widgets::PaneHead(tr("Agreement with people, by scorer"), nullptr, widgets::PaneHead::Surface::Base);
    m_unit = new widgets::SegmentedSwitch({tr("Pairs"), tr("Votes")});
    m_unit->setControlHeight(metrics::smallControl);
    m_unit->setAccessibleName(tr("Unit"));
    m_unit->setObjectName(QStringLiteral("unit"));
    connect(m_unit, &widgets::SegmentedSwitch::currentChanged, this, [this](int index) {
        Query query = m_query;
        query.unit = index == 0 ? analysis::Unit::Pair : analysis::Unit::Vote;
        choose(query);
    });
    m_tableHead->add(m_unit);
    m_tableHead->add(makeExportButton(QStringLiteral("exportAgreement"), [this] {
        return CopyOf{QStringLiteral("agreement-with-people"), {}, {}, agreementCsv(m_data)};
    }));

    m_model = new widgets::CellModel(agreementColumns(), this);
    m_table = new widgets::TableView;
    m_table->setObjectName(QStringLiteral("agreement"));
    m_table->setAccessibleName(tr("Agreement with people, by scorer"));
    m_table->setRowHeight(tableRow);
    m_table->setSource(m_model, false);
    m_table->head()->setStretchLastSection(false);
    constexpr std::array<int, 8> widths{122, 72, 112, 146, 64, 56, 60, 54};
    for (int i = 0; i < int(widths.size()); ++i)
        m_table->setColumnWidth(i, widgets::scaled(widths[size_t(i)]));
    m_table->head()->setSectionResizeMode(ScorerColumn, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { chooseRow(current.row()); });

    m_gapHead = new widgets::PaneHead(QString(), nullptr, widgets::PaneHead::Surface::Base);
    m_gaps = new GapPlot;
    m_gapHead->add(makeExportButton(QStringLiteral("exportGaps"), [this] {
        CopyOf copy;
        copy.name = QStringLiteral("difference-by-class");
        copy.text = {tr("Δ %1 by taxonomy class").arg(widgets::scorerTitle(m_data.query.scorer)), QString(), footer()};
        copy.paint = [this, text = copy.text](QPaintDevice *device, const QSize &size) {
            m_gaps->paintCopy(device, size, text);
        };
        copy.csv = m_data.snapshot ? gapCsv(*m_data.snapshot, m_data.gaps) : QByteArray();
        return copy;
    }));

    m_legend = new MarkLegend;

    auto *gapPane = new QWidget;
    auto *gapLayout = bareColumn(gapPane);
    gapLayout->addWidget(new widgets::Line(Qt::Horizontal));
    gapLayout->addWidget(m_gapHead);
    gapLayout->addWidget(m_gaps, 1);
    gapPane->setObjectName(QStringLiteral("gapPane"));

    auto *layout = bareColumn(column);
    layout->addWidget(m_tableHead);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_legend);
    layout->addWidget(gapPane, 2);
    layout->addStretch();
    return column;
}

QWidget *DisagreementPlace::makeStrip()
{
    auto *pane = new QWidget;
    m_stripHead = new widgets::PaneHead(QString());
    auto *gallery = new Button(tr("Show in Gallery"), Button::Kind::Flat);
    auto *comparison = new Button(tr("Compare"), Button::Kind::Flat);
    auto *clear = new Button(tr("Clear"), Button::Kind::Flat);
    clear->setKeyCap(widgets::keyCapText(QKeySequence(Qt::Key_Escape)));
    m_stripButtons = {gallery, comparison, clear};
    for (Button *button : m_stripButtons)
        m_stripHead->add(button);
    m_strip = new PairStrip;
    connect(clear, &Button::clicked, m_selection, &PairSelection::clear);
    connect(comparison, &Button::clicked, this, [this] {
        if (!m_strip->items().isEmpty())
            compare(m_strip->items()[std::max(0, m_strip->current())].point);
    });
    connect(gallery, &Button::clicked, this, [this] {
        widgets::Target target;
        for (const PairStrip::Item &item : m_strip->items())
            target.pictures << item.point.id.first << item.point.id.second;
        Q_EMIT placeRequested(PlaceId::Gallery, target);
    });
    auto *layout = bareColumn(pane);
    layout->addWidget(new widgets::Line(Qt::Horizontal));
    layout->addWidget(m_stripHead);
    layout->addWidget(m_strip);
    return pane;
}

void DisagreementPlace::addShortcuts()
{
    const auto add = [this](const QKeySequence &key, auto action) {
        auto *shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    add(Qt::Key_L, [this] { findChild<Button *>(QStringLiteral("lasso"))->click(); });
    add(Qt::Key_R, [this] { findChild<Button *>(QStringLiteral("rectangle"))->click(); });
    add(Qt::Key_Escape, [this] { m_selection->clear(); });
}

Button *DisagreementPlace::makeExportButton(const QString &name, std::function<CopyOf()> copy)
{
    auto *button = new Button(Icon::Export, tr("Export"));
    button->setObjectName(name);
    connect(button, &Button::clicked, this, [this, button, copy = std::move(copy)] {
        const CopyOf what = copy();
        QMenu menu(this);
        if (what.paint) {
            menu.addAction(tr("PNG picture…"), this, [this, what] { saveCopy(what, FigureFormat::Png); });
            menu.addAction(tr("SVG drawing…"), this, [this, what] { saveCopy(what, FigureFormat::Svg); });
            menu.addAction(tr("PDF page…"), this, [this, what] { saveCopy(what, FigureFormat::Pdf); });
            menu.addSeparator();
        }
        menu.addAction(tr("CSV of the drawn values…"), this, [this, what] { saveCopy(what, std::nullopt); });
        menu.exec(button->mapToGlobal(QPoint(0, button->height() + metrics::space4)));
    });
    return button;
}

void DisagreementPlace::saveCopy(const CopyOf &copy, std::optional<FigureFormat> format)
{
    const QString suffix = !format                       ? QStringLiteral("csv")
                           : format == FigureFormat::Png ? QStringLiteral("png")
                           : format == FigureFormat::Svg ? QStringLiteral("svg")
                                                         : QStringLiteral("pdf");
    widgets::FileChooser::Question question;
    question.kind = widgets::FileChooser::Kind::SaveFile;
    question.title = tr("Export");
    question.filter = QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix);
    question.defaultSuffix = suffix;
    question.start = copy.name + QLatin1Char('.') + suffix;
    const QStringList files = widgets::FileChooser::ask(this, question);
    if (files.isEmpty() || !m_study)
        return;
    const QByteArray bytes = format ? renderFigure(*format, figureSize, copy.text, copy.paint) : copy.csv;
    m_study->run(
        this, [path = files.first(), bytes](storage::Database &) { return widgets::writeFile(path, bytes); },
        [this](const base::Result<void> &result) {
            if (!result)
                m_problem->say(result.error().toLine());
        });
}

void DisagreementPlace::fillTopBar(widgets::BarRow *bar)
{
    m_bar->fill(bar);
    m_bar->setData(m_data);
}

void DisagreementPlace::setStudy(const widgets::StudyPtr &study)
{
    if (m_study)
        m_study->disconnect(this);
    if (m_running)
        m_running->cancel();
    m_running.reset();
    m_strip->setCache(nullptr);
    m_cache.reset();
    m_study = study;
    m_gate->setStudy(study);
    m_data = {};
    m_query = {};
    m_query.unit = m_unit->current() == 0 ? analysis::Unit::Pair : analysis::Unit::Vote;
    m_selection->clear();
    m_loaded = false;
    m_stale = true;
    if (!study)
        return;
    m_cache = std::make_unique<widgets::PictureCache>(study);
    m_strip->setCache(m_cache.get());
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
    m_scatter->setFocus();
    m_gate->check();
    if (m_stale && !m_running)
        refresh();
}

void DisagreementPlace::deactivate()
{
    m_active = false;
}

void DisagreementPlace::show(const widgets::Target &target)
{
    if (target.pictures.isEmpty())
        return;
    m_wanted = target.pictures;
    if (m_loaded)
        apply(m_data);
}

void DisagreementPlace::refresh()
{
    if (!m_study)
        return;
    if (m_running)
        m_running->cancel();
    m_running = std::make_shared<base::Progress>();
    m_stale = false;
    m_scatterHead->setNote(m_loaded ? tr("%1, updating").arg(scatterNote()) : tr("Computing"));
    m_table->setLoading(!m_loaded);
    m_study->run(
        this,
        [known = m_data.snapshot, query = m_query, progress = m_running](storage::Database &database) {
            return load(database, known, query, *progress);
        },
        [this, progress = m_running](base::Result<Data> data) {
            if (m_running != progress)
                return; // a newer question was asked
            m_running.reset();
            if (data) {
                m_problem->hide();
                apply(*std::move(data));
            } else {
                m_problem->say(data.error().toLine(), tr("Try again"));
                m_scatterHead->setNote(scatterNote());
                m_table->setLoading(false);
            }
            if (m_stale && m_active)
                refresh();
            Q_EMIT settledChanged();
        });
}

void DisagreementPlace::apply(Data data)
{
    m_data = std::move(data);
    m_loaded = true;
    m_query = m_data.query;
    m_bar->setData(m_data);
    if (!m_wanted.isEmpty()) {
        PairSelection::Ids ids;
        for (const PairPoint &point : m_data.points.points) {
            if (m_wanted.contains(point.id.first) || m_wanted.contains(point.id.second))
                ids.insert(point.id);
        }
        m_wanted.clear();
        m_selection->set(ids);
    }
    applyLeft();
    applyTable();
    applyGaps();
    applyStrip();
    Q_EMIT statusTextChanged();
}

void DisagreementPlace::applyLeft()
{
    const QString scorer = widgets::scorerTitle(m_data.query.scorer);
    const SideNames names = sideNames(m_data.query.variantPair);
    if (m_data.hasPoints()) {
        ScatterPlot::Words words;
        words.xTitle = names.sameVariant ? tr("People who prefer A (pairs read A − B)")
                                         : tr("People who prefer the %1 picture").arg(names.first);
        words.yTitle = tr("Δ %1").arg(scorer);
        words.onlyScorer = tr("Only %1 prefers %2").arg(scorer, names.first);
        words.both = tr("Both prefer %1").arg(names.first);
        words.neither = tr("Both prefer %1").arg(names.second);
        words.onlyPeople = tr("Only people prefer %1").arg(names.first);
        words.mean = tr("mean Δ, 95 %");
        m_scatter->setData(m_data.points, words);
        m_left->setCurrentWidget(m_scatter);
    } else if (!m_data.deltas.empty()) {
        std::vector<double> deltas;
        for (const PairPoint &point : m_data.deltas)
            deltas.push_back(point.delta);
        m_histogram->setData(deltas, tr("Δ %1").arg(scorer));
        m_left->setCurrentWidget(m_histogram);
    } else {
        const bool noPictures = !m_data.snapshot || m_data.snapshot->pictures.isEmpty();
        const bool noScores = m_data.scorers.isEmpty();
        if (noPictures)
            m_empty->setText(tr("No pictures yet. Import generator outputs in Study."), tr("Open Study"));
        else if (noScores)
            m_empty->setText(tr("No scores yet. Score %1 pictures in Scorers.")
                                 .arg(widgets::formatCount(m_data.snapshot->pictures.size())),
                             tr("Open Scorers"));
        else
            m_empty->setText(tr("No pair has votes and scores of %1.").arg(scorer), tr("Open Scorers"));
        m_left->setCurrentWidget(m_empty);
    }
    m_scatterHead->setTitle(m_left->currentWidget() == m_histogram ? tr("Reward difference")
                                                                   : tr("Reward difference and people"));
    m_scatterHead->setNote(scatterNote());
}

QString DisagreementPlace::scatterNote() const
{
    if (!m_data.snapshot)
        return {};
    if (m_left->currentWidget() == m_histogram)
        return tr("n=%1 pairs, no votes yet").arg(widgets::formatCount(qint64(m_data.deltas.size())));
    if (!m_data.hasPoints())
        return {};
    QStringList parts{tr("n=%1 pairs").arg(widgets::formatCount(qint64(m_data.points.points.size())))};
    if (m_data.points.missing > 0)
        parts.append(tr("%1 without scores").arg(widgets::formatCount(m_data.points.missing)));
    if (m_data.snapshot->simulated)
        parts.append(tr("simulated"));
    if (m_data.points.points.size() < fewData)
        parts.append(tr("few data"));
    return parts.join(QStringLiteral(", "));
}

void DisagreementPlace::applyTable()
{
    const AgreementTable table = agreementTable(m_data);
    const QSignalBlocker blocker(m_table->selectionModel());
    m_table->setLoading(false);
    m_model->setRows(table.rows);
    const int row = m_table->viewRow(table.rowOf(m_data.query.scorer));
    if (row >= 0)
        m_table->selectRow(row);
    // As high as its rows, so that the plot below gets what is left.
    const auto heightOf = [this](qsizetype rows) {
        return m_table->head()->sizeHint().height() + int(rows) * widgets::scaled(tableRow) + 2;
    };
    m_table->setMinimumHeight(heightOf(std::min(mostRowsKept, table.rows.size())));
    m_table->setMaximumHeight(heightOf(std::max<qsizetype>(1, table.rows.size())));
    m_legend->setVisible(m_data.votes > 0);
    m_table->viewport()->update();
    const bool pairs = m_data.query.unit == analysis::Unit::Pair;
    m_tableHead->setNote(m_data.votes == 0 ? tr("no votes yet")
                         : pairs           ? tr("unit: pair, majority of its votes")
                                           : tr("unit: vote, treated as independent"));
    m_unit->setToolTip(tr("What n counts"));
}

void DisagreementPlace::applyGaps()
{
    QStringList names;
    qint64 pictures = 0;
    bool photographs = false;
    QSet<qint32> distinct;
    for (const analysis::TaxonomyGap &gap : m_data.gaps) {
        names.append(classTitle(gap.mainClass));
        for (const analysis::PictureDelta &picture : gap.pictures) {
            distinct.insert(picture.picture);
            photographs =
                photographs || m_data.snapshot->pictures[picture.picture].kind == study::PictureKind::Photograph;
        }
    }
    pictures = distinct.size();
    m_gapHead->setTitle(tr("Δ %1 by taxonomy class").arg(widgets::scorerTitle(m_data.query.scorer)));
    m_gapHead->setNote(photographs
                           ? tr("photograph minus clean version, %1 photographs").arg(widgets::formatCount(pictures))
                           : tr("wide-spectrum minus original, %1 pictures").arg(widgets::formatCount(pictures)));
    m_gaps->setData(m_data.gaps, names, m_data.query.scorer);
    findChild<QWidget *>(QStringLiteral("gapPane"))->setVisible(!m_data.gaps.empty());
}

std::vector<PairPoint> DisagreementPlace::selectedPoints() const
{
    std::vector<PairPoint> points;
    for (const PairPoint &point : m_data.points.points) {
        if (m_selection->contains(point.id))
            points.push_back(point);
    }
    const auto hasPictures = [this](const PairPoint &point) {
        return m_data.snapshot->pictures[point.tally.first].asset.isValid()
               && m_data.snapshot->pictures[point.tally.second].asset.isValid();
    };
    std::stable_sort(points.begin(), points.end(), [&](const PairPoint &a, const PairPoint &b) {
        if (hasPictures(a) != hasPictures(b))
            return hasPictures(a);
        return std::abs(a.delta) > std::abs(b.delta);
    });
    return points;
}

void DisagreementPlace::applyStrip()
{
    QList<PairStrip::Item> items;
    const SideNames names = sideNames(m_data.query.variantPair);
    int withPictures = 0;
    for (const PairPoint &point : selectedPoints()) {
        const auto &pictures = m_data.snapshot->pictures;
        PairStrip::Item item;
        item.point = point;
        // Between generators A is left, as it is read; else the original is.
        item.left = pictures[names.sameVariant ? point.tally.first : point.tally.second].asset;
        item.right = pictures[names.sameVariant ? point.tally.second : point.tally.first].asset;
        withPictures += item.left.isValid() && item.right.isValid();
        item.title = pairTitle(*m_data.snapshot, point);
        if (point.hasPeople())
            item.people = tr("%1 of %2").arg(point.tally.firstVotes).arg(point.tally.decided());
        item.delta = widgets::formatDifference(m_data.query.scorer, point.delta);
        item.toolTip = tooltipOf(point);
        items.append(item);
    }
    const bool any = !items.isEmpty();
    m_stripHead->setTitle(!any                ? tr("Selected pairs")
                          : items.size() == 1 ? tr("1 pair selected")
                                              : tr("%1 pairs selected").arg(widgets::formatCount(items.size())));
    const QString sides =
        names.sameVariant ? tr("Left: A, right: B") : tr("Left: %1, right: %2").arg(names.second, names.first);
    m_stripHead->setNote(
        any ? tr("%1 with pictures. %2. Largest |Δ| first").arg(widgets::formatCount(withPictures), sides) : QString());
    for (Button *button : std::as_const(m_stripButtons))
        button->setVisible(any);
    m_strip->setItems(items, tr("Select points to see their pictures. L lasso, click for one."));
    Q_EMIT settledChanged();
}

QString DisagreementPlace::tooltipOf(const PairPoint &point) const
{
    const SideNames names = sideNames(m_data.query.variantPair);
    const widgets::Tokens &tokens = widgets::tokens();
    QStringList lines;
    lines.append(QStringLiteral("<b>%1, %2</b>")
                     .arg(pairTitle(*m_data.snapshot, point).toHtmlEscaped(),
                          promptTitle(*m_data.snapshot, point).toHtmlEscaped()));
    const QString delta = point.delta == 0 ? tr("tie") : widgets::formatDifference(m_data.query.scorer, point.delta);
    lines.append(mark(tokens.model, QChar(0x25C6))
                 + tr("Δ %1 %2").arg(widgets::scorerTitle(m_data.query.scorer), delta));
    if (point.hasPeople()) {
        QString people =
            tr("%1 of %2 prefer %3").arg(point.tally.firstVotes).arg(point.tally.decided()).arg(names.first);
        if (point.tally.humanTies() > 0)
            people += tr(", %1 undecided").arg(point.tally.humanTies());
        lines.append(mark(tokens.people, QChar(0x25CF)) + people);
    }
    return lines.join(QStringLiteral("<br>"));
}

void DisagreementPlace::choose(const Query &query)
{
    m_query = query;
    refresh();
}

void DisagreementPlace::chooseRow(int viewRow)
{
    const QString scorer = agreementTable(m_data).scorers.value(m_table->sourceRow(viewRow));
    if (scorer.isEmpty() || scorer == m_query.scorer)
        return;
    Query query = m_query;
    query.scorer = scorer;
    choose(query);
}

void DisagreementPlace::compare(const PairPoint &point)
{
    widgets::Target target;
    target.group = m_data.snapshot->groups[m_data.snapshot->groupOfPrompt[size_t(point.tally.prompt)]].id;
    target.pictures = {point.id.first, point.id.second};
    Q_EMIT placeRequested(PlaceId::Compare, target);
}

QString DisagreementPlace::footer() const
{
    QStringList parts;
    if (m_study)
        parts.append(m_study->title());
    if (m_data.snapshot && m_data.snapshot->simulated)
        parts.append(tr("simulated votes"));
    parts.append(tr("%1 votes of %2 annotators")
                     .arg(widgets::formatCount(m_data.votes), widgets::formatCount(m_data.annotators)));
    if (!m_data.query.variantPair.isEmpty())
        parts.append(variantPairTitle(m_data.query.variantPair));
    if (!m_data.query.question.isEmpty())
        parts.append(tr("question %1").arg(m_data.query.question));
    if (!m_data.query.promptVariant.isEmpty())
        parts.append(tr("%1 prompt").arg(variantTitle(m_data.query.promptVariant)));
    if (!m_data.query.annotatorGroup.isEmpty())
        parts.append(tr("group %1").arg(m_data.query.annotatorGroup));
    parts.append(tr("study revision %1").arg(m_data.revision()));
    parts.append(QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
    return parts.join(QStringLiteral(" · "));
}

QString DisagreementPlace::statusText() const
{
    if (!m_data.snapshot)
        return {};
    const auto counted = [](qsizetype n, const QString &one, const QString &many) {
        return n == 1 ? one : many.arg(widgets::formatCount(n));
    };
    return QStringList{counted(m_data.snapshot->generators.size(), tr("1 generator"), tr("%1 generators")),
                       counted(m_data.snapshot->groups.size(), tr("1 prompt"), tr("%1 prompts")),
                       counted(m_data.scorers.size(), tr("1 scorer"), tr("%1 scorers"))}
        .join(QStringLiteral(", "));
}

QList<widgets::KeyHelp> DisagreementPlace::keys() const
{
    const QString plot = tr("Plot");
    return {{plot, widgets::keyCapText(Qt::Key_L), tr("Lasso")},
            {plot, widgets::keyCapText(Qt::Key_R), tr("Rectangle")},
            {plot, widgets::keyCapText(Qt::Key_Right), tr("Next point")},
            {plot, widgets::keyCapText(Qt::Key_Space), tr("Select the point, or take it away")},
            {plot, widgets::keyCapText(Qt::Key_Escape), tr("Clear the selection")},
            {tr("Pairs"), widgets::keyCapText(Qt::Key_Return), tr("Open in Compare")}};
}

bool DisagreementPlace::isSettled() const
{
    return !m_study || (!m_stale && !m_running && m_strip->isSettled() && !m_gate->isChecking());
}

void DisagreementPlace::saveState(QSettings &settings) const
{
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("unit"), m_unit->current());
}

void DisagreementPlace::restoreState(QSettings &settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_unit->setCurrent(settings.value(QStringLiteral("unit"), 0).toInt());
}

void DisagreementPlace::showOnlyColumn()
{
    const bool narrow = width() < narrowContent;
    m_columns->setVisible(narrow);
    m_splitter->widget(0)->setVisible(!narrow || m_columns->current() == 0);
    m_splitter->widget(1)->setVisible(!narrow || m_columns->current() == 1);
}

void DisagreementPlace::resizeEvent(QResizeEvent *event)
{
    Place::resizeEvent(event);
    showOnlyColumn();
}

} // namespace disagreement
