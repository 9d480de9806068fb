#include "ui/disagreement/disagreementdata.h"

#include <algorithm>
#include <set>

#include "core/analysis/statsdocument.h"
#include "core/analysis/votebootstrap.h"
#include "core/base/progress.h"
#include "core/storage/database.h"
#include "ui/widgets/scorernames.h"

namespace disagreement {

namespace {

constexpr double level = 0.95;
constexpr int spreadBins = 28;
constexpr int fewestPerStretch = 12; ///< pairs in one stretch of the calibration, where there are enough
constexpr int mostStretches = 10;
constexpr int stepCount = 7;
constexpr quint64 seed = 1; ///< of the bootstrap: the same numbers as `stats` prints by default

QStringList annotatorGroupsOf(const analysis::Snapshot &snapshot)
{
    QStringList groups;
    for (const study::Annotator &annotator : snapshot.annotators)
        groups += annotator.groups;
    groups.removeDuplicates();
    groups.sort();
    return groups;
}

/// Variants of the prompts under which people judged, the original first.
QStringList promptVariantsOf(const analysis::Snapshot &snapshot)
{
    std::vector<char> shown(size_t(snapshot.prompts.size()), 0);
    for (const analysis::SnapshotVote &vote : snapshot.votes)
        shown[size_t(vote.prompt)] = 1;
    QStringList variants;
    for (qsizetype i = 0; i < snapshot.prompts.size(); ++i) {
        if (shown[size_t(i)] && !variants.contains(snapshot.prompts[i].variant))
            variants.append(snapshot.prompts[i].variant);
    }
    std::stable_sort(variants.begin(), variants.end(), [](const QString &a, const QString &b) {
        return (a == study::originalVariant) > (b == study::originalVariant);
    });
    return variants;
}

int indexOfScorer(const analysis::Snapshot &snapshot, const QString &scorer)
{
    for (size_t i = 0; i < snapshot.scores.size(); ++i) {
        if (snapshot.scores[i].scorer() == scorer)
            return int(i);
    }
    return -1;
}

/// Rank shifts of every scorer, the shown one first.
void addRanks(Data &data, const analysis::CountedVotes &votes, const base::Progress &progress)
{
    QStringList order = data.scorers;
    order.removeOne(data.query.scorer);
    order.prepend(data.query.scorer);
    for (const QString &scorer : std::as_const(order)) {
        const int index = indexOfScorer(*data.snapshot, scorer);
        if (index < 0 || progress.isCancelled())
            continue;
        analysis::GeneratorRanks ranks = analysis::generatorRanks(
            *data.snapshot, votes, data.snapshot->scores[size_t(index)], data.query.variantPair);
        if (!ranks.generators.empty())
            data.ranks.push_back(std::move(ranks));
    }
}

/// Coefficients of agreement on the shown kind of pair.
void addCoefficients(Data &data, const analysis::CountedVotes &votes, const base::Progress &progress)
{
    std::vector<char> isOfKind;
    for (const analysis::PairTally &pair : votes.pairs)
        isOfKind.push_back(analysis::variantPair(*data.snapshot, pair) == data.query.variantPair ? 1 : 0);
    const analysis::AnswerTables answers = analysis::answerTables(votes, isOfKind);
    data.coefficients = analysis::peopleAgreement(*data.snapshot, answers, level);
    data.ordinalAlpha =
        analysis::bootstrapAgreement(*data.snapshot, votes, answers, analysis::AgreementParts::OrdinalAlpha,
                                     {analysis::ordinalAlphaReplicates, seed, level}, progress)
            .alphaOrdinal;
}

/// Davidson's worths by people and by every scorer.
void addRankings(Data &data, const analysis::CountedVotes &votes, const base::Progress &progress)
{
    const analysis::RankingChoices choices{level, false, false};
    data.rankings.push_back({{}, analysis::generatorRanking(*data.snapshot, votes, choices)});
    QStringList order = data.scorers;
    order.removeOne(data.query.scorer);
    order.prepend(data.query.scorer);
    for (const QString &scorer : std::as_const(order)) {
        const int index = indexOfScorer(*data.snapshot, scorer);
        if (index < 0 || progress.isCancelled() || !data.rankings.front().ranking.ranking)
            continue;
        data.rankings.push_back(
            {scorer, analysis::scorerRanking(*data.snapshot, votes, data.snapshot->scores[size_t(index)], choices)});
    }
}

/// What the plots of the shown scorer need.
void addScorer(Data &data, const analysis::CountedVotes &votes, const analysis::ScoreTable &table)
{
    const analysis::Snapshot &snapshot = *data.snapshot;
    const int shown = indexOfScorer(snapshot, data.query.scorer);
    data.points = analysis::pairPoints(snapshot, votes, table, data.query.variantPair, level);
    data.unvoted = analysis::unvotedPairs(snapshot, votes, table);

    std::vector<analysis::PairPoint> all = data.points.points;
    all.insert(all.end(), data.unvoted.begin(), data.unvoted.end());
    data.spreads = analysis::deltaSpreads(all, spreadBins);
    for (const analysis::PairPoint &point : all)
        data.pairsOfPicture[point.tally.first].append(point.id);

    std::vector<statistics::JudgedDifference> units;
    for (const analysis::PairPoint &point : data.points.points)
        units.push_back({point.delta, point.tally.firstVotes, point.tally.decided()});
    const int bins = std::clamp(int(units.size()) / fewestPerStretch, 2, mostStretches);
    data.calibration = statistics::calibration(units, bins, level);
    data.line = statistics::logisticFit(units);

    data.gaps = analysis::taxonomyGaps(snapshot, {shown}, level);
    std::erase_if(data.gaps, [](const analysis::TaxonomyGap &gap) { return !gap.subClass.isEmpty(); });
    std::stable_sort(
        data.gaps.begin(), data.gaps.end(),
        [](const analysis::TaxonomyGap &a, const analysis::TaxonomyGap &b) { return a.meanDelta < b.meanDelta; });
    data.emotions = analysis::emotionAccuracy(snapshot, {shown});
}

} // namespace

const analysis::ScoreTable *Data::table() const
{
    const int index = snapshot ? indexOfScorer(*snapshot, query.scorer) : -1;
    return index < 0 ? nullptr : &snapshot->scores[size_t(index)];
}

Data compute(const std::shared_ptr<const analysis::Snapshot> &snapshot, const Query &query,
             const base::Progress &progress)
{
    const auto report = [&progress](int step) { progress.report(QStringLiteral("computing"), step, stepCount); };
    report(0);
    Data data;
    data.snapshot = snapshot;
    data.query = query;
    for (const analysis::ScoreTable &table : snapshot->scores)
        data.scorers.append(table.scorer());
    std::stable_sort(data.scorers.begin(), data.scorers.end(), widgets::scorerComesFirst);
    if (!data.scorers.contains(query.scorer))
        data.query.scorer = data.scorers.value(0);
    data.questions = snapshot->questions;
    data.promptVariants = promptVariantsOf(*snapshot);
    data.annotatorGroups = annotatorGroupsOf(*snapshot);

    analysis::VoteFilter filter;
    filter.question = data.questions.contains(query.question) ? query.question : QString();
    filter.promptVariant = data.promptVariants.contains(query.promptVariant) ? query.promptVariant : QString();
    if (data.annotatorGroups.contains(query.annotatorGroup))
        filter.groups = {query.annotatorGroup};
    const auto votes = analysis::countVotes(*snapshot, filter);
    if (!votes)
        return data; // cannot happen: the names were just looked up
    data.votes = qint64(votes->votes.size());
    std::set<qint32> annotators;
    for (const analysis::CountedVote &vote : votes->votes)
        annotators.insert(vote.annotator);
    data.annotators = int(annotators.size());
    data.pairsToScore = qint64(votes->pairs.size());
    for (qint32 i = 0; votes->pairs.empty() && i < qint32(snapshot->pictures.size()); ++i)
        data.pairsToScore += snapshot->counterpart[size_t(i)] >= 0 && !snapshot->isOriginal(i);
    data.variantPairs = analysis::variantPairs(*snapshot, *votes);
    if (!data.variantPairs.contains(query.variantPair))
        data.query.variantPair = data.variantPairs.value(0);

    report(1);
    std::vector<int> tables;
    for (const QString &scorer : std::as_const(data.scorers))
        tables.push_back(indexOfScorer(*snapshot, scorer));
    data.agreement = analysis::scorerAgreement(*snapshot, *votes, tables, {query.unit, level, 0, 1}, progress);
    std::erase_if(data.agreement,
                  [&](const analysis::ScorerAgreement &row) { return row.variantPair != data.query.variantPair; });

    if (data.variantPairs.isEmpty()) { // nothing to agree with yet: the scorers stay listed
        for (const QString &scorer : std::as_const(data.scorers)) {
            analysis::ScorerAgreement row;
            row.scorer = scorer;
            data.agreement.push_back(row);
        }
    }

    report(2);
    data.ceiling = analysis::humanCeiling(*snapshot, *votes, data.query.variantPair);
    data.people = analysis::humanAgreement(*snapshot, *votes, data.query.variantPair, level);
    report(3);
    if (!progress.isCancelled())
        addCoefficients(data, *votes, progress);
    report(4);
    addRankings(data, *votes, progress);
    report(5);
    addRanks(data, *votes, progress);
    report(6);
    if (const analysis::ScoreTable *table = data.table())
        addScorer(data, *votes, *table);
    report(stepCount);
    return data;
}

base::Result<Data> load(storage::Database &database, const std::shared_ptr<const analysis::Snapshot> &known,
                        const Query &query, const base::Progress &progress)
{
    BASE_TRY_ASSIGN(revision, database.revision());
    std::shared_ptr<const analysis::Snapshot> snapshot = known;
    if (!snapshot || snapshot->revision != revision) {
        BASE_TRY_ASSIGN(read, analysis::Snapshot::load(database, progress));
        snapshot = std::make_shared<const analysis::Snapshot>(std::move(read));
    }
    Data data = compute(snapshot, query, progress);
    if (progress.isCancelled())
        return base::fail(base::cancelledCode, QStringLiteral("cancelled"));
    return data;
}

} // namespace disagreement
