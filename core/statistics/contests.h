#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <QtGlobal>

namespace statistics {

enum class Verdict : std::uint8_t { First, Second, Tie };

/// One vote between two items, in the order in which an advantage of the first would act.
struct Contest
{
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    Verdict verdict = Verdict::First;
};

/// All votes between two items in one order. Counts may be fractions.
struct PairCount
{
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    double firstWins = 0;
    double secondWins = 0;
    double ties = 0;

    double total() const { return firstWins + secondWins + ties; }
};

/// Votes sorted into pairs once, then counted under changing weights in O(votes). A vote of an item against itself is
/// left out: it says nothing about worth.
class ContestCounter
{
public:
    /// Every item number is less than `items`.
    ContestCounter(std::span<const Contest> contests, std::uint32_t items);

    /// `weights[i]` is how often vote i counts; empty = once each. Pairs in ascending order of (first, second), those
    /// that occur in the votes, whatever their weight. Safe to call from several threads.
    std::vector<PairCount> count(std::span<const std::uint32_t> weights = {}) const;

    std::uint32_t items() const { return m_items; }
    qint64 againstThemselves() const { return m_againstThemselves; }

private:
    std::uint32_t m_items;
    std::vector<PairCount> m_pairs;    ///< with counts 0
    std::vector<std::uint32_t> m_cell; ///< of every vote: 3 · pair + verdict; the last cell takes what is left out
    qint64 m_againstThemselves = 0;
};

} // namespace statistics
