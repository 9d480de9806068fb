#include "core/statistics/ratingtable.h"

#include <algorithm>
#include <cmath>

namespace statistics {

namespace {

/// Categories are mostly few: then they are found without sorting all answers.
constexpr std::size_t fewValues = 64;

/// The distinct values that are not NaN, ascending.
std::vector<double> distinctValues(std::span<const Rating> ratings)
{
    std::vector<double> values;
    for (const Rating &rating : ratings) {
        if (std::isnan(rating.value))
            continue;
        const auto at = std::lower_bound(values.begin(), values.end(), rating.value);
        if (at == values.end() || *at != rating.value)
            values.insert(at, rating.value + 0.0); // −0 + 0 = 0
        if (values.size() > fewValues)
            break;
    }
    if (values.size() <= fewValues)
        return values;
    values.clear();
    for (const Rating &rating : ratings) {
        if (!std::isnan(rating.value))
            values.push_back(rating.value + 0.0);
    }
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

} // namespace

RatingTable RatingTable::fromRatings(std::span<const Rating> ratings, std::uint32_t units)
{
    RatingTable table;
    table.m_values = distinctValues(ratings);
    table.m_raters.assign(units, 0);
    for (const Rating &rating : ratings)
        table.m_raters[rating.unit] += std::isnan(rating.value) ? 0 : 1;

    // Categories unit after unit, by counting.
    std::vector<std::size_t> place(std::size_t(units) + 1, 0);
    for (std::uint32_t u = 0; u < units; ++u)
        place[u + 1] = place[u] + table.m_raters[u];
    std::vector<std::uint32_t> categories(place.back());
    std::vector<std::size_t> next(place.begin(), place.end() - 1);
    for (const Rating &rating : ratings) {
        if (std::isnan(rating.value))
            continue;
        const auto at = std::lower_bound(table.m_values.begin(), table.m_values.end(), rating.value);
        categories[next[rating.unit]++] = std::uint32_t(at - table.m_values.begin());
    }

    table.m_begin.reserve(std::size_t(units) + 1);
    for (std::uint32_t u = 0; u < units; ++u) {
        const auto begin = categories.begin() + std::ptrdiff_t(place[u]);
        const auto end = categories.begin() + std::ptrdiff_t(place[u + 1]);
        std::sort(begin, end);
        for (auto at = begin; at != end; ++at) {
            if (at == begin || *at != *(at - 1))
                table.m_cells.push_back({*at, 1});
            else
                ++table.m_cells.back().count;
        }
        table.m_begin.push_back(table.m_cells.size());
    }
    return table;
}

RatingTable RatingTable::fromCounts(std::span<const qint64> counts, std::vector<double> values)
{
    RatingTable table;
    table.m_values = std::move(values);
    const std::size_t width = table.m_values.size();
    for (std::size_t begin = 0; width > 0 && begin + width <= counts.size(); begin += width) {
        std::uint32_t raters = 0;
        for (std::size_t c = 0; c < width; ++c) {
            const auto count = std::uint32_t(counts[begin + c]);
            if (count > 0)
                table.m_cells.push_back({std::uint32_t(c), count});
            raters += count;
        }
        table.m_raters.push_back(raters);
        table.m_begin.push_back(table.m_cells.size());
    }
    return table;
}

} // namespace statistics
