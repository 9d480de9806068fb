#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/statistics/interval.h"

namespace base {
class Progress;
}

namespace statistics {

/// One way in which units hang together: unit i belongs to cluster `ofUnit[i]`, from 0 to `count` − 1.
struct Clustering
{
    std::vector<std::uint32_t> ofUnit;
    std::uint32_t count = 0;
};

struct BootstrapOptions
{
    int replicates = 1000;
    std::uint64_t seed = 1;
    double level = 0.95;
};

/// A statistic of the units when unit i is drawn `weights[i]` times; nothing where it is undefined.
using WeightedStatistic = std::function<std::optional<double>(std::span<const std::uint32_t> weights)>;

/// Percentile intervals of several statistics from the same draws. With one clustering whole clusters are drawn with
/// replacement; with two, both are drawn independently and a unit counts as often as the product of its clusters
/// (the pigeonhole bootstrap, Owen 2007), which respects that prompts and annotators both vary.
/// Draws: std::mt19937_64 seeded with `seed`, mapped to clusters by rejection, so that every machine draws the same.
/// A statistic gets no interval when it was undefined in more than half of the replicates, or when cancelled.
std::vector<std::optional<Interval>> clusteredBootstrap(std::span<const Clustering> ways,
                                                        std::span<const WeightedStatistic> statistics,
                                                        const BootstrapOptions &options,
                                                        const base::Progress &progress);

} // namespace statistics
