#pragma once

#include <vector>

#include "core/analysis/countedvotes.h"
#include "core/statistics/contests.h"
#include "core/statistics/ranking.h"
#include "core/statistics/rankingtests.h"

namespace analysis {

struct RankingChoices
{
    double level = 0.95;
    bool bothBadIsTie = false;  ///< else `both_bad` is left out and counted
    bool leftAdvantage = false; ///< estimate how much the picture displayed on the left is favoured
};

/// Counted votes between generators as contests, one per counted vote in the same order, so that weights of votes are
/// weights of contests. What says nothing about generators (both pictures of one generator, no generator, `both_bad`)
/// is a contest of item 0 against itself, which no ranking counts.
struct GeneratorContests
{
    std::vector<qint32> items; ///< item → index into the snapshot's generators; those that take part
    std::vector<statistics::Contest> contests;
    qint64 bothBad = 0;       ///< left out
    qint64 sameGenerator = 0; ///< votes between pictures of one generator, or of none
};

/// With `leftAdvantage` the first of a contest is the picture on the left, else the first of the canonical order.
GeneratorContests generatorContests(const Snapshot &snapshot, const CountedVotes &votes, const RankingChoices &choices);

/// Generators ranked by Davidson's model over the votes of people.
struct GeneratorRanking
{
    std::vector<qint32> generators; ///< item → index into the snapshot's generators
    statistics::Defined<statistics::Ranking> ranking = statistics::undefined("not computed");
    std::vector<statistics::WorthDifference> differences; ///< of items i < j, in order of (i, j)
    std::vector<double> adjustedP; ///< of the defined differences by Holm's method, NaN elsewhere
    qint64 bothBad = 0;
    qint64 sameGenerator = 0;
    std::vector<std::optional<statistics::Interval>> bootstrap; ///< per item, when asked for
};

statistics::RankingOptions rankingOptions(const RankingChoices &choices);
GeneratorRanking generatorRanking(const Snapshot &snapshot, const CountedVotes &votes, const RankingChoices &choices);

/// The same over what a scorer would have answered in place of each of these votes: the picture with the strictly
/// higher score under the prompt shown wins, equal scores are a tie. Votes without both scores are left out.
GeneratorRanking scorerRanking(const Snapshot &snapshot, const CountedVotes &votes, const ScoreTable &table,
                               const RankingChoices &choices);

/// Whether the groups of annotators rank generators alike: a ranking per group, and the likelihood-ratio test that
/// they are one. An annotator of several groups counts in each, and the test, which needs separate groups, is undefined
/// then.
struct RankingsByGroup
{
    QStringList groups;
    std::vector<GeneratorRanking> rankings; ///< by group
    statistics::Number likelihoodRatio = statistics::undefined("not computed");
    int degreesOfFreedom = 0;
    statistics::Number p = statistics::undefined("not computed");
};
RankingsByGroup rankingsByGroup(const Snapshot &snapshot, const CountedVotes &votes, const QStringList &groups,
                                const RankingChoices &choices);

} // namespace analysis
