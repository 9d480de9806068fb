#pragma once

#include <memory>
#include <optional>

#include <QSqlQuery>
#include <QVariant>

#include "core/base/ids.h"
#include "core/base/result.h"

namespace storage {

class StatementPool;

/// One prepared SQL statement. Bind in order, run, then read rows:
///     BASE_TRY_ASSIGN(select, db.prepare(QStringLiteral("SELECT id FROM prompt WHERE hash = ?")));
///     BASE_TRY(select.run(hash));
///     while (select.next()) use(select.integer(0));
/// Belongs to the thread of its Database and must not outlive it. When it goes out of scope its read lock is freed and
/// the compiled statement goes back to the Database, so that preparing the same SQL again costs nothing.
class Statement
{
public:
    Statement(std::unique_ptr<QSqlQuery> query, std::shared_ptr<StatementPool> pool);
    Statement(Statement &&) noexcept = default;
    Statement &operator=(Statement &&) = delete;
    ~Statement();

    /// Binds the arguments in order and executes. Takes qint64, int, double, bool, QString, QByteArray, Ids
    /// (an invalid Id binds NULL) and std::optional of these (nothing binds NULL).
    template <typename... Args>
    base::Result<void> run(const Args &...args)
    {
        m_index = 0;
        (bind(args), ...);
        return execute();
    }

    /// Goes to the next row; false at the end.
    bool next();
    bool isNull(int column) const;
    qint64 integer(int column) const;
    double real(int column) const;
    QString text(int column) const;
    QByteArray blob(int column) const;
    std::optional<double> optionalReal(int column) const;
    template <typename IdType>
    IdType id(int column) const
    {
        return IdType(integer(column));
    }

    /// Row number of the row that the last run inserted.
    qint64 lastInsertId() const;
    int rowsAffected() const;
    /// Frees the read lock of a SELECT that was not read to its end.
    void finish();

private:
    void bind(qint64 value) { m_query->bindValue(m_index++, value); }
    void bind(int value) { m_query->bindValue(m_index++, value); }
    void bind(bool value) { m_query->bindValue(m_index++, value ? 1 : 0); }
    void bind(double value) { m_query->bindValue(m_index++, value); }
    // The driver binds a null string as NULL; our columns hold empty texts and blobs instead.
    void bind(const QString &value) { m_query->bindValue(m_index++, value.isNull() ? QStringLiteral("") : value); }
    void bind(const QByteArray &value) { m_query->bindValue(m_index++, value.isNull() ? QByteArray("") : value); }
    template <typename Tag>
    void bind(base::Id<Tag> id)
    {
        m_query->bindValue(m_index++, id.isValid() ? QVariant(id.value) : QVariant());
    }
    template <typename T>
    void bind(const std::optional<T> &value)
    {
        if (value)
            bind(*value);
        else
            m_query->bindValue(m_index++, QVariant());
    }
    base::Result<void> execute();

    std::unique_ptr<QSqlQuery> m_query;
    std::shared_ptr<StatementPool> m_pool;
    int m_index = 0;
};

} // namespace storage
