#pragma once

#include <vector>

#include <QString>

#include "core/analysis/snapshot.h"
#include "core/statistics/wilcoxon.h"

namespace analysis {

/// Two generators compared by one scorer over prompt groups.
struct GeneratorComparison
{
    QString scorer;
    qint64 groups = 0; ///< prompt groups in which both have a score; n and zeros of the test add up to it
    statistics::WilcoxonResult test;
};

/// Paired Wilcoxon signed-rank test per scorer of `tables`: differences A − B over prompt groups of r(distorted
/// picture, original prompt), seeds averaged within a cell. Every scorer has a row; one without common groups is
/// undefined. Errors: "stats.generator" for a name that the study does not know.
base::Result<std::vector<GeneratorComparison>> compareGenerators(const Snapshot &snapshot,
                                                                 const std::vector<int> &tables, const QString &a,
                                                                 const QString &b,
                                                                 const statistics::WilcoxonOptions &options);

} // namespace analysis
