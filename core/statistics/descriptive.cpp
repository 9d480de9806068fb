#include "core/statistics/descriptive.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/distributions/students_t.hpp>

namespace statistics {

std::optional<double> mean(std::span<const double> values)
{
    if (values.empty())
        return {};
    return std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

std::optional<double> median(std::vector<double> values)
{
    if (values.empty())
        return {};
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

double quantile(std::span<const double> sorted, double q)
{
    const double place = q * double(sorted.size() - 1);
    const size_t below = size_t(std::floor(place));
    const size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - double(below)) * (sorted[above] - sorted[below]);
}

std::optional<Interval> meanInterval(std::span<const double> values, double level)
{
    if (values.size() < 2)
        return {};
    const double centre = *mean(values);
    double squares = 0;
    for (const double value : values)
        squares += (value - centre) * (value - centre);
    const double n = double(values.size());
    const double error = std::sqrt(squares / (n - 1) / n);
    const boost::math::students_t distribution(n - 1);
    const double reach = boost::math::quantile(boost::math::complement(distribution, (1 - level) / 2)) * error;
    return Interval{centre - reach, centre + reach};
}

Histogram histogram(std::span<const double> values, int bins, double edge)
{
    Histogram result;
    if (values.empty())
        return result;
    const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
    const double span = *highest - *lowest;
    result.width = span > 0 ? span / bins : 1;
    const double first = std::floor((*lowest - edge) / result.width);
    const double last = std::floor((*highest - edge) / result.width);
    result.low = edge + first * result.width;
    result.counts.resize(size_t(last - first) + 1, 0);
    for (const double value : values)
        ++result.counts[size_t(std::floor((value - edge) / result.width) - first)];
    return result;
}

std::vector<double> midranks(std::span<const double> values)
{
    std::vector<size_t> order(values.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return values[a] < values[b]; });

    std::vector<double> ranks(values.size());
    for (size_t begin = 0; begin < order.size();) {
        size_t end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]])
            ++end;
        const double shared = double(begin + 1 + end) / 2; // mean of the ranks begin + 1 … end
        for (size_t i = begin; i < end; ++i)
            ranks[order[i]] = shared;
        begin = end;
    }
    return ranks;
}

} // namespace statistics
