#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/statistics/estimate.h"
#include "core/statistics/ratingtable.h"

namespace statistics {

/// Cross table of two raters: `counts[i * categories + j]` units that the first put into i and the second into j.
struct CrossTable
{
    int categories = 0;
    std::vector<qint64> counts;

    /// Pairs of category numbers from 0 to `categories` − 1, negative = missing (the unit is left out). `weights` as in
    /// the bootstrap, empty = once each.
    static CrossTable of(std::span<const int> first, std::span<const int> second, int categories,
                         std::span<const std::uint32_t> weights = {});
};

/// Cohen's κ (1960, doi:10.1177/001316446002000104), weighted by the distance of category numbers (Cohen 1968):
/// 1 − Σ w·observed / Σ w·expected with w = 1 off the diagonal, |i−j| or (i−j)². Standard error and interval
/// κ ± z·error by Fleiss, Cohen & Everitt 1969 (doi:10.1037/h0028106), cut to −1 … 1; the values are those of
/// scikit-learn's `cohen_kappa_score`, the errors those of statsmodels' `cohens_kappa`.
/// Undefined: no unit; all answers of both raters in one category (nothing to disagree about by chance); interval when
/// the error is 0 (full agreement) or n = 1.
Estimate cohenKappa(const CrossTable &table, AgreementWeights weights, double level);

} // namespace statistics
