#include "core/storage/statementpool.h"

#include <sqlite3.h>

#include "core/storage/sqliteerror.h"

namespace storage {

void FinalizeStatement::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

StatementPool::StatementPool(QString path)
    : m_path(std::move(path))
{
}

/// Where statements with this SQL are kept; nothing when there are too many different ones.
StatementPool::Shelf *StatementPool::shelf(const QString &sql)
{
    constexpr quintptr literalAlignment = 16;
    Recent &recent = m_recent[reinterpret_cast<quintptr>(sql.constData()) / literalAlignment % m_recent.size()];
    if (recent.shelf && recent.sql.constData() == sql.constData() && recent.sql.size() == sql.size())
        return recent.shelf;
    const auto known = m_shelves.find(sql);
    if (known == m_shelves.end() && m_shelves.size() >= m_maxKept)
        return nullptr;
    Shelf *found = known == m_shelves.end() ? &m_shelves[sql] : &known->second;
    recent = {sql, found};
    return found;
}

base::Result<CompiledStatement> StatementPool::take(const QString &sql)
{
    if (!m_database)
        return base::failIn(m_path, 0, QStringLiteral("study.sql"), QStringLiteral("the study is closed"));
    Shelf *kept = shelf(sql);
    if (kept && !kept->empty()) {
        CompiledStatement statement = std::move(kept->back());
        kept->pop_back();
        --m_kept;
        return statement;
    }
    const QByteArray text = sql.toUtf8();
    sqlite3_stmt *compiled = nullptr;
    const char *rest = nullptr;
    const int code = sqlite3_prepare_v3(m_database, text.constData(), -1, SQLITE_PREPARE_PERSISTENT, &compiled, &rest);
    CompiledStatement statement{std::unique_ptr<sqlite3_stmt, FinalizeStatement>(compiled), sql};
    if (code != SQLITE_OK)
        return tl::make_unexpected(error(code, sql));
    if (!compiled || !QByteArray(rest).trimmed().isEmpty())
        return tl::make_unexpected(
            sqliteError(SQLITE_ERROR, QStringLiteral("there must be one statement"), sql, m_path));
    return statement;
}

void StatementPool::giveBack(CompiledStatement statement)
{
    if (!m_database) { // close() has finalized it
        static_cast<void>(statement.handle.release());
        return;
    }
    sqlite3_reset(statement.handle.get());
    if (m_kept >= m_maxKept)
        return;
    sqlite3_clear_bindings(statement.handle.get()); // large values would stay in memory
    if (Shelf *place = shelf(statement.sql)) {
        place->push_back(std::move(statement));
        ++m_kept;
    }
}

void StatementPool::close()
{
    m_recent = {};
    m_shelves.clear();
    m_kept = 0;
    // SQLite does not close while a statement is there.
    while (sqlite3_stmt *out = m_database ? sqlite3_next_stmt(m_database, nullptr) : nullptr)
        sqlite3_finalize(out);
    m_database = nullptr;
}

base::Error StatementPool::error(int code, const QString &sql) const
{
    return sqliteError(code, QString::fromUtf8(sqlite3_errmsg(m_database)), sql, m_path);
}

} // namespace storage
