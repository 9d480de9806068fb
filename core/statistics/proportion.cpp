#include "core/statistics/proportion.h"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>

namespace statistics {

Defined<Interval> wilson(qint64 successes, qint64 n, double level)
{
    if (n == 0)
        return undefined("nothing was counted");
    const double z = normalQuantile(level);
    const double count = double(n);
    const double share = double(successes) / count;
    const double scale = 1 + z * z / count;
    const double centre = (share + z * z / (2 * count)) / scale;
    const double reach = z / scale * std::sqrt(share * (1 - share) / count + z * z / (4 * count * count));
    // At 0 and n the ends are exactly 0 and 1; rounding must not carry them outside.
    return Interval{successes == 0 ? 0.0 : std::max(0.0, centre - reach),
                    successes == n ? 1.0 : std::min(1.0, centre + reach)};
}

Defined<Interval> clopperPearson(qint64 successes, qint64 n, double level)
{
    if (n == 0)
        return undefined("nothing was counted");
    const double k = double(successes);
    const double failures = double(n - successes);
    const double tail = (1 - level) / 2;
    using boost::math::beta_distribution;
    return Interval{successes == 0 ? 0.0 : boost::math::quantile(beta_distribution<>(k, failures + 1), tail),
                    successes == n
                        ? 1.0
                        : boost::math::quantile(boost::math::complement(beta_distribution<>(k + 1, failures), tail))};
}

double fairCoinP(qint64 successes, qint64 n)
{
    const qint64 fewer = std::min(successes, n - successes);
    if (2 * fewer == n)
        return 1.0;
    return std::min(1.0, 2 * boost::math::cdf(boost::math::binomial(double(n), 0.5), double(fewer)));
}

} // namespace statistics
