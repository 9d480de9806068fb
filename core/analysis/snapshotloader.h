#pragma once

#include "core/analysis/goldpairs.h"

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
    base::Result<void> loadVotes();
    base::Result<void> dropRivals();
    base::Result<void> loadScores();
    qint32 questionIndex(QByteArrayView name);
    /// "live_" where undone imports left rows behind: a look-up per row, which nobody needs else.
    base::Result<QString> liveOrPlain();
    base::Result<void> stopIfCancelled(qint64 rows, const QString &what) const;

    storage::Database &m_database;
    const base::Progress &m_progress;
    Snapshot m_snapshot;
    QString m_live;
    QHash<QByteArray, quint32> m_promptHashes;
    QHash<qint64, qint32> m_promptIndex;
    QHash<qint64, qint32> m_pictureIndex;
    QHash<qint64, qint32> m_annotatorIndex;
    GoldPairs m_gold;

    /// Beside each vote until the rivals are gone: its answer and when it was given; "undone" is a vote until then.
    struct VoteOrigin
    {
        qint64 answer = 0;
        qint64 answeredAt = 0;
        bool undone = false;
    };
    std::vector<VoteOrigin> m_origins;
    QList<QByteArray> m_questionNames;
};

} // namespace analysis
