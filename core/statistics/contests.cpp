#include "core/statistics/contests.h"

#include <algorithm>
#include <unordered_map>

namespace statistics {

ContestCounter::ContestCounter(std::span<const Contest> contests, std::uint32_t items)
    : m_items(items)
{
    std::unordered_map<std::uint64_t, std::uint32_t> numbers;
    std::vector<std::uint64_t> keys;
    m_cell.reserve(contests.size());
    for (const Contest &contest : contests) {
        const std::uint64_t key = std::uint64_t(contest.first) << 32U | contest.second;
        const auto [known, isNew] = numbers.try_emplace(key, std::uint32_t(keys.size()));
        if (isNew)
            keys.push_back(key);
        m_cell.push_back(known->second);
    }

    std::vector<std::uint64_t> sorted;
    std::copy_if(keys.begin(), keys.end(), std::back_inserter(sorted),
                 [](std::uint64_t key) { return std::uint32_t(key >> 32U) != std::uint32_t(key); });
    std::sort(sorted.begin(), sorted.end());
    for (const std::uint64_t key : sorted)
        m_pairs.push_back({std::uint32_t(key >> 32U), std::uint32_t(key), 0, 0, 0});
    std::vector<std::uint32_t> pairOfNumber; // what is left out goes behind the last pair
    for (const std::uint64_t key : keys) {
        const auto at = std::lower_bound(sorted.begin(), sorted.end(), key);
        const bool isThere = at != sorted.end() && *at == key;
        pairOfNumber.push_back(isThere ? std::uint32_t(at - sorted.begin()) : std::uint32_t(sorted.size()));
    }
    for (std::size_t i = 0; i < contests.size(); ++i) {
        m_againstThemselves += contests[i].first == contests[i].second ? 1 : 0;
        m_cell[i] = 3 * pairOfNumber[m_cell[i]] + std::uint32_t(contests[i].verdict);
    }
}

std::vector<PairCount> ContestCounter::count(std::span<const std::uint32_t> weights) const
{
    std::vector<std::uint64_t> sums(3 * (m_pairs.size() + 1), 0);
    if (weights.empty()) {
        for (const std::uint32_t cell : m_cell)
            ++sums[cell];
    } else {
        for (std::size_t i = 0; i < m_cell.size(); ++i)
            sums[m_cell[i]] += weights[i];
    }
    std::vector<PairCount> pairs = m_pairs;
    for (std::size_t p = 0; p < pairs.size(); ++p) {
        pairs[p].firstWins = double(sums[3 * p + std::size_t(Verdict::First)]);
        pairs[p].secondWins = double(sums[3 * p + std::size_t(Verdict::Second)]);
        pairs[p].ties = double(sums[3 * p + std::size_t(Verdict::Tie)]);
    }
    return pairs;
}

} // namespace statistics
