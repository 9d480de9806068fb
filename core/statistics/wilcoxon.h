#pragma once

#include <span>

#include <QtGlobal>

#include "core/statistics/reason.h"

namespace statistics {

/// What to do with differences of exactly 0: drop them before ranking (Wilcoxon 1945), or rank them and drop their
/// ranks (Pratt 1959).
enum class Zeros { Wilcoxon, Pratt };

/// Where p comes from: the normal approximation, or the distribution over all 2ⁿ signs.
enum class PMethod { Normal, Exact };

struct WilcoxonOptions
{
    Zeros zeros = Zeros::Wilcoxon;
    PMethod method = PMethod::Normal;
    bool correction = false; ///< of continuity, 0.5, in the normal approximation only
};

/// Largest number of non-zero differences for which the exact distribution is counted.
inline constexpr qint64 mostExactDifferences = 500;

struct WilcoxonResult
{
    qint64 n = 0;                              ///< differences that are not 0
    qint64 zeros = 0;                          ///< differences that are 0
    qint64 tied = 0;                           ///< non-zero differences whose absolute value occurs more than once
    Number wPlus = undefined("not computed");  ///< sum of the ranks of positive differences
    Number wMinus = undefined("not computed"); ///< sum of the ranks of negative differences
    Number z = undefined("not computed");      ///< (W+ − mean) / √variance, also where p is exact
    Number r = undefined("not computed");      ///< z / √n, Rosenthal 1994
    Number rankBiserial = undefined("not computed"); ///< (W+ − W−) / (W+ + W−), Kerby 2014, doi:10.2466/11.IT.3.1
    Number pTwoSided = undefined("not computed");
    Number pGreater = undefined("not computed"); ///< of differences that tend to be positive
    Number pLess = undefined("not computed");
};

/// Signed-rank test of differences around 0: absolute values get average ranks, W+ and W− are the sums of the ranks by
/// sign. Normal approximation: mean n(n+1)/4, variance n(n+1)(2n+1)/24 − Σ(t³−t)/48 over groups of t equal absolute
/// values; under Pratt with m zeros n counts all, and m(m+1)/4 and m(m+1)(2m+1)/24 are taken off (Cureton 1967). The
/// correction moves W+ by 0.5 towards the mean, and each one-sided p by 0.5 against its alternative, as SciPy's
/// `wilcoxon`. Exact: all signs equally likely given the average ranks, so that ties and Pratt's ranks are exact too;
/// two-sided p = min(1, 2·min(p_greater, p_less)). O(n log n), exact O(n³).
///
/// Undefined: every part for a NaN; z, r and the p for n = 0 ("every difference is 0"); rank-biserial for n = 0; the p
/// of the exact method for n > mostExactDifferences
/// (fewer where Pratt's zeros raise the ranks). Infinite differences rank above all finite ones. n = 1 and 2 are
/// defined (and never significant).
WilcoxonResult wilcoxonSignedRank(std::span<const double> differences, const WilcoxonOptions &options = {});

} // namespace statistics
