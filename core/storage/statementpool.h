#pragma once

#include <memory>
#include <unordered_map>

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include "core/base/result.h"

namespace storage {

/// Compiled statements of one connection, kept by their SQL while nobody uses them. Imports run the same dozen
/// statements a hundred thousand times. Owned by the connection and by the statements that are out.
class StatementPool
{
public:
    StatementPool(QSqlDatabase database, QString path);

    /// A statement with this SQL, compiled now or taken from the shelf.
    base::Result<std::unique_ptr<QSqlQuery>> take(const QString &sql);
    /// Resets the statement and keeps it for the next caller.
    void giveBack(std::unique_ptr<QSqlQuery> query);
    /// Drops everything; later returns are dropped too. Called before the connection closes.
    void close();

    /// The study file, for error messages.
    const QString &path() const { return m_path; }

private:
    // More different statements than the program has; a bound against SQL made from texts.
    static constexpr size_t m_maxKept = 256;

    QSqlDatabase m_database;
    QString m_path;
    std::unordered_multimap<QString, std::unique_ptr<QSqlQuery>> m_kept;
    bool m_closed = false;
};

} // namespace storage
