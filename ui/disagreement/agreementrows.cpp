#include "ui/disagreement/agreementrows.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/base/numbers.h"
#include "ui/widgets/exportfile.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"

namespace disagreement {

using widgets::Ink;
using widgets::TableCell;
using widgets::TableRow;

namespace {

constexpr double axisLow = 0.35;
constexpr double axisHigh = 1.0;
constexpr double chance = 0.5;
/// Below this many units only the estimate is shown, no interval.
constexpr qint64 fewestForInterval = 10;
constexpr int decimals = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("disagreement", text);
}

TableCell number(const std::optional<double> &value, const QString &why,
                 widgets::Weight weight = widgets::Weight::Regular)
{
    TableCell cell;
    cell.text = value ? widgets::formatFixed(*value, decimals) : widgets::noValue();
    cell.ink = value ? Ink::Text : Ink::Text3;
    cell.weight = weight;
    cell.toolTip = value ? base::toShortest(*value) : why;
    return cell;
}

QString reason(const analysis::ScorerAgreement &row, const char *column)
{
    const auto found = row.undefined.find(QString::fromLatin1(column));
    return found == row.undefined.end() ? QString() : found->second;
}

QString nameOf(const QString &scorer)
{
    const QString origin = widgets::scorerOrigin(scorer);
    return origin.isEmpty() ? widgets::scorerTitle(scorer) : tr("%1, %2").arg(widgets::scorerTitle(scorer), origin);
}

/// Why a scorer has no numbers here.
QString statusOf(const analysis::ScorerAgreement &row)
{
    if (row.missing > 0)
        return tr("no scores yet");
    return row.humanTies > 0 ? tr("only ties") : tr("no votes");
}

TableRow emptyRow(const analysis::ScorerAgreement &row)
{
    TableCell dash;
    dash.text = widgets::noValue();
    dash.ink = Ink::Text3;
    TableCell name;
    name.text = nameOf(row.scorer);
    name.ink = Ink::Text3;
    TableCell status;
    status.text = statusOf(row);
    status.ink = Ink::Text3;
    return {{name, dash, status, TableCell{}, dash, dash, dash, dash}, {}};
}

TableRow fullRow(const analysis::ScorerAgreement &row)
{
    const bool hasInterval = row.accuracyInterval && row.n() >= fewestForInterval;
    TableCell name;
    name.text = nameOf(row.scorer);
    name.weight = widgets::Weight::Medium;
    name.toolTip =
        row.fingerprint.isEmpty() ? row.scorer : tr("%1, version %2").arg(row.scorer, row.fingerprint.left(8));
    TableCell range;
    range.text = hasInterval ? widgets::formatInterval(row.accuracyInterval->low, row.accuracyInterval->high)
                             : widgets::noValue();
    range.ink = Ink::Text2;
    range.toolTip = hasInterval ? QString() : tr("fewer than %1 units").arg(fewestForInterval);
    TableCell drawn;
    drawn.text = range.text;
    drawn.interval = widgets::IntervalMark{*row.accuracy,
                                           hasInterval ? row.accuracyInterval->low : *row.accuracy,
                                           hasInterval ? row.accuracyInterval->high : *row.accuracy,
                                           axisLow,
                                           axisHigh,
                                           chance,
                                           false};
    TableCell auroc = number(row.auroc, reason(row, "auroc"));
    if (row.auroc && row.aurocInterval)
        auroc.toolTip =
            tr("%1 (DeLong %2)")
                .arg(auroc.toolTip, widgets::formatInterval(row.aurocInterval->low, row.aurocInterval->high));
    TableCell count;
    count.text = widgets::formatCount(row.n());
    count.toolTip = tr("%1 left out for want of scores, %2 undecided by people")
                        .arg(widgets::formatCount(row.missing), widgets::formatCount(row.humanTies));
    TableCell ties;
    ties.text = widgets::formatCount(row.confusion.ties);
    return {{name, number(row.accuracy, {}, widgets::Weight::SemiBold), range, drawn, auroc,
             number(row.f1, reason(row, "f1")), count, ties},
            {}};
}

} // namespace

QList<widgets::TableColumn> agreementColumns()
{
    widgets::TableColumn interval{QString(), false, tr("Accuracy with its interval; dashed: chance")};
    interval.axis = widgets::ColumnAxis{axisLow, axisHigh, {0.4, 0.6, 0.8, 1.0}};
    return {
        {tr("Scorer"), false, {}},
        {tr("Accuracy"), true,
         tr("The higher score under the prompt shown predicts the first picture (wide-spectrum, or A); an equal score predicts the second.")},
        {tr("95 %"), true, tr("Wilson interval")},
        interval,
        {tr("AUROC"), true, tr("Of the score difference; positive class: people prefer the first picture")},
        {tr("F1"), true, tr("Positive class: people prefer the first picture")},
        {tr("n"), true, tr("Units that people decided and that are scored")},
        {tr("Ties"), true, tr("Units with equal scores")}};
}

AgreementTable agreementTable(const Data &data)
{
    std::vector<const analysis::ScorerAgreement *> order;
    for (const analysis::ScorerAgreement &row : data.agreement)
        order.push_back(&row);
    std::stable_sort(order.begin(), order.end(), [](const auto *a, const auto *b) {
        const bool aIsStatistic = widgets::isPictureStatistic(a->scorer);
        const bool bIsStatistic = widgets::isPictureStatistic(b->scorer);
        if (aIsStatistic != bIsStatistic)
            return bIsStatistic;
        return a->accuracy.value_or(-1) > b->accuracy.value_or(-1);
    });
    AgreementTable table;
    bool inStatistics = false;
    for (const analysis::ScorerAgreement *row : order) {
        if (!inStatistics && widgets::isPictureStatistic(row->scorer)) {
            inStatistics = true;
            table.rows.append({{}, tr("Picture statistics")});
            table.scorers.append(QString());
        }
        table.rows.append(row->n() > 0 ? fullRow(*row) : emptyRow(*row));
        table.scorers.append(row->scorer);
    }
    return table;
}

QByteArray agreementCsv(const Data &data)
{
    const auto text = [](const std::optional<double> &value) { return value ? base::toShortest(*value) : QString(); };
    QByteArray csv = widgets::csvRecord(
        {QStringLiteral("scorer"), QStringLiteral("variant_pair"), QStringLiteral("unit"), QStringLiteral("n"),
         QStringLiteral("n_ties"), QStringLiteral("n_human_ties"), QStringLiteral("accuracy"), QStringLiteral("low"),
         QStringLiteral("high"), QStringLiteral("auroc"), QStringLiteral("auroc_low"), QStringLiteral("auroc_high"),
         QStringLiteral("f1")});
    for (const analysis::ScorerAgreement &row : data.agreement) {
        const auto low = [](const auto &interval) { return interval ? std::optional(interval->low) : std::nullopt; };
        const auto high = [](const auto &interval) { return interval ? std::optional(interval->high) : std::nullopt; };
        csv += widgets::csvRecord({row.scorer, row.variantPair,
                                   row.unit == analysis::Unit::Vote ? QStringLiteral("vote") : QStringLiteral("pair"),
                                   QString::number(row.n()), QString::number(row.confusion.ties),
                                   QString::number(row.humanTies), text(row.accuracy), text(low(row.accuracyInterval)),
                                   text(high(row.accuracyInterval)), text(row.auroc), text(low(row.aurocInterval)),
                                   text(high(row.aurocInterval)), text(row.f1)});
    }
    return csv;
}

} // namespace disagreement
