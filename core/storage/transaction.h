#pragma once

#include "core/base/result.h"
#include "core/storage/database.h"

namespace storage {

/// A transaction: rolled back when it goes out of scope, unless committed. Keep it short.
class Transaction
{
public:
    /// To write (BEGIN IMMEDIATE).
    static base::Result<Transaction> begin(Database &database);
    /// To read (BEGIN): everything that is read until the end is of one moment, and no writer waits for it. Temporary
    /// tables can be written.
    static base::Result<Transaction> beginReading(Database &database);
    /// For work of several rows that may be a part of something larger: begins a transaction, or takes part in the one
    /// that is open already; commit() then leaves the deed to the outer one.
    static base::Result<Transaction> join(Database &database);

    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    /// After success everything since begin() is on disk (WAL with synchronous=FULL). After failure nothing is.
    base::Result<void> commit();

private:
    explicit Transaction(Database *database);

    Database *m_database; ///< null: nothing to do at the end
};

} // namespace storage
