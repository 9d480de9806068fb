#include "core/analysis/countedvotes.h"

#include <algorithm>

namespace analysis {

namespace {

struct PairKey
{
    qint32 first;
    qint32 second;
    qint32 prompt;
    qint32 question;

    bool operator==(const PairKey &) const = default;
};

size_t qHash(const PairKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.first, key.second, key.prompt, key.question);
}

void add(PairTally &tally, Outcome outcome)
{
    switch (outcome) {
    case Outcome::First:
        ++tally.firstVotes;
        break;
    case Outcome::Second:
        ++tally.secondVotes;
        break;
    case Outcome::Tie:
        ++tally.ties;
        break;
    case Outcome::BothGood:
        ++tally.bothGood;
        break;
    case Outcome::BothBad:
        ++tally.bothBad;
        break;
    case Outcome::Skip:
        break;
    }
}

} // namespace

base::Result<std::vector<char>> selectAnnotators(const Snapshot &snapshot, const VoteFilter &filter)
{
    for (const QString &code : filter.annotators) {
        const bool known = std::any_of(snapshot.annotators.cbegin(), snapshot.annotators.cend(),
                                       [&](const study::Annotator &annotator) { return annotator.code == code; });
        if (!known)
            return base::fail(QStringLiteral("stats.annotator"),
                              QStringLiteral("no annotator '%1' in this study").arg(code),
                              QStringLiteral("Use the codes that the export of votes shows"));
    }
    for (const QString &group : filter.groups) {
        const bool known =
            std::any_of(snapshot.annotators.cbegin(), snapshot.annotators.cend(),
                        [&](const study::Annotator &annotator) { return annotator.groups.contains(group); });
        if (!known)
            return base::fail(QStringLiteral("stats.group"),
                              QStringLiteral("no annotator of this study is in group '%1'").arg(group),
                              QStringLiteral("Use the groups that the export of votes shows"));
    }
    std::vector<char> selected;
    for (const study::Annotator &annotator : snapshot.annotators) {
        const bool byCode = filter.annotators.isEmpty() || filter.annotators.contains(annotator.code);
        const bool byGroup = filter.groups.isEmpty()
                             || std::any_of(annotator.groups.cbegin(), annotator.groups.cend(),
                                            [&](const QString &group) { return filter.groups.contains(group); });
        selected.push_back(byCode && byGroup);
    }
    return selected;
}

bool isCounted(const SnapshotVote &vote, const VoteFilter &filter)
{
    return (filter.includePractice || !vote.isPractice) && (filter.includeGold || !vote.isGold)
           && (filter.includeRepeats || !vote.isRepeat);
}

base::Result<CountedVotes> countVotes(const Snapshot &snapshot, const VoteFilter &filter)
{
    BASE_TRY_ASSIGN(selected, selectAnnotators(snapshot, filter));
    const qint32 question = qint32(snapshot.questions.indexOf(filter.question));
    if (!filter.question.isEmpty() && question < 0)
        return base::fail(QStringLiteral("stats.question"),
                          QStringLiteral("no votes on a question '%1' in this study").arg(filter.question),
                          QStringLiteral("The protocol lists the ids of its questions"));

    CountedVotes counted;
    QHash<PairKey, quint32> pairs;
    for (const SnapshotVote &vote : snapshot.votes) {
        if (vote.outcome == Outcome::Skip || !isCounted(vote, filter) || !selected[size_t(vote.annotator)])
            continue;
        if (!filter.question.isEmpty() && vote.question != question)
            continue;
        if (!filter.promptVariant.isEmpty() && snapshot.prompts[vote.prompt].variant != filter.promptVariant)
            continue;
        const PairKey key{vote.first, vote.second, vote.prompt, vote.question};
        auto pair = pairs.find(key);
        if (pair == pairs.end()) {
            pair = pairs.insert(key, quint32(counted.pairs.size()));
            PairTally tally;
            tally.first = vote.first;
            tally.second = vote.second;
            tally.prompt = vote.prompt;
            tally.question = vote.question;
            counted.pairs.push_back(tally);
        }
        add(counted.pairs[*pair], vote.outcome);
        counted.votes.push_back({*pair, vote.annotator, vote.outcome, vote.firstWasLeft});
    }
    return counted;
}

QString variantPair(const Snapshot &snapshot, const PairTally &pair)
{
    return snapshot.pictures[pair.first].variant + QLatin1Char('/') + snapshot.pictures[pair.second].variant;
}

} // namespace analysis
