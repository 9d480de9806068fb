#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/statistics/classification.h"

namespace statistics {

/// How often the first and the second of a pair were preferred among the votes drawn.
struct SideVotes
{
    std::uint32_t first = 0;
    std::uint32_t second = 0;
};

/// One scorer's differences on pairs whose votes change from draw to draw, as a bootstrap needs it: sorted once, then
/// everything in one O(n) pass. Safe to call from several threads.
class WeightedDifferences
{
public:
    /// `differences[i]` is first − second of pair i; a pair with NaN is left out. At most 2³¹ of them.
    explicit WeightedDifferences(std::span<const double> differences);

    struct Measures
    {
        Confusion confusion;
        Number auroc = undefined("not computed"); ///< undefined when one side has no votes
    };

    /// The same as confusion() and auroc() of one judgement per vote. `votes[i]` are those of pair i; they sum to less
    /// than 2³².
    Measures operator()(std::span<const SideVotes> votes) const;

private:
    /// Pairs by difference, ascending: 2 · index + last of its run of equal differences.
    std::vector<std::uint32_t> m_places;
    size_t m_firstZero = 0;     ///< where differences of 0 begin in m_places
    size_t m_firstPositive = 0; ///< where those above 0 do
};

} // namespace statistics
