#pragma once

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

/// Whether each of the files is a sound study of ours and says the same as `study` of every row that both have, on all
/// cores. Reports the first one in order that is not. Errors: those of Database::open(), "merge.damaged",
/// "merge.differs", "cancelled".
base::Result<void> checkBeforeMerge(const QString &study, const QStringList &others, const base::Progress &progress);

} // namespace storage
