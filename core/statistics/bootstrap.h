#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/statistics/interval.h"
#include "core/statistics/reason.h"

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

/// Every unit a cluster of its own: the ordinary bootstrap.
Clustering eachUnitAlone(std::uint32_t units);

struct BootstrapOptions
{
    int replicates = 1000;
    std::uint64_t seed = 1;
    double level = 0.95;
    unsigned threads = 0; ///< 0: one per core. Never changes a result.
};

/// A statistic of the units when unit i is drawn `weights[i]` times; undefined where it does not exist. Called from
/// several threads at once.
using WeightedStatistic = std::function<Number(std::span<const std::uint32_t> weights)>;

/// Several statistics that share their work: writes one value each to `values`, NaN for undefined. Called from several
/// threads at once.
struct WeightedStatistics
{
    std::size_t count = 0;
    std::function<void(std::span<const std::uint32_t> weights, std::span<double> values)> compute;
};

/// What every replicate gave: `values[s][r]`, NaN where statistic s was undefined in replicate r.
struct Replicates
{
    std::vector<std::vector<double>> values;
    bool cancelled = false;
};

/// Draws whole clusters with replacement. With one clustering that is the cluster bootstrap; with two, both are drawn
/// independently and a unit counts as often as the product of its clusters (the pigeonhole bootstrap, Owen 2007,
/// doi:10.1214/07-AOAS122), which respects that prompts and annotators both vary. Every way has one number per unit.
/// Replicate r draws from RandomStream(seed, r, way): a seed gives the same numbers on any number of threads.
/// Cost per replicate: O(units · ways) and the statistics. Looks at `progress` before every replicate, and reports each
/// percent from the calling thread.
/// No ways or no units: no values.
Replicates drawReplicates(std::span<const Clustering> ways, const WeightedStatistics &statistics,
                          const BootstrapOptions &options, const base::Progress &progress);

/// Percentile interval (Efron 1979) of the replicates of one statistic: quantiles (1 ± level) / 2 of the defined ones
/// by linear interpolation (as SciPy's `bootstrap` with method "percentile").
/// Undefined: no replicates, or more than half of them undefined.
Defined<Interval> percentileInterval(std::span<const double> replicates, double level);

/// Bias-corrected and accelerated interval (Efron 1987, doi:10.1080/01621459.1987.10478410). `estimate` is the value on
/// the data, `jackknife` the values with one unit (or cluster) left out. Bias from the share of replicates below the
/// estimate, those equal to it counted half; a = Σd³ / (6·(Σd²)^1.5) with d = mean(jackknife) − jackknife, as SciPy's
/// `bootstrap`. Undefined: as above; every replicate on one side of the estimate (the correction is infinite); a
/// jackknife without spread, or an undefined value in it.
Defined<Interval> bcaInterval(std::span<const double> replicates, double estimate, std::span<const double> jackknife,
                              double level);

/// Percentile intervals of several statistics from the same draws. Undefined where percentileInterval is, and when
/// cancelled.
std::vector<Defined<Interval>> clusteredBootstrap(std::span<const Clustering> ways,
                                                  std::span<const WeightedStatistic> statistics,
                                                  const BootstrapOptions &options, const base::Progress &progress);

/// BCa interval of one statistic; the jackknife leaves one cluster of `way` out at a time (weights 0 and 1). There is
/// no agreed acceleration for two ways, hence one.
Defined<Interval> bcaBootstrap(const Clustering &way, const WeightedStatistic &statistic,
                               const BootstrapOptions &options, const base::Progress &progress);

} // namespace statistics
