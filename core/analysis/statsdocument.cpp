#include "core/analysis/statsdocument.h"

#include <QJsonArray>

#include "core/analysis/annotatorquality.h"
#include "core/analysis/gaps.h"
#include "core/base/progress.h"
#include "core/statistics/proportion.h"

namespace analysis {

namespace {

QJsonValue number(const std::optional<double> &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

void addInterval(QJsonObject &row, const std::optional<statistics::Interval> &interval, const QString &prefix = {})
{
    row[prefix + QLatin1String("low")] = interval ? QJsonValue(interval->low) : QJsonValue(QJsonValue::Null);
    row[prefix + QLatin1String("high")] = interval ? QJsonValue(interval->high) : QJsonValue(QJsonValue::Null);
}

void addUndefined(QJsonObject &row, const Undefined &undefined)
{
    if (undefined.empty())
        return;
    QJsonObject reasons;
    for (const auto &[column, reason] : undefined)
        reasons[column] = reason;
    row[QLatin1String("undefined")] = reasons;
}

QString toText(Unit unit)
{
    return unit == Unit::Vote ? QStringLiteral("vote") : QStringLiteral("pair");
}

QJsonObject toJson(const ScorerAgreement &agreement, const AgreementOptions &options)
{
    QJsonObject row{{QStringLiteral("scorer"), agreement.scorer},
                    {QStringLiteral("variant_pair"), agreement.variantPair},
                    {QStringLiteral("unit"), toText(agreement.unit)},
                    {QStringLiteral("n"), agreement.n()},
                    {QStringLiteral("n_ties"), agreement.confusion.ties},
                    {QStringLiteral("n_human_ties"), agreement.humanTies},
                    {QStringLiteral("n_missing"), agreement.missing},
                    {QStringLiteral("positive_share"), number(agreement.positiveShare())},
                    {QStringLiteral("accuracy"), number(agreement.accuracy)},
                    {QStringLiteral("f1"), number(agreement.f1)},
                    {QStringLiteral("auroc"), number(agreement.auroc)},
                    {QStringLiteral("kendall_tau"), number(agreement.kendallTau)},
                    {QStringLiteral("spearman"), number(agreement.spearman)}};
    if (!agreement.fingerprint.isEmpty())
        row[QLatin1String("fingerprint")] = agreement.fingerprint;
    const QString assumption =
        agreement.unit == Unit::Vote ? QStringLiteral(", votes treated as independent") : QString();
    row[QLatin1String("interval")] = QStringLiteral("Wilson") + assumption;
    row[QLatin1String("auroc_interval")] = QStringLiteral("DeLong") + assumption;
    addInterval(row, agreement.accuracyInterval);
    addInterval(row, agreement.aurocInterval, QStringLiteral("auroc_"));
    if (options.bootstrap > 0) {
        addInterval(row, agreement.accuracyBootstrap, QStringLiteral("bootstrap_"));
        addInterval(row, agreement.aurocBootstrap, QStringLiteral("auroc_bootstrap_"));
    }
    addUndefined(row, agreement.undefined);
    return row;
}

QJsonObject toJson(const AnnotatorQuality &quality)
{
    QJsonObject row{{QStringLiteral("annotator"), quality.annotator},
                    {QStringLiteral("kind"), quality.kind == study::AnnotatorKind::Machine ? QStringLiteral("machine")
                                                                                           : QStringLiteral("human")},
                    {QStringLiteral("votes"), quality.votes},
                    {QStringLiteral("skipped"), quality.skipped},
                    {QStringLiteral("side_bias"), number(quality.sideBias())},
                    {QStringLiteral("side_bias_p"), quality.sided > 0 ? QJsonValue(quality.sideBiasP) : QJsonValue()},
                    {QStringLiteral("side_bias_n"), quality.sided},
                    {QStringLiteral("retest_agreement"), number(quality.retestAgreement())},
                    {QStringLiteral("retest_n"), quality.retested},
                    {QStringLiteral("gold_passed"), quality.goldPassed},
                    {QStringLiteral("gold_shown"), quality.goldShown},
                    {QStringLiteral("median_ms"), number(quality.medianMs)},
                    {QStringLiteral("too_fast"), quality.tooFast}};
    addUndefined(row, quality.undefined);
    return row;
}

QJsonObject toJson(const GeneratorDelta &delta)
{
    const auto share =
        delta.nShare > 0 ? std::optional(double(delta.prefersDistorted) / double(delta.nShare)) : std::nullopt;
    QJsonObject row{{QStringLiteral("generator"), delta.generator},
                    {QStringLiteral("scorer"), delta.scorer},
                    {QStringLiteral("n"), delta.n},
                    {QStringLiteral("mean_delta"), number(delta.meanDelta)},
                    {QStringLiteral("mean_after"), number(delta.meanAfter)},
                    {QStringLiteral("share_prefers_distorted"), number(share)},
                    {QStringLiteral("n_share"), delta.nShare},
                    {QStringLiteral("n_ties"), delta.ties}};
    addInterval(row, delta.interval);
    addUndefined(row, delta.undefined);
    return row;
}

QJsonObject toJson(const EmotionAccuracy &emotion, double level)
{
    QJsonObject row{{QStringLiteral("emotion"), emotion.emotion},
                    {QStringLiteral("scorer"), emotion.scorer},
                    {QStringLiteral("n"), emotion.n},
                    {QStringLiteral("accuracy"), emotion.accuracy()},
                    {QStringLiteral("mean_difference"), emotion.meanDifference}};
    addInterval(row, statistics::wilson(emotion.correct, emotion.n, level));
    return row;
}

QJsonObject toJson(const TaxonomyGap &gap)
{
    QJsonObject row{{QStringLiteral("class"), gap.mainClass},
                    {QStringLiteral("sub_class"), gap.subClass.isEmpty() ? QJsonValue() : QJsonValue(gap.subClass)},
                    {QStringLiteral("scorer"), gap.scorer},
                    {QStringLiteral("n"), gap.n()},
                    {QStringLiteral("mean_gap"), gap.meanGap()},
                    {QStringLiteral("mean_delta"), gap.meanDelta}};
    addInterval(row, gap.interval);
    if (!gap.interval)
        row[QLatin1String("undefined")] =
            QJsonObject{{QStringLiteral("low"), QStringLiteral("a single picture has no interval")}};
    return row;
}

template <typename Rows, typename ToJson>
QJsonArray toArray(const Rows &rows, ToJson toJson)
{
    QJsonArray array;
    for (const auto &row : rows)
        array.append(toJson(row));
    return array;
}

QString includedText(const VoteFilter &filter)
{
    QStringList included;
    if (filter.includePractice)
        included.append(QStringLiteral("practice"));
    if (filter.includeGold)
        included.append(QStringLiteral("gold"));
    if (filter.includeRepeats)
        included.append(QStringLiteral("repeats"));
    return included.isEmpty() ? QString()
                              : QStringLiteral("; included on request: ") + included.join(QStringLiteral(", "));
}

QJsonObject definitions(const StatsOptions &options)
{
    QJsonObject texts;
    texts[QLatin1String("votes")] =
        QStringLiteral("current votes, not practice, not gold, of repeats only the first; skip counts as missing")
        + includedText(options.filter);
    texts[QLatin1String("level")] = options.agreement.level;
    texts[QLatin1String("canonical_order")] = QStringLiteral(
        "the distorted (non-original) variant first; else the photograph; else generator names by code point; else picture ids");
    texts[QLatin1String("scorer_version")] = QStringLiteral(
        "computed scores: the fingerprint with the most values, the newer of equals; imported scores: the newest value of a key");
    const QStringList &parts = options.parts;
    if (parts.contains(QLatin1String("scorers"))) {
        texts[QLatin1String("scorers")] =
            (options.agreement.unit == Unit::Vote
                 ? QStringLiteral("unit = vote; ")
                 : QStringLiteral(
                     "unit = pair of pictures under one prompt and question, truth = majority of its decided votes; "))
            + QStringLiteral(
                "prediction = the first picture of the canonical order has the strictly higher score under the prompt shown, an equal score predicts "
                "the second (n_ties); human ties (tie, both_good, both_bad, no majority) dropped (n_human_ties); f1 with positive class first; "
                "auroc of the score difference first minus second; low, high: Wilson; auroc_low, auroc_high: DeLong")
            + (options.agreement.unit == Unit::Vote ? QStringLiteral(", votes treated as independent") : QString())
            + QStringLiteral("; kendall_tau (tau-b), spearman: score difference against ")
            + (options.agreement.unit == Unit::Vote ? QStringLiteral("the vote (1 = first, 0 = second)")
                                                    : QStringLiteral("the share of decided votes for the first"));
        if (options.agreement.bootstrap > 0)
            texts[QLatin1String("bootstrap")] =
                QStringLiteral(
                    "%1 replicates, seed %2, mt19937_64, percentile intervals; clusters drawn with replacement: %3")
                    .arg(options.agreement.bootstrap)
                    .arg(options.agreement.seed)
                    .arg(options.agreement.unit == Unit::Vote ? QStringLiteral("prompt groups and annotators (two-way)")
                                                              : QStringLiteral("prompt groups"));
    }
    if (parts.contains(QLatin1String("quality")))
        texts[QLatin1String("quality")] = QStringLiteral(
            "side_bias = share of left among left/right answers, side_bias_p exact two-sided binomial against 0.5; retest_agreement = share of swapped "
            "repeats answered with the same picture (ties: same kind); gold_shown counts gold trials whose pair the protocol names; median_ms, too_fast over votes");
    if (parts.contains(QLatin1String("deltas")))
        texts[QLatin1String("deltas")] = QStringLiteral(
            "mean_delta = mean of r(distorted picture, original prompt) - r(original picture, original prompt) over prompt groups, seeds averaged within a cell; "
            "mean_after = mean r(distorted picture, original prompt); share_prefers_distorted: strictly higher under the distorted prompt, n_ties equal; low, high: Student t");
    if (parts.contains(QLatin1String("emotions")))
        texts[QLatin1String("emotions")] = QStringLiteral(
            "share of pictures made to show the emotion that score strictly higher than their counterpart under their own prompt; Wilson interval");
    if (parts.contains(QLatin1String("taxonomy")))
        texts[QLatin1String("taxonomy")] = QStringLiteral(
            "mean_gap = counterpart minus labelled picture, both under the labelled picture's own prompt, over pictures that carry the label; mean_delta = -mean_gap; "
            "low, high: Student t interval of mean_gap; sub_class null = the whole class, each picture once");
    return texts;
}

base::Result<void> stopIfCancelled(const base::Progress &progress)
{
    if (progress.isCancelled())
        return base::fail(base::cancelledCode, QStringLiteral("cancelled"));
    return {};
}

} // namespace

QStringList StatsOptions::availableParts()
{
    return {QStringLiteral("scorers"), QStringLiteral("quality"), QStringLiteral("deltas"), QStringLiteral("emotions"),
            QStringLiteral("taxonomy")};
}

base::Result<QJsonObject> statsDocument(const Snapshot &snapshot, const StatsOptions &options,
                                        const base::Progress &progress)
{
    BASE_TRY_ASSIGN(tables, selectScorers(snapshot, options.scorers));
    BASE_TRY_ASSIGN(votes, countVotes(snapshot, options.filter));
    const double level = options.agreement.level;
    const auto asked = [&options](const char *part) { return options.parts.contains(QString::fromLatin1(part)); };

    QJsonObject document{{QStringLiteral("revision"), snapshot.revision},
                         {QStringLiteral("simulated"), snapshot.simulated},
                         {QStringLiteral("definitions"), definitions(options)}};
    if (asked("scorers"))
        document[QLatin1String("scorers")] =
            toArray(scorerAgreement(snapshot, votes, tables, options.agreement, progress),
                    [&](const ScorerAgreement &row) { return toJson(row, options.agreement); });
    BASE_TRY(stopIfCancelled(progress));
    if (asked("quality")) {
        BASE_TRY_ASSIGN(quality, annotatorQuality(snapshot, options.filter));
        document[QLatin1String("quality")] = toArray(quality, [](const AnnotatorQuality &row) { return toJson(row); });
    }
    if (asked("deltas"))
        document[QLatin1String("deltas")] =
            toArray(generatorDeltas(snapshot, tables, level), [](const GeneratorDelta &row) { return toJson(row); });
    if (asked("emotions"))
        document[QLatin1String("emotions")] = toArray(
            emotionAccuracy(snapshot, tables), [level](const EmotionAccuracy &row) { return toJson(row, level); });
    if (asked("taxonomy"))
        document[QLatin1String("taxonomy")] =
            toArray(taxonomyGaps(snapshot, tables, level), [](const TaxonomyGap &row) { return toJson(row); });
    BASE_TRY(stopIfCancelled(progress));
    return document;
}

} // namespace analysis
