#pragma once

#include "core/statistics/interval.h"

namespace statistics {

/// Quantile of the standard normal distribution that leaves (1 − level) / 2 above it; 0 < level < 1.
double normalQuantile(double level);

/// Two-sided p of a standard normal z: 2·Φ(−|z|), accurate in the far tail.
double normalTwoSidedP(double z);

/// One-sided p of a standard normal z: 1 − Φ(z), accurate in the far tail.
double normalUpperP(double z);

/// Two-sided p of Student's t, 1 − F(t) of it, and 1 − F(x) of χ²; degreesOfFreedom > 0, no NaN.
double studentTwoSidedP(double t, double degreesOfFreedom);
double studentUpperP(double t, double degreesOfFreedom);
double chiSquaredUpperP(double x, double degreesOfFreedom);

/// centre ± z·error; error ≥ 0, all finite.
Interval normalInterval(double centre, double error, double level);

/// centre ± t·error, t the Student quantile.
Interval studentInterval(double centre, double error, double degreesOfFreedom, double level);

} // namespace statistics
