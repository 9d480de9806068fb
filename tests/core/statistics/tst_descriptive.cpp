#include "core/statistics/descriptive.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QJsonArray>
#include <QTest>

#include "tests/support/golden.h"

class DescriptiveTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesNumPyAndSciPy()
    {
        const QJsonArray cases =
            support::goldenFile(QStringLiteral("statistics_golden.json"))[QLatin1String("samples")].toArray();
        QVERIFY(cases.size() >= 5);
        for (const QJsonValue &golden : cases) {
            std::vector<double> x = support::numbers(golden[QLatin1String("x")]);
            QVERIFY(statistics::midranks(x) == support::numbers(golden[QLatin1String("midranks")]));
            QCOMPARE(*statistics::median(x), golden[QLatin1String("median")].toDouble());
            QVERIFY(std::abs(*statistics::mean(x) - golden[QLatin1String("mean")].toDouble()) < 1e-14);
            const auto interval = statistics::meanInterval(x, 0.9);
            const QJsonArray ends = golden[QLatin1String("mean_interval_0.9")].toArray();
            QVERIFY(std::abs(interval->low - ends[0].toDouble()) < 1e-12);
            QVERIFY(std::abs(interval->high - ends[1].toDouble()) < 1e-12);
            std::sort(x.begin(), x.end());
            QVERIFY(std::abs(statistics::quantile(x, 0.3) - golden[QLatin1String("quantile_0.3")].toDouble()) < 1e-14);
        }
    }

    void isUndefinedForNothing()
    {
        QVERIFY(!statistics::mean({}));
        QVERIFY(!statistics::median({}));
        QVERIFY(statistics::midranks({}).empty());
    }

    void saysWhyItIsUndefined()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        const std::vector<double> infinite{1, infinity};
        QCOMPARE(statistics::mean(infinite).reason(), QLatin1String("a value is not finite"));
        QCOMPARE(*statistics::median({1, 2, infinity}), 2.0);
        QVERIFY(!statistics::median({-infinity, infinity}));
        QCOMPARE(statistics::median({1, std::nan("")}).reason(), QLatin1String("a value is not a number"));
        const std::vector<double> one{2};
        QCOMPARE(*statistics::standardDeviation(one, statistics::Divisor::Population), 0.0);
        QCOMPARE(statistics::standardDeviation(one, statistics::Divisor::Sample).reason(),
                 QLatin1String("fewer than two values"));
    }

    void theMeanOfLargeValuesIsFinite()
    {
        const double largest = std::numeric_limits<double>::max();
        QCOMPARE(*statistics::mean(std::vector<double>{1.7e308, 1.5e308}), 1.6e308);
        QCOMPARE(*statistics::mean(std::vector<double>(3, largest)), largest);
        QCOMPARE(*statistics::median({1.7e308, 1.5e308}), 1.6e308);
        QCOMPARE(
            statistics::standardDeviation(std::vector<double>{1e308, -1e308}, statistics::Divisor::Population).reason(),
            QLatin1String("the values lie too far apart"));
        QVERIFY(!statistics::meanInterval(std::vector<double>{1e308, -1e308}, 0.95));
    }

    void oneValueHasNoInterval()
    {
        const std::vector<double> one{3};
        QVERIFY(!statistics::meanInterval(one, 0.95));
    }

    void histogramNeverMixesTheSidesOfItsEdge()
    {
        const std::vector<double> values{-1.5, -0.1, 0, 0.1, 2.5};
        const auto histogram = statistics::histogram(values, 4, 0); // width 1, borders at whole numbers
        QCOMPARE(histogram.low, -2.0);
        QCOMPARE(histogram.width, 1.0);
        QVERIFY((histogram.counts == std::vector<long long>{1, 1, 2, 0, 1}));
        QVERIFY(statistics::histogram({}, 4, 0).counts.empty());
        const std::vector<double> equal{3, 3};
        QVERIFY((statistics::histogram(equal, 4, 0).counts == std::vector<long long>{2}));
    }

    void whatIsNotFiniteIsLeftOut()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        const std::vector<double> values{-0.5, std::nan(""), infinity, 0.5};
        QVERIFY((statistics::histogram(values, 1, 0).counts == std::vector<long long>{1, 1}));
        const std::vector<double> extreme{-1.7e308, 1.7e308};
        QVERIFY(statistics::histogram(extreme, 4, 0).counts.empty());
        const auto ranks = statistics::midranks(values);
        QCOMPARE(ranks[0], 1.0);
        QVERIFY(std::isnan(ranks[1]));
        QCOMPARE(ranks[2], 3.0);
    }

    void quantileReachesBothEnds()
    {
        const std::vector<double> values{1, 2, 4};
        QCOMPARE(statistics::quantile(values, 0), 1.0);
        QCOMPARE(statistics::quantile(values, 1), 4.0);
    }
};

QTEST_APPLESS_MAIN(DescriptiveTest)
#include "tst_descriptive.moc"
