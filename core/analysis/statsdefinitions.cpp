#include "core/analysis/statsdocument.h"

#include <map>

#include "core/analysis/definitions.h"

namespace analysis {

namespace {

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

/// "key: what it means".
QString keyed(const char *key, Definition definition)
{
    return QLatin1String(key) + QStringLiteral(" = ") + QString::fromUtf8(definitionText(definition));
}

QString agreementText()
{
    return QStringList{
        definitionTexts({Definition::AgreementUnit, Definition::AgreementCategories}),
        keyed("percent", Definition::Percent),
        keyed("cohen_kappa", Definition::CohenKappa),
        keyed("fleiss_kappa", Definition::FleissKappa) + QStringLiteral(" (raters, units_left_out)"),
        keyed("krippendorff_alpha", Definition::KrippendorffAlpha),
        keyed("gwet_ac1, gwet_ac2", Definition::GwetAc),
        definitionTexts({Definition::AgreementCount, Definition::AgreementInterval, Definition::OrdinalAlphaInterval})
            + QStringLiteral(", %1 replicates unless --bootstrap").arg(ordinalAlphaReplicates)}
        .join(QStringLiteral("; "));
}

QString rankingText(const StatsOptions &options)
{
    QString text = definitionTexts({Definition::DavidsonWorth}) + QStringLiteral("; tie_parameter = nu; ")
                   + definitionTexts({Definition::RankingTies});
    text += options.bothBadIsTie ? QStringLiteral(", both_bad too")
                                 : QStringLiteral(", both_bad is left out (excluded_both_bad)");
    text += QStringLiteral("; low, high: ") + definitionTexts({Definition::RankingInterval})
            + QStringLiteral(", those of nu on the logarithmic scale; ") + definitionTexts({Definition::NotConnected})
            + QStringLiteral("; differences: Wald tests, p_holm adjusted by Holm's method");
    if (options.leftAdvantage)
        text += QStringLiteral("; left_advantage = gamma, by which the worth of the picture on the left is multiplied "
                               "(Davidson & Beaver 1977)");
    return text;
}

QString scorersText(Unit unit)
{
    const bool isVote = unit == Unit::Vote;
    QStringList texts{definitionTexts({isVote ? Definition::VoteUnit : Definition::PairUnit}),
                      definitionTexts({Definition::Prediction}) + QStringLiteral(" (n_ties)"),
                      definitionTexts({Definition::HumanTies}) + QStringLiteral(" (n_human_ties)"),
                      keyed("f1", Definition::F1),
                      keyed("auroc", Definition::Auroc),
                      QStringLiteral("low, high: ") + definitionTexts({Definition::AccuracyInterval}),
                      QStringLiteral("auroc_low, auroc_high: ") + definitionTexts({Definition::AurocInterval})};
    if (isVote)
        texts.append(definitionTexts({Definition::Independence}));
    texts.append(QStringLiteral("kendall_tau (tau-b), spearman: score difference against ")
                 + (isVote ? QStringLiteral("the vote (1 = first, 0 = second)")
                           : QStringLiteral("the share of decided votes for the first")));
    return texts.join(QStringLiteral("; "));
}

QString compareText(const StatsOptions &options)
{
    const statistics::WilcoxonOptions &test = options.wilcoxon;
    return QStringLiteral(
               "paired Wilcoxon signed-rank test over prompt groups on r(distorted picture, original prompt), "
               "differences %1 - %2, seeds averaged within a cell; ")
               .arg(options.compareA, options.compareB)
           + (test.zeros == statistics::Zeros::Pratt ? QStringLiteral("zeros ranked and dropped (Pratt); ")
                                                     : QStringLiteral("zeros dropped; "))
           + (test.method == statistics::PMethod::Exact
                  ? QStringLiteral("p exact over all signs given the average ranks; ")
                  : QStringLiteral("average ranks, normal approximation with tie-corrected variance, ")
                        + (test.correction ? QStringLiteral("continuity correction 0.5; ")
                                           : QStringLiteral("no continuity correction; ")))
           + QStringLiteral("n counts the differences that are not zero; r = z / sqrt(n); rank_biserial = (W+ - W-) / "
                            "(W+ + W-); p_greater: %1 > %2")
                 .arg(options.compareA, options.compareB);
}

QString bootstrapText(const StatsOptions &options)
{
    return QStringLiteral(
               "%1 replicates, seed %2, counter-based random numbers (Philox 4x32-10), percentile intervals; "
               "clusters drawn with replacement: scorers %3, ranking prompt groups and annotators, agreement "
               "prompt groups")
        .arg(options.agreement.bootstrap)
        .arg(options.agreement.seed)
        .arg(options.agreement.unit == Unit::Vote ? QStringLiteral("prompt groups and annotators (two-way)")
                                                  : QStringLiteral("prompt groups"));
}

/// Texts that do not depend on options.
const std::map<QString, QString> &fixedTexts()
{
    static const std::map<QString, QString> texts{
        {QStringLiteral("quality"),
         QStringLiteral(
             "side_bias = share of left among left/right answers, side_bias_p exact two-sided binomial against "
             "0.5; retest_agreement = share of swapped repeats answered with the same picture (ties: same "
             "kind); gold_shown counts gold trials whose pair the protocol names; median_ms, too_fast over "
             "votes")},
        {QStringLiteral("deltas"),
         QStringLiteral(
             "mean_delta = mean of r(distorted picture, original prompt) - r(original picture, original prompt) "
             "over prompt groups, seeds averaged within a cell; mean_after = mean r(distorted picture, original "
             "prompt); share_prefers_distorted: strictly higher under the distorted prompt, n_ties equal; low, "
             "high: Student t")},
        {QStringLiteral("emotions"),
         QStringLiteral(
             "over pictures labelled with one emotion, share in which the picture that shows the emotion scores "
             "strictly higher than its counterpart under the same prompt, its own; n_ties equal; Wilson "
             "interval; mean_difference likewise")},
        {QStringLiteral("taxonomy"),
         QStringLiteral(
             "mean_gap = counterpart minus labelled picture, both under the labelled picture's own prompt, over "
             "pictures that carry the label; mean_delta = -mean_gap; low, high: Student t interval of mean_gap; "
             "sub_class null = the whole class, each picture once")},
        {QStringLiteral("gaps"),
         QStringLiteral(
             "mean_gap = counterpart minus picture, both under the picture's own prompt, over all non-original "
             "pictures of a kind; mean_delta = -mean_gap; share_prefers_distorted: the picture scores strictly "
             "higher, n_ties equal; low, high: Student t interval of mean_gap")},
        {QStringLiteral("means"),
         QStringLiteral(
             "mean of the scores of pictures under their own prompt, by kind and variant; sd with the divisor n; "
             "low, high: Student t interval of the mean")},
        {QStringLiteral("judges"),
         QStringLiteral(
             "judge:NAME against human ratings rating:NAME of the same pictures; the judge's scale is 0, 1, 2, "
             "ratings count by sign + 1; mae = mean |judge - rating|; wmae: each class of ratings weighs alike; "
             "weighted_f1 and accuracy of the judge rounded half to even; dimension null = all answers "
             "together, with pearson and spearman of the sums over dimensions per picture")}};
    return texts;
}

} // namespace

QJsonObject statsDefinitions(const StatsOptions &options)
{
    QJsonObject texts;
    texts[QLatin1String("votes")] =
        QStringLiteral("current votes, not practice, not gold, of repeats only the first; skip counts as missing")
        + includedText(options.filter);
    texts[QLatin1String("level")] = options.agreement.level;
    texts[QLatin1String("canonical_order")] = definitionTexts({Definition::CanonicalOrder});
    texts[QLatin1String("scorer_version")] = QStringLiteral(
        "computed scores: the fingerprint with the most values, the newer of equals; imported scores: the newest value of a key");
    for (const QString &part : options.parts) {
        const auto fixed = fixedTexts().find(part);
        if (fixed != fixedTexts().end())
            texts[part] = fixed->second;
        else if (part == QLatin1String("agreement"))
            texts[part] = agreementText();
        else if (part == QLatin1String("ranking"))
            texts[part] = rankingText(options);
        else if (part == QLatin1String("scorers"))
            texts[part] = scorersText(options.agreement.unit);
        else if (part == QLatin1String("compare") && !options.compareA.isEmpty())
            texts[part] = compareText(options);
    }
    if (options.parts.contains(QLatin1String("judges")) && !options.judgeDimensions.isEmpty())
        texts[QLatin1String("judge_dimensions")] =
            QStringLiteral("the sum of ratings runs over %1 only, that of the judge over all dimensions")
                .arg(options.judgeDimensions.join(QStringLiteral(", ")));
    if (options.byGroup)
        texts[QLatin1String("by_group")] = QStringLiteral(
            "the same with the votes of each group's members alone; ranking_test: likelihood ratio of a ranking per group "
            "against one for all, chi-squared (Wilks 1938), an annotator in several groups makes it undefined");
    if (options.agreement.bootstrap > 0)
        texts[QLatin1String("bootstrap")] = bootstrapText(options);
    return texts;
}

} // namespace analysis
