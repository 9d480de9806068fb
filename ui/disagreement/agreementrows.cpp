#include "ui/disagreement/agreementrows.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/analysis/publishedaccuracy.h"
#include "core/base/numbers.h"
#include "core/scoring/scorercatalogue.h"
#include "ui/disagreement/pairwords.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"

namespace disagreement {

using analysis::Definition;
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

/// What every row shows on the axis: what people reach, chance, the published value.
widgets::IntervalMark axisMark(const Data &data, const QString &scorer)
{
    widgets::IntervalMark mark;
    mark.axisLow = axisLow;
    mark.axisHigh = axisHigh;
    mark.reference = chance;
    mark.fromPeople = false;
    mark.hasValue = false;
    if (hasPublished(data))
        mark.published = analysis::publishedAccuracy(scorer);
    if (data.ceiling)
        mark.band = std::pair(data.ceiling->low, data.ceiling->high);
    return mark;
}

TableCell publishedCell(const Data &data, const QString &scorer)
{
    const std::optional<double> value = hasPublished(data) ? analysis::publishedAccuracy(scorer) : std::nullopt;
    TableCell cell;
    cell.text = value ? widgets::formatFixed(*value, decimals) : QString();
    cell.ink = Ink::Text2;
    return cell;
}

TableCell selectedCell(const std::vector<analysis::SelectionAgreement> &selected, const QString &scorer)
{
    TableCell cell;
    for (const analysis::SelectionAgreement &row : selected) {
        if (row.scorer != scorer)
            continue;
        cell.text = tr("%1 of %2").arg(widgets::formatCount(row.agreeing), widgets::formatCount(row.decided));
        cell.toolTip = tr("Selected pairs on which it picks what most people pick");
        if (row.decided > 0)
            cell.sort = double(row.agreeing) / double(row.decided);
    }
    return cell;
}

TableCell rangeCell(const std::optional<statistics::Interval> &interval, qint64 n)
{
    const bool isFew = n < fewestForInterval;
    TableCell cell;
    cell.text = interval && !isFew ? widgets::formatInterval(interval->low, interval->high) : widgets::noValue();
    cell.ink = Ink::Text2;
    cell.toolTip = isFew ? tr("fewer than %1 units").arg(fewestForInterval) : QString();
    return cell;
}

TableRow emptyRow(const Data &data, const QString &scorer, const QString &why)
{
    TableCell dash;
    dash.text = widgets::noValue();
    dash.ink = Ink::Text3;
    TableCell name;
    name.text = nameOf(scorer);
    name.ink = Ink::Text3;
    TableCell status;
    status.text = why;
    status.ink = Ink::Text3;
    TableCell drawn;
    drawn.interval = axisMark(data, scorer);
    return {{name, dash, status, drawn, dash, dash, dash, dash, dash, dash, publishedCell(data, scorer), TableCell{}},
            {}};
}

TableRow fullRow(const Data &data, const analysis::ScorerAgreement &row)
{
    const bool hasInterval = row.accuracyInterval && row.n() >= fewestForInterval;
    TableCell name;
    name.text = nameOf(row.scorer);
    name.weight = widgets::Weight::Medium;
    name.toolTip =
        row.fingerprint.isEmpty() ? row.scorer : tr("%1, version %2").arg(row.scorer, row.fingerprint.left(8));
    const TableCell range = rangeCell(row.accuracyInterval, row.n());
    TableCell drawn;
    drawn.text = range.text;
    widgets::IntervalMark mark = axisMark(data, row.scorer);
    mark.hasValue = true;
    mark.value = *row.accuracy;
    mark.low = hasInterval ? row.accuracyInterval->low : *row.accuracy;
    mark.high = hasInterval ? row.accuracyInterval->high : *row.accuracy;
    drawn.interval = mark;
    TableCell auroc = number(row.auroc, reason(row, "auroc"));
    if (row.auroc && row.aurocInterval)
        auroc.toolTip =
            tr("%1 (DeLong %2)")
                .arg(auroc.toolTip, widgets::formatInterval(row.aurocInterval->low, row.aurocInterval->high));
    TableCell count;
    count.text = widgets::formatCount(row.n());
    count.toolTip =
        tr("%1 left out for want of scores, %2 undecided by people; people prefer the first in %3")
            .arg(widgets::formatCount(row.missing), widgets::formatCount(row.humanTies),
                 row.positiveShare() ? widgets::formatShare(*row.positiveShare(), row.n()) : widgets::noValue());
    TableCell ties;
    ties.text = widgets::formatCount(row.confusion.ties);
    TableCell humanTies;
    humanTies.text = widgets::formatCount(row.humanTies);
    return {{name, number(row.accuracy, {}, widgets::Weight::SemiBold), range, drawn, auroc,
             rangeCell(row.aurocInterval, row.n()), number(row.f1, reason(row, "f1")), count, ties, humanTies,
             publishedCell(data, row.scorer), TableCell{}},
            {}};
}

} // namespace

