#include "core/storage/transaction.h"

#include <utility>

#include <sqlite3.h>

namespace storage {

Transaction::Transaction(Database *database)
    : m_database(database)
{
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

base::Result<Transaction> Transaction::begin(Database &database)
{
    BASE_TRY(database.checkStillThere());
    // IMMEDIATE waits for other writers here, where waiting is possible; a read lock that turns into a write
    // lock later could only fail.
    BASE_TRY(database.execute(QStringLiteral("BEGIN IMMEDIATE")));
    return Transaction(&database);
}

base::Result<Transaction> Transaction::beginReading(Database &database)
{
    BASE_TRY(database.execute(QStringLiteral("BEGIN")));
    return Transaction(&database);
}

base::Result<Transaction> Transaction::join(Database &database)
{
    if (sqlite3_get_autocommit(database.handle()) == 0)
        return Transaction(nullptr);
    return begin(database);
}

Transaction::~Transaction()
{
    // A full disk may have rolled back already: then there is nothing left to do, and saying so fails
    // harmlessly.
    if (m_database && sqlite3_get_autocommit(m_database->handle()) == 0)
        static_cast<void>(m_database->execute(QStringLiteral("ROLLBACK")));
}

base::Result<void> Transaction::commit()
{
    if (!m_database)
        return {};
    BASE_TRY(m_database->execute(QStringLiteral("COMMIT"))); // on failure the destructor rolls back
    m_database = nullptr;
    return {};
}

} // namespace storage
