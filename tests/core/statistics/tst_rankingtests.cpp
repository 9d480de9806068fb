#include "core/statistics/rankingtests.h"

#include <QTest>

#include "core/statistics/distributions.h"
#include "tests/core/statistics/parity.h"

using statistics::Contest;
using statistics::PairCount;
using statistics::RankingModel;
using statistics::Verdict;

namespace {

/// `wins`, `losses` and `ties` of 0 against 1.
void add(std::vector<Contest> &contests, int wins, int losses, int ties)
{
    contests.insert(contests.end(), size_t(wins), {0, 1, Verdict::First});
    contests.insert(contests.end(), size_t(losses), {0, 1, Verdict::Second});
    contests.insert(contests.end(), size_t(ties), {0, 1, Verdict::Tie});
}

} // namespace

class RankingTestsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoItemsGiveTheTestOfALogOdds()
    {
        // Bradley-Terry on two items is one binomial: ln(30/12), standard error √(1/30 + 1/12).
        const std::vector<PairCount> pairs{{0, 1, 30, 12, 0}};
        const auto ranking = statistics::fitRanking(pairs, 2, {RankingModel::BradleyTerry});
        const auto test = statistics::worthDifference(*ranking, 0, 1);
        QVERIFY(parity::isClose(*test.difference.value, std::log(2.5), 1e-12));
        QVERIFY(parity::isClose(*test.difference.standardError, std::sqrt(1.0 / 30 + 1.0 / 12), 1e-10));
        QVERIFY(parity::isClose(*test.p, statistics::normalTwoSidedP(std::log(2.5) / std::sqrt(1.0 / 30 + 1.0 / 12)),
                                1e-9));
        const auto mirror = statistics::worthDifference(*ranking, 1, 0);
        QCOMPARE(*mirror.difference.value, -*test.difference.value);
        QCOMPARE(*mirror.p, *test.p);
    }

    void anItemDoesNotDifferFromItself()
    {
        const std::vector<PairCount> pairs{{0, 1, 3, 2, 1}};
        const auto ranking = statistics::fitRanking(pairs, 2);
        const auto test = statistics::worthDifference(*ranking, 1, 1);
        QCOMPARE(*test.difference.value, 0.0);
        QCOMPARE(test.p.reason(), QLatin1String("an item does not differ from itself"));
    }

    void groupsAreComparedByTheirLikelihoods()
    {
        // Without ties and with two items this is the likelihood-ratio test of a 2 × 2 table.
        std::vector<Contest> contests;
        add(contests, 30, 10, 0);
        add(contests, 15, 25, 0);
        std::vector<std::uint32_t> groups(80, 0);
        std::fill(groups.begin() + 40, groups.end(), 1);
        const auto result = statistics::rankByGroup(contests, groups, 2, 2, {RankingModel::BradleyTerry});
        const auto term = [](double count, double expected) { return count * std::log(count / expected); };
        const double expected = 2 * (term(30, 22.5) + term(10, 17.5) + term(15, 22.5) + term(25, 17.5));
        QCOMPARE(result.groups.size(), 2U);
        QVERIFY(parity::isClose(*result.likelihoodRatio, expected, 1e-9));
        QCOMPARE(result.degreesOfFreedom, 1);
        QVERIFY(parity::isClose(*result.p, statistics::chiSquaredUpperP(expected, 1), 1e-9));
        QVERIFY(result.groups[0]->worths[0] > 0 && result.groups[1]->worths[0] < 0);
    }

    void equalGroupsDoNotDiffer()
    {
        std::vector<Contest> contests;
        add(contests, 6, 3, 2);
        add(contests, 6, 3, 2);
        std::vector<std::uint32_t> groups(22, 0);
        std::fill(groups.begin() + 11, groups.end(), 1);
        const auto result = statistics::rankByGroup(contests, groups, 2, 2);
        QVERIFY(*result.likelihoodRatio < 1e-9);
        QCOMPARE(result.degreesOfFreedom, 2); // a worth and ν
        QVERIFY(*result.p > 0.999);
    }

    void saysWhyThereIsNoTest()
    {
        std::vector<Contest> contests;
        add(contests, 6, 3, 2);
        const std::vector<std::uint32_t> one(contests.size(), 0);
        QCOMPARE(statistics::rankByGroup(contests, one, 1, 2).p.reason(), QLatin1String("fewer than two groups"));
        const auto emptyGroup = statistics::rankByGroup(contests, one, 2, 2);
        QVERIFY(emptyGroup.groups[0] && !emptyGroup.groups[1]);
        QCOMPARE(emptyGroup.p.reason(), QLatin1String("a group has no regular maximum of its own"));
    }
};

QTEST_APPLESS_MAIN(RankingTestsTest)
#include "tst_rankingtests.moc"
