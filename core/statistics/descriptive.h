#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/statistics/interval.h"

namespace statistics {

/// Arithmetic mean; nothing for no values.
std::optional<double> mean(std::span<const double> values);

/// The middle value, or the mean of the two middle ones; nothing for no values.
std::optional<double> median(std::vector<double> values);

/// Quantile by linear interpolation between order statistics (Hyndman & Fan 1996, type 7: the default of NumPy and R).
/// `sorted` ascending and not empty, `q` from 0 to 1.
double quantile(std::span<const double> sorted, double q);

/// Two-sided Student t interval of the mean; nothing below two values.
std::optional<Interval> meanInterval(std::span<const double> values, double level);

/// Counts of values in stretches of equal width.
struct Histogram
{
    double low = 0; ///< lower end of the first stretch
    double width = 1;
    std::vector<long long> counts;
};

/// About `bins` stretches over all values, placed so that `edge` is a border between two of them: values below and
/// above it are never counted together. A value on a border counts upwards.
Histogram histogram(std::span<const double> values, int bins, double edge);

/// Ranks from 1; equal values share the mean of their ranks. O(n log n).
std::vector<double> midranks(std::span<const double> values);

} // namespace statistics
