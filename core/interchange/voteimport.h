#pragma once

#include "core/base/progress.h"
#include "core/interchange/importwriter.h"
#include "core/interchange/table.h"

namespace interchange {

/// Stores a table of votes: our own export, or another tool's through a column map. Needed are `annotator`, the prompt
/// (`prompt` or `prompt_id` or `prompt_group`), two pictures (`left_picture` and `right_picture`, or the generators)
/// and what was answered (`answer`, or `preferred_side`, `preferred_picture` or `preferred_generator`). Prompts,
/// generators, annotators, sessions, trials and picture records that do not exist yet are made.
base::Result<void> importVotes(ImportWriter &writer, const QString &path, const ColumnMap &map,
                               const base::Progress &progress);

/// Stores the exported trials: what was planned, answered or not.
base::Result<void> importTrials(ImportWriter &writer, const QString &path, const ColumnMap &map,
                                const base::Progress &progress);

} // namespace interchange
