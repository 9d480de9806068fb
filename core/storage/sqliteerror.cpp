#include "core/storage/sqliteerror.h"

#include <sqlite3.h>

#include <QLoggingCategory>
#include <QSqlError>

namespace storage {

namespace {
Q_LOGGING_CATEGORY(log, "dissensus.storage", QtWarningMsg)
}

base::Error sqliteError(const QSqlError &error, const QString &sql, const QString &path)
{
    const QString message = error.databaseText().isEmpty() ? error.text() : error.databaseText();
    return sqliteError(error.nativeErrorCode().toInt(), message, sql, path);
}

base::Error sqliteError(int code, const QString &message, const QString &sql, const QString &path)
{
    qCDebug(log) << "SQL failed:" << sql << message;
    base::Error result;
    result.file = path;
    switch (code & 0xff) { // the low byte is the primary result code
    case SQLITE_FULL:
        result.code = QStringLiteral("study.full");
        result.message = QStringLiteral("the disk is full");
        result.hint = QStringLiteral("Free some space, then try again");
        break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        result.code = QStringLiteral("study.busy");
        result.message = QStringLiteral("another program is writing to the study");
        result.hint = QStringLiteral("Try again in a moment");
        break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        result.code = QStringLiteral("study.readonly");
        result.message = QStringLiteral("the study cannot be written");
        result.hint = QStringLiteral("Check the permissions of the file and its folder");
        break;
    case SQLITE_IOERR:
        result.code = QStringLiteral("study.io");
        result.message = QStringLiteral("the disk reported an error (%1)").arg(code);
        result.hint = QStringLiteral("Check the disk, then try again");
        break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        result.code = QStringLiteral("study.damaged");
        result.message = QStringLiteral("the file is damaged or is not a study");
        result.hint = QStringLiteral("Run dissensus-cli check, or open a backup");
        break;
    case SQLITE_CONSTRAINT:
        result.code = QStringLiteral("study.constraint");
        result.message = message;
        break;
    default:
        result.code = QStringLiteral("study.sql");
        result.message = message;
    }
    return result;
}

} // namespace storage
