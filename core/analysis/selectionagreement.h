#pragma once

#include <vector>

#include "core/analysis/pairpoints.h"

namespace base {
class Progress;
}

namespace analysis {

/// How one scorer does on some pairs that were picked by hand.
struct SelectionAgreement
{
    QString scorer;
    qint64 decided = 0;  ///< pairs that people decided and the scorer scored
    qint64 agreeing = 0; ///< of these, the scorer picks what most people pick; an equal score picks the second
};

/// Every scorer of the snapshot on the pairs given, in the snapshot's order.
std::vector<SelectionAgreement> selectionAgreement(const Snapshot &snapshot, const std::vector<PairTally> &pairs,
                                                   const base::Progress &progress);

} // namespace analysis
