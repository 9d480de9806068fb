#include "core/statistics/auroc.h"

#include <cmath>

#include <QJsonArray>
#include <QTest>

#include "tests/core/statistics/goldenjudgements.h"

class AurocTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesScikitLearnAndTheDefinition()
    {
        const QJsonArray cases =
            support::goldenFile(QStringLiteral("statistics_golden.json"))[QLatin1String("judgements")].toArray();
        QVERIFY(cases.size() >= 5);
        for (const QJsonValue &golden : cases) {
            const auto judgements = goldenJudgements(golden.toObject());
            const auto result = statistics::auroc(judgements, 0.95);
            QVERIFY(result && result->variance && result->interval);
            // Both sum the same few hundred terms in another order: a few units in the last place.
            QVERIFY(std::abs(result->value - golden[QLatin1String("auroc")].toDouble()) < 1e-13);
            QVERIFY(std::abs(*result->variance - golden[QLatin1String("delong")].toDouble()) < 1e-14);
            const double reach = 1.959963984540054 * std::sqrt(*result->variance);
            QVERIFY(std::abs(result->interval->low - std::max(0.0, result->value - reach)) < 1e-12);
            QVERIFY(std::abs(result->interval->high - std::min(1.0, result->value + reach)) < 1e-12);
        }
    }

    void matchesScikitLearnOnDegenerateSamplesToo()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("judgements")) {
            const auto judgements = parityJudgements(golden);
            const auto area = statistics::auroc(judgements, 0.95);
            COMPARE_WITH(area ? statistics::Number(area->value) : statistics::undefined(area.error()),
                         golden[QLatin1String("auroc")], parity::closed);
            COMPARE_WITH(area ? area->variance : statistics::undefined(area.error()), golden[QLatin1String("delong")],
                         parity::closed);
            COMPARE_WITH(statistics::averagePrecision(judgements), golden[QLatin1String("ap")], parity::closed);
            COMPARE_WITH(statistics::averagePrecision(judgements, statistics::PositiveClass::Second),
                         golden[QLatin1String("ap_second")], parity::closed);
            ++index;
        }
        QVERIFY(index >= 17);
    }

    void swappingSidesAndScalingChangeNothing()
    {
        const std::vector<statistics::Judgement> judgements{{1, true}, {2, false}, {-1, true}, {0, false}, {4, true}};
        std::vector<statistics::Judgement> swapped;
        std::vector<statistics::Judgement> cubed;
        for (const auto &[difference, first] : judgements) {
            swapped.push_back({-difference, !first});
            cubed.push_back({difference * difference * difference + 7, first});
        }
        const auto area = statistics::auroc(judgements, 0.95);
        for (const auto &other : {swapped, cubed}) {
            QVERIFY(parity::isClose(statistics::auroc(other, 0.95)->value, area->value, 1e-14));
            QVERIFY(parity::isClose(*statistics::auroc(other, 0.95)->variance, *area->variance, 1e-12));
        }
        QCOMPARE(area->ties, 1);
    }

    void saysWhyThereIsNoInterval()
    {
        const std::vector<statistics::Judgement> separated{{2, true}, {3, true}, {-1, false}, {-2, false}};
        QCOMPARE(statistics::auroc(separated, 0.95)->interval.reason(), QLatin1String("the classes are separated"));
        QCOMPARE(statistics::auroc(separated, 0.95)->value, 1.0);
        const std::vector<statistics::Judgement> equal{{2, true}, {2, true}, {2, false}, {2, false}};
        QCOMPARE(statistics::auroc(equal, 0.95)->interval.reason(), QLatin1String("all differences are equal"));
        const std::vector<statistics::Judgement> broken{{std::nan(""), true}, {2, false}};
        QCOMPARE(statistics::auroc(broken, 0.95).reason(), QLatin1String("a score is not a number"));
        QVERIFY(!statistics::averagePrecision(broken));
    }

    void countsEqualDifferencesAsOneHalf()
    {
        const std::vector<statistics::Judgement> judgements{{1, true}, {1, false}};
        QCOMPARE(statistics::auroc(judgements, 0.95)->value, 0.5);
    }

    void isUndefinedWithoutBothClasses()
    {
        const std::vector<statistics::Judgement> onlyPositives{{1, true}, {2, true}};
        QVERIFY(!statistics::auroc(onlyPositives, 0.95));
        QVERIFY(!statistics::auroc({}, 0.95));
    }

    void hasNoIntervalWithASingleMemberOfAClass()
    {
        const std::vector<statistics::Judgement> judgements{{1, true}, {2, false}, {0, false}};
        const auto result = statistics::auroc(judgements, 0.95);
        QVERIFY(result);
        QCOMPARE(result->value, 0.5);
        QVERIFY(!result->interval);
    }
};

QTEST_APPLESS_MAIN(AurocTest)
#include "tst_auroc.moc"
