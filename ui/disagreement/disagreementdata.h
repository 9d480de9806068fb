#pragma once

#include <memory>

#include <QStringList>

#include "core/analysis/gaps.h"
#include "core/analysis/pairpoints.h"
#include "core/analysis/scoreragreement.h"
#include "core/analysis/snapshot.h"

namespace base {
class Progress;
}
namespace storage {
class Database;
}

namespace disagreement {

/// What the place is asked to show. Empty words mean "all", or for scorer and kind of pair "the first there is".
struct Query
{
    QString scorer;
    QString question;
    QString promptVariant;
    QString annotatorGroup;
    QString variantPair;
    analysis::Unit unit = analysis::Unit::Pair;

    bool operator==(const Query &) const = default;
};

/// Everything the place shows, computed from one snapshot.
struct Data
{
    std::shared_ptr<const analysis::Snapshot> snapshot;
    Query query; ///< with the scorer and the kind of pair that are shown

    QStringList scorers; ///< that have scores, in the order of lists
    QStringList questions;
    QStringList promptVariants;
    QStringList annotatorGroups;
    QStringList variantPairs; ///< in the order of analysis::variantPairs
    qint64 votes = 0;         ///< counted, under the filters
    int annotators = 0;       ///< whose votes are counted

    std::vector<analysis::ScorerAgreement> agreement; ///< every scorer on the shown kind of pair
    analysis::PairPoints points;                      ///< of the shown scorer
    std::vector<analysis::PairPoint> deltas;          ///< of the shown scorer, when there are no votes
    std::vector<analysis::TaxonomyGap> gaps;          ///< of the shown scorer, whole classes, lowest Δ first

    qint64 revision() const { return snapshot ? snapshot->revision : 0; }
    const analysis::ScoreTable *table() const;
    bool hasPoints() const { return !points.points.empty(); }
};

/// Pure: the data that a query asks of a snapshot.
Data compute(const std::shared_ptr<const analysis::Snapshot> &snapshot, const Query &query,
             const base::Progress &progress);

/// Reads the study unless `known` is of the revision it has now, then computes.
base::Result<Data> load(storage::Database &database, const std::shared_ptr<const analysis::Snapshot> &known,
                        const Query &query, const base::Progress &progress);

/// How the two sides of a kind of pair are called: ("wide-spectrum", "original"), ("sad", "original"), ("A", "B").
struct SideNames
{
    QString first;
    QString second;
    bool sameVariant = false; ///< pairs between generators, read A − B
};
SideNames sideNames(const QString &variantPair);

/// "Wide-spectrum" for "distorted", "Original" for "original", the word itself otherwise.
QString variantTitle(const QString &variant);

/// "Flux Krea", or "Flux Dev, Flux Krea" for a pair between generators; the kind of picture when there is no generator.
QString pairTitle(const analysis::Snapshot &snapshot, const analysis::PairPoint &point);
/// The group's topic, or the beginning of the prompt.
QString promptTitle(const analysis::Snapshot &snapshot, const analysis::PairPoint &point);

} // namespace disagreement
