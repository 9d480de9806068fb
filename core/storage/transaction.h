#pragma once

#include "core/base/result.h"
#include "core/storage/database.h"

namespace storage {

/// A write transaction (BEGIN IMMEDIATE): rolled back when it goes out of scope, unless committed. Keep it short.
class Transaction
{
public:
    static base::Result<Transaction> begin(Database &database);

    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    /// After success everything since begin() is on disk (WAL with synchronous=FULL).
    base::Result<void> commit();

private:
    explicit Transaction(Database &database);

    Database *m_database;
};

} // namespace storage
