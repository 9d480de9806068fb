#pragma once

#include <memory>
#include <optional>

#include <QByteArray>
#include <QString>

#include "core/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace base {

/// One compiled SQL statement of a SqliteStore. Parameters and columns count from 0. Belongs to its store, which must
/// live longer.
class SqliteQuery
{
public:
    void bind(int index, qint64 value);
    void bind(int index, QByteArrayView blob);
    void bind(int index, const QString &text);

    /// Goes to the next row; false at the end.
    Result<bool> step();
    /// Back to the start, with no parameters bound.
    void reset();

    qint64 integer(int column) const;
    double real(int column) const;
    /// A copy of the bytes.
    QByteArray blob(int column) const;

private:
    friend class SqliteStore;
    struct Finalizer
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    explicit SqliteQuery(sqlite3_stmt *statement)
        : m_statement(statement)
    {
    }

    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
};

/// A SQLite database for derived data that can be made again at any time: caches and indices. Studies are kept by
/// storage::Database, which promises much more. One thread at a time. Errors: "cache.damaged" when the file is broken
/// or no database, so that the owner deletes it; "cache.busy" while another program has it; "cache.sqlite" for
/// everything else (full, not allowed).
class SqliteStore
{
public:
    /// Opens or makes `path`; ":memory:" is a database of its own. Several processes may have a file open: writers wait
    /// for each other up to `busyMs`.
    static Result<SqliteStore> open(const QString &path, int busyMs = 2000);

    /// Runs every statement of a script, results are dropped.
    Result<void> execute(const char *script);
    Result<SqliteQuery> prepare(const char *sql);
    /// The first column of the first row; nothing without a row.
    Result<std::optional<qint64>> integer(const char *sql);
    /// Rows that the last statement changed.
    qint64 changes() const;

private:
    struct Closer
    {
        void operator()(sqlite3 *handle) const;
    };
    explicit SqliteStore(sqlite3 *handle)
        : m_handle(handle)
    {
    }

    std::unique_ptr<sqlite3, Closer> m_handle;
};

} // namespace base
