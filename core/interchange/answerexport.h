#pragma once

#include "core/interchange/exportcontext.h"
#include "core/interchange/tablewriter.h"

namespace interchange {

// One row per live answer, in the order of time and id: the order does not depend on how the rows came into the study.

/// Votes: every answer ever given to a choice question, undone and superseded ones included.
base::Result<void> exportVotes(storage::Database &database, const ExportContext &context, TableWriter &out,
                               const base::Progress &progress);
/// Labels and ratings of every answer ever given.
base::Result<void> exportLabels(storage::Database &database, const ExportContext &context, TableWriter &out,
                                const base::Progress &progress);
/// Trials by annotator and place in the sequence. `state` is open, answered or skipped.
base::Result<void> exportTrials(storage::Database &database, const ExportContext &context, TableWriter &out,
                                const base::Progress &progress);

} // namespace interchange
