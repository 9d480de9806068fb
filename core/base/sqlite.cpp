#include "core/base/sqlite.h"

#include <sqlite3.h>

namespace base {

namespace {

tl::unexpected<Error> failure(sqlite3 *handle, int code)
{
    const char *message = handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    const char *file = handle ? sqlite3_db_filename(handle, "main") : nullptr;
    const int kind = code & 0xff;
    const bool damaged = kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB;
    return failIn(QString::fromUtf8(file ? file : ""), 0,
                  damaged               ? QStringLiteral("cache.damaged")
                  : kind == SQLITE_BUSY ? QStringLiteral("cache.busy")
                                        : QStringLiteral("cache.sqlite"),
                  QString::fromUtf8(message));
}

} // namespace

void SqliteQuery::Finalizer::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

void SqliteStore::Closer::operator()(sqlite3 *handle) const
{
    sqlite3_close_v2(handle);
}

void SqliteQuery::bind(int index, qint64 value)
{
    sqlite3_bind_int64(m_statement.get(), index + 1, value);
}

void SqliteQuery::bind(int index, QByteArrayView blob)
{
    sqlite3_bind_blob64(m_statement.get(), index + 1, blob.constData(), sqlite3_uint64(blob.size()), SQLITE_TRANSIENT);
}

void SqliteQuery::bind(int index, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    sqlite3_bind_text64(m_statement.get(), index + 1, utf8.constData(), sqlite3_uint64(utf8.size()), SQLITE_TRANSIENT,
                        SQLITE_UTF8);
}

Result<bool> SqliteQuery::step()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return failure(sqlite3_db_handle(m_statement.get()), code);
}

void SqliteQuery::reset()
{
    sqlite3_reset(m_statement.get());
    sqlite3_clear_bindings(m_statement.get());
}

qint64 SqliteQuery::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

double SqliteQuery::real(int column) const
{
    return sqlite3_column_double(m_statement.get(), column);
}

QByteArray SqliteQuery::blob(int column) const
{
    const void *data = sqlite3_column_blob(m_statement.get(), column);
    return QByteArray(static_cast<const char *>(data), sqlite3_column_bytes(m_statement.get(), column));
}

Result<SqliteStore> SqliteStore::open(const QString &path, int busyMs)
{
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(path.toUtf8().constData(), &handle,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    SqliteStore store(handle);
    if (code != SQLITE_OK)
        return failure(handle, code);
    sqlite3_busy_timeout(handle, busyMs);
    // A file from elsewhere in our place must not run code of its own.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    return store;
}

Result<void> SqliteStore::execute(const char *script)
{
    const int code = sqlite3_exec(m_handle.get(), script, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return failure(m_handle.get(), code);
    return {};
}

Result<SqliteQuery> SqliteStore::prepare(const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_handle.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return failure(m_handle.get(), code);
    return SqliteQuery(statement);
}

Result<std::optional<qint64>> SqliteStore::integer(const char *sql)
{
    BASE_TRY_ASSIGN(query, prepare(sql));
    BASE_TRY_ASSIGN(row, query.step());
    return row ? std::optional<qint64>(query.integer(0)) : std::nullopt;
}

qint64 SqliteStore::changes() const
{
    return sqlite3_changes64(m_handle.get());
}

} // namespace base
