#pragma once

#include <optional>

#include "core/analysis/snapshot.h"

namespace analysis {

/// Mean scores of the original and the wide-spectrum picture under both prompts, over the prompt groups in which all
/// four exist.
struct TwoByTwo
{
    qint64 n = 0; ///< groups
    double originalUnderOriginal = 0;
    double originalUnderDistorted = 0;
    double distortedUnderOriginal = 0;
    double distortedUnderDistorted = 0;
    qint64 picksDistorted =
        0; ///< groups in which the wide-spectrum picture is strictly higher under the wide-spectrum prompt
};

/// Of one generator (−1: pictures without one), in one prompt group or, with −1, in all.
TwoByTwo twoByTwo(const Snapshot &snapshot, const ScoreTable &table, qint32 generator, qint32 group = -1);

} // namespace analysis
