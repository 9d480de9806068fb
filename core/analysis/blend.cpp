#include "core/analysis/blend.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/scoreragreement.h"
#include "core/statistics/descriptive.h"

namespace analysis {

namespace {

/// Population standard deviation; 1 for values that do not vary, so that nothing is divided by 0.
double deviation(const std::vector<double> &values)
{
    const double centre = statistics::mean(values).value_or(0);
    double squares = 0;
    for (const double value : values)
        squares += (value - centre) * (value - centre);
    const double sigma = values.empty() ? 0 : std::sqrt(squares / double(values.size()));
    return sigma > 0 ? sigma : 1;
}

} // namespace

std::optional<double> BlendPair::crossing() const
{
    if ((from > 0) == (to > 0))
        return {};
    return from / (from - to);
}

Blend::Blend(const Snapshot &snapshot, const CountedVotes &votes, const ScoreTable &from, const ScoreTable &to)
{
    QHash<PairId, const PairTally *> judged; // whatever was asked: the question is not part of the key here
    for (const PairTally &tally : votes.pairs)
        judged.insert({snapshot.pictures[tally.first].id, snapshot.pictures[tally.second].id,
                       snapshot.prompts[tally.prompt].id, QString()},
                      &tally);
    std::vector<double> fromDifferences;
    std::vector<double> toDifferences;
    for (const PairPoint &point : deltasWithoutPeople(snapshot, from)) {
        const std::optional<double> other = scoreDifference(snapshot, to, point.tally);
        if (!other)
            continue;
        const PairTally *tally = judged.value(point.id);
        m_pairs.push_back({point.id, tally ? *tally : point.tally, point.delta, *other});
        fromDifferences.push_back(point.delta);
        toDifferences.push_back(*other);
    }
    const double fromScale = deviation(fromDifferences);
    const double toScale = deviation(toDifferences);
    for (BlendPair &pair : m_pairs) {
        pair.from /= fromScale;
        pair.to /= toScale;
    }
    prepare();
}

Blend::Blend(std::vector<BlendPair> pairs)
    : m_pairs(std::move(pairs))
{
    prepare();
}

void Blend::prepare()
{
    for (size_t i = 0; i < m_pairs.size(); ++i) {
        const BlendPair &pair = m_pairs[i];
        m_atZero += pair.from > 0;
        if (pair.tally.firstVotes != pair.tally.secondVotes) {
            ++m_decided;
            m_peopleFirst += pair.tally.firstVotes > pair.tally.secondVotes;
        }
        if (const std::optional<double> crossing = pair.crossing()) {
            m_moving.push_back(i);
            (pair.to > 0 ? m_gained : m_lost).push_back(*crossing);
        }
    }
    std::sort(m_gained.begin(), m_gained.end());
    std::sort(m_lost.begin(), m_lost.end());
    std::stable_sort(m_moving.begin(), m_moving.end(),
                     [this](size_t a, size_t b) { return *m_pairs[a].crossing() < *m_pairs[b].crossing(); });
}

qint64 Blend::picked(double strength) const
{
    // At its crossing a blend is 0, which picks the second: gained strictly after, lost from there on.
    const auto gained = std::lower_bound(m_gained.begin(), m_gained.end(), strength) - m_gained.begin();
    const auto lost = std::upper_bound(m_lost.begin(), m_lost.end(), strength) - m_lost.begin();
    return m_atZero + gained - lost;
}

qint64 Blend::moved(double strength) const
{
    const auto gained = std::lower_bound(m_gained.begin(), m_gained.end(), strength) - m_gained.begin();
    const auto lost = std::upper_bound(m_lost.begin(), m_lost.end(), strength) - m_lost.begin();
    return gained + lost;
}

std::optional<double> Blend::peopleShare() const
{
    return m_decided == 0 ? std::nullopt : std::optional(double(m_peopleFirst) / double(m_decided));
}

} // namespace analysis
