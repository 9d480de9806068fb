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
        const std::vector<std::uint32_t> weights{1, 1};
        QVERIFY(!statistics::WeightedAuroc(onlyPositives)(weights));
    }

    void hasNoIntervalWithASingleMemberOfAClass()
    {
        const std::vector<statistics::Judgement> judgements{{1, true}, {2, false}, {0, false}};
        const auto result = statistics::auroc(judgements, 0.95);
        QVERIFY(result);
        QCOMPARE(result->value, 0.5);
        QVERIFY(!result->interval);
    }

    void weightsCountAsRepetitions()
    {
        const auto golden =
            support::goldenFile(QStringLiteral("statistics_golden.json"))[QLatin1String("judgements")][1].toObject();
        const auto judgements = goldenJudgements(golden);
        std::vector<std::uint32_t> weights;
        std::vector<statistics::Judgement> repeated;
        for (size_t i = 0; i < judgements.size(); ++i) {
            weights.push_back(std::uint32_t(i % 4));
            repeated.insert(repeated.end(), i % 4, judgements[i]);
        }
        const auto weighted = statistics::WeightedAuroc(judgements)(weights);
        QVERIFY(weighted);
        QVERIFY(std::abs(*weighted - statistics::auroc(repeated, 0.95)->value) < 1e-14);
    }
};

QTEST_APPLESS_MAIN(AurocTest)
#include "tst_auroc.moc"
