#include "core/statistics/contests.h"

#include <QTest>

using statistics::Contest;
using statistics::ContestCounter;
using statistics::Verdict;

class ContestsTest : public QObject
{
    Q_OBJECT

    static std::vector<Contest> sample()
    {
        return {{2, 0, Verdict::First}, {0, 1, Verdict::Tie},   {2, 0, Verdict::Second},
                {1, 1, Verdict::First}, {2, 0, Verdict::First}, {0, 2, Verdict::First}};
    }

private Q_SLOTS:
    void countsEveryOrderedPair()
    {
        const ContestCounter counter(sample(), 3);
        const auto pairs = counter.count();
        QCOMPARE(pairs.size(), 3U);
        QCOMPARE(pairs[0].first, 0U);
        QCOMPARE(pairs[0].second, 1U);
        QCOMPARE(pairs[0].ties, 1.0);
        QCOMPARE(pairs[1].firstWins, 1.0); // 0 against 2
        QCOMPARE(pairs[2].firstWins, 2.0); // 2 against 0
        QCOMPARE(pairs[2].secondWins, 1.0);
        QCOMPARE(pairs[2].total(), 3.0);
        QCOMPARE(counter.againstThemselves(), 1);
    }

    void weightsCountAsRepetitions()
    {
        const ContestCounter counter(sample(), 3);
        const std::vector<std::uint32_t> weights{0, 4, 1, 9, 2, 0};
        const auto pairs = counter.count(weights);
        QCOMPARE(pairs[0].ties, 4.0);
        QCOMPARE(pairs[1].total(), 0.0);
        QCOMPARE(pairs[2].firstWins, 2.0);
        QCOMPARE(pairs[2].secondWins, 1.0);
    }

    void nothingCounted() { QVERIFY(ContestCounter({}, 0).count().empty()); }
};

QTEST_APPLESS_MAIN(ContestsTest)
#include "tst_contests.moc"
