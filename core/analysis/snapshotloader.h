#pragma once

#include "core/analysis/snapshot.h"

namespace analysis {

/// Reads a Snapshot: one pass over each table.
class SnapshotLoader
{
public:
    SnapshotLoader(storage::Database &database, const base::Progress &progress);

    enum class Extent { Pictures, All };

    base::Result<Snapshot> load(Extent extent = Extent::All);

private:
    base::Result<void> loadPrompts();
    base::Result<void> loadPictures();
    base::Result<void> loadPeople();
    base::Result<void> loadGold();
    base::Result<void> loadVotes();
    base::Result<void> loadScores();
    base::Result<void> stopIfCancelled(qint64 rows, const QString &what) const;
    /// By the protocol's list; for trials that do not say themselves which picture passes.
    std::optional<bool> goldPassed(qint64 protocol, const SnapshotVote &vote) const;
    static std::optional<bool> goldPassedBy(qint32 better, const SnapshotVote &vote);

    storage::Database &m_database;
    const base::Progress &m_progress;
    Snapshot m_snapshot;
    QHash<QString, quint32> m_promptHashes;
    QHash<qint64, qint32> m_promptIndex;
    QHash<qint64, qint32> m_pictureIndex;
    QHash<qint64, qint32> m_annotatorIndex;
    /// Per protocol: (better, worse) pictures, each known by id or SHA-256.
    QHash<qint64, QHash<QString, QString>> m_gold;
    QHash<study::AssetId, QString> m_assetHashes; ///< only when there is gold
};

} // namespace analysis
