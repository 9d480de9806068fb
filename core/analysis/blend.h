#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/analysis/pairpoints.h"

namespace analysis {

/// A pair under two scorers, both differences in standard deviations of their scorer.
struct BlendPair
{
    PairId id;
    PairTally tally; ///< its votes; none when nobody judged it
    double from = 0; ///< the scorer at strength 0: first − second
    double to = 0;   ///< the scorer at strength 1

    /// The blend's difference: (1 − s)·from + s·to. The first (wide-spectrum) picture is picked where it is positive.
    double at(double strength) const { return (1 - strength) * from + strength * to; }
    /// The strength at which the pick moves; nothing when both scorers pick the same.
    std::optional<double> crossing() const;
};

/// Share of pairs where the first picture is picked, for every strength from one scorer to another.
///
/// The scorers have different units, so each difference is divided by the standard deviation of its scorer's
/// differences over these pairs; the picks at both ends are those of the scorers themselves.
class Blend
{
public:
    Blend() = default;

    /// Every picture with a counterpart of another variant that both scorers know under the picture's own prompt.
    /// `votes` give the people's side of these pairs.
    Blend(const Snapshot &snapshot, const CountedVotes &votes, const ScoreTable &from, const ScoreTable &to);
    /// For tests: the pairs as they are.
    explicit Blend(std::vector<BlendPair> pairs);

    const std::vector<BlendPair> &pairs() const { return m_pairs; }
    bool isEmpty() const { return m_pairs.empty(); }

    /// How many first pictures are picked at a strength from 0 to 1. O(log n).
    qint64 picked(double strength) const;
    /// Share of them; call with pairs.
    double share(double strength) const { return double(picked(strength)) / double(m_pairs.size()); }
    /// Pairs whose pick differs from that at strength 0. O(log n).
    qint64 moved(double strength) const;

    /// Indices of the pairs whose pick moves between 0 and 1, by strength.
    const std::vector<size_t> &moving() const { return m_moving; }

    /// Share of the judged pairs on which most people prefer the first picture, and their number; undecided pairs are
    /// left out.
    std::optional<double> peopleShare() const;
    qint64 peoplePairs() const { return m_decided; }

private:
    void prepare();

    std::vector<BlendPair> m_pairs;
    std::vector<size_t> m_moving;
    std::vector<double> m_gained; ///< strengths from which on a first picture is picked, ascending
    std::vector<double> m_lost;   ///< strengths from which on it is not any more, ascending
    qint64 m_atZero = 0;
    qint64 m_decided = 0;
    qint64 m_peopleFirst = 0;
};

} // namespace analysis
