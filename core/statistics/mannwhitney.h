#pragma once

#include <span>

#include <QtGlobal>

#include "core/statistics/wilcoxon.h"

namespace statistics {

struct MannWhitneyOptions
{
    PMethod method = PMethod::Normal;
    bool correction = true; ///< of continuity, 0.5, in the normal approximation only
};

struct MannWhitneyResult
{
    qint64 nX = 0;
    qint64 nY = 0;
    Number u = undefined("not computed");              ///< pairs in which x is larger, equal ones as one half
    Number z = undefined("not computed");              ///< with the correction where asked for, sign of U − mean
    Number commonLanguage = undefined("not computed"); ///< U / (nX·nY) = P(X > Y) + P(X = Y)/2
    Number rankBiserial = undefined("not computed");   ///< 2·U / (nX·nY) − 1
    Number pTwoSided = undefined("not computed");
    Number pGreater = undefined("not computed"); ///< of x that tends to be larger
    Number pLess = undefined("not computed");
};

/// Largest nX·nY for which the exact distribution is counted.
inline constexpr qint64 mostExactPairs = 10000;

/// Mann & Whitney 1947, doi:10.1214/aoms/1177730491, with U of x. Normal: mean nX·nY/2, variance
/// nX·nY/12 · (N+1 − Σ(t³−t)/(N(N−1))) over groups of t equal values; two-sided p = min(1, 2·Φ(−|z|)); the correction
/// and the p are those of SciPy's `mannwhitneyu`. Exact: all orders equally likely without ties.
/// Undefined: every part for a NaN or an empty sample; z and the p when all values are equal; exact p with ties or
/// nX·nY > mostExactPairs. Infinite values rank as such.
MannWhitneyResult mannWhitneyU(std::span<const double> x, std::span<const double> y,
                               const MannWhitneyOptions &options = {});

} // namespace statistics
