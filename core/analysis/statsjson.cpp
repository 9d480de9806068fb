#include "core/analysis/statsjson.h"

#include <cmath>

#include "core/statistics/proportion.h"

namespace analysis {

namespace {

using statistics::Defined;
using statistics::Interval;
using statistics::Number;

QJsonValue number(const std::optional<double> &value)
{
    return value && std::isfinite(*value) ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

void addInterval(QJsonObject &row, const std::optional<Interval> &interval, const QString &prefix = {})
{
    row[prefix + QLatin1String("low")] = interval ? number(interval->low) : QJsonValue(QJsonValue::Null);
    row[prefix + QLatin1String("high")] = interval ? number(interval->high) : QJsonValue(QJsonValue::Null);
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

/// Columns of a row that come with a reason where they do not exist.
class Columns
{
public:
    explicit Columns(QJsonObject row)
        : m_row(std::move(row))
    {
    }

    void add(const char *column, const Number &value)
    {
        const QString name = QString::fromLatin1(column);
        m_row[name] = number(value);
        if (!value)
            m_undefined[name] = value.reason();
    }
    void addInterval(const Defined<Interval> &interval, const QString &prefix = {})
    {
        analysis::addInterval(m_row, interval, prefix);
        if (!interval)
            m_undefined[prefix + QLatin1String("low")] = interval.reason();
    }

    /// The row with the reasons of what is missing.
    QJsonObject row()
    {
        addUndefined(m_row, m_undefined);
        return m_row;
    }

private:
    QJsonObject m_row;
    Undefined m_undefined;
};

QString toText(Unit unit)
{
    return unit == Unit::Vote ? QStringLiteral("vote") : QStringLiteral("pair");
}

/// The row of one annotator pair under one kind of weights.
QJsonObject kappaRow(const AnnotatorKappa &kappa, const char *weights, const statistics::Estimate &estimate)
{
    QJsonObject row{{QStringLiteral("a"), kappa.a},
                    {QStringLiteral("b"), kappa.b},
                    {QStringLiteral("weights"), QString::fromLatin1(weights)},
                    {QStringLiteral("n"), kappa.units}};
    Columns columns(row);
    columns.add("kappa", estimate.value);
    columns.addInterval(estimate.interval);
    return columns.row();
}

} // namespace

QJsonObject toJson(const statistics::Estimate &estimate, const Defined<Interval> &bootstrap)
{
    QJsonObject object{{QStringLiteral("value"), number(estimate.value)}, {QStringLiteral("n"), estimate.n}};
    const bool isReplaced = !estimate.interval && bootstrap;
    const Defined<Interval> &interval = isReplaced ? bootstrap : estimate.interval;
    addInterval(object, interval);
    if (!estimate.value)
        object[QLatin1String("undefined")] = estimate.value.reason();
    else if (!interval)
        object[QLatin1String("interval_undefined")] = interval.reason();
    if (isReplaced)
        object[QLatin1String("interval")] = QStringLiteral("bootstrap");
    else if (bootstrap)
        addInterval(object, bootstrap, QStringLiteral("bootstrap_"));
    return object;
}

QJsonObject toJson(const PeopleAgreement &agreement, const AgreementIntervals &intervals)
{
    QJsonObject fleiss = toJson(agreement.fleiss.kappa, intervals.fleiss);
    fleiss[QLatin1String("raters")] = qint64(agreement.fleiss.raters);
    fleiss[QLatin1String("units_left_out")] = agreement.fleiss.unitsLeftOut;
    QJsonArray cohen;
    for (const AnnotatorKappa &kappa : agreement.cohen) {
        cohen.append(kappaRow(kappa, "none", kappa.nominal));
        cohen.append(kappaRow(kappa, "quadratic", kappa.quadratic));
    }
    return {{QStringLiteral("percent"), toJson(agreement.percent, intervals.percent)},
            {QStringLiteral("fleiss_kappa"), fleiss},
            {QStringLiteral("krippendorff_alpha"),
             QJsonObject{{QStringLiteral("nominal"), toJson(agreement.alphaNominal, intervals.alphaNominal)},
                         {QStringLiteral("ordinal"), toJson(agreement.alphaOrdinal, intervals.alphaOrdinal)}}},
            {QStringLiteral("gwet_ac1"), toJson(agreement.gwetAc1, intervals.gwetAc1)},
            {QStringLiteral("gwet_ac2"), toJson(agreement.gwetAc2, intervals.gwetAc2)},
            {QStringLiteral("cohen_kappa"), cohen}};
}

QJsonObject toJson(const Snapshot &snapshot, const GeneratorRanking &ranking)
{
    const auto name = [&](size_t item) { return snapshot.generators[ranking.generators[item]].name; };
    const bool isDavidson = ranking.model == statistics::RankingModel::Davidson;
    QJsonObject part{
        {QStringLiteral("model"), isDavidson ? QStringLiteral("davidson") : QStringLiteral("bradley-terry")},
        {QStringLiteral("excluded_both_bad"), ranking.bothBad},
        {QStringLiteral("excluded_same_generator"), ranking.sameGenerator}};
    if (!ranking.ranking) {
        part[QLatin1String("generators")] = QJsonArray();
        part[QLatin1String("tie_parameter")] = QJsonValue::Null;
        part[QLatin1String("connected")] = QJsonValue::Null;
        part[QLatin1String("undefined")] = ranking.ranking.reason();
        return part;
    }
    const statistics::Ranking &fit = *ranking.ranking;
    QJsonArray generators;
    for (size_t item = 0; item < fit.items(); ++item) {
        QJsonObject row{{QStringLiteral("generator"), name(item)},
                        {QStringLiteral("score"), number(fit.worths[item])},
                        {QStringLiteral("rank"), number(fit.ranks[item])},
                        {QStringLiteral("n"), number(fit.contests[item])}};
        if (!ranking.bootstrap.empty())
            addInterval(row, ranking.bootstrap[item], QStringLiteral("bootstrap_"));
        Columns columns(row);
        columns.addInterval(fit.intervals[item]);
        generators.append(columns.row());
    }
    QJsonArray differences;
    for (size_t i = 0, a = 0, b = 1; i < ranking.differences.size(); ++i) {
        const statistics::WorthDifference &difference = ranking.differences[i];
        Columns columns({{QStringLiteral("a"), name(a)},
                         {QStringLiteral("b"), name(b)},
                         {QStringLiteral("p_holm"), number(ranking.adjustedP[i])}});
        columns.add("difference", difference.difference.value);
        columns.addInterval(difference.difference.interval);
        columns.add("z", difference.z);
        columns.add("p", difference.p);
        differences.append(columns.row());
        if (++b == fit.items())
            b = ++a + 1;
    }
    part[QLatin1String("generators")] = generators;
    part[QLatin1String("differences")] = differences;
    part[QLatin1String("tie_parameter")] = number(fit.tieParameter.value);
    if (!isDavidson)
        part[QLatin1String("undefined")] = QJsonObject{
            {QStringLiteral("tie_parameter"), QStringLiteral("votes are too one-sided for Davidson's model")}};
    addInterval(part, fit.tieParameter.interval, QStringLiteral("tie_parameter_"));
    if (fit.firstAdvantage.value)
        part[QLatin1String("left_advantage")] = toJson(fit.firstAdvantage);
    part[QLatin1String("connected")] = fit.connected;
    part[QLatin1String("penalised")] = fit.penalised;
    part[QLatin1String("votes")] = number(fit.votes);
    part[QLatin1String("log_likelihood")] = number(fit.logLikelihood);
    return part;
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
                    {QStringLiteral("balanced_accuracy"), number(agreement.balancedAccuracy)},
                    {QStringLiteral("f1"), number(agreement.f1)},
                    {QStringLiteral("auroc"), number(agreement.auroc)},
                    {QStringLiteral("average_precision"), number(agreement.averagePrecision)},
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
        addInterval(row, agreement.f1Bootstrap, QStringLiteral("f1_bootstrap_"));
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

QJsonObject toJson(const GeneratorComparison &comparison, const statistics::WilcoxonOptions &options)
{
    const statistics::WilcoxonResult &test = comparison.test;
    const QString zeros =
        options.zeros == statistics::Zeros::Pratt ? QStringLiteral("Pratt zeros") : QStringLiteral("zeros dropped");
    const QString method = options.method == statistics::PMethod::Exact ? QStringLiteral("exact")
                           : options.correction ? QStringLiteral("normal approximation, corrected for continuity")
                                                : QStringLiteral("normal approximation");
    QJsonObject row{{QStringLiteral("scorer"), comparison.scorer},
                    {QStringLiteral("n"), test.n},
                    {QStringLiteral("zeros"), test.zeros},
                    {QStringLiteral("groups"), comparison.groups},
                    {QStringLiteral("method"), method + QStringLiteral(", ") + zeros}};
    Columns columns(row);
    columns.add("w_plus", test.wPlus);
    columns.add("z", test.z);
    columns.add("r", test.r);
    columns.add("rank_biserial", test.rankBiserial);
    columns.add("p_two_sided", test.pTwoSided);
    columns.add("p_greater", test.pGreater);
    columns.add("p_less", test.pLess);
    return columns.row();
}

QJsonObject toJson(const EmotionAccuracy &emotion, double level)
{
    QJsonObject row{{QStringLiteral("emotion"), emotion.emotion},
                    {QStringLiteral("scorer"), emotion.scorer},
                    {QStringLiteral("n"), emotion.n},
                    {QStringLiteral("n_ties"), emotion.ties},
                    {QStringLiteral("accuracy"), emotion.accuracy()},
                    {QStringLiteral("mean_difference"), emotion.meanDifference}};
    addInterval(row, statistics::wilson(emotion.correct, emotion.n, level));
    return row;
}

QJsonObject toJson(const TaxonomyGap &gap)
{
    Columns columns({{QStringLiteral("class"), gap.mainClass},
                     {QStringLiteral("sub_class"), gap.subClass.isEmpty() ? QJsonValue() : QJsonValue(gap.subClass)},
                     {QStringLiteral("scorer"), gap.scorer},
                     {QStringLiteral("n"), gap.n()},
                     {QStringLiteral("mean_gap"), gap.meanGap()},
                     {QStringLiteral("mean_delta"), gap.meanDelta}});
    columns.addInterval(gap.interval);
    return columns.row();
}

QJsonObject toJson(const JudgeValidation &validation)
{
    QJsonObject row{
        {QStringLiteral("dimension"), validation.dimension.isEmpty() ? QJsonValue() : QJsonValue(validation.dimension)},
        {QStringLiteral("n"), validation.n}};
    Columns columns(row);
    columns.add("mae", validation.mae);
    columns.add("wmae", validation.weightedMae);
    columns.add("weighted_f1", validation.weightedF1);
    columns.add("accuracy", validation.accuracy);
    columns.add("pearson", validation.pearson.value);
    columns.add("spearman", validation.spearman.value);
    return columns.row();
}

QJsonObject toJson(const PictureMean &mean)
{
    Columns columns({{QStringLiteral("scorer"), mean.scorer},
                     {QStringLiteral("kind"), study::toText(mean.kind)},
                     {QStringLiteral("variant"), mean.variant},
                     {QStringLiteral("n"), mean.n},
                     {QStringLiteral("mean"), mean.mean},
                     {QStringLiteral("min"), mean.lowest},
                     {QStringLiteral("max"), mean.highest}});
    columns.add("sd", mean.deviation);
    columns.addInterval(mean.interval);
    return columns.row();
}

QJsonObject toJson(const CounterpartGap &gap)
{
    Columns columns({{QStringLiteral("scorer"), gap.scorer},
                     {QStringLiteral("kind"), study::toText(gap.kind)},
                     {QStringLiteral("n"), gap.n},
                     {QStringLiteral("mean_gap"), gap.meanGap},
                     {QStringLiteral("mean_delta"), -gap.meanGap},
                     {QStringLiteral("min_gap"), gap.lowest},
                     {QStringLiteral("max_gap"), gap.highest},
                     {QStringLiteral("share_prefers_distorted"), double(gap.prefersPicture) / double(gap.n)},
                     {QStringLiteral("n_ties"), gap.ties}});
    columns.addInterval(gap.interval);
    return columns.row();
}

} // namespace analysis
