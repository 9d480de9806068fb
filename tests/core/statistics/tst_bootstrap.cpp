#include "core/statistics/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <thread>

#include <QTest>

#include "core/base/progress.h"
#include "core/statistics/auroc.h"
#include "tests/core/statistics/parity.h"

namespace {

/// Weighted mean of fixed values.
statistics::WeightedStatistic meanOf(std::vector<double> values)
{
    return [values](std::span<const std::uint32_t> weights) -> statistics::Number {
        double sum = 0;
        double count = 0;
        for (size_t i = 0; i < values.size(); ++i) {
            sum += weights[i] * values[i];
            count += weights[i];
        }
        if (count == 0)
            return statistics::undefined("nothing was drawn");
        return sum / count;
    };
}

} // namespace

class BootstrapTest : public QObject
{
    Q_OBJECT

    base::Progress m_progress;

private Q_SLOTS:
    void theSameSeedGivesTheSameInterval()
    {
        const std::vector<statistics::Clustering> ways{statistics::eachUnitAlone(20)};
        std::vector<double> values(20);
        std::iota(values.begin(), values.end(), 0.0);
        const std::vector<statistics::WeightedStatistic> statistics{meanOf(values)};
        const auto once = statistics::clusteredBootstrap(ways, statistics, {500, 7, 0.95}, m_progress);
        const auto again = statistics::clusteredBootstrap(ways, statistics, {500, 7, 0.95}, m_progress);
        const auto other = statistics::clusteredBootstrap(ways, statistics, {500, 8, 0.95}, m_progress);
        QVERIFY(once.front() && again.front() && other.front());
        QVERIFY(*once.front() == *again.front());
        QVERIFY(!(*once.front() == *other.front()));
    }

    void matchesTheStandardErrorOfAMean()
    {
        // 0/1 in equal shares, n = 400: standard error 0.025, so 95 % reaches 0.049 either way. 4,000 replicates
        // estimate each end to about 0.001 (standard error of a 2.5 % quantile), five of which are allowed.
        std::vector<double> values(400);
        for (size_t i = 0; i < values.size(); ++i)
            values[i] = double(i % 2);
        const std::vector<statistics::Clustering> ways{statistics::eachUnitAlone(400)};
        const std::vector<statistics::WeightedStatistic> statistics{meanOf(values)};
        const auto interval = statistics::clusteredBootstrap(ways, statistics, {4000, 3, 0.95}, m_progress).front();
        QVERIFY(interval);
        QVERIFY(std::abs(interval->low - 0.451) < 0.006);
        QVERIFY(std::abs(interval->high - 0.549) < 0.006);
    }

    void clustersWidenTheInterval()
    {
        // Ten clusters of forty equal values hold ten facts, not four hundred.
        std::vector<double> values(400);
        statistics::Clustering clusters{std::vector<std::uint32_t>(400), 10};
        for (std::uint32_t i = 0; i < 400; ++i) {
            clusters.ofUnit[i] = i / 40;
            values[i] = double(clusters.ofUnit[i] % 2);
        }
        const std::vector<statistics::WeightedStatistic> statistics{meanOf(values)};
        const std::vector<statistics::Clustering> alone{statistics::eachUnitAlone(400)};
        const std::vector<statistics::Clustering> clustered{clusters};
        const auto narrow = *statistics::clusteredBootstrap(alone, statistics, {1000, 1, 0.95}, m_progress).front();
        const auto wide = *statistics::clusteredBootstrap(clustered, statistics, {1000, 1, 0.95}, m_progress).front();
        QVERIFY(wide.high - wide.low > 4 * (narrow.high - narrow.low));
    }

    void twoWaysMultiplyTheirCounts()
    {
        // Every weight vector must be an outer product of two vectors of draws that sum to their numbers of clusters.
        statistics::Clustering rows{{}, 3};
        statistics::Clustering columns{{}, 4};
        for (std::uint32_t row = 0; row < 3; ++row) {
            for (std::uint32_t column = 0; column < 4; ++column) {
                rows.ofUnit.push_back(row);
                columns.ofUnit.push_back(column);
            }
        }
        int calls = 0;
        bool totalsMatch = true;
        const std::vector<statistics::WeightedStatistic> statistics{
            [&](std::span<const std::uint32_t> weights) -> statistics::Number {
                ++calls;
                totalsMatch = totalsMatch && std::accumulate(weights.begin(), weights.end(), 0U) == 12U;
                return 1.0;
            }};
        const std::vector<statistics::Clustering> ways{rows, columns};
        QVERIFY(statistics::clusteredBootstrap(ways, statistics, {50, 1, 0.95, 1}, m_progress).front());
        QCOMPARE(calls, 50);
        QVERIFY(totalsMatch);
    }

    void tellsHowFarItIs()
    {
        std::vector<qint64> done;
        bool totalsMatch = true;
        const auto here = std::this_thread::get_id();
        const base::Progress progress([&](const QString &, qint64 at, qint64 total) {
            done.push_back(at);
            totalsMatch = totalsMatch && total == 1000 && std::this_thread::get_id() == here;
        });
        const std::vector<statistics::Clustering> ways{statistics::eachUnitAlone(3)};
        const std::vector<statistics::WeightedStatistic> statistics{meanOf({1, 2, 4})};
        QVERIFY(statistics::clusteredBootstrap(ways, statistics, {1000, 1, 0.95, 1}, progress).front());
        QVERIFY(totalsMatch);
        QCOMPARE(done.size(), 100U); // once a percent
        QCOMPARE(done.front(), 0);
        QCOMPARE(done.back(), 990);
        QVERIFY(std::is_sorted(done.begin(), done.end()));
    }

