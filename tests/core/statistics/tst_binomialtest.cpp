#include "core/statistics/binomialtest.h"

#include <QTest>

#include "tests/core/statistics/parity.h"

using statistics::binomialTest;
using statistics::mcNemar;
using statistics::signTest;

class BinomialTestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesSciPy()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("binomial")) {
            const auto test =
                binomialTest(golden[QLatin1String("k")].toInteger(), golden[QLatin1String("n")].toInteger(),
                             golden[QLatin1String("p")].toDouble());
            const QJsonValue expected = golden[QLatin1String("test")];
            COMPARE_WITH(test.twoSided, expected[QLatin1String("two_sided")], parity::closed);
            COMPARE_WITH(test.greater, expected[QLatin1String("greater")], parity::closed);
            COMPARE_WITH(test.less, expected[QLatin1String("less")], parity::closed);
            ++index;
        }
        QVERIFY(index >= 15);
    }

    void swappingTheOutcomesMirrors()
    {
        const auto test = binomialTest(3, 20, 0.25);
        const auto mirror = binomialTest(17, 20, 0.75);
        QVERIFY(parity::isClose(*mirror.twoSided, *test.twoSided, 1e-12));
        QVERIFY(parity::isClose(*mirror.greater, *test.less, 1e-12));
    }

    void certainSharesAndImpossibleCounts()
    {
        QCOMPARE(*binomialTest(0, 5, 0).twoSided, 1.0);
        QCOMPARE(*binomialTest(1, 5, 0).twoSided, 0.0);
        QCOMPARE(*binomialTest(5, 5, 1).greater, 1.0);
        QVERIFY(!binomialTest(6, 5).twoSided);
        QVERIFY(!binomialTest(-1, 5).twoSided);
        QVERIFY(!binomialTest(1, 5, 1.5).less);
        QVERIFY(!binomialTest(1, 5, std::nan("")).greater);
    }

    void signsOfDifferences()
    {
        const std::vector<double> differences{1, 2, 0, -3, 0.5, 4, 0};
        const auto test = signTest(differences);
        QCOMPARE(test.positive, 4);
        QCOMPARE(test.negative, 1);
        QCOMPARE(test.zeros, 2);
        QCOMPARE(*test.p.twoSided, 0.375); // 2 · (1 + 5) / 32
        const std::vector<double> zeros{0, 0};
        QCOMPARE(signTest(zeros).p.twoSided.reason(), QLatin1String("every difference is 0"));
        QCOMPARE(signTest({}).p.less.reason(), QLatin1String("no differences"));
        const std::vector<double> broken{1, std::nan("")};
        QVERIFY(!signTest(broken).p.greater);
    }

    // statsmodels, except for b = c: there its correction raises the statistic, R leaves it out, as we do.
    void mcNemarMatchesStatsmodels()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("mcnemar")) {
            const auto test = mcNemar(golden[QLatin1String("b")].toInteger(), golden[QLatin1String("c")].toInteger());
            COMPARE_WITH(test.exactP, golden[QLatin1String("exact")], parity::closed);
            COMPARE_WITH(test.chiSquared, golden[QLatin1String("chi2")], parity::closed);
            COMPARE_WITH(test.chiSquaredP, golden[QLatin1String("chi2_p")], parity::closed);
            COMPARE_WITH(test.correctedChiSquared, golden[QLatin1String("corrected")], parity::closed);
            COMPARE_WITH(test.correctedChiSquaredP, golden[QLatin1String("corrected_p")], parity::closed);
            ++index;
        }
        QVERIFY(index >= 9);
        QCOMPARE(*mcNemar(4, 10).exactP, *mcNemar(10, 4).exactP);
        QVERIFY(!mcNemar(-1, 3).exactP);
    }
};

QTEST_APPLESS_MAIN(BinomialTestTest)
#include "tst_binomialtest.moc"
