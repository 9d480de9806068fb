#include "core/statistics/ratingtable.h"

#include <algorithm>
#include <cmath>

namespace statistics {

RatingTable RatingTable::fromRatings(std::span<const Rating> ratings, std::uint32_t units)
{
    RatingTable table;
    table.m_values.reserve(ratings.size());
    table.m_raters.assign(units, 0);
    for (const Rating &rating : ratings) {
        if (std::isnan(rating.value))
            continue;
        table.m_values.push_back(rating.value + 0.0); // −0 + 0 = 0
        ++table.m_raters[rating.unit];
    }
    std::sort(table.m_values.begin(), table.m_values.end());
    table.m_values.erase(std::unique(table.m_values.begin(), table.m_values.end()), table.m_values.end());
    table.m_values.shrink_to_fit();

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
