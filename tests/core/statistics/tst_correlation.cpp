#include "core/statistics/correlation.h"

#include <cmath>

#include <QJsonArray>
#include <QTest>

#include "tests/core/statistics/parity.h"

class CorrelationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesSciPy()
    {
        const QJsonArray cases =
            support::goldenFile(QStringLiteral("statistics_golden.json"))[QLatin1String("samples")].toArray();
        QVERIFY(cases.size() >= 5);
        for (const QJsonValue &golden : cases) {
            const auto x = support::numbers(golden[QLatin1String("x")]);
            const auto y = support::numbers(golden[QLatin1String("y")]);
            QVERIFY(std::abs(*statistics::kendallTauB(x, y) - golden[QLatin1String("kendall")].toDouble()) < 1e-14);
            QVERIFY(std::abs(*statistics::spearman(x, y) - golden[QLatin1String("spearman")].toDouble()) < 1e-13);
        }
    }

    void testsMatchSciPy()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("correlation")) {
            const auto x = parity::numbers(golden[QLatin1String("x")]);
            const auto y = parity::numbers(golden[QLatin1String("y")]);
            const auto compare = [&](const char *name, const statistics::CorrelationTest &test) {
                const QJsonValue expected = golden[QLatin1String(name)];
                COMPARE_WITH(test.value, expected[QLatin1String("value")], parity::closed);
                COMPARE_WITH(test.p, expected[QLatin1String("p")], parity::closed);
                COMPARE_WITH(test.interval, expected[QLatin1String("interval")], parity::closed);
            };
            compare("pearson", statistics::pearsonTest(x, y));
            compare("spearman", statistics::spearmanTest(x, y));
            compare("kendall", statistics::kendallTest(x, y));
            ++index;
        }
        QVERIFY(index >= 20);
    }

    void swappingMovingAndScaling()
    {
        const std::vector<double> x{1, 2, 2, 5, 9};
        const std::vector<double> y{3, 1, 4, 4, 8};
        std::vector<double> moved;
        for (const double value : x)
            moved.push_back(-8 * value + 3);
        for (const auto correlation : {statistics::pearson, statistics::spearman, statistics::kendallTauB}) {
            QVERIFY(parity::isClose(*correlation(y, x), *correlation(x, y), 1e-12));
            QVERIFY(parity::isClose(*correlation(moved, y), -*correlation(x, y), 1e-12));
        }
    }

    void saysWhyItIsUndefined()
    {
        const std::vector<double> x{1, 2, std::nan("")};
        const std::vector<double> infinite{1, 2, std::numeric_limits<double>::infinity()};
        const std::vector<double> y{1, 3, 2};
        QCOMPARE(statistics::kendallTauB(x, y).reason(), QLatin1String("a value is not a number"));
        QCOMPARE(statistics::spearman(y, x).reason(), QLatin1String("a value is not a number"));
        QCOMPARE(statistics::pearson(infinite, y).reason(), QLatin1String("a value is not finite"));
        QVERIFY(statistics::kendallTauB(infinite, y));
    }

    void isUndefinedForAConstant()
    {
        const std::vector<double> constant{2, 2, 2};
        const std::vector<double> other{1, 2, 3};
        QVERIFY(!statistics::kendallTauB(constant, other));
        QVERIFY(!statistics::kendallTauB(other, constant));
        QVERIFY(!statistics::spearman(constant, other));
        QVERIFY(!statistics::spearman(other, constant));
    }

    void isUndefinedBelowTwoValues()
    {
        const std::vector<double> one{1};
        QVERIFY(!statistics::kendallTauB(one, one));
        QVERIFY(!statistics::spearman(one, one));
    }

    void reachesItsEnds()
    {
        const std::vector<double> up{1, 2, 3, 4};
        const std::vector<double> down{4, 3, 2, 1};
        QCOMPARE(*statistics::kendallTauB(up, down), -1.0);
        QCOMPARE(*statistics::spearman(up, up), 1.0);
    }
};

QTEST_APPLESS_MAIN(CorrelationTest)
#include "tst_correlation.moc"
