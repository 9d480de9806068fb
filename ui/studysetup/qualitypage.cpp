#include "ui/studysetup/qualitypage.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/base/progress.h"
#include "core/statistics/proportion.h"
#include "core/storage/database.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/tableview.h"

namespace studysetup {

using widgets::formatCount;
using widgets::TableCell;

namespace {

constexpr double level = 0.95;
/// Below this many answers only the point is given.
constexpr qint64 fewest = 10;
constexpr double retestLow = 0.4;
constexpr double retestHigh = 1.0;
constexpr double leftLow = 0;
constexpr double leftHigh = 1;

TableCell shareCell(std::optional<double> share, qint64 n)
{
    if (!share)
        return {.text = widgets::noValue(), .sort = -1.0, .ink = widgets::Ink::Text3};
    // One precision per column, with the decimal where people are compared.
    return {.text = QStringLiteral("%1 %").arg(widgets::formatFixed(*share * 100, 1)),
            .sort = *share,
            .toolTip = QualityPage::tr("n=%1").arg(formatCount(n))};
}

TableCell intervalCell(qint64 successes, qint64 n, double low, double high, std::optional<double> reference)
{
    const auto interval = n >= fewest ? statistics::wilson(successes, n, level) : std::nullopt;
    if (!interval)
        return {.text = QString(),
                .sort = -1.0,
                .toolTip = n > 0 ? QualityPage::tr("fewer than %1 answers").arg(fewest) : QString()};
    const QString text = widgets::formatInterval(interval->low, interval->high);
    return {.text = text,
            .sort = interval->low,
            .toolTip = QualityPage::tr("95 % interval %1, n=%2").arg(text, formatCount(n)),
            .interval = widgets::IntervalMark{double(successes) / double(n), interval->low, interval->high, low, high,
                                              reference, true}};
}

TableCell progressCell(const storage::AnnotatorProgress &progress)
{
    return {.text = QualityPage::tr("%1 of %2").arg(formatCount(progress.answered), formatCount(progress.planned)),
            .sort = progress.answered,
            .ink = widgets::Ink::Text3,
            .share = progress.planned > 0 ? double(progress.answered) / double(progress.planned) : 0};
}

} // namespace

QList<widgets::TableColumn> qualityColumns()
{
    return {
        {QualityPage::tr("Annotator")},
        {QualityPage::tr("Progress")},
        {QualityPage::tr("Retest"), true, QualityPage::tr("Share of swapped repeats answered with the same picture")},
        {QualityPage::tr("0.4 to 1.0"), false, QualityPage::tr("95 % interval of the retest agreement")},
        {QualityPage::tr("Left chosen"), true, QualityPage::tr("Share of left among left and right answers")},
        {QualityPage::tr("0 to 1.0"), false,
         QualityPage::tr("95 % interval of the share of left; the line is no bias")},
        {QualityPage::tr("p"), true, QualityPage::tr("Exact two-sided binomial p of left against one half")},
        {QualityPage::tr("Gold"), true, QualityPage::tr("Gold pairs passed, of those shown")},
        {QualityPage::tr("Median time"), true},
        {QualityPage::tr("Too fast"), true}};
}

QList<widgets::TableRow> qualityRows(const std::vector<analysis::AnnotatorQuality> &quality,
                                     const QHash<QString, storage::AnnotatorProgress> &progress)
{
    QList<widgets::TableRow> rows;
    for (const analysis::AnnotatorQuality &one : quality) {
        const TableCell none{.text = widgets::noValue(), .sort = -1.0, .ink = widgets::Ink::Text3};
        rows.append(
            {.cells = {{.text = one.annotator, .weight = widgets::Weight::Medium},
                       progressCell(progress.value(one.annotator)),
                       shareCell(one.retestAgreement(), one.retested),
                       intervalCell(one.retestAgreed, one.retested, retestLow, retestHigh, std::nullopt),
                       shareCell(one.sideBias(), one.sided),
                       intervalCell(one.left, one.sided, leftLow, leftHigh, 0.5),
                       one.sided > 0 ? TableCell{.text = widgets::formatP(one.sideBiasP), .sort = one.sideBiasP} : none,
                       one.goldShown > 0
                           ? TableCell{.text = QualityPage::tr("%1 of %2").arg(one.goldPassed).arg(one.goldShown),
                                       .sort = double(one.goldPassed) / double(one.goldShown)}
                           : none,
                       one.medianMs ? TableCell{.text = QStringLiteral("%1 s").arg(
                                                    widgets::formatFixed(*one.medianMs / 1000, 1)),
                                                .sort = *one.medianMs}
                                    : none,
                       {.text = formatCount(one.tooFast), .sort = one.tooFast}}});
    }
    return rows;
}

QualityPage::QualityPage(QWidget *parent)
    : Page(parent)
    , m_head(new widgets::PaneHead(tr("Annotators"), nullptr, widgets::PaneHead::Surface::Base))
    , m_model(new widgets::CellModel(qualityColumns(), this))
    , m_table(new widgets::TableView)
    , m_stack(new QStackedWidget)
{
    m_head->setEdgePadding(widgets::metrics::pageMargin);
    m_table->setEdgePadding(widgets::metrics::pageMargin);
    m_table->setSource(m_model);
    m_table->setAccessibleName(tr("Quality by annotator"));
    m_table->setRowHeight(widgets::metrics::rowWithControl);
    const QList<int> widths{150, 186, 76, 132, 92, 132, 80, 76, 96};
    for (int column = 0; column < widths.size(); ++column)
        m_table->setColumnWidth(column, widgets::scaled(widths[column]));
    auto *filled = new QWidget;
    auto *column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_table, 1);
    auto *empty = new widgets::EmptyState(tr("No votes yet. Quality is shown as soon as somebody has judged."),
                                          tr("Open Annotate"));
    m_stack->addWidget(filled);
    m_stack->addWidget(empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    connect(empty, &widgets::EmptyState::actionClicked, this,
            [this] { Q_EMIT placeRequested(widgets::PlaceId::Annotate, {}); });
}

void QualityPage::setStudy(const widgets::StudyPtr &study)
{
    Page::setStudy(study);
    m_quality.clear();
    m_stale = true;
}

void QualityPage::setFacts(const StudyFacts &facts)
{
    m_simulated = facts.simulated;
    m_progress.clear();
    for (const PersonFacts &person : facts.people)
        m_progress.insert(person.annotator.code, person.progress);
    m_stack->setCurrentIndex(facts.counts.votes == 0 ? 1 : 0);
    m_stale = true;
    if (isVisible())
        read();
}

void QualityPage::activate()
{
    if (m_stale)
        read();
}

QString QualityPage::statusText() const
{
    qint64 votes = 0;
    for (const analysis::AnnotatorQuality &one : m_quality)
        votes += one.votes;
    return tr("%1 annotators, %2 counted votes").arg(m_quality.size()).arg(formatCount(votes));
}

void QualityPage::read()
{
    if (!study() || m_reading)
        return;
    m_stale = false;
    m_reading = true;
    m_table->setLoading(true);
    if (!m_quality.empty())
        m_head->setNote(tr("updating"));
    study()->run(
        this,
        [](storage::Database &database) -> base::Result<std::vector<analysis::AnnotatorQuality>> {
            BASE_TRY_ASSIGN(snapshot, analysis::Snapshot::load(database, base::Progress()));
            return analysis::annotatorQuality(snapshot, {});
        },
        [this, of = study().get()](const base::Result<std::vector<analysis::AnnotatorQuality>> &quality) {
            m_reading = false;
            m_table->setLoading(false);
            if (of != study().get())
                return;
            if (quality)
                m_quality = *quality;
            else
                Q_EMIT failed(quality.error().toLine());
            m_model->setRows(qualityRows(m_quality, m_progress));
            m_head->setNote((m_simulated ? tr("%1, simulated; low agreement on taste is data, nothing is dropped")
                                         : tr("%1; low agreement on taste is data, nothing is dropped"))
                                .arg(m_quality.size()));
            if (m_stale && isVisible())
                read();
            Q_EMIT statusTextChanged();
            Q_EMIT settledChanged();
        });
}

} // namespace studysetup
