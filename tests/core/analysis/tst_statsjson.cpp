#include "core/analysis/statsjson.h"

#include <cmath>
#include <limits>

#include <QJsonDocument>
#include <QTest>

#include "tests/core/analysis/smallstudy.h"

using analysis::toJson;
using statistics::Interval;
using statistics::undefined;

namespace {

QJsonValue at(const QJsonObject &object, const char *key)
{
    return object[QLatin1String(key)];
}

QString reasonOf(const QJsonObject &row, const char *column)
{
    return at(row, "undefined")[QLatin1String(column)].toString();
}

statistics::Estimate estimate(double value, qint64 n, double low, double high)
{
    return {value, n, 0.1, Interval{low, high}};
}

} // namespace

/// The keys are those that the promise of file formats names.
class StatsJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEstimateHasValueNAndInterval()
    {
        const QJsonObject json = toJson(estimate(0.25, 12, 0.125, 0.5));
        QCOMPARE(json, (QJsonObject{{QStringLiteral("value"), 0.25},
                                    {QStringLiteral("n"), 12},
                                    {QStringLiteral("low"), 0.125},
                                    {QStringLiteral("high"), 0.5}}));
    }

    void whatDoesNotExistIsNullWithItsReason()
    {
        const QJsonObject nothing = toJson(statistics::Estimate::nothing("no votes"));
        for (const char *key : {"value", "low", "high"})
            QVERIFY(at(nothing, key).isNull());
        QCOMPARE(at(nothing, "undefined").toString(), QStringLiteral("no votes"));

        statistics::Estimate bare = estimate(1, 1, 0, 0);
        bare.interval = undefined("one unit");
        const QJsonObject json = toJson(bare);
        QCOMPARE(at(json, "value").toDouble(), 1.0);
        QVERIFY(at(json, "low").isNull());
        QVERIFY(!json.contains(QLatin1String("undefined")));
        QCOMPARE(at(json, "interval_undefined").toString(), QStringLiteral("one unit"));
    }

    void aBootstrapIntervalStandsBesideOrInPlaceOfAnAnalyticOne()
    {
        const QJsonObject beside = toJson(estimate(0.5, 9, 0.4, 0.6), Interval{0.25, 0.75});
        QCOMPARE(at(beside, "low").toDouble(), 0.4);
        QCOMPARE(at(beside, "bootstrap_low").toDouble(), 0.25);
        QCOMPARE(at(beside, "bootstrap_high").toDouble(), 0.75);

        statistics::Estimate bare = estimate(0.5, 9, 0, 0);
        bare.interval = undefined("no analytic interval");
        const QJsonObject instead = toJson(bare, Interval{0.25, 0.75});
        QCOMPARE(at(instead, "low").toDouble(), 0.25);
        QCOMPARE(at(instead, "high").toDouble(), 0.75);
        QCOMPARE(at(instead, "interval").toString(), QStringLiteral("bootstrap"));
        QVERIFY(!instead.contains(QLatin1String("bootstrap_low")));
        QVERIFY(!instead.contains(QLatin1String("interval_undefined")));
    }

    void agreementHasEveryCoefficient()
    {
        analysis::PeopleAgreement agreement;
        agreement.percent = estimate(0.75, 4, 0.5, 1);
        agreement.fleiss.kappa = estimate(0.5, 3, 0.25, 0.75);
        agreement.fleiss.raters = 2;
        agreement.fleiss.unitsLeftOut = 1;
        analysis::AnnotatorKappa kappa{QStringLiteral("ann"), QStringLiteral("bob"), 3, estimate(0.5, 3, 0, 1),
                                       statistics::Estimate::nothing("one category")};
        agreement.cohen = {kappa};
        const QJsonObject json = toJson(agreement, {});
        QCOMPARE(at(json, "percent")[QLatin1String("value")].toDouble(), 0.75);
        QCOMPARE(at(json, "fleiss_kappa")[QLatin1String("raters")].toInt(), 2);
        QCOMPARE(at(json, "fleiss_kappa")[QLatin1String("units_left_out")].toInt(), 1);
        for (const char *metric : {"nominal", "ordinal"})
            QVERIFY(at(json, "krippendorff_alpha")[QLatin1String(metric)].isObject());
        const QJsonArray cohen = at(json, "cohen_kappa").toArray();
        QCOMPARE(cohen.size(), 2);
        QCOMPARE(cohen[0].toObject(), (QJsonObject{{QStringLiteral("a"), QStringLiteral("ann")},
                                                   {QStringLiteral("b"), QStringLiteral("bob")},
                                                   {QStringLiteral("weights"), QStringLiteral("none")},
                                                   {QStringLiteral("kappa"), 0.5},
                                                   {QStringLiteral("n"), 3},
                                                   {QStringLiteral("low"), 0},
                                                   {QStringLiteral("high"), 1}}));
        QCOMPARE(cohen[1][QLatin1String("weights")].toString(), QStringLiteral("quadratic"));
        QCOMPARE(reasonOf(cohen[1].toObject(), "kappa"), QStringLiteral("one category"));
    }

    void aRankingNamesGeneratorsAndTheirDifferences()
    {
        SmallStudy study;
        for (const char *name : {"A", "B", "C"})
            study.addGenerator(QLatin1String(name));
        analysis::GeneratorRanking ranking;
        ranking.generators = {2, 0};
        ranking.bothBad = 4;
        statistics::Ranking fit;
        fit.worths = {0.5, -0.5};
        fit.intervals = {Interval{0.25, 0.75}, undefined("no information")};
        fit.ranks = {1, 2};
        fit.contests = {7, 7};
        fit.tieParameter = estimate(0.3, 7, 0.2, 0.4);
        ranking.ranking = fit;
        ranking.differences = {{estimate(1, 7, 0.5, 1.5), 2.5, 0.0125}};
        ranking.adjustedP = {0.0125};
        const QJsonObject json = toJson(study.snapshot, ranking);
        QCOMPARE(at(json, "model").toString(), QStringLiteral("davidson"));
        QCOMPARE(at(json, "excluded_both_bad").toInt(), 4);
        QCOMPARE(at(json, "tie_parameter").toDouble(), 0.3);
        QCOMPARE(at(json, "connected").toBool(), true);
        const QJsonArray rows = at(json, "generators").toArray();
        QCOMPARE(rows[0].toObject(), (QJsonObject{{QStringLiteral("generator"), QStringLiteral("C")},
                                                  {QStringLiteral("score"), 0.5},
                                                  {QStringLiteral("low"), 0.25},
                                                  {QStringLiteral("high"), 0.75},
                                                  {QStringLiteral("rank"), 1},
                                                  {QStringLiteral("n"), 7}}));
        QCOMPARE(reasonOf(rows[1].toObject(), "low"), QStringLiteral("no information"));
        const QJsonObject difference = at(json, "differences")[0].toObject();
        QCOMPARE(at(difference, "a").toString(), QStringLiteral("C"));
        QCOMPARE(at(difference, "b").toString(), QStringLiteral("A"));
        QCOMPARE(at(difference, "p_holm").toDouble(), 0.0125);
    }

    void aRankingThatDoesNotExistSaysWhy()
    {
        analysis::GeneratorRanking ranking;
        ranking.ranking = undefined("no votes");
        const QJsonObject json = toJson(analysis::Snapshot(), ranking);
        QVERIFY(at(json, "generators").toArray().isEmpty());
        QVERIFY(at(json, "tie_parameter").isNull() && at(json, "connected").isNull());
        QCOMPARE(at(json, "undefined").toString(), QStringLiteral("no votes"));
    }

    void aScorerTellsItsCountsAndWhatItsIntervalsAssume()
    {
        analysis::ScorerAgreement row;
        row.scorer = QStringLiteral("hps-v3");
        row.variantPair = QStringLiteral("distorted/original");
        row.confusion = {3, 1, 2, 4, 1, 0};
        row.humanTies = 5;
        row.accuracy = 0.7;
        row.accuracyInterval = Interval{0.4, 0.9};
        row.undefined[QStringLiteral("auroc")] = QStringLiteral("one class is empty");
        analysis::AgreementOptions options;
        const QJsonObject json = toJson(row, options);
        QCOMPARE(at(json, "n").toInt(), 10);
        QCOMPARE(at(json, "n_ties").toInt(), 1);
        QCOMPARE(at(json, "n_human_ties").toInt(), 5);
        QCOMPARE(at(json, "positive_share").toDouble(), 0.5);
        QCOMPARE(at(json, "unit").toString(), QStringLiteral("vote"));
        QCOMPARE(at(json, "low").toDouble(), 0.4);
        QCOMPARE(at(json, "interval").toString(), QStringLiteral("Wilson, votes treated as independent"));
        QVERIFY(at(json, "auroc").isNull());
        QCOMPARE(reasonOf(json, "auroc"), QStringLiteral("one class is empty"));
        QVERIFY(!json.contains(QLatin1String("bootstrap_low")));
        options.bootstrap = 100;
        QVERIFY(toJson(row, options).contains(QLatin1String("auroc_bootstrap_high")));
    }

    void sharesNeedSomethingToShare()
    {
        analysis::AnnotatorQuality quality;
        quality.annotator = QStringLiteral("ann");
        QVERIFY(at(toJson(quality), "side_bias").isNull());
        QVERIFY(at(toJson(quality), "side_bias_p").isNull());
        quality.sided = 4;
        quality.left = 3;
        quality.sideBiasP = 0.625;
        QCOMPARE(at(toJson(quality), "side_bias").toDouble(), 0.75);
        QCOMPARE(at(toJson(quality), "side_bias_p").toDouble(), 0.625);

        analysis::GeneratorDelta delta;
        QVERIFY(at(toJson(delta), "share_prefers_distorted").isNull());
        delta.nShare = 8;
        delta.prefersDistorted = 2;
        QCOMPARE(at(toJson(delta), "share_prefers_distorted").toDouble(), 0.25);
    }

    void theMethodOfATestIsNamed()
    {
        analysis::GeneratorComparison comparison;
        comparison.test = statistics::wilcoxonSignedRank(std::vector<double>{1, 2, -3, 0});
        statistics::WilcoxonOptions options;
        const auto method = [&] { return at(toJson(comparison, options), "method").toString(); };
        QCOMPARE(method(), QStringLiteral("normal approximation, zeros dropped"));
        options.correction = true;
        QCOMPARE(method(), QStringLiteral("normal approximation, corrected for continuity, zeros dropped"));
        options.method = statistics::PMethod::Exact;
        options.zeros = statistics::Zeros::Pratt;
        QCOMPARE(method(), QStringLiteral("exact, Pratt zeros"));
        const QJsonObject json = toJson(comparison, options);
        QCOMPARE(at(json, "n").toInt(), 3);
        QCOMPARE(at(json, "zeros").toInt(), 1);
        QCOMPARE(at(json, "w_plus").toDouble(), 3.0);
        QCOMPARE(at(json, "rank_biserial").toDouble(), 0.0);
    }

    void gapsHaveTheOppositeSignOfDeltas()
    {
        analysis::TaxonomyGap gap;
        gap.mainClass = QStringLiteral("light");
        gap.pictures.resize(2);
        gap.meanDelta = -4;
        gap.interval = undefined("fewer than two values");
        const QJsonObject json = toJson(gap);
        QCOMPARE(at(json, "mean_gap").toDouble(), 4.0);
        QCOMPARE(at(json, "mean_delta").toDouble(), -4.0);
        QVERIFY(at(json, "sub_class").isNull());
        QCOMPARE(reasonOf(json, "low"), QStringLiteral("fewer than two values"));

        analysis::CounterpartGap all;
        all.n = 4;
        all.meanGap = 2;
        all.prefersPicture = 1;
        QCOMPARE(at(toJson(all), "mean_delta").toDouble(), -2.0);
        QCOMPARE(at(toJson(all), "share_prefers_distorted").toDouble(), 0.25);
    }

    void emotionsHaveWilsonsInterval()
    {
        analysis::EmotionAccuracy emotion;
        emotion.n = 10;
        emotion.correct = 8;
        const QJsonObject json = toJson(emotion, 0.95);
        QCOMPARE(at(json, "accuracy").toDouble(), 0.8);
        // Wilson 1927 for 8 of 10, as statsmodels' proportion_confint gives it.
        QVERIFY(std::abs(at(json, "low").toDouble() - 0.49016) < 1e-5);
        QVERIFY(std::abs(at(json, "high").toDouble() - 0.94331) < 1e-5);
    }

    void noInfinityReachesTheText()
    {
        analysis::PictureMean mean;
        mean.mean = 1;
        mean.deviation = undefined("the values lie too far apart");
        const QJsonObject json = toJson(mean);
        QVERIFY(at(json, "sd").isNull());
        QCOMPARE(reasonOf(json, "sd"), QStringLiteral("the values lie too far apart"));
        const QJsonObject infinite =
            toJson(statistics::Estimate{std::numeric_limits<double>::infinity(), 1, 0.0, Interval{0, 1}});
        QVERIFY(at(infinite, "value").isNull());
    }
};

QTEST_APPLESS_MAIN(StatsJsonTest)
#include "tst_statsjson.moc"
