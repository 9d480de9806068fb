#pragma once

#include <memory>
#include <optional>

#include <QByteArray>
#include <QString>

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/storage/statementpool.h"

namespace storage {

/// One prepared SQL statement. Bind in order, run, then read rows:
///     BASE_TRY_ASSIGN(select, db.prepare(QStringLiteral("SELECT id FROM prompt WHERE hash = ?")));
///     BASE_TRY(select.run(hash));
///     while (select.next()) use(select.integer(0));
/// Belongs to the thread of its Database and must not outlive it. When it goes out of scope its read lock is freed and
/// the compiled statement goes back to the Database, so that preparing the same SQL again costs nothing.
class Statement
{
public:
    Statement(CompiledStatement compiled, std::shared_ptr<StatementPool> pool);
    Statement(Statement &&) noexcept = default;
    Statement &operator=(Statement &&) = delete;
    ~Statement();

    /// Binds the arguments in order and executes. Takes qint64, int, double, bool, QString, QByteArray, Ids
    /// (an invalid Id binds NULL) and std::optional of these (nothing binds NULL).
    template <typename... Args>
    base::Result<void> run(const Args &...args)
    {
        finish();
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
    enum class State {
        Idle,     ///< nothing to read
        FirstRow, ///< run() has fetched a row that next() did not show yet
        OnRow,
    };

    void bind(qint64 value);
    void bind(int value) { bind(qint64{value}); }
    void bind(bool value) { bind(qint64{value}); }
    void bind(double value);
    void bind(const QString &value); // our columns hold empty texts and blobs instead of NULL
    void bind(const QByteArray &value);
    template <typename Tag>
    void bind(base::Id<Tag> id)
    {
        id.isValid() ? bind(id.value) : bindNull();
    }
    template <typename T>
    void bind(const std::optional<T> &value)
    {
        value ? bind(*value) : bindNull();
    }
    void bindNull();
    base::Result<void> execute();
    /// Takes a step; SQLite's result code.
    int step();

    CompiledStatement m_compiled;
    std::shared_ptr<StatementPool> m_pool;
    int m_index = 0;
    State m_state = State::Idle;
};

} // namespace storage
