#include "core/statistics/descriptive.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "core/statistics/distributions.h"

namespace statistics {

Number mean(std::span<const double> values)
{
    if (values.empty())
        return undefined("no values");
    const double n = double(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    if (!std::isfinite(mean)) {
        if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); }))
            return undefined("a value is not finite");
        // The sum of such large values overflows, their mean does not.
        const double shares = std::accumulate(values.begin(), values.end(), 0.0,
                                              [n](double sum, double value) { return sum + value / n; });
        const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
        return std::clamp(shares, *lowest, *highest);
    }
    // What rounding left behind: a sum of many values far from 0 loses digits that their differences still hold.
    const double rest = std::accumulate(values.begin(), values.end(), 0.0,
                                        [&](double sum, double value) { return sum + (value - mean); });
    return std::isfinite(rest) ? mean + rest / n : mean;
}

Number median(std::vector<double> values)
{
    if (values.empty())
        return undefined("no values");
    if (std::any_of(values.begin(), values.end(), [](double value) { return std::isnan(value); }))
        return undefined("a value is not a number");
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    const double median = std::midpoint(*std::max_element(values.begin(), middle), *middle);
    if (std::isnan(median))
        return undefined("the middle lies between two infinities");
    return median;
}

Number standardDeviation(std::span<const double> values, Divisor divisor)
{
    const Number centre = mean(values);
    if (!centre)
        return centre;
    if (divisor == Divisor::Sample && values.size() < 2)
        return undefined("fewer than two values");
    double squares = 0;
    for (const double value : values)
        squares += (value - *centre) * (value - *centre);
    if (!std::isfinite(squares))
        return undefined("the values lie too far apart");
    return std::sqrt(squares / double(divisor == Divisor::Sample ? values.size() - 1 : values.size()));
}

double quantile(std::span<const double> sorted, double q)
{
    const double place = q * double(sorted.size() - 1);
    const size_t below = size_t(std::floor(place));
    const size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - double(below)) * (sorted[above] - sorted[below]);
}

Defined<Interval> meanInterval(std::span<const double> values, double level)
{
    const Number deviation = standardDeviation(values, Divisor::Sample);
    if (!deviation)
        return undefined(deviation.error());
    const double n = double(values.size());
    return studentInterval(*mean(values), *deviation / std::sqrt(n), n - 1, level);
}

Histogram histogram(std::span<const double> values, int bins, double edge)
{
    Histogram result;
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    for (const double value : values) {
        if (std::isfinite(value)) {
            lowest = std::min(lowest, value);
            highest = std::max(highest, value);
        }
    }
    const double span = highest - lowest;
    if (!std::isfinite(span))
        return result;
    result.width = span > 0 ? span / bins : 1;
    const double first = std::floor((lowest - edge) / result.width);
    const double last = std::floor((highest - edge) / result.width);
    result.low = edge + first * result.width;
    result.counts.resize(size_t(last - first) + 1, 0);
    for (const double value : values) {
        if (std::isfinite(value))
            ++result.counts[size_t(std::floor((value - edge) / result.width) - first)];
    }
    return result;
}

std::vector<double> midranks(std::span<const double> values)
{
    // Values beside their places: sorting places alone would miss the cache at every comparison.
    std::vector<std::pair<double, size_t>> sorted;
    sorted.reserve(values.size());
    for (size_t i = 0; i < values.size(); ++i) {
        if (!std::isnan(values[i]))
            sorted.emplace_back(values[i], i);
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.first < b.first; });

    std::vector<double> ranks(values.size(), std::numeric_limits<double>::quiet_NaN());
    for (size_t begin = 0; begin < sorted.size();) {
        size_t end = begin + 1;
        while (end < sorted.size() && sorted[end].first == sorted[begin].first)
            ++end;
        const double shared = double(begin + 1 + end) / 2; // mean of the ranks begin + 1 … end
        for (size_t i = begin; i < end; ++i)
            ranks[sorted[i].second] = shared;
        begin = end;
    }
    return ranks;
}

} // namespace statistics
