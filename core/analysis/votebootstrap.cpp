#include "core/analysis/votebootstrap.h"

#include <limits>

#include "core/statistics/weighteddifferences.h"

namespace analysis {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Numbers what occurs 0, 1, … in the order of first occurrence.
class Numbering
{
public:
    explicit Numbering(size_t size)
        : m_numbers(size, unknown)
    {
    }
    quint32 of(size_t thing)
    {
        if (m_numbers[thing] == unknown)
            m_numbers[thing] = m_count++;
        return m_numbers[thing];
    }
    quint32 count() const { return m_count; }

private:
    static constexpr quint32 unknown = std::numeric_limits<quint32>::max();
    std::vector<quint32> m_numbers;
    quint32 m_count = 0;
};

/// Prompt groups of pairs.
statistics::Clustering byPrompt(const Snapshot &snapshot, const CountedVotes &votes, const std::vector<quint32> &pairs)
{
    Numbering groups(size_t(snapshot.groups.size()));
    statistics::Clustering clustering;
    clustering.ofUnit.reserve(pairs.size());
    for (const quint32 pair : pairs)
        clustering.ofUnit.push_back(groups.of(size_t(snapshot.groupOfPrompt[size_t(votes.pairs[pair].prompt)])));
    clustering.count = groups.count();
    return clustering;
}

/// Prompt groups and annotators of the counted votes.
std::vector<statistics::Clustering> twoWays(const Snapshot &snapshot, const CountedVotes &votes)
{
    std::vector<quint32> pairs;
    pairs.reserve(votes.votes.size());
    statistics::Clustering people;
    people.ofUnit.reserve(votes.votes.size());
    Numbering annotators(size_t(snapshot.annotators.size()));
    for (const CountedVote &vote : votes.votes) {
        pairs.push_back(vote.pair);
        people.ofUnit.push_back(annotators.of(size_t(vote.annotator)));
    }
    people.count = annotators.count();
    return {byPrompt(snapshot, votes, pairs), std::move(people)};
}

constexpr size_t valuesPerRow = 3;

/// accuracy, F1, AUROC under the votes drawn.
void compute(const statistics::WeightedDifferences &row, std::span<const statistics::SideVotes> votes, double *values)
{
    const auto measures = row(votes);
    values[0] = measures.confusion.accuracy().value_or(nothing);
    values[1] = measures.confusion.f1().value_or(nothing);
    values[2] = measures.auroc.value_or(nothing);
}

/// The scorers' differences on the pairs of each kind, in the order of scorerAgreement().
std::vector<statistics::WeightedDifferences> differencesOfRows(const Snapshot &snapshot, const CountedVotes &votes,
                                                               const std::vector<int> &tables, const PairKinds &kinds)
{
    std::vector<statistics::WeightedDifferences> rows;
    for (const int index : tables) {
        std::vector<std::vector<double>> ofKind(size_t(kinds.names.size()),
                                                std::vector<double>(votes.pairs.size(), nothing));
        for (size_t pair = 0; pair < votes.pairs.size(); ++pair)
            ofKind[size_t(kinds.ofPair[pair])][pair] =
                scoreDifference(snapshot, snapshot.scores[size_t(index)], votes.pairs[pair]).value_or(nothing);
        for (const std::vector<double> &differences : ofKind)
            rows.emplace_back(differences);
    }
    return rows;
}

/// What is drawn: single votes, or the majorities of pairs.
struct DrawnUnits
{
    std::vector<statistics::Clustering> ways;
    std::vector<quint32> pair; ///< of each unit
    std::vector<Outcome> outcome;
};

DrawnUnits drawnUnits(const Snapshot &snapshot, const CountedVotes &votes, Unit unit)
{
    DrawnUnits units;
    if (unit == Unit::Vote) {
        units.ways = twoWays(snapshot, votes);
        for (const CountedVote &vote : votes.votes) {
            units.pair.push_back(vote.pair);
            units.outcome.push_back(vote.outcome);
        }
        return units;
    }
    for (quint32 pair = 0; pair < votes.pairs.size(); ++pair) {
        const PairTally &tally = votes.pairs[pair];
        units.pair.push_back(pair);
        units.outcome.push_back(tally.firstVotes > tally.secondVotes   ? Outcome::First
                                : tally.firstVotes < tally.secondVotes ? Outcome::Second
                                                                       : Outcome::Tie);
    }
    units.ways = {byPrompt(snapshot, votes, units.pair)};
    return units;
}

void take(std::optional<statistics::Interval> &interval, const std::vector<double> &replicates, double level,
          Undefined &undefined, const char *column)
{
    const auto found = statistics::percentileInterval(replicates, level);
    if (found)
        interval = *found;
    else
        undefined[QString::fromLatin1(column)] = found.reason();
}

} // namespace

