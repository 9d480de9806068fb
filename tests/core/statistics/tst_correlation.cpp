#include "core/statistics/correlation.h"

#include <cmath>

#include <QJsonArray>
#include <QTest>

#include "tests/support/golden.h"

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
