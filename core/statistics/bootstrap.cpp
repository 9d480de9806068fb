#include "core/statistics/bootstrap.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>
#include <thread>

#include <boost/math/distributions/normal.hpp>

#include "core/base/progress.h"
#include "core/statistics/descriptive.h"
#include "core/statistics/philox.h"

namespace statistics {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// How often every unit is drawn in one replicate.
void drawWeights(std::span<const Clustering> ways, std::uint64_t seed, std::uint32_t replicate,
                 std::vector<std::uint32_t> &drawn, std::vector<std::uint32_t> &weights)
{
    for (std::uint32_t w = 0; w < ways.size(); ++w) {
        const Clustering &way = ways[w];
        drawn.assign(way.count, 0);
        RandomStream random(seed, replicate, w);
        for (std::uint32_t i = 0; i < way.count; ++i)
            ++drawn[random.below(way.count)];
        if (w == 0) {
            for (size_t unit = 0; unit < weights.size(); ++unit)
                weights[unit] = drawn[way.ofUnit[unit]];
        } else {
            for (size_t unit = 0; unit < weights.size(); ++unit)
                weights[unit] *= drawn[way.ofUnit[unit]];
        }
    }
}

/// The defined values in ascending order.
Defined<std::vector<double>> sortedDefined(std::span<const double> replicates)
{
    std::vector<double> values;
    values.reserve(replicates.size());
    std::copy_if(replicates.begin(), replicates.end(), std::back_inserter(values),
                 [](double value) { return !std::isnan(value); });
    if (values.empty())
        return undefined("no bootstrap replicate is defined");
    if (2 * values.size() < replicates.size())
        return undefined("undefined in more than half of the bootstrap replicates");
    std::sort(values.begin(), values.end());
    return values;
}

WeightedStatistics together(std::span<const WeightedStatistic> statistics)
{
    return {statistics.size(), [statistics](std::span<const std::uint32_t> weights, std::span<double> values) {
                for (size_t s = 0; s < statistics.size(); ++s)
                    values[s] = statistics[s](weights).value_or(nothing);
            }};
}

} // namespace

Clustering eachUnitAlone(std::uint32_t units)
{
    Clustering clustering{std::vector<std::uint32_t>(units), units};
    std::iota(clustering.ofUnit.begin(), clustering.ofUnit.end(), 0U);
    return clustering;
}

Replicates drawReplicates(std::span<const Clustering> ways, const WeightedStatistics &statistics,
                          const BootstrapOptions &options, const base::Progress &progress)
{
    Replicates result;
    result.values.resize(statistics.count);
    if (ways.empty() || ways.front().ofUnit.empty() || options.replicates <= 0)
        return result;
    const auto replicates = std::uint32_t(options.replicates);
    for (auto &values : result.values)
        values.assign(replicates, nothing);

    std::atomic<std::uint32_t> next{0};
    std::atomic<bool> cancelled{false};
    const auto work = [&](bool reports) {
        std::vector<std::uint32_t> drawn;
        std::vector<std::uint32_t> weights(ways.front().ofUnit.size());
        std::vector<double> values(statistics.count);
        std::uint64_t percent = 100;
        for (std::uint32_t r = next++; r < replicates; r = next++) {
            if (progress.isCancelled()) {
                cancelled = true;
                return;
            }
            if (reports && percent != std::uint64_t(r) * 100 / replicates) {
                percent = std::uint64_t(r) * 100 / replicates;
                progress.report(QStringLiteral("drawing bootstrap replicates"), r, replicates);
            }
            drawWeights(ways, options.seed, r, drawn, weights);
            statistics.compute(weights, values);
            for (size_t s = 0; s < values.size(); ++s)
                result.values[s][r] = values[s];
        }
    };
    const unsigned cores = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    {
        std::vector<std::jthread> helpers;
        for (unsigned i = 1; i < std::min<unsigned>(cores, replicates); ++i)
            helpers.emplace_back(work, false);
        work(true);
    }
    result.cancelled = cancelled;
    return result;
}

Defined<Interval> percentileInterval(std::span<const double> replicates, double level)
{
    const auto sorted = sortedDefined(replicates);
    if (!sorted)
        return undefined(sorted.error());
    return Interval{quantile(*sorted, (1 - level) / 2), quantile(*sorted, (1 + level) / 2)};
}

Defined<Interval> bcaInterval(std::span<const double> replicates, double estimate, std::span<const double> jackknife,
                              double level)
{
    const auto sorted = sortedDefined(replicates);
    if (!sorted)
        return undefined(sorted.error());
    if (!std::isfinite(estimate))
        return undefined("the estimate itself is undefined");
    const auto below = std::lower_bound(sorted->begin(), sorted->end(), estimate) - sorted->begin();
    const auto notAbove = std::upper_bound(sorted->begin(), sorted->end(), estimate) - sorted->begin();
    const double share = double(below + notAbove) / double(2 * sorted->size());
    if (share <= 0 || share >= 1)
        return undefined("every bootstrap replicate lies on one side of the estimate");

    const auto centre = mean(jackknife);
    if (!centre)
        return undefined("undefined when one unit is left out");
    double squares = 0;
    double cubes = 0;
    for (const double value : jackknife) {
        const double d = *centre - value;
        squares += d * d;
        cubes += d * d * d;
    }
    if (!(squares > 0))
        return undefined("leaving units out changes nothing");
    const double acceleration = cubes / (6 * std::pow(squares, 1.5));

    const boost::math::normal normal;
    const double bias = boost::math::quantile(normal, share);
    const auto adjusted = [&](double tail) {
        const double shifted = bias + boost::math::quantile(normal, tail);
        return boost::math::cdf(normal, bias + shifted / (1 - acceleration * shifted));
    };
    return Interval{quantile(*sorted, adjusted((1 - level) / 2)), quantile(*sorted, adjusted((1 + level) / 2))};
}

std::vector<Defined<Interval>> clusteredBootstrap(std::span<const Clustering> ways,
                                                  std::span<const WeightedStatistic> statistics,
                                                  const BootstrapOptions &options, const base::Progress &progress)
{
    const Replicates replicates = drawReplicates(ways, together(statistics), options, progress);
    std::vector<Defined<Interval>> intervals;
    intervals.reserve(statistics.size());
    for (const auto &values : replicates.values) {
        intervals.push_back(replicates.cancelled ? Defined<Interval>(undefined("cancelled"))
                                                 : percentileInterval(values, options.level));
    }
    return intervals;
}

Defined<Interval> bcaBootstrap(const Clustering &way, const WeightedStatistic &statistic,
                               const BootstrapOptions &options, const base::Progress &progress)
{
    const Replicates replicates =
        drawReplicates(std::span(&way, 1), together(std::span(&statistic, 1)), options, progress);
    std::vector<std::uint32_t> weights(way.ofUnit.size(), 1);
    const double estimate = statistic(weights).value_or(nothing);
    std::vector<double> jackknife(way.count);
    for (std::uint32_t left = 0; left < way.count && !replicates.cancelled; ++left) {
        if (progress.isCancelled())
            return undefined("cancelled");
        for (size_t unit = 0; unit < weights.size(); ++unit)
            weights[unit] = way.ofUnit[unit] == left ? 0 : 1;
        jackknife[left] = statistic(weights).value_or(nothing);
    }
    if (replicates.cancelled)
        return undefined("cancelled");
    return bcaInterval(replicates.values.front(), estimate, jackknife, options.level);
}

} // namespace statistics
