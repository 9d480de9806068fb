#pragma once

#include <array>
#include <memory>
#include <unordered_map>
#include <vector>

#include <QString>

#include "core/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace storage {

struct FinalizeStatement
{
    void operator()(sqlite3_stmt *statement) const;
};

/// A compiled statement and its text.
struct CompiledStatement
{
    std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle;
    QString sql;
};

/// Compiled statements of one connection, kept by their SQL while nobody uses them. Imports run the same dozen
/// statements a hundred thousand times. Owned by the connection and by the statements that are out.
/// It works on SQLite's own handle: the driver's binding of values takes longer than most of our statements.
class StatementPool
{
public:
    explicit StatementPool(QString path);

    /// To be called when the connection is open, before everything else.
    void open(sqlite3 *database) { m_database = database; }
    /// A statement with this SQL, compiled now or taken from the shelf.
    base::Result<CompiledStatement> take(const QString &sql);
    /// Resets the statement and keeps it for the next caller.
    void giveBack(CompiledStatement statement);
    /// Drops everything, what is out too. Called before the connection closes.
    void close();

    /// What SQLite says of the last failure on this connection.
    base::Error error(int code, const QString &sql) const;
    sqlite3 *database() const { return m_database; }

private:
    using Shelf = std::vector<CompiledStatement>;

    /// A text that was looked up lately. It shares the caller's characters and so keeps them where they are: another
    /// text with the same address is the same text.
    struct Recent
    {
        QString sql;
        Shelf *shelf = nullptr;
    };

    Shelf *shelf(const QString &sql);

    // More different statements than the program has; a bound against SQL made from texts.
    static constexpr size_t m_maxKept = 256;

    sqlite3 *m_database = nullptr;
    QString m_path;
    std::unordered_map<QString, Shelf> m_shelves;
    // Nearly every statement is a literal: hashing its text takes longer than running it.
    std::array<Recent, m_maxKept> m_recent;
    size_t m_kept = 0;
};

} // namespace storage
