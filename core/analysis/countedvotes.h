#pragma once

#include <vector>

#include <QStringList>

#include "core/analysis/snapshot.h"

namespace analysis {

/// Which votes count. The defaults are those of the contract: no practice, no gold, of repeats only the first.
struct VoteFilter
{
    QStringList annotators; ///< codes; empty = all
    QStringList groups;     ///< an annotator of any of these; empty = all
    QString question;       ///< id; empty = all
    QString promptVariant;  ///< variant of the prompt shown; empty = all
    bool includePractice = false;
    bool includeGold = false;
    bool includeRepeats = false;
};

/// The votes on one pair of pictures under one prompt and question.
struct PairTally
{
    qint32 first = -1; ///< canonical order; index into the snapshot's pictures
    qint32 second = -1;
    qint32 prompt = -1; ///< the prompt shown
    qint32 question = -1;
    int firstVotes = 0;
    int secondVotes = 0;
    int ties = 0; ///< `tie`
    int bothGood = 0;
    int bothBad = 0;

    int decided() const { return firstVotes + secondVotes; }
    int humanTies() const { return ties + bothGood + bothBad; }
    /// Share of the decided votes that prefer the first; call with decided() > 0.
    double share() const { return double(firstVotes) / decided(); }
};

/// One counted vote.
struct CountedVote
{
    quint32 pair = 0; ///< index into CountedVotes::pairs
    qint32 annotator = -1;
    Outcome outcome = Outcome::Tie;
    bool firstWasLeft = false;
};

/// Counted votes and their sums per pair. Skips count as missing and are not in it.
struct CountedVotes
{
    std::vector<PairTally> pairs; ///< in the order in which the pairs first occur
    std::vector<CountedVote> votes;
};

/// Per annotator of the snapshot whether the filter takes them. Errors: "stats.annotator", "stats.group" for a name
/// that the study does not know.
base::Result<std::vector<char>> selectAnnotators(const Snapshot &snapshot, const VoteFilter &filter);

/// Errors: those of selectAnnotators, "stats.question".
base::Result<CountedVotes> countVotes(const Snapshot &snapshot, const VoteFilter &filter);

/// True when practice, gold and repeat marks of the vote are all allowed.
bool isCounted(const SnapshotVote &vote, const VoteFilter &filter);

/// "distorted/original": the variants of a pair in canonical order.
QString variantPair(const Snapshot &snapshot, const PairTally &pair);

} // namespace analysis
