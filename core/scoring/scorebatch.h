#pragma once

#include <set>
#include <tuple>

#include <QHash>
#include <QSet>

#include "core/scoring/messages.h"
#include "core/scoring/scoreplan.h"

namespace scoring {

class FeatureShelf;

/// What one message asked about.
struct ScoreBatch
{
    using Key = std::tuple<QString, QString, QString>; ///< of picture, scorer and text (empty: needs none)

    qint64 id = 0; ///< of the message
    QList<ScoreTask> tasks;
    std::set<Key> expected; ///< one answer each

    /// Adds a task and the answers that it gets: of each scorer that it misses, for each of its prompts where the
    /// scorer needs one.
    void add(const ScoreTask &task, const QList<ScorerInfo> &scorers);
};

/// The values of a batch and what towers made for them.
struct CheckedAnswer
{
    QList<ScoreAnswer> scores;
    QList<MadeFeatures> features;
    BatchLimit limit;
};

/// Reads an answer. Nothing of it is believed unless all of it fits the question: each value is there once and no other
/// is, features are only of what was asked about and by towers of the scorers asked. Errors: "scorer.protocol" when it
/// does not fit; the code that the worker sent when it could not answer the message as a whole.
base::Result<CheckedAnswer> checkAnswer(const ScoreBatch &batch, const QCborMap &message, const FeatureShelf &shelf);

/// What came of a batch.
struct BatchOutcome
{
    QList<ScoredValue> values;
    QHash<QString, QStringList> reasons;  ///< why a picture (by key) has not all of them, each reason once
    QSet<QString> unreachable;            ///< keys of pictures that the worker did not find under their path
    std::optional<base::Error> exhausted; ///< the device has no memory for one picture: no picture's fault
};

BatchOutcome outcomeOf(const ScoreBatch &batch, const QList<ScoreAnswer> &scores);

} // namespace scoring
