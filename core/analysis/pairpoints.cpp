#include "core/analysis/pairpoints.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/analysis/scoreragreement.h"
#include "core/statistics/descriptive.h"

namespace analysis {

namespace {

constexpr int binCount = 8;
/// Below this a mean says more about its points than about the stretch.
constexpr size_t fewestPerBin = 10;

PairId idOf(const Snapshot &snapshot, const PairTally &tally)
{
    return {snapshot.pictures[tally.first].id, snapshot.pictures[tally.second].id, snapshot.prompts[tally.prompt].id,
            tally.question < 0 ? QString() : snapshot.questions[tally.question]};
}

std::vector<MeanOfBin> binnedMeans(const std::vector<PairPoint> &points, double level)
{
    std::array<std::vector<double>, binCount> deltas;
    std::array<double, binCount> shares{};
    for (const PairPoint &point : points) {
        if (!point.hasPeople())
            continue;
        const size_t bin = std::min(size_t(point.share() * binCount), size_t(binCount - 1));
        deltas[bin].push_back(point.delta);
        shares[bin] += point.share();
    }
    std::vector<MeanOfBin> means;
    for (size_t bin = 0; bin < binCount; ++bin) {
        if (deltas[bin].size() < fewestPerBin)
            continue;
        means.push_back({shares[bin] / double(deltas[bin].size()), *statistics::mean(deltas[bin]),
                         *statistics::meanInterval(deltas[bin], level), qint64(deltas[bin].size())});
    }
    return means;
}

} // namespace

size_t qHash(const PairId &id, size_t seed)
{
    return qHashMulti(seed, id.first, id.second, id.prompt, id.question);
}

Side sideOf(const PairPoint &point)
{
    if (!point.hasPeople() || point.tally.firstVotes == point.tally.secondVotes)
        return Side::Undecided;
    const bool people = point.tally.firstVotes > point.tally.secondVotes;
    const bool scorer = point.delta > 0;
    if (people && scorer)
        return Side::BothFirst;
    if (!people && !scorer)
        return Side::BothSecond;
    return people ? Side::OnlyPeopleFirst : Side::OnlyScorerFirst;
}

qint64 PairPoints::count(Side side) const
{
    return std::count_if(points.begin(), points.end(),
                         [side](const PairPoint &point) { return sideOf(point) == side; });
}

PairPoints pairPoints(const Snapshot &snapshot, const CountedVotes &votes, const ScoreTable &table, const QString &kind,
                      double level)
{
    PairPoints result;
    for (const PairTally &tally : votes.pairs) {
        if (variantPair(snapshot, tally) != kind)
            continue;
        const std::optional<double> difference = scoreDifference(snapshot, table, tally);
        if (difference)
            result.points.push_back({idOf(snapshot, tally), tally, *difference});
        else
            ++result.missing;
    }
    result.means = binnedMeans(result.points, level);
    return result;
}

std::vector<PairPoint> deltasWithoutPeople(const Snapshot &snapshot, const ScoreTable &table)
{
    std::vector<PairPoint> points;
    for (qint32 picture = 0; picture < qint32(snapshot.pictures.size()); ++picture) {
        const qint32 counterpart = snapshot.counterpart[size_t(picture)];
        if (counterpart < 0 || snapshot.isOriginal(picture))
            continue;
        PairTally tally;
        tally.first = picture;
        tally.second = counterpart;
        tally.prompt = snapshot.promptOfPicture[size_t(picture)];
        if (const std::optional<double> difference = scoreDifference(snapshot, table, tally))
            points.push_back({idOf(snapshot, tally), tally, *difference});
    }
    return points;
}

QStringList variantPairs(const Snapshot &snapshot, const CountedVotes &votes)
{
    std::map<QString, qint64> counts;
    for (const PairTally &tally : votes.pairs)
        ++counts[variantPair(snapshot, tally)];
    QStringList kinds;
    for (const auto &[kind, count] : counts)
        kinds.append(kind);
    const auto betweenVariants = [](const QString &kind) {
        return kind.section(QLatin1Char('/'), 0, 0) != kind.section(QLatin1Char('/'), 1);
    };
    std::stable_sort(kinds.begin(), kinds.end(), [&](const QString &a, const QString &b) {
        if (betweenVariants(a) != betweenVariants(b))
            return betweenVariants(a);
        return counts[a] > counts[b];
    });
    return kinds;
}

} // namespace analysis
