#pragma once

#include <span>

#include "core/statistics/binomialtest.h"
#include "core/statistics/estimate.h"

namespace statistics {

struct TTest
{
    Estimate mean;                        ///< with its Student interval
    Number t = undefined("not computed"); ///< (mean − mu) / standard error
    double degreesOfFreedom = 0;          ///< n − 1
    PValues p;
    Number cohensD = undefined("not computed");           ///< (mean − mu) / sample standard deviation (n − 1)
    Number standardDeviation = undefined("not computed"); ///< sample, n − 1
};

/// One-sample t test (Student 1908) of the mean against `mu`, with Cohen's d (Cohen 1988). On differences of pairs it
/// is the paired test and d is d_z. Undefined: everything for no values, NaN or infinite values; all but the mean for n
/// = 1; t, p and d when all values are equal (SciPy gives an infinite t there, which no study should print).
TTest oneSampleT(std::span<const double> values, double mu = 0, double level = 0.95);

} // namespace statistics
