#pragma once

#include <memory>

#include <QByteArrayView>
#include <QString>

#include "core/base/result.h"

struct sqlite3_stmt;

namespace storage {

class Database;

/// Steps through the rows of one SELECT without arguments at SQLite's own speed: nothing is copied or boxed per value,
/// which for whole tables is most of the time that Statement takes. Columns count from 0. Must not outlive its Database.
class RowScan
{
public:
    static base::Result<RowScan> open(Database &database, const QString &sql);

    /// Goes to the next row; false at the end.
    base::Result<bool> next();
    bool isNull(int column) const;
    qint64 integer(int column) const;
    double real(int column) const;
    /// UTF-8, valid until the next row.
    QByteArrayView text(int column) const;

private:
    struct Finalizer
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    RowScan(sqlite3_stmt *statement, QString path)
        : m_statement(statement)
        , m_path(std::move(path))
    {
    }

    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
    QString m_path;
};

} // namespace storage
