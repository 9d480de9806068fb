#pragma once

#include <QHash>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/scoring/messages.h"
#include "core/scoring/scorerequest.h"
#include "core/study/ids.h"

namespace storage {
class Database;
}

namespace scoring {

/// Writes computed scores: one transaction per batch, nothing twice.
class ScoreStore
{
public:
    /// `scorers`: with their fingerprints; what the worker says of itself is recorded beside each score.
    ScoreStore(storage::Database &database, const WorkerFacts &facts, const QList<ScorerInfo> &scorers, bool again);

    /// Commits the values, and the features that came with them, and returns the values that were not there yet (all of them with `again`). Waits while another
    /// program writes; errors: as the repositories, "cancelled".
    base::Result<QList<ScoredValue>> commit(const QList<ScoredValue> &values, const QList<MadeFeatures> &features,
                                            const base::Progress &progress);

private:
    base::Result<QList<ScoredValue>> tryCommit(const QList<ScoredValue> &values, const QList<MadeFeatures> &features);

    storage::Database &m_database;
    WorkerFacts m_facts;
    QHash<QString, ScorerInfo> m_scorers;
    bool m_again;
};

} // namespace scoring
