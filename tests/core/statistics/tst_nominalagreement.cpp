#include "core/statistics/nominalagreement.h"

#include <cmath>

#include <QJsonArray>
#include <QTest>

#include "tests/support/golden.h"

class NominalAgreementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesTheCoincidenceMatrix()
    {
        const QJsonArray cases =
            support::goldenFile(QStringLiteral("disagreement_golden.json"))[QLatin1String("nominal")].toArray();
        QVERIFY(cases.size() >= 3);
        for (const QJsonValue &golden : cases) {
            const auto numbers = support::numbers(golden[QLatin1String("counts")]);
            const std::vector<qint64> counts(numbers.begin(), numbers.end());
            const auto agreement = statistics::nominalAgreement(counts, golden[QLatin1String("categories")].toInt());
            QVERIFY(std::abs(*agreement.percent - golden[QLatin1String("percent")].toDouble()) < 1e-13);
            QVERIFY(std::abs(*agreement.alpha - golden[QLatin1String("alpha")].toDouble()) < 1e-12);
        }
    }

    void fullAgreementIsOne()
    {
        const auto agreement = statistics::nominalAgreement(std::vector<qint64>{3, 0, 0, 2}, 2);
        QCOMPARE(agreement.units, 2);
        QCOMPARE(agreement.values, 5);
        QCOMPARE(*agreement.percent, 1.0);
        QCOMPARE(*agreement.alpha, 1.0);
    }

    void oneCategoryLeavesAlphaUndefined()
    {
        const auto agreement = statistics::nominalAgreement(std::vector<qint64>{3, 0, 2, 0}, 2);
        QCOMPARE(*agreement.percent, 1.0);
        QVERIFY(!agreement.alpha);
    }

    void loneRatersSayNothing()
    {
        const auto agreement = statistics::nominalAgreement(std::vector<qint64>{1, 0, 0, 1}, 2);
        QCOMPARE(agreement.units, 0);
        QVERIFY(!agreement.percent);
        QVERIFY(!agreement.alpha);
    }
};

QTEST_APPLESS_MAIN(NominalAgreementTest)
#include "tst_nominalagreement.moc"
