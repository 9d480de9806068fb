#pragma once

#include <optional>

#include <QtGlobal>

#include "core/statistics/interval.h"

namespace statistics {

/// Quantile of the standard normal distribution that leaves (1 − level) / 2 above it.
double normalQuantile(double level);

/// Wilson score interval of a share (Wilson 1927), without continuity correction; nothing for n = 0.
std::optional<Interval> wilson(qint64 successes, qint64 n, double level);

/// Exact two-sided binomial p against 0.5: the probability of a count at least as far from n/2. 1 for n = 0.
double fairCoinP(qint64 successes, qint64 n);

} // namespace statistics
