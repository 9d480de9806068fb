#pragma once

#include <QByteArray>
#include <QStringList>

#include "core/base/result.h"

namespace widgets {

/// One RFC 4180 record with its line end; fields are quoted where needed.
QByteArray csvRecord(const QStringList &fields);

/// Writes bytes so that an existing file is replaced whole or not at all; for pool threads. Errors: "export.write".
base::Result<void> writeFile(const QString &path, const QByteArray &bytes);

} // namespace widgets
