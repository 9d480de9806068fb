#include "core/storage/rowscan.h"

#include <sqlite3.h>

#include "core/storage/database.h"
#include "core/storage/sqliteerror.h"

namespace storage {

void RowScan::Finalizer::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

base::Result<RowScan> RowScan::open(Database &database, const QString &sql)
{
    sqlite3_stmt *statement = nullptr;
    const QByteArray text = sql.toUtf8();
    const int code =
        sqlite3_prepare_v2(database.handle(), text.constData(), int(text.size()), &statement, nullptr);
    if (code != SQLITE_OK)
        return tl::make_unexpected(sqliteError(code, QString::fromUtf8(sqlite3_errmsg(database.handle())), sql,
                                               database.path()));
    return RowScan(statement, database.path());
}

base::Result<bool> RowScan::next()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    sqlite3 *const handle = sqlite3_db_handle(m_statement.get());
    return tl::make_unexpected(sqliteError(code, QString::fromUtf8(sqlite3_errmsg(handle)),
                                           QString::fromUtf8(sqlite3_sql(m_statement.get())), m_path));
}

bool RowScan::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

qint64 RowScan::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

double RowScan::real(int column) const
{
    return sqlite3_column_double(m_statement.get(), column);
}

QByteArrayView RowScan::text(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
    return {text, text ? sqlite3_column_bytes(m_statement.get(), column) : 0};
}

} // namespace storage
