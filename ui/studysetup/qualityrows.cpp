#include "ui/studysetup/qualityrows.h"

#include "core/statistics/proportion.h"
#include "ui/studysetup/qualitypage.h"
#include "ui/widgets/numbers.h"

namespace studysetup {

using analysis::ReviewRule;
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
    if (n == 0)
        return {.text = QString(), .sort = -1.0};
    const double share = double(successes) / double(n);
    std::optional<statistics::Interval> interval;
    if (n >= fewest)
        interval = statistics::wilson(successes, n, level);
    if (!interval)
        return {.text = QString(),
                .sort = -1.0,
                .toolTip = QualityPage::tr("fewer than %1 answers, n=%2").arg(fewest).arg(n),
                .interval = widgets::IntervalMark{share, share, share, low, high, reference, true}};
    const QString text = widgets::formatInterval(interval->low, interval->high);
    return {.text = text,
            .sort = interval->low,
            .toolTip = QualityPage::tr("95 % interval %1, n=%2").arg(text, formatCount(n)),
            .interval = widgets::IntervalMark{share, interval->low, interval->high, low, high, reference, true}};
}

QString percent(double share, int decimals = 0)
{
    return QStringLiteral("%1 %").arg(widgets::formatFixed(share * 100, decimals));
}

QString ruleText(ReviewRule rule)
{
    const analysis::ReviewRules rules;
    switch (rule) {
    case ReviewRule::Retest:
        return QualityPage::tr("retest under %1").arg(percent(rules.retestBelow));
    case ReviewRule::Gold:
        return QualityPage::tr("gold under %1").arg(percent(rules.goldBelow));
    case ReviewRule::Side:
        return QualityPage::tr("one side over %1").arg(percent(rules.sideAbove));
    case ReviewRule::TooFast:
        return QualityPage::tr("too fast in more than %1").arg(percent(rules.tooFastAbove));
    }
    return {};
}

constexpr int ruleCount = 4;

QStringList ruleTexts(const QList<ReviewRule> &rules)
{
    QStringList texts;
    for (const ReviewRule rule : rules)
        texts.append(ruleText(rule));
    return texts;
}

/// What a rule is about is easier to find when it stands out.
TableCell marked(TableCell cell, bool stands)
{
    if (stands)
        cell.weight = widgets::Weight::SemiBold;
    return cell;
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
        {QualityPage::tr("Too fast"), true},
        {QString(), false, QualityPage::tr("Whether a written rule asks to look at the work again")}};
}

QList<widgets::TableRow> qualityRows(const std::vector<analysis::AnnotatorQuality> &quality,
                                     const QHash<QString, storage::AnnotatorProgress> &progress)
{
    QList<widgets::TableRow> rows;
    for (const analysis::AnnotatorQuality &one : quality) {
        const QList<ReviewRule> met = analysis::metRules(one);
        const TableCell none{.text = widgets::noValue(), .sort = -1.0, .ink = widgets::Ink::Text3};
        rows.append(
            {.cells = {
                 {.text = one.annotator, .weight = widgets::Weight::Medium},
                 progressCell(progress.value(one.annotator)),
                 marked(shareCell(one.retestAgreement(), one.retested), met.contains(ReviewRule::Retest)),
                 intervalCell(one.retestAgreed, one.retested, retestLow, retestHigh, std::nullopt),
                 marked(shareCell(one.sideBias(), one.sided), met.contains(ReviewRule::Side)),
                 intervalCell(one.left, one.sided, leftLow, leftHigh, 0.5),
                 one.sided > 0 ? TableCell{.text = widgets::formatP(one.sideBiasP), .sort = one.sideBiasP} : none,
                 one.goldShown > 0
                     ? marked(TableCell{.text = QualityPage::tr("%1 of %2").arg(one.goldPassed).arg(one.goldShown),
                                        .sort = double(one.goldPassed) / double(one.goldShown)},
                              met.contains(ReviewRule::Gold))
                     : none,
                 one.medianMs
                     ? TableCell{.text = QStringLiteral("%1 s").arg(widgets::formatFixed(*one.medianMs / 1000, 1)),
                                 .sort = *one.medianMs}
                     : none,
                 marked({.text = formatCount(one.tooFast), .sort = one.tooFast}, met.contains(ReviewRule::TooFast)),
                 met.isEmpty() ? TableCell{.text = QString(), .sort = 0}
                               : TableCell{.text = QualityPage::tr("review"),
                                           .sort = int(met.size()),
                                           .ink = widgets::Ink::Warning,
                                           .glyph = widgets::Icon::Warn,
                                           .toolTip = ruleTexts(met).join(QStringLiteral(", "))}}});
    }
    return rows;
}