QList<widgets::TableColumn> agreementColumns()
{
    widgets::TableColumn interval{QString(), false, tr("Accuracy with its interval; dashed: chance")};
    interval.axis = widgets::ColumnAxis{axisLow, axisHigh, {0.5, 1.0}};
    return {{tr("Scorer"), false, {}},
            {tr("Accuracy"), true, definitionWords({Definition::Prediction, Definition::CanonicalOrder})},
            {tr("95 %"), true, definitionWords({Definition::AccuracyInterval, Definition::Independence})},
            interval,
            {tr("AUROC"), true, definitionWords({Definition::Auroc, Definition::F1, Definition::AurocInterval})},
            {tr("95 %"), true, definitionWords({Definition::AurocInterval})},
            {tr("F1"), true, definitionWords({Definition::F1})},
            {tr("n"), true, tr("Units that people decided and that are scored")},
            {tr("Ties"), true, tr("Units with equal scores; they predict the second picture")},
            {tr("Undecided"), true, definitionWords({Definition::HumanTies})},
            {tr("Published"), true, tr("Accuracy in the paper, on its own pairs (arXiv 2512.11883)")},
            {tr("Selected"), true, tr("Of the selected pairs that people decided, those on which the scorer agrees")}};
}

bool hasPublished(const Data &data)
{
    return data.query.variantPair == QLatin1String("distorted/original");
}

AgreementTable agreementTable(const Data &data, const std::vector<analysis::SelectionAgreement> &selected)
{
    std::vector<const analysis::ScorerAgreement *> order;
    for (const analysis::ScorerAgreement &row : data.agreement)
        order.push_back(&row);
    const auto group = [](const analysis::ScorerAgreement &row) {
        return row.n() == 0 ? 2 : widgets::isPictureStatistic(row.scorer) ? 1 : 0;
    };
    std::stable_sort(order.begin(), order.end(), [&](const auto *a, const auto *b) {
        if (group(*a) != group(*b))
            return group(*a) < group(*b);
        return a->accuracy.value_or(-1) > b->accuracy.value_or(-1);
    });
    AgreementTable table;
    const auto addHead = [&table](const QString &text) {
        table.rows.append({{}, text});
        table.scorers.append(QString());
    };
    int current = 0;
    for (const analysis::ScorerAgreement *row : order) {
        if (group(*row) != current) {
            current = group(*row);
            addHead(current == 1 ? tr("Picture statistics") : tr("Without numbers here"));
        }
        table.rows.append(row->n() > 0 ? fullRow(data, *row) : emptyRow(data, row->scorer, statusOf(*row)));
        table.scorers.append(row->scorer);
    }
    // Reward models that nobody has scored with stay listed.
    for (const scoring::ScorerInfo &info : scoring::ScorerCatalogue::scorers()) {
        const bool known = std::any_of(table.scorers.begin(), table.scorers.end(), [&](const QString &scorer) {
            return scorer == info.id || scorer == QStringLiteral("import:") + info.id;
        });
        if (known || !data.snapshot)
            continue;
        if (current != 2) {
            current = 2;
            addHead(tr("Without numbers here"));
        }
        table.rows.append(emptyRow(data, info.id, info.installed ? tr("no scores yet") : tr("not installed")));
        table.scorers.append(QString());
    }
    for (qsizetype i = 0; !selected.empty() && i < table.rows.size(); ++i) {
        if (!table.scorers[i].isEmpty())
            table.rows[i].cells[SelectedColumn] = selectedCell(selected, table.scorers[i]);
    }
    return table;
}

ValueTable agreementValues(const Data &data)
{
    const auto text = [](const std::optional<double> &value) { return value ? base::toShortest(*value) : QString(); };
    ValueTable table{{QStringLiteral("scorer"), QStringLiteral("variant_pair"), QStringLiteral("unit"),
                      QStringLiteral("n"), QStringLiteral("n_ties"), QStringLiteral("n_human_ties"),
                      QStringLiteral("accuracy"), QStringLiteral("low"), QStringLiteral("high"),
                      QStringLiteral("auroc"), QStringLiteral("auroc_low"), QStringLiteral("auroc_high"),
                      QStringLiteral("f1")}};
    for (const analysis::ScorerAgreement &row : data.agreement) {
        const auto low = [](const auto &interval) { return interval ? std::optional(interval->low) : std::nullopt; };
        const auto high = [](const auto &interval) { return interval ? std::optional(interval->high) : std::nullopt; };
        table.append({row.scorer, row.variantPair,
                      row.unit == analysis::Unit::Vote ? QStringLiteral("vote") : QStringLiteral("pair"),
                      QString::number(row.n()), QString::number(row.confusion.ties), QString::number(row.humanTies),
                      text(row.accuracy), text(low(row.accuracyInterval)), text(high(row.accuracyInterval)),
                      text(row.auroc), text(low(row.aurocInterval)), text(high(row.aurocInterval)), text(row.f1)});
    }
    return table;
}

} // namespace disagreement