void bootstrapScorers(const Snapshot &snapshot, const CountedVotes &votes, const std::vector<int> &tables,
                      const AgreementOptions &options, std::vector<ScorerAgreement> &rows,
                      const base::Progress &progress)
{
    if (options.bootstrap <= 0 || votes.votes.empty() || rows.empty())
        return;
    const PairKinds kinds = pairKinds(snapshot, votes);
    const std::vector<statistics::WeightedDifferences> differences = differencesOfRows(snapshot, votes, tables, kinds);
    const DrawnUnits units = drawnUnits(snapshot, votes, options.unit);

    statistics::WeightedStatistics all;
    all.count = differences.size() * valuesPerRow;
    all.compute = [&](std::span<const std::uint32_t> weights, std::span<double> values) {
        // Summed per pair once, for all scorers.
        std::vector<statistics::SideVotes> votesOfPair(votes.pairs.size());
        for (size_t i = 0; i < weights.size(); ++i) {
            statistics::SideVotes &sides = votesOfPair[units.pair[i]];
            sides.first += units.outcome[i] == Outcome::First ? weights[i] : 0;
            sides.second += units.outcome[i] == Outcome::Second ? weights[i] : 0;
        }
        for (size_t row = 0; row < differences.size(); ++row)
            compute(differences[row], votesOfPair, &values[row * valuesPerRow]);
    };
    const statistics::Replicates drawn =
        statistics::drawReplicates(units.ways, all, {options.bootstrap, options.seed, options.level}, progress);
    for (size_t row = 0; row < rows.size() && !drawn.cancelled; ++row) {
        if (rows[row].n() == 0)
            continue;
        Undefined &undefined = rows[row].undefined;
        const auto *replicates = &drawn.values[row * valuesPerRow];
        take(rows[row].accuracyBootstrap, replicates[0], options.level, undefined, "bootstrap_low");
        take(rows[row].f1Bootstrap, replicates[1], options.level, undefined, "f1_bootstrap_low");
        take(rows[row].aurocBootstrap, replicates[2], options.level, undefined, "auroc_bootstrap_low");
    }
}

void bootstrapRanking(const Snapshot &snapshot, const CountedVotes &votes, const RankingChoices &choices,
                      const statistics::BootstrapOptions &options, GeneratorRanking &ranking,
                      const base::Progress &progress)
{
    if (!ranking.ranking || options.replicates <= 0)
        return;
    const GeneratorContests contests = generatorContests(snapshot, votes, choices);
    const auto items = quint32(contests.items.size());
    const statistics::ContestCounter counter(contests.contests, items);
    statistics::WeightedStatistics worths;
    worths.count = items + 2;
    statistics::RankingOptions fit = rankingOptions(choices);
    fit.model = ranking.model;
    worths.compute = [&](std::span<const std::uint32_t> weights, std::span<double> values) {
        statistics::rankingValues(counter.count(weights), items, fit, values);
    };
    const statistics::Replicates drawn =
        statistics::drawReplicates(twoWays(snapshot, votes), worths, options, progress);
    if (drawn.cancelled)
        return;
    for (quint32 item = 0; item < items; ++item)
        ranking.bootstrap.push_back(statistics::percentileInterval(drawn.values[item], options.level));
}

AgreementIntervals bootstrapAgreement(const Snapshot &snapshot, const CountedVotes &votes, const AnswerTables &tables,
                                      AgreementParts parts, const statistics::BootstrapOptions &options,
                                      const base::Progress &progress)
{
    using statistics::AgreementWeights;
    using statistics::Metric;
    AgreementIntervals result;
    if (votes.pairs.empty() || options.replicates <= 0)
        return result;
    std::vector<quint32> pairs(votes.pairs.size());
    for (quint32 i = 0; i < pairs.size(); ++i)
        pairs[i] = i;
    const std::vector<statistics::Clustering> ways{byPrompt(snapshot, votes, pairs)};
    const double level = options.level;
    statistics::WeightedStatistics all;
    all.count = parts == AgreementParts::All ? 6 : 1;
    all.compute = [&](std::span<const std::uint32_t> weights, std::span<double> values) {
        const auto value = [](const statistics::Estimate &estimate) { return estimate.value.value_or(nothing); };
        values[0] = value(statistics::krippendorffAlpha(tables.ordinal, Metric::Ordinal, level, weights));
        if (parts == AgreementParts::OrdinalAlpha)
            return;
        values[1] = value(statistics::percentAgreement(tables.nominal, level, weights));
        values[2] = value(statistics::fleissKappa(tables.nominal, level, weights).kappa);
        values[3] = value(statistics::krippendorffAlpha(tables.nominal, Metric::Nominal, level, weights));
        values[4] = value(statistics::gwetAc(tables.nominal, AgreementWeights::None, level, weights));
        values[5] = value(statistics::gwetAc(tables.ordinal, AgreementWeights::Quadratic, level, weights));
    };
    const statistics::Replicates drawn = statistics::drawReplicates(ways, all, options, progress);
    if (drawn.cancelled)
        return result;
    result.alphaOrdinal = statistics::percentileInterval(drawn.values[0], level);
    if (parts == AgreementParts::OrdinalAlpha)
        return result;
    result.percent = statistics::percentileInterval(drawn.values[1], level);
    result.fleiss = statistics::percentileInterval(drawn.values[2], level);
    result.alphaNominal = statistics::percentileInterval(drawn.values[3], level);
    result.gwetAc1 = statistics::percentileInterval(drawn.values[4], level);
    result.gwetAc2 = statistics::percentileInterval(drawn.values[5], level);
    return result;
}

} // namespace analysis
