#include "core/statistics/ttest.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/descriptive.h"
#include "core/statistics/distributions.h"

namespace statistics {

TTest oneSampleT(std::span<const double> values, double mu, double level)
{
    TTest test;
    const auto withoutTest = [&](Reason reason) {
        for (Number *number : {&test.t, &test.p.twoSided, &test.p.greater, &test.p.less, &test.cohensD})
            *number = undefined(reason);
    };
    test.mean = {mean(values), qint64(values.size()), undefined("fewer than two values"),
                 undefined("fewer than two values")};
    if (!test.mean.value || values.size() < 2) {
        const Reason reason =
            test.mean.value ? Reason{QLatin1String("fewer than two values")} : test.mean.value.error();
        test.mean.standardError = undefined(reason);
        test.mean.interval = undefined(reason);
        test.standardDeviation = undefined(reason);
        withoutTest(reason);
        return test;
    }
    const double n = double(values.size());
    test.degreesOfFreedom = n - 1;
    const bool isConstant =
        std::all_of(values.begin(), values.end(), [&](double value) { return value == values.front(); });
    // The mean of equal values may miss them by rounding, which is no spread.
    const double deviation = isConstant ? 0 : *standardDeviation(values, Divisor::Sample);
    const double error = deviation / std::sqrt(n);
    test.standardDeviation = deviation;
    test.mean.standardError = error;
    test.mean.interval = studentInterval(*test.mean.value, error, n - 1, level);
    if (!(deviation > 0) || !std::isfinite(deviation) || !std::isfinite(mu)) {
        withoutTest(Reason{QLatin1String(isConstant ? "all values are equal" : "no finite spread")});
        return test;
    }
    test.t = (*test.mean.value - mu) / error;
    test.cohensD = (*test.mean.value - mu) / deviation;
    test.p = {studentTwoSidedP(*test.t, n - 1), studentUpperP(*test.t, n - 1), studentUpperP(-*test.t, n - 1)};
    return test;
}

} // namespace statistics
