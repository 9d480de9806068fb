#include "core/statistics/multipletesting.h"

#include <algorithm>
#include <numeric>

namespace statistics {

namespace {

/// Places in the order of their p, smallest first; undefined when one is none.
Defined<std::vector<size_t>> ordered(std::span<const double> p)
{
    if (!std::all_of(p.begin(), p.end(), [](double value) { return value >= 0 && value <= 1; }))
        return undefined("a p is outside of 0 to 1");
    std::vector<size_t> order(p.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return p[a] < p[b]; });
    return order;
}

} // namespace

Defined<std::vector<double>> holm(std::span<const double> p)
{
    const auto order = ordered(p);
    if (!order)
        return undefined(order.error());
    std::vector<double> adjusted(p.size());
    double highest = 0;
    for (size_t i = 0; i < p.size(); ++i) {
        highest = std::max(highest, std::min(1.0, p[(*order)[i]] * double(p.size() - i)));
        adjusted[(*order)[i]] = highest;
    }
    return adjusted;
}

Defined<std::vector<double>> benjaminiHochberg(std::span<const double> p)
{
    const auto order = ordered(p);
    if (!order)
        return undefined(order.error());
    std::vector<double> adjusted(p.size());
    double lowest = 1;
    for (size_t i = p.size(); i-- > 0;) {
        lowest = std::min(lowest, p[(*order)[i]] * double(p.size()) / double(i + 1));
        adjusted[(*order)[i]] = lowest;
    }
    return adjusted;
}

} // namespace statistics
