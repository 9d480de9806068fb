#pragma once

#include "core/base/result.h"

class QSqlError;

namespace storage {

/// Turns a driver error into ours: "study.full" (disk full), "study.busy", "study.readonly", "study.io",
/// "study.damaged", "study.constraint" or "study.sql". `path` is the study file; the SQL goes to the log, not to the
/// user.
base::Error sqliteError(const QSqlError &error, const QString &sql, const QString &path);
/// The same for a result code and message of SQLite's own interface.
base::Error sqliteError(int code, const QString &message, const QString &sql, const QString &path);

} // namespace storage
