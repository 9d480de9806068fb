#include "core/storage/statement.h"

#include <sqlite3.h>

namespace storage {

Statement::Statement(CompiledStatement compiled, std::shared_ptr<StatementPool> pool)
    : m_compiled(std::move(compiled))
    , m_pool(std::move(pool))
{
}

Statement::~Statement()
{
    if (m_compiled.handle)
        m_pool->giveBack(std::move(m_compiled));
}

void Statement::bind(qint64 value)
{
    sqlite3_bind_int64(m_compiled.handle.get(), ++m_index, value);
}

void Statement::bind(double value)
{
    sqlite3_bind_double(m_compiled.handle.get(), ++m_index, value);
}

void Statement::bind(const QString &value)
{
    const QByteArray text = value.toUtf8();
    sqlite3_bind_text64(m_compiled.handle.get(), ++m_index, text.isNull() ? "" : text.constData(),
                        static_cast<sqlite3_uint64>(text.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Statement::bind(const QByteArray &value)
{
    sqlite3_bind_blob64(m_compiled.handle.get(), ++m_index, value.isNull() ? "" : value.constData(),
                        static_cast<sqlite3_uint64>(value.size()), SQLITE_TRANSIENT);
}

void Statement::bindNull()
{
    sqlite3_bind_null(m_compiled.handle.get(), ++m_index);
}

int Statement::step()
{
    const int code = sqlite3_step(m_compiled.handle.get());
    m_state = code == SQLITE_ROW ? State::OnRow : State::Idle;
    return code;
}

base::Result<void> Statement::execute()
{
    sqlite3_stmt *statement = m_compiled.handle.get();
    if (m_index != sqlite3_bind_parameter_count(statement)) {
        base::Error error = m_pool->error(SQLITE_ERROR, m_compiled.sql);
        error.message = QStringLiteral("a statement has %1 parameters and got %2")
                            .arg(sqlite3_bind_parameter_count(statement))
                            .arg(m_index);
        return tl::make_unexpected(error);
    }
    const int code = step();
    if (code == SQLITE_ROW) {
        m_state = State::FirstRow;
        return {};
    }
    // The message must be read before the reset; a finished statement is reset so that it holds no lock.
    const base::Error error = code == SQLITE_DONE ? base::Error() : m_pool->error(code, m_compiled.sql);
    sqlite3_reset(statement);
    return code == SQLITE_DONE ? base::Result<void>() : tl::make_unexpected(error);
}

bool Statement::next()
{
    if (m_state == State::FirstRow) {
        m_state = State::OnRow;
        return true;
    }
    if (m_state != State::OnRow)
        return false;
    if (step() == SQLITE_ROW)
        return true;
    sqlite3_reset(m_compiled.handle.get());
    return false;
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_compiled.handle.get(), column) == SQLITE_NULL;
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_compiled.handle.get(), column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_compiled.handle.get(), column);
}

QString Statement::text(int column) const
{
    sqlite3_stmt *statement = m_compiled.handle.get();
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
    return QString::fromUtf8(text, sqlite3_column_bytes(statement, column));
}

QByteArray Statement::blob(int column) const
{
    sqlite3_stmt *statement = m_compiled.handle.get();
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(statement, column));
    return QByteArray(bytes, sqlite3_column_bytes(statement, column));
}

std::optional<double> Statement::optionalReal(int column) const
{
    if (isNull(column))
        return std::nullopt;
    return real(column);
}

qint64 Statement::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_pool->database());
}

int Statement::rowsAffected() const
{
    return sqlite3_changes(m_pool->database());
}

void Statement::finish()
{
    if (m_state != State::Idle)
        sqlite3_reset(m_compiled.handle.get());
    m_state = State::Idle;
}

} // namespace storage
