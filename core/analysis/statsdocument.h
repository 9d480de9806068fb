#pragma once

#include <QJsonObject>
#include <QStringList>

#include "core/analysis/countedvotes.h"
#include "core/analysis/scoreragreement.h"

namespace analysis {

/// What to put into a statistics document and by which definitions.
struct StatsOptions
{
    QStringList parts = availableParts();
    QStringList scorers; ///< empty = all
    VoteFilter filter;
    AgreementOptions agreement;

    /// Names that `parts` may hold, in the order in which they are printed.
    static QStringList availableParts();
};

/// The document that `dissensus-cli stats --json` prints: the parts asked for, the definitions they follow, and the
/// revision of the study they were computed from. Errors: unknown annotator, group, question or scorer; "cancelled".
base::Result<QJsonObject> statsDocument(const Snapshot &snapshot, const StatsOptions &options,
                                        const base::Progress &progress);

} // namespace analysis
