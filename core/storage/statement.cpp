#include "core/storage/statement.h"

#include <QSqlError>

#include "core/storage/sqliteerror.h"
#include "core/storage/statementpool.h"

namespace storage {

Statement::Statement(std::unique_ptr<QSqlQuery> query, std::shared_ptr<StatementPool> pool)
    : m_query(std::move(query))
    , m_pool(std::move(pool))
{
}

Statement::~Statement()
{
    if (m_query)
        m_pool->giveBack(std::move(m_query));
}

base::Result<void> Statement::execute()
{
    if (!m_query->exec())
        return tl::make_unexpected(sqliteError(m_query->lastError(), m_query->lastQuery(), m_pool->path()));
    return {};
}

bool Statement::next()
{
    return m_query->next();
}

bool Statement::isNull(int column) const
{
    return m_query->isNull(column);
}

qint64 Statement::integer(int column) const
{
    return m_query->value(column).toLongLong();
}

double Statement::real(int column) const
{
    return m_query->value(column).toDouble();
}

QString Statement::text(int column) const
{
    return m_query->value(column).toString();
}

QByteArray Statement::blob(int column) const
{
    return m_query->value(column).toByteArray();
}

std::optional<double> Statement::optionalReal(int column) const
{
    if (isNull(column))
        return std::nullopt;
    return real(column);
}

qint64 Statement::lastInsertId() const
{
    return m_query->lastInsertId().toLongLong();
}

int Statement::rowsAffected() const
{
    return m_query->numRowsAffected();
}

void Statement::finish()
{
    m_query->finish();
}

} // namespace storage
