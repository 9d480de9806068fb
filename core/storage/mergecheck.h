#pragma once

#include <atomic>
#include <future>
#include <thread>
#include <vector>

#include <QStringList>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace storage {

class Database;

/// Another study's file, attached to a connection as "other" while this lives.
class Attached
{
public:
    explicit Attached(Database &database);
    ~Attached();
    Q_DISABLE_COPY_MOVE(Attached)

    static base::Result<void> attach(Database &database, const QString &path);

private:
    Database &m_database;
};

/// Looks on all cores whether each of the files is a sound study of ours and says the same as `study` of every row that
/// both have, while the caller goes on with those that were found so.
class MergeChecks
{
public:
    MergeChecks(QString study, QStringList others, const base::Progress &progress);
    /// Waits for the files that are being looked at; the others are left.
    ~MergeChecks();
    Q_DISABLE_COPY_MOVE(MergeChecks)

    /// Waits for what came of a file, by its place; may be asked once. Errors: those of Database::open(),
    /// "merge.damaged", "merge.differs", "cancelled".
    base::Result<void> result(qsizetype file);

private:
    void work();

    const QString m_study;
    const QStringList m_others;
    const base::Progress &m_progress;
    std::vector<std::promise<base::Result<void>>> m_results;
    std::atomic<size_t> m_next = 0;
    std::atomic<bool> m_isStopped = false;
    std::vector<std::jthread> m_threads; ///< last: ends before what it uses
};

} // namespace storage
