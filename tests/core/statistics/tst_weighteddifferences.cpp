#include "core/statistics/weighteddifferences.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QTest>

#include "core/statistics/auroc.h"
#include "tests/core/statistics/goldenjudgements.h"
#include "tests/core/statistics/parity.h"

using statistics::SideVotes;

class WeightedDifferencesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneVoteEachMatchesScikitLearn()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("judgements")) {
            const auto judgements = parityJudgements(golden);
            if (std::any_of(judgements.begin(), judgements.end(),
                            [](const auto &judgement) { return std::isnan(judgement.difference); }))
                continue; // left out here, a reason to refuse there
            std::vector<double> differences;
            std::vector<SideVotes> votes;
            for (const statistics::Judgement &judgement : judgements) {
                differences.push_back(judgement.difference);
                votes.push_back({judgement.firstPreferred ? 1U : 0U, judgement.firstPreferred ? 0U : 1U});
            }
            const auto measures = statistics::WeightedDifferences(differences)(votes);
            COMPARE_WITH(measures.confusion.accuracy(), golden[QLatin1String("accuracy")], parity::closed);
            COMPARE_WITH(measures.confusion.f1(), golden[QLatin1String("f1")], parity::closed);
            COMPARE_WITH(measures.auroc, golden[QLatin1String("auroc")], parity::closed);
            QCOMPARE(measures.confusion.ties, golden[QLatin1String("ties")].toInteger());
            ++index;
        }
        QVERIFY(index >= 16);
    }

    void votesCountAsRepetitions()
    {
        const std::vector<double> differences{0.5, -1, 0, 0.5, 2, -0.0, std::nan("")};
        const std::vector<SideVotes> votes{{3, 1}, {0, 2}, {1, 1}, {0, 4}, {5, 0}, {2, 0}, {7, 7}};
        std::vector<statistics::Judgement> repeated;
        for (size_t i = 0; i + 1 < differences.size(); ++i) {
            repeated.insert(repeated.end(), votes[i].first, {differences[i], true});
            repeated.insert(repeated.end(), votes[i].second, {differences[i], false});
        }
        const auto measures = statistics::WeightedDifferences(differences)(votes);
        const auto expected = statistics::confusion(repeated);
        QCOMPARE(measures.confusion.truePositives, expected.truePositives);
        QCOMPARE(measures.confusion.falsePositives, expected.falsePositives);
        QCOMPARE(measures.confusion.trueNegatives, expected.trueNegatives);
        QCOMPARE(measures.confusion.falseNegatives, expected.falseNegatives);
        QCOMPARE(measures.confusion.ties, expected.ties);
        QVERIFY(parity::isClose(*measures.auroc, statistics::auroc(repeated, 0.95)->value, 1e-14));
    }

    void countedOnPaper()
    {
        // Firsts at 1 (twice) and −1, seconds at 0 (three times): 6 of 9 pairs are won.
        const auto measures = statistics::WeightedDifferences(std::vector<double>{1, -1, 0})(
            std::vector<SideVotes>{{2, 0}, {1, 0}, {0, 3}});
        QCOMPARE(*measures.auroc, 6.0 / 9);
        QCOMPARE(measures.confusion.truePositives, 2);
        QCOMPARE(measures.confusion.falseNegatives, 1);
        QCOMPARE(measures.confusion.trueNegatives, 3);
        QCOMPARE(measures.confusion.ties, 3);
    }

    void infiniteDifferencesRank()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        const auto measures = statistics::WeightedDifferences(std::vector<double>{infinity, -infinity})(
            std::vector<SideVotes>{{1, 0}, {0, 1}});
        QCOMPARE(*measures.auroc, 1.0);
        QCOMPARE(*measures.confusion.accuracy(), 1.0);
    }

    void isUndefinedWithoutVotes()
    {
        const statistics::WeightedDifferences differences(std::vector<double>{1, -1});
        const auto nobody = differences(std::vector<SideVotes>(2));
        QCOMPARE(nobody.auroc.reason(), QLatin1String("one class is empty"));
        QVERIFY(!nobody.confusion.accuracy());
        const auto oneSided = differences(std::vector<SideVotes>{{4, 0}, {2, 0}});
        QVERIFY(!oneSided.auroc);
        QCOMPARE(*oneSided.confusion.accuracy(), 4.0 / 6);
        QVERIFY(!statistics::WeightedDifferences(std::span<const double>())({}).auroc);
    }
};

QTEST_APPLESS_MAIN(WeightedDifferencesTest)
#include "tst_weighteddifferences.moc"
