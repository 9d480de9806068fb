#pragma once

#include <memory>

#include <QDir>
#include <QString>

#include "core/base/result.h"
#include "core/storage/schema.h"
#include "core/storage/statement.h"

struct sqlite3;

namespace storage {

/// `PRAGMA application_id` of our files: "DSNS".
inline constexpr qint32 applicationId = 0x44534e53;
/// `PRAGMA user_version` that this program reads and writes.
inline constexpr int schemaVersion = 1;

/// A connection to one study file. Made on the thread that uses it and used on no other; open as many as there
/// are threads. WAL, synchronous=FULL, foreign keys, recursive triggers and a 5 s busy timeout are set and checked.
class Database
{
public:
    enum class Mode { ReadOnly, ReadWrite };

    /// Makes a new study file with schema and title. Errors: "study.exists", "study.readonly", "study.full".
    static base::Result<Database> create(const QString &path, const QString &title);

    /// Opens an existing study. An older schema is backed up beside the file and stepped up (ReadWrite only).
    /// Errors: "study.missing", "study.notastudy", "study.newer" (names the version that can open it),
    /// "study.damaged", "study.readonly".
    /// ReadOnly refuses writes by this connection; it works on a read-only disk too.
    static base::Result<Database> open(const QString &path, Mode mode = Mode::ReadWrite);
    /// The same for another list of schema steps.
    static base::Result<Database> open(const QString &path, Mode mode, const QList<SchemaStep> &steps);

    /// The `schema_version` of the file, for `study info`.
    base::Result<int> fileSchemaVersion();

    Database(Database &&) noexcept;
    Database &operator=(Database &&) noexcept;
    ~Database();

    /// Absolute path of the study file.
    QString path() const;
    /// The folder that relative picture paths start from.
    QDir folder() const;
    /// The text id of the study.
    QString uid() const;

    base::Result<Statement> prepare(const QString &sql);
    /// Runs one statement without arguments and results.
    base::Result<void> execute(const QString &sql);
    /// Runs every statement of a script.
    base::Result<void> executeScript(const QString &script);

    /// A number that grows whenever any connection changed the study, the same for all connections at the same state:
    /// results remember the one they were computed from. (Everything is append-only: it is the sum of the newest row
    /// numbers.)
    base::Result<qint64> revision();

    /// Whether the path still leads to the file that was opened. SQLite goes on writing happily into a file that was
    /// deleted or replaced (a pulled stick, a synchronising folder); Transaction asks first. Error: "study.gone".
    base::Result<void> checkStillThere() const;

    /// SQLite's own handle, for backup and authorizer. The driver and this program use the same library: checked at
    /// open.
    sqlite3 *handle() const;

private:
    class Connection;
    explicit Database(std::unique_ptr<Connection> connection);
    static base::Result<Database> connect(const QString &path, Mode mode);
    void rememberFile();
    base::Result<void> configure(Mode mode);
    base::Result<void> readIdentity(const QList<SchemaStep> &steps, Mode mode);
    base::Result<qint64> pragma(const QString &name);
    base::Result<void> setPragma(const QString &name, qint64 value);

    std::unique_ptr<Connection> m_connection;
};

} // namespace storage
