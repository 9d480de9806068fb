#pragma once

#include <optional>

#include <QList>

#include "core/base/result.h"
#include "core/study/answer.h"
#include "core/study/trial.h"

namespace storage {

class Database;

/// Trials and answers: append-only. `add…` with an empty uid make a UUIDv7.
class TrialRepository
{
public:
    explicit TrialRepository(Database &database);

    base::Result<study::TrialId> addTrial(const study::Trial &trial, study::SessionId importedSession = {});
    /// The annotator's live trials in their order.
    base::Result<QList<study::Trial>> trialsOf(study::AnnotatorId annotator);
    base::Result<std::optional<study::Trial>> trial(study::TrialId id);
    base::Result<std::optional<study::Trial>> trialByUid(const QString &uid);

    /// Stores one answer with its vote, labels (of `labelSet`) and ratings; returns it with id and uids filled in.
    /// Call inside a Transaction: all answers of one submission are committed together.
    base::Result<study::Answer> addAnswer(const study::Answer &answer, const QString &labelSet = {});
    /// Current answers (not superseded; an undone one is current and holds Choice::Undone or nothing) to one trial.
    base::Result<QList<study::Answer>> currentAnswers(study::TrialId trial);
    /// Every answer of an annotator in order of `answered_at`, uid, superseded ones included.
    base::Result<QList<study::Answer>> answersOf(study::AnnotatorId annotator);

private:
    base::Result<QList<study::Trial>> selectTrials(const QString &where, qint64 argument);
    base::Result<void> addChildren(study::Answer &answer, const QString &labelSet);

    Database &m_database;
};

} // namespace storage
