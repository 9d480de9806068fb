#pragma once

#include <QJsonObject>
#include <QStringList>

#include "core/analysis/countedvotes.h"
#include "core/analysis/generatorranking.h"
#include "core/analysis/scoreragreement.h"
#include "core/statistics/bootstrap.h"
#include "core/statistics/wilcoxon.h"

namespace analysis {

/// What to put into a statistics document and by which definitions.
struct StatsOptions
{
    QStringList parts = availableParts();
    QStringList scorers; ///< empty = all
    VoteFilter filter;
    AgreementOptions agreement; ///< unit; level, bootstrap and seed of all parts
    bool bothBadIsTie = false;  ///< in the ranking; else `both_bad` is left out and counted
    bool leftAdvantage = false; ///< in the ranking: estimate how much the left side is favoured
    bool byGroup = false;       ///< agreement, ranking and scorers also for each group of annotators alone
    QString compareA;           ///< names of two generators; empty: the part "compare" is left out
    QString compareB;
    statistics::WilcoxonOptions wilcoxon;
    QStringList judgeDimensions; ///< dimensions whose human ratings the sum over a judge's dimensions is compared with

    /// Names that `parts` may hold, in the order in which they are printed.
    static QStringList availableParts();
    RankingChoices ranking() const { return {agreement.level, bothBadIsTie, leftAdvantage}; }
    statistics::BootstrapOptions bootstrap() const;
};

/// Replicates behind the interval of Krippendorff's α on ordinal codes, which has no analytic one.
inline constexpr int ordinalAlphaReplicates = 500;

/// The document that `dissensus-cli stats --json` prints: the parts asked for, the definitions they follow, and the
/// revision of the study they were computed from. A pure function of its arguments, for a pool thread. Errors: unknown
/// annotator, group, question, scorer or generator; "cancelled".
base::Result<QJsonObject> statsDocument(const Snapshot &snapshot, const StatsOptions &options,
                                        const base::Progress &progress);

/// What each part of the document means, by name of the part, and what holds for all of them.
QJsonObject statsDefinitions(const StatsOptions &options);

} // namespace analysis
