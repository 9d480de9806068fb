#pragma once

#include <QList>
#include <QString>

#include "core/base/result.h"
#include "core/study/ids.h"

namespace storage {
class Database;
}

namespace trials {

/// Pictures that an annotator shall judge against each other, beside what the protocol's design gives them.
struct PairBatch
{
    QString annotator; ///< code; a new one is added
    study::PromptId prompt;
    QList<study::PictureId> pictures; ///< two or more: every pair of them
};

/// What came of it.
struct PlannedBatch
{
    study::SourceId source; ///< withdraw it to take the batch back; invalid when nothing was added
    int added = 0;
    int known = 0; ///< pairs that the annotator has in their list already
};

/// Appends the pairs to the annotator's list, in one transaction (a part of the caller's, if one is open). Order and
/// sides follow the seed as for any other pair; practice, repeats and the design's pairs are planned first, so that the
/// batch changes none of them. The trials belong to a source of kind "pairs", whose withdrawal takes them back as long
/// as none of them was answered. Pictures without a file and two uses of one file make no pair.
/// Errors: "pairs.few" (nothing to pair), "pairs.picture" (not in the study), those of TrialPlanner and storage.
base::Result<PlannedBatch> planBatch(storage::Database &database, const PairBatch &batch);

} // namespace trials
