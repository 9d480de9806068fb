#pragma once

#include <QtGlobal>

#include "core/statistics/distributions.h"
#include "core/statistics/interval.h"
#include "core/statistics/reason.h"

namespace statistics {

/// Wilson score interval of a share (Wilson 1927, doi:10.1080/01621459.1927.10502953), without continuity correction:
/// (k + z²/2 ± z·√(k(n−k)/n + z²/4)) / (n + z²). 0 ≤ successes ≤ n. At k = 0 and k = n the end is exactly 0 and 1.
/// Undefined for n = 0.
Defined<Interval> wilson(qint64 successes, qint64 n, double level);

/// Exact interval of a share (Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404): beta quantiles, 0 at k = 0 and 1 at
/// k = n. Undefined for n = 0.
Defined<Interval> clopperPearson(qint64 successes, qint64 n, double level);

/// Exact two-sided binomial p against 0.5: the probability of a count at least as far from n/2. 1 for n = 0.
double fairCoinP(qint64 successes, qint64 n);

} // namespace statistics
