#pragma once

#include <span>

#include "core/statistics/estimate.h"

namespace statistics {

struct LinearFit
{
    Estimate slope; ///< with a Student interval, n − 2 degrees of freedom
    Estimate intercept;
    Number r = undefined("not computed"); ///< Pearson's
    Number rSquared = undefined("not computed");
    Number p = undefined("not computed");                 ///< two-sided, slope against 0
    Number residualDeviation = undefined("not computed"); ///< √(Σe² / (n − 2))
};

/// Ordinary least squares y = intercept + slope·x (Legendre 1805), as SciPy's `linregress`. Same lengths.
/// Undefined: everything below two points, for NaN or infinite values, or a constant x ("x does not vary"); r, r² and p
/// for a constant y; errors, intervals and p for two points (a line through two points leaves no residual).
LinearFit linearRegression(std::span<const double> x, std::span<const double> y, double level = 0.95);

} // namespace statistics
