#pragma once

#include "core/base/progress.h"
#include "core/interchange/importwriter.h"
#include "core/interchange/table.h"

namespace interchange {

/// Stores a table of labels and ratings: our own export, or another tool's through a column map. Needed are
/// `annotator`, `picture` and `label`. Rows of one answer (`answer_id`; without it: same trial, question and time) are
/// kept together. A trial that does not exist yet is made of the pictures that its rows label.
base::Result<void> importLabels(ImportWriter &writer, const QString &path, const ColumnMap &map,
                                const base::Progress &progress);

} // namespace interchange