    void givesNothingForMostlyUndefinedStatistics()
    {
        const std::vector<statistics::Clustering> ways{statistics::eachUnitAlone(3)};
        const std::vector<statistics::WeightedStatistic> statistics{
            [](std::span<const std::uint32_t>) -> statistics::Number { return statistics::undefined("never"); }};
        const auto interval = statistics::clusteredBootstrap(ways, statistics, {100, 1, 0.95}, m_progress).front();
        QCOMPARE(interval.reason(), QLatin1String("no bootstrap replicate is defined"));
    }

    void intervalsMatchSciPy()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("bootstrap")) {
            const auto replicates = parity::numbers(golden[QLatin1String("replicates")]);
            const auto jackknife = parity::numbers(golden[QLatin1String("jackknife")]);
            COMPARE_WITH(statistics::percentileInterval(replicates, 0.95), golden[QLatin1String("percentile")],
                         parity::closed);
            COMPARE_WITH(
                statistics::bcaInterval(replicates, golden[QLatin1String("estimate")].toDouble(), jackknife, 0.95),
                golden[QLatin1String("bca")], parity::closed);
            ++index;
        }
        QVERIFY(index >= 5);
    }

    void anyNumberOfThreadsGivesTheSameReplicates()
    {
        std::vector<double> values(60);
        std::iota(values.begin(), values.end(), 0.0);
        statistics::Clustering rows{std::vector<std::uint32_t>(60), 6};
        for (std::uint32_t i = 0; i < 60; ++i)
            rows.ofUnit[i] = i % 6;
        const std::vector<statistics::Clustering> ways{rows, statistics::eachUnitAlone(60)};
        const auto mean = meanOf(values);
        const statistics::WeightedStatistics statistic{
            1,
            [&](std::span<const std::uint32_t> weights, std::span<double> out) { out[0] = mean(weights).value_or(0); }};
        const auto one = statistics::drawReplicates(ways, statistic, {300, 11, 0.95, 1}, m_progress);
        for (const unsigned threads : {2U, 3U, 7U}) {
            const auto many = statistics::drawReplicates(ways, statistic, {300, 11, 0.95, threads}, m_progress);
            QCOMPARE(many.values, one.values);
        }
    }

    void theAccelerationMovesASkewedInterval()
    {
        std::vector<double> values;
        for (int i = 1; i <= 40; ++i)
            values.push_back(i * i * i);
        const auto way = statistics::eachUnitAlone(40);
        const statistics::BootstrapOptions options{2000, 5, 0.95};
        const std::vector<statistics::Clustering> ways{way};
        const std::vector<statistics::WeightedStatistic> statistics{meanOf(values)};
        const auto bca = statistics::bcaBootstrap(way, statistics.front(), options, m_progress);
        const auto percentile = statistics::clusteredBootstrap(ways, statistics, options, m_progress).front();
        QVERIFY(bca && percentile);
        QVERIFY(bca->low > percentile->low && bca->high > percentile->high);
    }

    void bcaSaysWhyItIsUndefined()
    {
        const std::vector<double> replicates{1, 2, 3, 4};
        const std::vector<double> jackknife{1, 2, 3};
        const std::vector<double> flat{2, 2, 2};
        const std::vector<double> broken{1, std::nan(""), 3};
        QCOMPARE(statistics::bcaInterval(replicates, 0, jackknife, 0.95).reason(),
                 QLatin1String("every bootstrap replicate lies on one side of the estimate"));
        QCOMPARE(statistics::bcaInterval(replicates, 2.5, flat, 0.95).reason(),
                 QLatin1String("leaving units out changes nothing"));
        QCOMPARE(statistics::bcaInterval(replicates, 2.5, broken, 0.95).reason(),
                 QLatin1String("undefined when one unit is left out"));
        QVERIFY(!statistics::bcaInterval({}, 2.5, jackknife, 0.95));
        QVERIFY(!statistics::bcaInterval(replicates, std::nan(""), jackknife, 0.95));
    }

    void nothingToDraw()
    {
        const std::vector<statistics::WeightedStatistic> statistics{meanOf({})};
        const std::vector<statistics::Clustering> ways{statistics::eachUnitAlone(0)};
        QVERIFY(!statistics::clusteredBootstrap(ways, statistics, {100, 1, 0.95}, m_progress).front());
        QVERIFY(!statistics::clusteredBootstrap({}, statistics, {100, 1, 0.95}, m_progress).front());
    }

    void stopsWhenCancelled()
    {
        base::Progress cancelled;
        cancelled.cancel();
        const std::vector<statistics::Clustering> ways{statistics::eachUnitAlone(3)};
        const std::vector<statistics::WeightedStatistic> statistics{meanOf({1, 2, 3})};
        QVERIFY(!statistics::clusteredBootstrap(ways, statistics, {100, 1, 0.95}, cancelled).front());
    }
};

QTEST_APPLESS_MAIN(BootstrapTest)
#include "tst_bootstrap.moc"
