#pragma once

#include <optional>
#include <span>
#include <vector>

#include <QHash>
#include <QList>
#include <QStringList>

#include "core/analysis/scoretable.h"
#include "core/base/result.h"
#include "core/study/annotator.h"
#include "core/study/picture.h"
#include "core/study/prompt.h"

namespace base {
class Progress;
}
namespace storage {
class Database;
}

namespace analysis {

/// A vote in the terms of the canonical order of its pair, never of the displayed sides.
enum class Outcome : quint8 { First, Second, Tie, BothGood, BothBad, Skip };

/// One current vote on a pair. Pictures, prompt and annotator are indices into the snapshot's lists.
struct SnapshotVote
{
    qint64 trial = 0;
    qint64 repeatOf = 0; ///< trial that this one repeats, 0 if none
    qint32 annotator = -1;
    qint32 prompt = -1; ///< the prompt shown
    qint32 question = -1;
    qint32 first = -1; ///< canonical order
    qint32 second = -1;
    qint32 responseMs = -1;
    Outcome outcome = Outcome::Skip;
    bool firstWasLeft = false;
    bool isPractice = false;
    bool isGold = false;
    bool isRepeat = false;
    bool tooFast = false;
    std::optional<bool> goldPassed; ///< gold only: the better picture of the protocol was preferred
};

/// Everything the statistics of a study need, as plain values read in one transaction. Live and current rows only.
struct Snapshot
{
    qint64 revision = 0; ///< of the study when it was read
    bool simulated = false;

    QList<study::PromptGroup> groups;
    QList<study::Prompt> prompts;
    QList<study::Generator> generators;
    QList<study::Picture> pictures;
    QList<study::Annotator> annotators;
    QStringList questions;
    std::vector<SnapshotVote> votes;
    std::vector<ScoreTable> scores; ///< one per scorer, by name

    // The same lists by index, filled in by load().
    std::vector<qint32> groupOfPrompt;      ///< index into groups
    std::vector<quint32> hashOfPrompt;      ///< number of the prompt's hash in the score tables
    std::vector<qint32> promptOfPicture;    ///< index into prompts
    std::vector<qint32> generatorOfPicture; ///< index into generators, −1 for none
    std::vector<qint32> counterpart;        ///< index into pictures, −1 for none

    /// Reads the whole study. A scorer with several fingerprints is represented by the one with the most values (the
    /// newer of equals), so that scores of different versions are never compared; imported scorers keep the newest
    /// value of every key. Errors: those of the database, "cancelled".
    static base::Result<Snapshot> load(storage::Database &database, const base::Progress &progress);

    /// Prompts and pictures only, for a first look while load() still reads votes and scores.
    static base::Result<Snapshot> loadPictures(storage::Database &database, const base::Progress &progress);

    /// The scorer's current value for a picture under a prompt.
    std::optional<double> score(const ScoreTable &table, qint32 picture, qint32 prompt) const;
    /// r(picture) − r(other) under the prompt; nothing where differenceOf() is.
    std::optional<double> difference(const ScoreTable &table, qint32 picture, qint32 other, qint32 prompt) const;
    /// Mean over those of the pictures that have a score under the prompt: the seeds of one cell. Nothing when none
    /// has, and for the prompt −1.
    std::optional<double> meanScore(const ScoreTable &table, std::span<const qint32> pictures, qint32 prompt) const;

    bool isOriginal(qint32 picture) const { return pictures[picture].variant == study::originalVariant; }
    qint32 groupOfPicture(qint32 picture) const { return groupOfPrompt[size_t(promptOfPicture[size_t(picture)])]; }
    /// Empty for pictures without a generator.
    QString generatorName(qint32 picture) const;

    /// Canonical order of a pair: the non-original variant first; else the photograph; else generator names by code
    /// point; else picture ids.
    bool comesFirst(qint32 picture, qint32 other) const;
};

/// a − b; nothing when one is missing, or when the difference of finite numbers is too large for a double.
std::optional<double> differenceOf(const std::optional<double> &a, const std::optional<double> &b);

} // namespace analysis
