#pragma once

#include <optional>

#include <QHash>
#include <QList>

#include "core/base/result.h"
#include "core/study/annotator.h"

namespace storage {

class Database;

/// How far one annotator is.
struct AnnotatorProgress
{
    study::AnnotatorId annotator;
    qint64 planned = 0;    ///< live trials
    qint64 answered = 0;   ///< of these, with a current answer that was not undone
    qint64 lastAnswer = 0; ///< ms since the epoch, 0 for none
};

/// Annotators, their groups and their working sessions.
class AnnotatorRepository
{
public:
    explicit AnnotatorRepository(Database &database);

    /// Returns the annotator with this code, or adds one. A known code with another kind is "annotator.kind".
    base::Result<study::Annotator> addAnnotator(const QString &code, study::AnnotatorKind kind,
                                                const QStringList &groups = {});
    base::Result<QList<study::Annotator>> annotators();
    base::Result<std::optional<study::Annotator>> annotatorByCode(const QString &code);

    /// One entry per live annotator.
    base::Result<QHash<study::AnnotatorId, AnnotatorProgress>> progress();

    /// `uid` empty: a new UUIDv7. `device`: JSON about the screen that was used, may be empty.
    base::Result<study::SessionId> addSession(study::AnnotatorId annotator, qint64 startedAt, const QString &uid = {},
                                              const QString &device = {});

    base::Result<void> addConsent(study::AnnotatorId annotator, const QString &textHash);
    base::Result<bool> hasConsent(study::AnnotatorId annotator, const QString &textHash);
    base::Result<void> addBackgroundAnswer(study::AnnotatorId annotator, const QString &question,
                                           const QString &answer);

private:
    Database &m_database;
};

} // namespace storage
