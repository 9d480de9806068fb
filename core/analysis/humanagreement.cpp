#include "core/analysis/humanagreement.h"

#include <algorithm>
#include <array>

#include "core/statistics/proportion.h"

namespace analysis {

namespace {

constexpr int categories = 5; // first, second, tie, both good, both bad

std::vector<char> pairsOfKind(const Snapshot &snapshot, const CountedVotes &votes, const QString &kind)
{
    std::vector<char> isOfKind;
    isOfKind.reserve(votes.pairs.size());
    for (const PairTally &pair : votes.pairs)
        isOfKind.push_back(variantPair(snapshot, pair) == kind);
    return isOfKind;
}

/// Counts per pair and category of the votes of some annotators.
std::vector<qint64> countsOf(const CountedVotes &votes, const std::vector<char> &isOfKind,
                             const std::vector<char> &isMember)
{
    std::vector<qint64> counts(votes.pairs.size() * categories, 0);
    for (const CountedVote &vote : votes.votes) {
        if (isOfKind[vote.pair] && isMember[size_t(vote.annotator)])
            ++counts[vote.pair * categories + size_t(vote.outcome)];
    }
    return counts;
}

struct Compared
{
    qint64 votes = 0;
    qint64 agreeing = 0;
};

/// Votes of `isJudged` against the others among those counted.
Compared compareWithOthers(const CountedVotes &votes, const std::vector<char> &isOfKind,
                           const std::vector<char> &isJudged, const std::vector<qint64> &counts)
{
    Compared compared;
    for (const CountedVote &vote : votes.votes) {
        const bool first = vote.outcome == Outcome::First;
        if (!isOfKind[vote.pair] || !isJudged[size_t(vote.annotator)] || (!first && vote.outcome != Outcome::Second))
            continue;
        const qint64 firsts = counts[vote.pair * categories] - first;
        const qint64 seconds = counts[vote.pair * categories + 1] - !first;
        if (firsts == seconds)
            continue;
        ++compared.votes;
        compared.agreeing += first == (firsts > seconds);
    }
    return compared;
}

void take(HumanAgreement &row, const Compared &compared, double level)
{
    row.compared = compared.votes;
    row.withMajority = compared.agreeing;
    row.interval = statistics::wilson(compared.agreeing, compared.votes, level);
}

} // namespace

std::vector<HumanAgreement> humanAgreement(const Snapshot &snapshot, const CountedVotes &votes, const QString &kind,
                                           double level)
{
    const std::vector<char> isOfKind = pairsOfKind(snapshot, votes, kind);
    std::vector<char> hasVoted(size_t(snapshot.annotators.size()), 0);
    for (const CountedVote &vote : votes.votes)
        hasVoted[size_t(vote.annotator)] |= isOfKind[vote.pair];

    std::vector<HumanAgreement> rows;
    const auto addGroup = [&](const QString &name, const std::vector<char> &isMember) {
        HumanAgreement row;
        row.name = name;
        row.annotators = int(std::count(isMember.begin(), isMember.end(), 1));
        const std::vector<qint64> counts = countsOf(votes, isOfKind, isMember);
        row.nominal = statistics::nominalAgreement(counts, categories);
        take(row, compareWithOthers(votes, isOfKind, isMember, counts), level);
        rows.push_back(row);
    };
    addGroup({}, hasVoted);

    QStringList groups;
    for (qsizetype i = 0; i < snapshot.annotators.size(); ++i) {
        if (hasVoted[size_t(i)])
            groups += snapshot.annotators[i].groups;
    }
    groups.removeDuplicates();
    groups.sort();
    for (const QString &group : std::as_const(groups)) {
        std::vector<char> isMember = hasVoted;
        for (qsizetype i = 0; i < snapshot.annotators.size(); ++i)
            isMember[size_t(i)] &= char(snapshot.annotators[i].groups.contains(group));
        addGroup(group, isMember);
    }

    const std::vector<qint64> all = countsOf(votes, isOfKind, hasVoted);
    const size_t firstAnnotator = rows.size();
    for (qsizetype i = 0; i < snapshot.annotators.size(); ++i) {
        if (!hasVoted[size_t(i)])
            continue;
        std::vector<char> isJudged(hasVoted.size(), 0);
        isJudged[size_t(i)] = 1;
        HumanAgreement row;
        row.name = snapshot.annotators[i].code;
        row.isAnnotator = true;
        row.annotators = 1;
        take(row, compareWithOthers(votes, isOfKind, isJudged, all), level);
        rows.push_back(row);
    }
    std::sort(rows.begin() + std::ptrdiff_t(firstAnnotator), rows.end(),
              [](const HumanAgreement &a, const HumanAgreement &b) { return a.name < b.name; });
    return rows;
}

std::optional<HumanCeiling> humanCeiling(const Snapshot &snapshot, const CountedVotes &votes, const QString &kind)
{
    const std::vector<char> isOfKind = pairsOfKind(snapshot, votes, kind);
    double agreeing = 0;
    HumanCeiling ceiling;
    for (size_t i = 0; i < votes.pairs.size(); ++i) {
        if (!isOfKind[i])
            continue;
        const double first = votes.pairs[i].firstVotes;
        const double second = votes.pairs[i].secondVotes;
        const double n = first + second;
        ceiling.pairsOfVotes += qint64(n * (n - 1) / 2);
        agreeing += (first * (first - 1) + second * (second - 1)) / 2;
    }
    if (ceiling.pairsOfVotes == 0)
        return {};
    ceiling.low = agreeing / double(ceiling.pairsOfVotes);
    const std::vector<char> everybody(size_t(snapshot.annotators.size()), 1);
    const Compared compared = compareWithOthers(votes, isOfKind, everybody, countsOf(votes, isOfKind, everybody));
    ceiling.votes = compared.votes;
    ceiling.high = compared.votes == 0 ? ceiling.low : double(compared.agreeing) / double(compared.votes);
    if (ceiling.high < ceiling.low)
        std::swap(ceiling.low, ceiling.high);
    return ceiling;
}

} // namespace analysis
