#pragma once

#include <vector>

#include <QStringList>

#include "core/analysis/snapshot.h"

namespace analysis {

/// What in a study makes its averages doubtful, in sentences:
/// - duplicated block: two generators with equal scores of their pictures, cell by cell, in nine tenths or more of the
///   prompt groups that both have (at least ten): one set of pictures was counted twice;
/// - pictures made anew: one generator, prompt, variant and seed with several files: scores of the older are stale.
QStringList statsWarnings(const Snapshot &snapshot, const std::vector<int> &tables);

} // namespace analysis
