#pragma once

#include "core/base/progress.h"
#include "core/interchange/importwriter.h"
#include "core/interchange/papertables.h"

namespace interchange {

/// Writes the score tables of the paper that lie in `files` as pictures without a file and their published scores:
/// - generator × prompt × four scores: two pictures per row ("original", "distorted") under two prompts of the group
///   "coco-<number>", whose texts the tables do not tell. A picture that the study has already in that place gets the
///   scores instead of a new record;
/// - the emotion table: a happy face and three edited ones per row, the edited ones labelled with their emotion;
/// - the judge's validation: "judge:<dimension>" (second = the most probable class) beside "rating:<dimension>".
/// Scores from before pictures were regenerated are kept apart: the generator's whole block with these values under
/// "<scorer>-before-regeneration", because the paper averages them with the others. Warnings go to the writer's
/// report: duplicated blocks, stale scores, exact ties, files that were left out. Errors: those of readPaperTable().
base::Result<void> importAasScores(ImportWriter &writer, const QStringList &files, bool keepGoing,
                                   const base::Progress &progress);

} // namespace interchange
