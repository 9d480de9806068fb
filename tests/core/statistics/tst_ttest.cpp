#include "core/statistics/ttest.h"

#include <QTest>

#include "tests/core/statistics/parity.h"

using statistics::oneSampleT;

class TTestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Equal values: SciPy's t is infinite or NaN; a study that finds no spread at all should not print either.
    void matchesSciPy()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("t_test")) {
            const auto test =
                oneSampleT(parity::numbers(golden[QLatin1String("x")]), golden[QLatin1String("mu")].toDouble());
            COMPARE_WITH(test.mean.value, golden[QLatin1String("mean")], parity::closed);
            COMPARE_WITH(test.mean.interval, golden[QLatin1String("interval")], parity::closed);
            COMPARE_WITH(test.standardDeviation, golden[QLatin1String("sd")], parity::closed);
            COMPARE_WITH(test.t, golden[QLatin1String("t")], parity::closed);
            COMPARE_WITH(test.cohensD, golden[QLatin1String("d")], parity::closed);
            COMPARE_WITH(test.p.twoSided, golden[QLatin1String("two_sided")], parity::closed);
            COMPARE_WITH(test.p.greater, golden[QLatin1String("greater")], parity::closed);
            COMPARE_WITH(test.p.less, golden[QLatin1String("less")], parity::closed);
            ++index;
        }
        QVERIFY(index >= 14);
    }

    void aConstantMovesTheMeanAlone()
    {
        const std::vector<double> x{1, 2.5, 4, 3};
        const std::vector<double> moved{9, 10.5, 12, 11};
        const auto test = oneSampleT(x, 0);
        const auto other = oneSampleT(moved, 8);
        QCOMPARE(*other.t, *test.t);
        QCOMPARE(*other.cohensD, *test.cohensD);
        QCOMPARE(*other.p.twoSided, *test.p.twoSided);
    }

    void saysWhyItIsUndefined()
    {
        QCOMPARE(oneSampleT({}).t.reason(), QLatin1String("no values"));
        const std::vector<double> one{3};
        QCOMPARE(oneSampleT(one).p.less.reason(), QLatin1String("fewer than two values"));
        const std::vector<double> equal{0.1, 0.1, 0.1}; // whose mean is not exactly 0.1
        QCOMPARE(oneSampleT(equal).cohensD.reason(), QLatin1String("all values are equal"));
    }
};

QTEST_APPLESS_MAIN(TTestTest)
#include "tst_ttest.moc"
