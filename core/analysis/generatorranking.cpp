#include "core/analysis/generatorranking.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "core/analysis/scoreragreement.h"
#include "core/statistics/multipletesting.h"

namespace analysis {

namespace {

using statistics::Verdict;

/// The verdict on a vote's pair in canonical order, or nothing where the vote is left out.
using VerdictOf = std::function<std::optional<Verdict>(const CountedVote &)>;

/// Above this many generators a table of all differences is longer than anyone reads.
constexpr size_t mostDifferences = 40;

std::optional<Verdict> verdictOf(Outcome outcome, bool bothBadIsTie)
{
    switch (outcome) {
    case Outcome::First:
        return Verdict::First;
    case Outcome::Second:
        return Verdict::Second;
    case Outcome::BothBad:
        return bothBadIsTie ? std::optional(Verdict::Tie) : std::nullopt;
    case Outcome::Tie:
    case Outcome::BothGood:
        return Verdict::Tie;
    case Outcome::Skip:
        break;
    }
    return {};
}

Verdict mirrored(Verdict verdict)
{
    return verdict == Verdict::First    ? Verdict::Second
           : verdict == Verdict::Second ? Verdict::First
                                        : Verdict::Tie;
}

/// The items of every pair, −1 twice where it does not compare two generators.
struct PairItems
{
    std::vector<std::pair<qint32, qint32>> ofPair;
    std::vector<qint32> items;
};

PairItems itemsOf(const Snapshot &snapshot, const CountedVotes &votes)
{
    PairItems result;
    std::vector<qint32> itemOf(size_t(snapshot.generators.size()), -1);
    const auto generators = [&](const PairTally &pair) {
        return std::pair(snapshot.generatorOfPicture[size_t(pair.first)],
                         snapshot.generatorOfPicture[size_t(pair.second)]);
    };
    const auto compares = [](const std::pair<qint32, qint32> &pair) {
        return pair.first >= 0 && pair.second >= 0 && pair.first != pair.second;
    };
    for (const PairTally &pair : votes.pairs) {
        const auto both = generators(pair);
        if (compares(both))
            itemOf[size_t(both.first)] = itemOf[size_t(both.second)] = 0;
    }
    for (size_t generator = 0; generator < itemOf.size(); ++generator) {
        if (itemOf[generator] < 0)
            continue;
        itemOf[generator] = qint32(result.items.size());
        result.items.push_back(qint32(generator));
    }
    for (const PairTally &pair : votes.pairs) {
        const auto both = generators(pair);
        result.ofPair.emplace_back(compares(both) ? itemOf[size_t(both.first)] : -1,
                                   compares(both) ? itemOf[size_t(both.second)] : -1);
    }
    return result;
}

GeneratorContests contestsBy(const Snapshot &snapshot, const CountedVotes &votes, const RankingChoices &choices,
                             const VerdictOf &verdict)
{
    const PairItems items = itemsOf(snapshot, votes);
    GeneratorContests result;
    result.items = items.items;
    result.contests.reserve(votes.votes.size());
    for (const CountedVote &vote : votes.votes) {
        const auto [first, second] = items.ofPair[vote.pair];
        const std::optional<Verdict> said = verdict(vote);
        statistics::Contest contest; // item 0 against itself
        if (first < 0)
            ++result.sameGenerator;
        else if (!said)
            result.bothBad += vote.outcome == Outcome::BothBad;
        else if (choices.leftAdvantage && !vote.firstWasLeft)
            contest = {quint32(second), quint32(first), mirrored(*said)};
        else
            contest = {quint32(first), quint32(second), *said};
        result.contests.push_back(contest);
    }
    return result;
}

GeneratorRanking rank(const GeneratorContests &contests, const RankingChoices &choices)
{
    GeneratorRanking result;
    result.generators = contests.items;
    result.bothBad = contests.bothBad;
    result.sameGenerator = contests.sameGenerator;
    const auto items = quint32(contests.items.size());
    if (items < 2) {
        result.ranking = statistics::undefined("no votes between different generators");
        return result;
    }
    const auto counts = statistics::ContestCounter(contests.contests, items).count();
    result.ranking = statistics::fitRanking(counts, items, rankingOptions(choices));
    if (!result.ranking || items > mostDifferences)
        return result;
    std::vector<double> defined;
    for (quint32 a = 0; a < items; ++a) {
        for (quint32 b = a + 1; b < items; ++b) {
            result.differences.push_back(statistics::worthDifference(*result.ranking, a, b, choices.level));
            if (result.differences.back().p)
                defined.push_back(*result.differences.back().p);
        }
    }
    result.adjustedP.assign(result.differences.size(), std::numeric_limits<double>::quiet_NaN());
    if (const auto adjusted = statistics::holm(defined)) {
        size_t next = 0;
        for (size_t i = 0; i < result.differences.size(); ++i)
            if (result.differences[i].p)
                result.adjustedP[i] = (*adjusted)[next++];
    }
    return result;
}

} // namespace

statistics::RankingOptions rankingOptions(const RankingChoices &choices)
{
    statistics::RankingOptions options;
    options.firstAdvantage = choices.leftAdvantage;
    options.level = choices.level;
    return options;
}

GeneratorContests generatorContests(const Snapshot &snapshot, const CountedVotes &votes, const RankingChoices &choices)
{
    return contestsBy(snapshot, votes, choices, [&choices](const CountedVote &vote) {
        return verdictOf(vote.outcome, choices.bothBadIsTie);
    });
}

GeneratorRanking generatorRanking(const Snapshot &snapshot, const CountedVotes &votes, const RankingChoices &choices)
{
    return rank(generatorContests(snapshot, votes, choices), choices);
}

GeneratorRanking scorerRanking(const Snapshot &snapshot, const CountedVotes &votes, const ScoreTable &table,
                               const RankingChoices &choices)
{
    std::vector<std::optional<Verdict>> ofPair;
    for (const PairTally &pair : votes.pairs) {
        const std::optional<double> difference = scoreDifference(snapshot, table, pair);
        ofPair.push_back(!difference       ? std::nullopt
                         : *difference > 0 ? std::optional(Verdict::First)
                         : *difference < 0 ? std::optional(Verdict::Second)
                                           : std::optional(Verdict::Tie));
    }
    RankingChoices own = choices;
    own.leftAdvantage = false; // a scorer sees no sides
    return rank(contestsBy(snapshot, votes, own, [&](const CountedVote &vote) { return ofPair[vote.pair]; }), own);
}

RankingsByGroup rankingsByGroup(const Snapshot &snapshot, const CountedVotes &votes, const QStringList &groups,
                                const RankingChoices &choices)
{
    RankingsByGroup result;
    result.groups = groups;
    const GeneratorContests all = generatorContests(snapshot, votes, choices);
    constexpr qint32 none = -1;
    bool separate = true;
    std::vector<qint32> groupOf(size_t(snapshot.annotators.size()), none);
    for (qsizetype group = 0; group < groups.size(); ++group) {
        GeneratorContests own = all;
        own.bothBad = 0;
        own.sameGenerator = 0;
        for (size_t i = 0; i < own.contests.size(); ++i) {
            const qsizetype annotator = votes.votes[i].annotator;
            if (!snapshot.annotators[annotator].groups.contains(groups[group]))
                own.contests[i] = {};
            else
                own.bothBad += votes.votes[i].outcome == Outcome::BothBad && !choices.bothBadIsTie;
        }
        result.rankings.push_back(rank(own, choices));
        for (qsizetype annotator = 0; annotator < snapshot.annotators.size(); ++annotator) {
            if (!snapshot.annotators[annotator].groups.contains(groups[group]))
                continue;
            separate = separate && groupOf[size_t(annotator)] == none;
            groupOf[size_t(annotator)] = qint32(group);
        }
    }
    if (!separate) {
        result.likelihoodRatio = result.p = statistics::undefined("an annotator belongs to several groups");
        return result;
    }
    std::vector<statistics::Contest> contests;
    std::vector<quint32> ofContest;
    for (size_t i = 0; i < all.contests.size(); ++i) {
        const qint32 group = groupOf[size_t(votes.votes[i].annotator)];
        if (group == none)
            continue;
        contests.push_back(all.contests[i]);
        ofContest.push_back(quint32(group));
    }
    if (all.items.size() < 2) {
        result.likelihoodRatio = result.p = statistics::undefined("no votes between different generators");
        return result;
    }
    const auto test = statistics::rankByGroup(contests, ofContest, quint32(groups.size()), quint32(all.items.size()),
                                              rankingOptions(choices));
    result.likelihoodRatio = test.likelihoodRatio;
    result.degreesOfFreedom = test.degreesOfFreedom;
    result.p = test.p;
    return result;
}

} // namespace analysis
