#pragma once

#include <QByteArray>
#include <QString>

#include "core/base/result.h"

namespace cli {

/// The content of a small file named on the command line. Errors: "file.missing", "file.read", "file.large"
/// (over 64 MiB).
base::Result<QByteArray> readInputFile(const QString &path);

} // namespace cli
