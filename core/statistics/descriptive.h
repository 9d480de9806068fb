#pragma once

#include <span>
#include <vector>

#include "core/statistics/interval.h"
#include "core/statistics/reason.h"

namespace statistics {

/// Arithmetic mean: of finite values a finite number, however large they are. Undefined for no values, a NaN, or an
/// infinite value.
Number mean(std::span<const double> values);

/// The middle value, or the mean of the two middle ones. Undefined for no values or a NaN, or when ∞ and −∞ meet.
Number median(std::vector<double> values);

/// By what the sum of squares is divided: n (population) or n − 1 (sample).
enum class Divisor { Population, Sample };

/// √(Σ(x − mean)² / divisor), in two passes. Undefined for no values, a NaN, an infinite value, or where
/// the sum overflows; Sample also for one value.
Number standardDeviation(std::span<const double> values, Divisor divisor);

/// Quantile by linear interpolation between order statistics (Hyndman & Fan 1996, type 7: the default of NumPy and R).
/// `sorted` ascending and not empty, `q` from 0 to 1.
double quantile(std::span<const double> sorted, double q);

/// Two-sided Student t interval of the mean. Undefined below two values, and where standardDeviation is.
Defined<Interval> meanInterval(std::span<const double> values, double level);

/// Counts of values in stretches of equal width.
struct Histogram
{
    double low = 0; ///< lower end of the first stretch
    double width = 1;
    std::vector<long long> counts;
};

/// About `bins` stretches over all values, placed so that `edge` is a border between two of them: values below and
/// above it are never counted together. A value on a border counts upwards. What is not finite is
/// left out; no counts when nothing is left, or the span of the values is no finite number.
Histogram histogram(std::span<const double> values, int bins, double edge);

/// Ranks from 1; equal values share the mean of their ranks. A NaN has no rank (NaN), the others rank without it.
/// O(n log n).
std::vector<double> midranks(std::span<const double> values);

} // namespace statistics
