#pragma once

#include <optional>
#include <vector>

#include "core/analysis/generatorranking.h"
#include "core/analysis/peopleagreement.h"
#include "core/analysis/scoreragreement.h"
#include "core/base/progress.h"
#include "core/statistics/bootstrap.h"

namespace analysis {

/// Adds bootstrap intervals to rows of scorerAgreement(): votes by prompt group and annotator (two-way), pairs by
/// prompt group. All rows share the draws, so that they can be compared. `options.bootstrap` 0 does nothing.
void bootstrapScorers(const Snapshot &snapshot, const CountedVotes &votes, const std::vector<int> &tables,
                      const AgreementOptions &options, std::vector<ScorerAgreement> &rows,
                      const base::Progress &progress);

/// Adds bootstrap intervals of the worths, by prompt group and annotator.
void bootstrapRanking(const Snapshot &snapshot, const CountedVotes &votes, const RankingChoices &choices,
                      const statistics::BootstrapOptions &options, GeneratorRanking &ranking,
                      const base::Progress &progress);

/// Intervals of the coefficients of agreement by prompt group; annotators are not drawn, because one drawn twice would
/// agree with himself.
struct AgreementIntervals
{
    using Bounds = statistics::Defined<statistics::Interval>;
    Bounds percent = statistics::undefined("not computed");
    Bounds fleiss = statistics::undefined("not computed");
    Bounds alphaNominal = statistics::undefined("not computed");
    Bounds alphaOrdinal = statistics::undefined("not computed");
    Bounds gwetAc1 = statistics::undefined("not computed");
    Bounds gwetAc2 = statistics::undefined("not computed");
};
enum class AgreementParts { OrdinalAlpha, All };
AgreementIntervals bootstrapAgreement(const Snapshot &snapshot, const CountedVotes &votes, const AnswerTables &tables,
                                      AgreementParts parts, const statistics::BootstrapOptions &options,
                                      const base::Progress &progress);

} // namespace analysis
