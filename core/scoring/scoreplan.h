#pragma once

#include <QHash>
#include <QList>

#include "core/base/result.h"
#include "core/scoring/messages.h"
#include "core/scoring/scorerequest.h"

namespace storage {
class Database;
}

namespace scoring {

/// One distinct picture file and the scores that it misses.
struct ScoreTask
{
    study::AssetId asset;
    QString sha256;
    qint64 bytes = 0;
    QStringList pictures;     ///< ids of its uses
    QStringList scorers;      ///< those that have something to do
    QStringList promptHashes; ///< for those of them that need a prompt
    bool suspect = false;     ///< was in work when a worker died
    int crashes = 0;          ///< how often a worker died while it had only this in work
    bool sendBytes = false;   ///< the worker could not use the path
};

/// What a request means for a study as it is now.
struct ScorePlan
{
    QList<ScoreTask> tasks;        ///< in the order of the study
    QHash<QString, QString> texts; ///< by prompt hash
    qint64 reused = 0;             ///< score values that are there already

    /// `scorers`: what the worker says of the scorers asked for. Pictures without a file are left out.
    static base::Result<ScorePlan> make(storage::Database &database, const ScoreRequest &request,
                                        const QList<ScorerInfo> &scorers);
};

/// The scorers of a request as the worker knows them; every installed one when the list is empty.
/// Errors: "scorer.unknown", "scorer.notinstalled".
base::Result<QList<ScorerInfo>> resolveScorers(const QStringList &ids, const WorkerFacts &facts);

} // namespace scoring
