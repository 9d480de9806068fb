#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/statistics/ranking.h"

namespace statistics {

/// How far one item lies above another, with Wald's test of no difference.
struct WorthDifference
{
    Estimate difference; ///< ln π_a − ln π_b
    Number z = undefined("not computed");
    Number p = undefined("not computed"); ///< two-sided; of many differences, adjust (multipletesting.h)
};

/// Overlapping intervals of two worths are no test; this one uses their covariance. `a` and `b` are item numbers of the
/// ranking. Undefined: a = b, no covariance.
WorthDifference worthDifference(const Ranking &ranking, std::uint32_t a, std::uint32_t b, double level = 0.95);

/// A ranking per group and the test that they are one.
struct GroupRankings
{
    std::vector<Defined<Ranking>> groups;
    Number likelihoodRatio = undefined("not computed"); ///< 2·(Σ groups − pooled)
    int degreesOfFreedom = 0;                           ///< Σ parameters of groups − parameters pooled
    Number p = undefined("not computed");               ///< χ², Wilks 1938
};

/// `groupOfContest[i]`, less than `groups`, is the group of vote i. Every group ranks all items; groups are fitted
/// separately. Undefined test: fewer than two groups, a group or the pool undefined, penalised, or without ties in a
/// model with ties (a parameter on its border has no χ²).
GroupRankings rankByGroup(std::span<const Contest> contests, std::span<const std::uint32_t> groupOfContest,
                          std::uint32_t groups, std::uint32_t items, const RankingOptions &options = {});

} // namespace statistics
