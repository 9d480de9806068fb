#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <QtGlobal>

namespace statistics {

/// One answer of one rater about one unit.
struct Rating
{
    std::uint32_t unit = 0;
    double value = 0; ///< NaN = missing
};

/// How far two answers lie apart: not at all or fully (nominal), by the ranks between them (ordinal), by the square of
/// their distance (interval).
enum class Metric { Nominal, Ordinal, Interval };

/// Credit for near answers in weighted coefficients, over the values of the categories and their range R:
/// 1 − |a−b|/R (linear), 1 − (a−b)²/R² (quadratic).
enum class AgreementWeights { None, Linear, Quadratic };

/// How many raters gave which answer to every unit: all that a coefficient needs which does not look at who said it.
/// Raters may differ in number from unit to unit.
class RatingTable
{
public:
    struct Cell
    {
        std::uint32_t category = 0; ///< index into values()
        std::uint32_t count = 0;
    };

    /// The categories are the distinct values that occur, −0 as 0. Missing ratings leave no trace; infinite ones are
    /// categories like any other (the interval metric is undefined with them). Every `unit` is less than `units`.
    /// O(n log n) in the number of distinct values, O(n) in memory.
    static RatingTable fromRatings(std::span<const Rating> ratings, std::uint32_t units);

    /// `counts`: unit after unit, how many raters chose each category; its size is a multiple of values.size(), its
    /// numbers are not negative. `values` ascending, one per category, whether it occurs or not; for categories without
    /// an order 0, 1, 2, ….
    static RatingTable fromCounts(std::span<const qint64> counts, std::vector<double> values);

    std::size_t units() const { return m_begin.size() - 1; }
    const std::vector<double> &values() const { return m_values; }
    std::size_t categories() const { return m_values.size(); }
    /// The answers to one unit, categories ascending, none with a count of 0.
    std::span<const Cell> unit(std::size_t u) const
    {
        return {m_cells.data() + m_begin[u], m_cells.data() + m_begin[u + 1]};
    }
    std::uint32_t raters(std::size_t u) const { return m_raters[u]; }

private:
    std::vector<double> m_values;
    std::vector<std::size_t> m_begin{0};
    std::vector<Cell> m_cells;
    std::vector<std::uint32_t> m_raters;
};

} // namespace statistics
