#pragma once

#include <cstdint>
#include <span>

#include "core/statistics/estimate.h"
#include "core/statistics/ratingtable.h"

namespace statistics {

/// The coefficients over a RatingTable. All take `weights`, how often each unit is drawn, for the bootstrap over units
/// (or over clusters of them, such as prompts; raters are not drawn: one drawn twice would agree with himself); empty
/// means once each. With weights given they return the value without standard error and interval.
///
/// n = units with at least two answers, counted with their weights. Analytic intervals: value ± t·standard error with
/// n − 1 degrees of freedom, upper end cut at 1, variance by linearization over units (Gwet 2014, "Handbook of
/// Inter-Rater Reliability", 4th ed., ch. 5), without correction for a finite population, as the package irrCAC.
///
/// Undefined in all of them: no unit with two answers; error and interval: a single unit, or an error of 0 (full
/// agreement, for example), which says nothing about others.
using UnitWeights = std::span<const std::uint32_t>;

/// Share of agreeing pairs of raters, over all pairs of raters of one unit: Σ_u Σ_c n_uc(n_uc − 1) / Σ_u m_u(m_u − 1).
/// It equals the mean over rater pairs weighted by the units they share. Interval: ratio estimator over units (Cochran
/// 1977, "Sampling Techniques", §2.11), cut to 0 … 1.
Estimate percentAgreement(const RatingTable &table, double level, UnitWeights weights = {});

struct FleissKappa
{
    Estimate kappa;
    std::uint32_t raters = 0; ///< per unit: the most common number among units with two answers or more, the larger of
                              ///< two equally common ones
    qint64 unitsLeftOut = 0;  ///< units with another number of answers, at least one
};

/// Fleiss' κ (1971, doi:10.1037/h0031619) = (P̄ − P̄e) / (1 − P̄e) on the units with the most common number of raters.
/// Undefined besides: a single category in use (P̄e = 1).
FleissKappa fleissKappa(const RatingTable &table, double level, UnitWeights weights = {});

/// Krippendorff's α = 1 − D_o/D_e ("Content Analysis", 2004, ch. 11; Hayes & Krippendorff 2007,
/// doi:10.1080/19312450709336664), ratings of units with a single answer left out. Ordinal: squared difference of the
/// midranks among all answers, which is Krippendorff's (Σ n_g − (n_c + n_k)/2)². n = units; O(cells).
/// Analytic intervals for the nominal and the interval metric; the ordinal metric itself changes with the answers, so
/// that its interval comes from the bootstrap alone.
/// Undefined besides: all answers equal (D_e = 0); an infinite value under the interval metric.
Estimate krippendorffAlpha(const RatingTable &table, Metric metric, double level, UnitWeights weights = {});

/// Gwet's AC1 (no weights; 2008, doi:10.1348/000711006X126600) and AC2 (linear, quadratic): (p_a − p_e) / (1 − p_e),
/// p_e = T_w / (q(q−1)) · Σ π_k(1 − π_k), T_w the sum of all weights, q = table.categories() whether they occur or not,
/// π_k the mean share of category k over all units with an answer.
/// Undefined besides: fewer than two categories; an infinite value with weights. O(cells).
Estimate gwetAc(const RatingTable &table, AgreementWeights agreementWeights, double level, UnitWeights weights = {});

} // namespace statistics
