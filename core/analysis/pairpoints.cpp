#include "core/analysis/pairpoints.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include <QSet>

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
        if (const auto interval = statistics::meanInterval(deltas[bin], level))
            means.push_back({shares[bin] / double(deltas[bin].size()), *statistics::mean(deltas[bin]), *interval,
                             qint64(deltas[bin].size())});
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

std::vector<PairPoint> unvotedPairs(const Snapshot &snapshot, const CountedVotes &votes, const ScoreTable &table)
{
    QSet<PairId> voted;
    for (const PairTally &tally : votes.pairs) {
        PairId id = idOf(snapshot, tally);
        id.question.clear();
        voted.insert(id);
    }
    std::vector<PairPoint> points = deltasWithoutPeople(snapshot, table);
    std::erase_if(points, [&](const PairPoint &point) { return voted.contains(point.id); });
    return points;
}

DeltaSpreads deltaSpreads(const std::vector<PairPoint> &points, int bins)
{
    using Of = DeltaSpread::Of;
    std::vector<double> deltas;
    for (const PairPoint &point : points)
        deltas.push_back(point.delta);
    const statistics::Histogram whole = statistics::histogram(deltas, bins, 0);
    DeltaSpreads result;
    if (whole.counts.empty())
        return result;
    result.low = whole.low;
    result.width = whole.width;

    std::vector<size_t> order(points.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return points[a].delta < points[b].delta; });
    std::array<DeltaSpread, 4> spreads;
    for (const size_t i : order) {
        const PairTally &tally = points[i].tally;
        const Of of = tally.decided() + tally.humanTies() == 0 ? Of::Unvoted
                      : tally.firstVotes == tally.secondVotes  ? Of::Undecided
                      : tally.firstVotes > tally.secondVotes   ? Of::FirstPreferred
                                                               : Of::SecondPreferred;
        spreads[size_t(of)].points.push_back(i);
    }
    for (size_t of = 0; of < spreads.size(); ++of) {
        DeltaSpread &spread = spreads[of];
        if (spread.points.empty())
            continue;
        spread.of = Of(of);
        spread.bins.resize(whole.counts.size());
        std::vector<double> values;
        for (size_t i = 0; i < spread.points.size(); ++i) {
            const double delta = points[spread.points[i]].delta;
            const auto bin = ptrdiff_t(std::floor(delta / whole.width) - std::floor(whole.low / whole.width + 0.5));
            spread.bins[size_t(std::clamp<ptrdiff_t>(bin, 0, ptrdiff_t(spread.bins.size()) - 1))].push_back(i);
            spread.above += delta > 0;
            values.push_back(delta);
        }
        spread.mean = *statistics::mean(values);
        spread.median = *statistics::median(values);
        result.spreads.push_back(std::move(spread));
    }
    return result;
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
