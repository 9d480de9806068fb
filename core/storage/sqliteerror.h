#pragma once

#include "core/base/result.h"

class QSqlError;

namespace storage {

/// Turns a driver error into ours: "study.full" (disk full), "study.busy", "study.readonly", "study.damaged",
/// "study.constraint" or "study.sql". The SQL goes to the log, not to the user.
base::Error sqliteError(const QSqlError &error, const QString &sql);

} // namespace storage
