#include "core/statistics/agreement.h"

#include <algorithm>

#include <QTest>

#include "tests/core/statistics/parity.h"

using statistics::AgreementWeights;
using statistics::Estimate;
using statistics::Metric;
using statistics::Rating;
using statistics::RatingTable;

namespace {

constexpr double level = 0.95;

std::uint32_t unitsOf(const QJsonValue &raters)
{
    return std::uint32_t(raters[0].toArray().size());
}

/// Raters × units with null for a missing answer.
std::vector<Rating> ratingsOf(const QJsonValue &raters)
{
    std::vector<Rating> ratings;
    for (const QJsonValue &rater : raters.toArray()) {
        const auto answers = parity::numbers(rater);
        for (std::uint32_t unit = 0; unit < answers.size(); ++unit)
            ratings.push_back({unit, answers[unit]});
    }
    return ratings;
}

std::vector<Rating> sample()
{
    return {{0, 1}, {0, 1}, {0, 2}, {1, 3}, {1, 3}, {1, 3}, {2, 2}, {2, 1}, {2, 2}, {3, 1}, {3, 1}, {4, 3}, {4, 2}};
}

std::vector<Estimate> everyCoefficient(const RatingTable &table, std::span<const std::uint32_t> weights = {})
{
    return {statistics::percentAgreement(table, level, weights),
            statistics::fleissKappa(table, level, weights).kappa,
            statistics::krippendorffAlpha(table, Metric::Nominal, level, weights),
            statistics::krippendorffAlpha(table, Metric::Ordinal, level, weights),
            statistics::krippendorffAlpha(table, Metric::Interval, level, weights),
            statistics::gwetAc(table, AgreementWeights::None, level, weights),
            statistics::gwetAc(table, AgreementWeights::Linear, level, weights),
            statistics::gwetAc(table, AgreementWeights::Quadratic, level, weights)};
}

} // namespace

class AgreementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Values: the package krippendorff, statsmodels (Fleiss) and the definition (percent); errors and intervals:
    // irrCAC. Where all units contribute alike irrCAC writes an error of 1e-15, which is undefined here.
    void matchesThePackages()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("agreement")) {
            const QJsonValue raters = golden[QLatin1String("ratings")];
            const RatingTable table = RatingTable::fromRatings(ratingsOf(raters), unitsOf(raters));
            COMPARE_WITH(statistics::percentAgreement(table, level).value, golden[QLatin1String("percent")],
                         parity::closed);
            const auto fleiss = statistics::fleissKappa(table, level);
            QCOMPARE(qint64(fleiss.raters), golden[QLatin1String("raters")].toInteger());
            COMPARE_WITH(fleiss.kappa.value, golden[QLatin1String("fleiss")][QLatin1String("value")], parity::closed);
            const auto compare = [&](const char *name, const Estimate &ours) {
                const QJsonValue theirs = golden[QLatin1String(name)];
                if (theirs[QLatin1String("se")].isUndefined())
                    return; // a single unit, or one category: irrCAC divides by zero
                COMPARE_WITH(ours.value, theirs[QLatin1String("value")], parity::closed);
                COMPARE_WITH(ours.standardError, theirs[QLatin1String("se")], parity::closed);
                COMPARE_WITH(ours.interval, theirs[QLatin1String("interval")], parity::closed);
            };
            compare("fleiss", fleiss.kappa);
            compare("ac1", statistics::gwetAc(table, AgreementWeights::None, level));
            compare("ac2_linear", statistics::gwetAc(table, AgreementWeights::Linear, level));
            compare("ac2_quadratic", statistics::gwetAc(table, AgreementWeights::Quadratic, level));
            for (const auto &[name, metric] : {std::pair("nominal", Metric::Nominal),
                                               {"ordinal", Metric::Ordinal},
                                               {"interval", Metric::Interval}}) {
                const Estimate alpha = statistics::krippendorffAlpha(table, metric, level);
                COMPARE_WITH(alpha.value, golden[QLatin1String(name)][QLatin1String("value")], parity::closed);
                compare(name, alpha);
            }
            ++index;
        }
        QVERIFY(index >= 17);
    }

    void percentHasTheIntervalOfAMeanWhenEveryUnitWeighsAlike()
    {
        // Two raters, 6 of 10 agree: the ratio estimator is the mean of ten shares of 0 or 1.
        std::vector<Rating> ratings;
        for (std::uint32_t unit = 0; unit < 10; ++unit) {
            ratings.push_back({unit, 1});
            ratings.push_back({unit, unit < 6 ? 1.0 : 2.0});
        }
        const auto percent = statistics::percentAgreement(RatingTable::fromRatings(ratings, 10), level);
        QCOMPARE(*percent.value, 0.6);
        QVERIFY(parity::isClose(*percent.standardError, std::sqrt(0.6 * 0.4 / 9), 1e-12));
    }

    void weightsCountAsRepetitions()
    {
        const RatingTable table = RatingTable::fromRatings(sample(), 5);
        const std::vector<std::uint32_t> weights{2, 0, 1, 3, 1};
        std::vector<Rating> repeated;
        std::uint32_t next = 0;
        for (std::uint32_t unit = 0; unit < 5; ++unit) {
            for (std::uint32_t copy = 0; copy < weights[unit]; ++copy, ++next) {
                for (const Rating &rating : sample()) {
                    if (rating.unit == unit)
                        repeated.push_back({next, rating.value});
                }
            }
        }
        const auto weighted = everyCoefficient(table, weights);
        // Gwet's coefficient knows the categories of the table, also those whose only unit was not drawn.
        std::vector<qint64> counts(size_t(next) * 3, 0);
        for (const Rating &rating : repeated)
            ++counts[rating.unit * 3 + size_t(rating.value) - 1];
        const auto plain = everyCoefficient(RatingTable::fromCounts(counts, {1, 2, 3}));
        for (size_t c = 0; c < plain.size(); ++c) {
            QVERIFY(parity::isClose(*weighted[c].value, *plain[c].value, 1e-12));
            QCOMPARE(weighted[c].n, plain[c].n);
            QVERIFY(!weighted[c].interval);
        }
    }

    void swappingLabelsChangesNoNominalCoefficient()
    {
        std::vector<Rating> swapped = sample();
        for (Rating &rating : swapped)
            rating.value = rating.value == 1 ? 3 : rating.value == 3 ? 2 : 1;
        const auto before = everyCoefficient(RatingTable::fromRatings(sample(), 5));
        const auto after = everyCoefficient(RatingTable::fromRatings(swapped, 5));
        for (const size_t c : {0U, 1U, 2U, 5U})
            QVERIFY(parity::isClose(*after[c].value, *before[c].value, 1e-12));
        QVERIFY(std::abs(*after[4].value - *before[4].value) > 0.01);
    }

    void swappingRatersAndUnitsAndScalesChangesNothing()
    {
        std::vector<Rating> changed = sample();
        std::reverse(changed.begin(), changed.end());
        for (Rating &rating : changed)
            rating = {4 - rating.unit, 1e9 + 4096 * rating.value};
        const auto before = everyCoefficient(RatingTable::fromRatings(sample(), 5));
        const auto after = everyCoefficient(RatingTable::fromRatings(changed, 5));
        for (size_t c = 0; c < before.size(); ++c) {
            QVERIFY(parity::isClose(*after[c].value, *before[c].value, 1e-9));
            QCOMPARE(bool(after[c].interval), bool(before[c].interval));
        }
    }

    void hugeValuesDoNotOverflow()
    {
        const std::vector<Rating> ratings{{0, 1.7e308}, {0, -1.7e308}, {1, 1.7e308}, {1, 1.7e308}};
        const RatingTable table = RatingTable::fromRatings(ratings, 2);
        const auto alpha = statistics::krippendorffAlpha(table, Metric::Interval, level);
        QVERIFY(
            parity::isClose(*alpha.value, *statistics::krippendorffAlpha(table, Metric::Nominal, level).value, 1e-12));
    }

    void saysWhyItIsUndefined()
    {
        const auto expect = [](const std::vector<Rating> &ratings, std::uint32_t units, const char *reason) {
            const auto coefficients = everyCoefficient(RatingTable::fromRatings(ratings, units));
            for (size_t c = 1; c < coefficients.size(); ++c) {
                QVERIFY(!coefficients[c].value && !coefficients[c].interval);
                QCOMPARE(coefficients[c].value.reason(), QLatin1String(reason));
            }
        };
        expect({}, 0, "no unit has two answers");
        expect({{0, 1}, {1, 2}}, 2, "no unit has two answers");
        expect({{0, std::nan("")}, {0, 1}}, 1, "no unit has two answers");
        const RatingTable equal = RatingTable::fromRatings(std::vector<Rating>{{0, 1}, {0, 1}, {1, 1}, {1, 1}}, 2);
        QCOMPARE(*statistics::percentAgreement(equal, level).value, 1.0);
        QCOMPARE(statistics::percentAgreement(equal, level).interval.reason(),
                 QLatin1String("all units contribute alike"));
        QCOMPARE(statistics::krippendorffAlpha(equal, Metric::Nominal, level).value.reason(),
                 QLatin1String("all answers are equal"));
        QCOMPARE(statistics::fleissKappa(equal, level).kappa.value.reason(), QLatin1String("all answers are equal"));
        QCOMPARE(statistics::gwetAc(equal, AgreementWeights::None, level).value.reason(),
                 QLatin1String("there is a single category"));
        const RatingTable infinite = RatingTable::fromRatings(
            std::vector<Rating>{{0, 1}, {0, std::numeric_limits<double>::infinity()}, {1, 1}, {1, 1}}, 2);
        QCOMPARE(statistics::krippendorffAlpha(infinite, Metric::Interval, level).value.reason(),
                 QLatin1String("an answer is infinite"));
        QVERIFY(statistics::krippendorffAlpha(infinite, Metric::Ordinal, level).value);
        const std::vector<std::uint32_t> none{0, 0};
        for (const Estimate &coefficient : everyCoefficient(infinite, none))
            QVERIFY(!coefficient.value);
    }

    void fleissSaysWhatItLeftOut()
    {
        const auto fleiss = statistics::fleissKappa(RatingTable::fromRatings(sample(), 5), level);
        QCOMPARE(fleiss.raters, 3U);
        QCOMPARE(fleiss.unitsLeftOut, 2);
        QCOMPARE(fleiss.kappa.n, 3);
    }
};

QTEST_APPLESS_MAIN(AgreementTest)
#include "tst_agreement.moc"
