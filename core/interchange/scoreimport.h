#pragma once

#include "core/base/progress.h"
#include "core/interchange/importwriter.h"
#include "core/interchange/table.h"

namespace interchange {

/// Stores a table of scores, contract §5. A row with our own columns `fingerprint` and `origin` is kept as it was;
/// any other is an imported value. Call between ImportWriter::begin() and finish().
base::Result<void> importScores(ImportWriter &writer, const QString &path, const ColumnMap &map,
                                const base::Progress &progress);

} // namespace interchange
