#include "core/statistics/distributions.h"

#include <cmath>
#include <numbers>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace statistics {

double normalQuantile(double level)
{
    return boost::math::quantile(boost::math::complement(boost::math::normal(), (1 - level) / 2));
}

double normalTwoSidedP(double z)
{
    return std::erfc(std::abs(z) / std::numbers::sqrt2);
}

double normalUpperP(double z)
{
    return std::erfc(z / std::numbers::sqrt2) / 2;
}

double studentUpperP(double t, double degreesOfFreedom)
{
    if (std::isinf(t))
        return t > 0 ? 0 : 1;
    return boost::math::cdf(boost::math::complement(boost::math::students_t(degreesOfFreedom), t));
}

double studentTwoSidedP(double t, double degreesOfFreedom)
{
    return 2 * studentUpperP(std::abs(t), degreesOfFreedom);
}

double chiSquaredUpperP(double x, double degreesOfFreedom)
{
    if (x <= 0) // where Boost's function overflows with thousands of degrees
        return 1;
    return boost::math::cdf(boost::math::complement(boost::math::chi_squared(degreesOfFreedom), x));
}

Interval normalInterval(double centre, double error, double level)
{
    const double reach = normalQuantile(level) * error;
    return {centre - reach, centre + reach};
}

Interval studentInterval(double centre, double error, double degreesOfFreedom, double level)
{
    const boost::math::students_t distribution(degreesOfFreedom);
    const double reach = boost::math::quantile(boost::math::complement(distribution, (1 - level) / 2)) * error;
    return {centre - reach, centre + reach};
}

} // namespace statistics
