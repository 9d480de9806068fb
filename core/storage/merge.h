#pragma once

#include <QStringList>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace storage {

class Database;

/// What a merge brought.
struct MergeReport
{
    int files = 0;
    qint64 prompts = 0;
    qint64 generators = 0;
    qint64 pictures = 0;
    qint64 annotators = 0;
    qint64 trials = 0;
    qint64 votes = 0;
    qint64 labels = 0;
    qint64 scores = 0;
};

/// Brings what other studies hold into this one, in one transaction: pictures, annotators, trials, answers, scores and
/// where they came from. What is there already is left alone, so that the same file again adds nothing, and the result
/// (every exported byte) does not depend on the order of the files or on one merge or several. Title and protocol in
/// force stay those of this study; of facts that are set again and again the latest counts.
/// Each file is verified first; nothing is changed unless all of them are sound. Takes the maintenance lock.
/// Errors: "merge.self", "merge.damaged" (what is wrong, in the details), "merge.differs" (a row that both studies
/// have, but not alike: one of them was edited outside the program), "study.locked", "cancelled", those of
/// Database::open.
base::Result<MergeReport> mergeInto(Database &database, const QStringList &others, const base::Progress &progress = {});

} // namespace storage
