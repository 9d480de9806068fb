#include "core/analysis/votebootstrap.h"

#include <algorithm>
#include <limits>
#include <memory>

#include "core/statistics/auroc.h"

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

/// One row's judgements under changing weights: for every pair with both scores one judgement for each answer, weighted
/// by the votes that gave it. So a replicate sums votes per pair once, for all scorers.
class WeightedRow
{
public:
    WeightedRow(std::vector<statistics::Judgement> judgements, std::vector<quint32> cells)
        : m_judgements(std::move(judgements))
        , m_cells(std::move(cells))
        , m_auroc(m_judgements)
    {
    }

    /// accuracy, F1, AUROC, from how often each cell (twice the pair, plus 1 for the second) was drawn.
    void compute(const std::vector<quint32> &cellWeights, std::vector<quint32> &scratch, double *values) const
    {
        scratch.resize(m_cells.size());
        statistics::Confusion confusion;
        for (size_t i = 0; i < m_cells.size(); ++i) {
            const quint32 weight = scratch[i] = cellWeights[m_cells[i]];
            const bool predicted = m_judgements[i].difference > 0;
            qint64 &count = m_judgements[i].firstPreferred
                                ? (predicted ? confusion.truePositives : confusion.falseNegatives)
                                : (predicted ? confusion.falsePositives : confusion.trueNegatives);
            count += weight;
        }
        values[0] = confusion.accuracy().value_or(nothing);
        values[1] = confusion.f1().value_or(nothing);
        values[2] = m_auroc(scratch).value_or(nothing);
    }

private:
    std::vector<statistics::Judgement> m_judgements;
    std::vector<quint32> m_cells;
    statistics::WeightedAuroc m_auroc;
};

constexpr size_t valuesPerRow = 3;

/// The rows in the order of scorerAgreement(). On pairs only the side of the majority is a cell.
std::vector<WeightedRow> weightedRows(const Snapshot &snapshot, const CountedVotes &votes,
                                      const std::vector<int> &tables, const PairKinds &kinds, Unit unit)
{
    std::vector<WeightedRow> rows;
    for (const int index : tables) {
        std::vector<std::optional<double>> differences;
        differences.reserve(votes.pairs.size());
        for (const PairTally &pair : votes.pairs)
            differences.push_back(scoreDifference(snapshot, snapshot.scores[size_t(index)], pair));
        for (qint32 kind = 0; kind < qint32(kinds.names.size()); ++kind) {
            std::vector<statistics::Judgement> judgements;
            std::vector<quint32> cells;
            for (quint32 pair = 0; pair < votes.pairs.size(); ++pair) {
                if (kinds.ofPair[pair] != kind || !differences[pair])
                    continue;
                const PairTally &tally = votes.pairs[pair];
                for (const bool first : {true, false}) {
                    const int own = first ? tally.firstVotes : tally.secondVotes;
                    const int other = first ? tally.secondVotes : tally.firstVotes;
                    if (unit == Unit::Vote ? own == 0 : own <= other)
                        continue;
                    judgements.push_back({*differences[pair], first});
                    cells.push_back(2 * pair + (first ? 0 : 1));
                }
            }
            rows.emplace_back(std::move(judgements), std::move(cells));
        }
    }
    return rows;
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
    const std::vector<WeightedRow> weighted = weightedRows(snapshot, votes, tables, kinds, options.unit);

    // Where each unit's weight goes: the cell of a decided vote, or of a pair's majority; the last cell takes the rest.
    const quint32 rest = quint32(2 * votes.pairs.size());
    std::vector<quint32> cellOfUnit;
    std::vector<statistics::Clustering> ways;
    if (options.unit == Unit::Vote) {
        ways = twoWays(snapshot, votes);
        for (const CountedVote &vote : votes.votes)
            cellOfUnit.push_back(vote.outcome == Outcome::First    ? 2 * vote.pair
                                 : vote.outcome == Outcome::Second ? 2 * vote.pair + 1
                                                                   : rest);
    } else {
        std::vector<quint32> pairs;
        for (quint32 pair = 0; pair < votes.pairs.size(); ++pair) {
            const PairTally &tally = votes.pairs[pair];
            pairs.push_back(pair);
            cellOfUnit.push_back(tally.firstVotes > tally.secondVotes   ? 2 * pair
                                 : tally.firstVotes < tally.secondVotes ? 2 * pair + 1
                                                                        : rest);
        }
        ways = {byPrompt(snapshot, votes, pairs)};
    }

    statistics::WeightedStatistics all;
    all.count = weighted.size() * valuesPerRow;
    all.compute = [&](std::span<const std::uint32_t> weights, std::span<double> values) {
        std::vector<quint32> cellWeights(rest + 1, 0);
        for (size_t i = 0; i < weights.size(); ++i)
            cellWeights[cellOfUnit[i]] += weights[i];
        std::vector<quint32> scratch;
        for (size_t row = 0; row < weighted.size(); ++row)
            weighted[row].compute(cellWeights, scratch, &values[row * valuesPerRow]);
    };
    const statistics::Replicates drawn =
        statistics::drawReplicates(ways, all, {options.bootstrap, options.seed, options.level}, progress);
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
    worths.compute = [&](std::span<const std::uint32_t> weights, std::span<double> values) {
        statistics::rankingValues(counter.count(weights), items, rankingOptions(choices), values);
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
