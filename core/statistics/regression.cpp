#include "core/statistics/regression.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/correlation.h"
#include "core/statistics/descriptive.h"
#include "core/statistics/distributions.h"

namespace statistics {

namespace {

LinearFit nothing(const char *reason, qint64 n)
{
    return {Estimate::nothing(reason, n),
            Estimate::nothing(reason, n),
            undefined(reason),
            undefined(reason),
            undefined(reason),
            undefined(reason)};
}

} // namespace

LinearFit linearRegression(std::span<const double> x, std::span<const double> y, double level)
{
    const auto count = qint64(x.size());
    if (count < 2)
        return nothing("fewer than two points", count);
    const Number meanX = mean(x);
    const Number meanY = mean(y);
    if (!meanX || !meanY)
        return nothing("a value is not finite", count);
    if (std::all_of(x.begin(), x.end(), [&](double value) { return value == x.front(); }))
        return nothing("x does not vary", count);
    double xx = 0;
    double xy = 0;
    for (size_t i = 0; i < x.size(); ++i) {
        xx += (x[i] - *meanX) * (x[i] - *meanX);
        xy += (x[i] - *meanX) * (y[i] - *meanY);
    }
    if (!(xx > 0) || !std::isfinite(xx) || !std::isfinite(xy))
        return nothing("no variance in double precision", count);

    const double n = double(count);
    const double slope = xy / xx;
    const double intercept = *meanY - slope * *meanX;
    LinearFit fit = nothing("two points leave no residual", count);
    fit.slope.value = slope;
    fit.intercept.value = intercept;
    fit.r = pearson(x, y);
    fit.rSquared = fit.r ? Number(*fit.r * *fit.r) : fit.r;
    if (count < 3)
        return fit;
    double residuals = 0;
    for (size_t i = 0; i < x.size(); ++i) {
        const double residual = (y[i] - *meanY) - slope * (x[i] - *meanX);
        residuals += residual * residual;
    }
    const double freedom = n - 2;
    const double deviation = std::sqrt(residuals / freedom);
    const double slopeError = deviation / std::sqrt(xx);
    const double interceptError = deviation * std::sqrt(1 / n + *meanX * *meanX / xx);
    fit.residualDeviation = deviation;
    fit.slope.standardError = slopeError;
    fit.slope.interval = studentInterval(slope, slopeError, freedom, level);
    fit.intercept.standardError = interceptError;
    fit.intercept.interval = studentInterval(intercept, interceptError, freedom, level);
    fit.p = fit.r ? Number(studentTwoSidedP(slope / slopeError, freedom)) : fit.r;
    return fit;
}

} // namespace statistics
