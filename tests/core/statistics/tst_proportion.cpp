#include "core/statistics/proportion.h"

#include <cmath>

#include <QJsonArray>
#include <QTest>

#include "tests/core/statistics/parity.h"

class ProportionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesSciPy()
    {
        const QJsonArray cases =
            support::goldenFile(QStringLiteral("statistics_golden.json"))[QLatin1String("proportions")].toArray();
        QVERIFY(cases.size() >= 9);
        for (const QJsonValue &golden : cases) {
            const qint64 k = golden[QLatin1String("k")].toInteger();
            const qint64 n = golden[QLatin1String("n")].toInteger();
            const double p = golden[QLatin1String("p")].toDouble();
            // Relative: p reaches 1e-5 here; the two libraries agree to about 1e-12 in the incomplete beta function.
            QVERIFY2(std::abs(statistics::fairCoinP(k, n) - p) < 1e-10 * p,
                     qPrintable(QStringLiteral("%1 of %2").arg(k).arg(n)));
            const QJsonArray ends = golden[QLatin1String("wilson_0.99")].toArray();
            const auto interval = statistics::wilson(k, n, 0.99);
            QVERIFY(std::abs(interval->low - ends[0].toDouble()) < 1e-12);
            QVERIFY(std::abs(interval->high - ends[1].toDouble()) < 1e-12);
        }
    }

    void matchesAPublishedWilsonInterval()
    {
        // Newcombe 1998, table I: 81 of 263 at 95 % is 0.2553 to 0.3662.
        const auto interval = statistics::wilson(81, 263, 0.95);
        QVERIFY(std::abs(interval->low - 0.2553) < 5e-5);
        QVERIFY(std::abs(interval->high - 0.3662) < 5e-5);
    }

    void intervalsMatchSciPy()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("binomial")) {
            const qint64 k = golden[QLatin1String("k")].toInteger();
            const qint64 n = golden[QLatin1String("n")].toInteger();
            COMPARE_WITH(statistics::wilson(k, n, 0.95), golden[QLatin1String("wilson")], parity::closed);
            COMPARE_WITH(statistics::clopperPearson(k, n, 0.95), golden[QLatin1String("clopper_pearson")],
                         parity::closed);
            ++index;
        }
        QVERIFY(index >= 15);
    }

    void nothingCounted()
    {
        QVERIFY(!statistics::wilson(0, 0, 0.95));
        QCOMPARE(statistics::fairCoinP(0, 0), 1.0);
    }

    void normalQuantileOfTheUsualLevel()
    {
        QVERIFY(std::abs(statistics::normalQuantile(0.95) - 1.959963984540054) < 1e-14);
    }
};

QTEST_APPLESS_MAIN(ProportionTest)
#include "tst_proportion.moc"
