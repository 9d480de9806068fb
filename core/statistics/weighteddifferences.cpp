#include "core/statistics/weighteddifferences.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace statistics {

namespace {

/// Votes met so far on the way from the lowest difference to the highest.
struct Passed
{
    std::uint64_t firsts = 0;
    std::uint64_t seconds = 0;
    std::uint64_t firstsHere = 0; ///< of the run of equal differences under way
    std::uint64_t secondsHere = 0;
    std::uint64_t twiceWon = 0; ///< at most 2 · firsts · seconds < 2⁶³

    void go(std::span<const std::uint32_t> places, std::span<const SideVotes> votes)
    {
        for (const std::uint32_t place : places) {
            const SideVotes &here = votes[place >> 1U];
            firstsHere += here.first;
            secondsHere += here.second;
            if ((place & 1U) == 0)
                continue;
            twiceWon += firstsHere * (2 * seconds + secondsHere);
            firsts += firstsHere;
            seconds += secondsHere;
            firstsHere = 0;
            secondsHere = 0;
        }
    }
};

} // namespace

WeightedDifferences::WeightedDifferences(std::span<const double> differences)
{
    std::vector<std::pair<double, std::uint32_t>> sorted;
    sorted.reserve(differences.size());
    for (std::uint32_t i = 0; i < differences.size(); ++i) {
        if (!std::isnan(differences[i]))
            sorted.emplace_back(differences[i], i);
    }
    std::sort(sorted.begin(), sorted.end());
    m_places.reserve(sorted.size());
    for (size_t i = 0; i < sorted.size(); ++i) {
        const bool endsRun = i + 1 == sorted.size() || sorted[i].first != sorted[i + 1].first;
        m_places.push_back(2 * sorted[i].second + (endsRun ? 1 : 0));
        m_firstZero += sorted[i].first < 0 ? 1 : 0;
        m_firstPositive += sorted[i].first <= 0 ? 1 : 0;
    }
}

WeightedDifferences::Measures WeightedDifferences::operator()(std::span<const SideVotes> votes) const
{
    const std::span places(m_places);
    Passed passed;
    passed.go(places.first(m_firstZero), votes);
    const std::uint64_t belowZero = passed.firsts + passed.seconds;
    passed.go(places.subspan(m_firstZero, m_firstPositive - m_firstZero), votes);
    Measures measures;
    Confusion &confusion = measures.confusion;
    confusion.ties = qint64(passed.firsts + passed.seconds - belowZero);
    confusion.falseNegatives = qint64(passed.firsts);
    confusion.trueNegatives = qint64(passed.seconds);
    passed.go(places.subspan(m_firstPositive), votes);
    confusion.truePositives = qint64(passed.firsts) - confusion.falseNegatives;
    confusion.falsePositives = qint64(passed.seconds) - confusion.trueNegatives;
    if (passed.firsts == 0 || passed.seconds == 0)
        measures.auroc = undefined("one class is empty");
    else
        measures.auroc = double(passed.twiceWon) / 2 / double(passed.firsts) / double(passed.seconds);
    return measures;
}

} // namespace statistics
