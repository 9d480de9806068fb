#include "core/statistics/bootstrap.h"

#include <algorithm>
#include <random>

#include "core/base/progress.h"
#include "core/statistics/descriptive.h"

namespace statistics {

namespace {

/// Uniform from 0 to `count` − 1. std::uniform_int_distribution differs between standard libraries.
std::uint32_t draw(std::mt19937_64 &generator, std::uint32_t count)
{
    const std::uint64_t limit = std::mt19937_64::max() - std::mt19937_64::max() % count;
    std::uint64_t value = generator();
    while (value >= limit)
        value = generator();
    return std::uint32_t(value % count);
}

std::optional<Interval> percentileInterval(std::vector<double> values, const BootstrapOptions &options)
{
    if (values.empty() || 2 * values.size() < size_t(options.replicates))
        return {};
    std::sort(values.begin(), values.end());
    return Interval{quantile(values, (1 - options.level) / 2), quantile(values, (1 + options.level) / 2)};
}

} // namespace

std::vector<std::optional<Interval>> clusteredBootstrap(std::span<const Clustering> ways,
                                                        std::span<const WeightedStatistic> statistics,
                                                        const BootstrapOptions &options, const base::Progress &progress)
{
    std::vector<std::optional<Interval>> intervals(statistics.size());
    if (ways.empty() || ways.front().ofUnit.empty())
        return intervals;

    std::mt19937_64 generator(options.seed);
    std::vector<std::vector<double>> values(statistics.size());
    std::vector<std::uint32_t> weights(ways.front().ofUnit.size());
    for (int replicate = 0; replicate < options.replicates; ++replicate) {
        if (progress.isCancelled())
            return intervals;
        std::fill(weights.begin(), weights.end(), 1U);
        for (const Clustering &way : ways) {
            std::vector<std::uint32_t> drawn(way.count, 0);
            for (std::uint32_t i = 0; i < way.count; ++i)
                ++drawn[draw(generator, way.count)];
            for (size_t unit = 0; unit < weights.size(); ++unit)
                weights[unit] *= drawn[way.ofUnit[unit]];
        }
        for (size_t s = 0; s < statistics.size(); ++s) {
            if (const std::optional<double> value = statistics[s](weights))
                values[s].push_back(*value);
        }
    }
    for (size_t s = 0; s < statistics.size(); ++s)
        intervals[s] = percentileInterval(std::move(values[s]), options);
    return intervals;
}

} // namespace statistics
