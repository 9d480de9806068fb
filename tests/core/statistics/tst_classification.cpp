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

    // scikit-learn gives 0 for an F1 of 0 / 0 and averages the classes that occur; both are undefined here.
    void everyMeasureMatchesScikitLearn()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("judgements")) {
            const auto judgements = parityJudgements(golden);
            const auto result = statistics::confusion(judgements);
            QCOMPARE(result.ties, golden[QLatin1String("ties")].toInteger());
            COMPARE_WITH(result.accuracy(), golden[QLatin1String("accuracy")], parity::closed);
            COMPARE_WITH(result.balancedAccuracy(), golden[QLatin1String("balanced")], parity::closed);
            COMPARE_WITH(result.f1(), golden[QLatin1String("f1")], parity::closed);
            COMPARE_WITH(result.f1(statistics::PositiveClass::Second), golden[QLatin1String("f1_second")],
                         parity::closed);
            ++index;
        }
        QVERIFY(index >= 17);
    }

    void f1IsMadeOfPrecisionAndRecall()
    {
        const statistics::Confusion c{5, 3, 2, 7};
        for (const auto positive : {statistics::PositiveClass::First, statistics::PositiveClass::Second}) {
            const double precision = *c.precision(positive);
            const double recall = *c.recall(positive);
            QVERIFY(parity::isClose(*c.f1(positive), 2 * precision * recall / (precision + recall), 1e-14));
        }
        QCOMPARE(*c.precision(), 5.0 / 8);
        QCOMPARE(*c.recall(statistics::PositiveClass::Second), 0.7);
    }

    void swappingTheSidesSwapsTheClasses()
    {
        // Without ties of the score, which always predict the second.
        const std::vector<statistics::Judgement> judgements{{1, true}, {2, false}, {-1, true}, {-3, false}, {4, true}};
        std::vector<statistics::Judgement> swapped;
        for (const auto &judgement : judgements)
            swapped.push_back({-judgement.difference, !judgement.firstPreferred});
        const auto one = statistics::confusion(judgements);
        const auto other = statistics::confusion(swapped);
        QCOMPARE(*other.accuracy(), *one.accuracy());
        QCOMPARE(*other.balancedAccuracy(), *one.balancedAccuracy());
        QCOMPARE(*other.f1(statistics::PositiveClass::Second), *one.f1());
    }

    void aScoreThatIsNoNumberPredictsNothing()
    {
        const std::vector<statistics::Judgement> judgements{{std::nan(""), false}, {1, true}};
        const auto result = statistics::confusion(judgements);
        QCOMPARE(result.missing, 1);
        QCOMPARE(result.n(), 1);
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
