#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <QtGlobal>

#include "core/statistics/contests.h"
#include "core/statistics/estimate.h"

namespace statistics {

/// π worths, γ advantage of the first (1 unless asked for), d = ln π_i − ln π_j + ln γ, σ the logistic function.
enum class RankingModel {
    BradleyTerry, ///< P(i) = σ(d); a tie is half a win for each (Bradley & Terry 1952, doi:10.1093/biomet/39.3-4.324)
    Davidson, ///< P(i) : P(j) : P(tie) = γπ_i : π_j : ν√(π_iπ_j) (Davidson 1970, doi:10.1080/01621459.1970.10481082;
              ///< γ as in Davidson & Beaver 1977)
    RaoKupper ///< P(i) = σ(d − ln θ), P(j) = σ(−d − ln θ), rest ties (Rao & Kupper 1967,
              ///< doi:10.1080/01621459.1967.10482901)
};

/// When half a tie per pair of items is added (in both orders alike), so that the likelihood has a maximum.
enum class Penalty {
    WhenNotConnected, ///< some set of items never lost to, nor tied with, one outside of it (Ford 1957)
    Never,            ///< such data are undefined
    Always
};

struct RankingOptions
{
    RankingModel model = RankingModel::Davidson;
    bool firstAdvantage = false; ///< estimate γ
    Penalty penalty = Penalty::WhenNotConnected;
    double level = 0.95;
};

/// Items beyond which no ranking is fitted: its covariance has items² numbers.
inline constexpr std::uint32_t mostRankedItems = 2000;

struct Ranking
{
    RankingModel model = RankingModel::Davidson;
    std::vector<double> worths;               ///< ln π, sum 0
    std::vector<Number> standardErrors;       ///< of ln π under that sum
    std::vector<Defined<Interval>> intervals; ///< ln π ± z·error
    std::vector<double> ranks;                ///< 1 = highest worth; equal worths share the mean of their ranks
    std::vector<double> contests;             ///< votes in which the item took part
    Estimate tieParameter;                    ///< ν or θ, interval on the log scale
    Estimate firstAdvantage;                  ///< γ, interval on the log scale
    std::vector<double> covariance;           ///< of ln π, items × items, row by row; empty where undefined
    double logLikelihood = 0;                 ///< at the maximum, of the votes given, without the penalty and constants
    double votes = 0;
    bool connected = true; ///< Ford's condition, before any penalty
    bool penalised = false;
    int parameters = 0; ///< free ones
    int steps = 0;      ///< of Newton's method

    std::size_t items() const { return worths.size(); }
};

/// Maximum likelihood by damped Newton's method on counts; the likelihood is concave in the logs. Intervals from the
/// inverse of the observed information. Every item number in `pairs` is less than `items`.
///
/// Ties absent: ν = 0 (θ = 1) on the border of its range, without interval, and worths are Bradley–Terry's.
/// An item without votes makes the data not connected; under the penalty it has worth near the middle and wide
/// intervals.
/// Undefined: fewer than two items or more than mostRankedItems, no votes, a count that is negative or not finite, an
/// item against itself, nothing but ties in a model with ties (ν is infinite), not connected under Penalty::Never, an
/// advantage without bound (the first, or the second, always won), a fit that did not converge.
Defined<Ranking> fitRanking(std::span<const PairCount> pairs, std::uint32_t items, const RankingOptions &options = {});

/// ln π of every item, then ν or θ, then γ (NaN where the model has none), without errors: for the bootstrap over
/// ContestCounter::count(weights). NaN everywhere where the fit is undefined. `values` has items + 2 places.
void rankingValues(std::span<const PairCount> pairs, std::uint32_t items, const RankingOptions &options,
                   std::span<double> values);

} // namespace statistics
