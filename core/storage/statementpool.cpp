#include "core/storage/statementpool.h"

#include <QSqlError>

#include "core/storage/sqliteerror.h"

namespace storage {

StatementPool::StatementPool(QSqlDatabase database, QString path)
    : m_database(std::move(database))
    , m_path(std::move(path))
{
}

base::Result<std::unique_ptr<QSqlQuery>> StatementPool::take(const QString &sql)
{
    const auto kept = m_kept.find(sql);
    if (kept != m_kept.end()) {
        auto query = std::move(kept->second);
        m_kept.erase(kept);
        return query;
    }
    auto query = std::make_unique<QSqlQuery>(m_database);
    query->setForwardOnly(true); // otherwise the driver keeps every row it has read
    if (!query->prepare(sql))
        return tl::make_unexpected(sqliteError(query->lastError(), sql, m_path));
    return query;
}

void StatementPool::giveBack(std::unique_ptr<QSqlQuery> query)
{
    if (m_closed || m_kept.size() >= m_maxKept)
        return;
    query->finish();
    const QString sql = query->lastQuery();
    m_kept.emplace(sql, std::move(query));
}

void StatementPool::close()
{
    m_closed = true;
    m_kept.clear();
    m_database = QSqlDatabase();
}

} // namespace storage