QList<int> underReview(const std::vector<analysis::AnnotatorQuality> &quality)
{
    QList<int> rows;
    for (size_t i = 0; i < quality.size(); ++i) {
        if (!analysis::metRules(quality[i]).isEmpty())
            rows.append(int(i));
    }
    return rows;
}

QString reviewText(const std::vector<analysis::AnnotatorQuality> &quality)
{
    const QList<int> rows = underReview(quality);
    if (rows.isEmpty())
        return {};
    const QString stay = QualityPage::tr("The votes stay. Totals are shown with and without them.");
    if (rows.size() == 1) {
        const analysis::AnnotatorQuality &one = quality[size_t(rows.first())];
        const QList<ReviewRule> met = analysis::metRules(one);
        return QualityPage::tr("%1 meets %2 of %3 written review rules: %4. %5")
            .arg(one.annotator)
            .arg(met.size())
            .arg(ruleCount)
            .arg(ruleTexts(met).join(QStringLiteral(", ")), stay);
    }
    QStringList codes;
    for (const int row : rows)
        codes.append(quality[size_t(row)].annotator);
    constexpr qsizetype named = 5;
    QString who = codes.mid(0, named).join(QStringLiteral(", "));
    if (codes.size() > named)
        who = QualityPage::tr("%1 and %n more", nullptr, int(codes.size() - named)).arg(who);
    return QualityPage::tr("%1 meet a written review rule. %2").arg(who, stay);
}

QString rulesText()
{
    return QualityPage::tr("“review” from %1 answers on: %2. Low agreement on taste is data, nothing is dropped")
        .arg(analysis::ReviewRules().fewest)
        .arg(ruleTexts({ReviewRule::Retest, ReviewRule::Gold, ReviewRule::Side, ReviewRule::TooFast})
                 .join(QStringLiteral(", ")));
}

QList<widgets::TableColumn> qualityTotalColumns()
{
    return {{QualityPage::tr("Everybody")}, {QString(), true}, {QualityPage::tr("95 % interval")}};
}

namespace {

widgets::TableRow totalRow(const QString &name, qint64 part, qint64 whole)
{
    std::optional<statistics::Interval> interval;
    if (whole >= fewest)
        interval = statistics::wilson(part, whole, level);
    const QString n = QualityPage::tr("n=%1").arg(formatCount(whole));
    return {.cells = {{.text = name},
                      {.text = whole > 0 ? percent(double(part) / double(whole), 1) : widgets::noValue(),
                       .weight = widgets::Weight::SemiBold},
                      {.text = interval ? QualityPage::tr("%1 to %2, %3")
                                              .arg(widgets::formatFixed(interval->low * 100, 1),
                                                   percent(interval->high, 1), n)
                                        : n,
                       .ink = widgets::Ink::Text3}}};
}

} // namespace

QList<widgets::TableRow> qualityTotalRows(const std::vector<analysis::AnnotatorQuality> &quality)
{
    const QList<int> review = underReview(quality);
    const analysis::QualityTotals all = analysis::qualityTotals(quality);
    const analysis::QualityTotals rest = analysis::qualityTotals(quality, review);
    const QString without = review.size() == 1
                                ? QualityPage::tr("without %1").arg(quality[size_t(review.first())].annotator)
                                : QualityPage::tr("without the %1 marked").arg(review.size());
    QList<widgets::TableRow> rows;
    const auto add = [&](const QString &name, qint64 analysis::QualityTotals::*part,
                         qint64 analysis::QualityTotals::*whole) {
        rows.append(totalRow(name, all.*part, all.*whole));
        if (!review.isEmpty() && rest.*whole > 0)
            rows.append(totalRow(without, rest.*part, rest.*whole));
    };
    using Totals = analysis::QualityTotals;
    add(QualityPage::tr("Retest, same answer"), &Totals::retestAgreed, &Totals::retested);
    add(QualityPage::tr("Left chosen"), &Totals::left, &Totals::sided);
    add(QualityPage::tr("Gold passed"), &Totals::goldPassed, &Totals::goldShown);
    rows.append(totalRow(QualityPage::tr("Too fast"), all.tooFast, all.votes));
    rows.append(totalRow(QualityPage::tr("Skipped"), all.skipped, all.votes + all.skipped));
    return rows;
}

} // namespace studysetup
