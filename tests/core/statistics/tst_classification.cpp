#include "core/statistics/classification.h"

#include <cmath>

#include <QJsonArray>
#include <QTest>

#include "tests/core/statistics/goldenjudgements.h"

class ClassificationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesScikitLearn()
    {
        const QJsonArray cases =
            support::goldenFile(QStringLiteral("statistics_golden.json"))[QLatin1String("judgements")].toArray();
        QVERIFY(cases.size() >= 5);
        for (const QJsonValue &golden : cases) {
            const auto result = statistics::confusion(goldenJudgements(golden.toObject()));
            const QJsonArray rows = golden[QLatin1String("confusion")].toArray(); // rows = truth, columns = prediction
            QCOMPARE(result.trueNegatives, rows[0][0].toInteger());
            QCOMPARE(result.falsePositives, rows[0][1].toInteger());
            QCOMPARE(result.falseNegatives, rows[1][0].toInteger());
            QCOMPARE(result.truePositives, rows[1][1].toInteger());
            QCOMPARE(result.correct(), golden[QLatin1String("correct")].toInteger());
            QCOMPARE(result.ties, golden[QLatin1String("ties")].toInteger());
            QVERIFY(std::abs(*result.accuracy() - golden[QLatin1String("accuracy")].toDouble()) < 1e-15);
            QVERIFY(std::abs(*result.f1() - golden[QLatin1String("f1")].toDouble()) < 1e-15);
        }
    }

    void anEqualScorePredictsTheSecond()
    {
        const std::vector<statistics::Judgement> judgements{{0, true}, {0, false}};
        const auto result = statistics::confusion(judgements);
        QCOMPARE(result.ties, 2);
        QCOMPARE(result.falseNegatives, 1);
        QCOMPARE(result.trueNegatives, 1);
    }

    void isUndefinedWithoutJudgements()
    {
        const auto result = statistics::confusion({});
        QVERIFY(!result.accuracy());
        QVERIFY(!result.f1());
    }

    void f1IsUndefinedWithoutPositives()
    {
        const std::vector<statistics::Judgement> judgements{{-1, false}};
        const auto result = statistics::confusion(judgements);
        QCOMPARE(*result.accuracy(), 1.0);
        QVERIFY(!result.f1());
    }
};

QTEST_APPLESS_MAIN(ClassificationTest)
#include "tst_classification.moc"
