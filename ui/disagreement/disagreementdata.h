#pragma once

#include <memory>

#include <QHash>
#include <QStringList>

#include "core/analysis/gaps.h"
#include "core/analysis/generatorranking.h"
#include "core/analysis/generatorranks.h"
#include "core/analysis/humanagreement.h"
#include "core/analysis/pairpoints.h"
#include "core/analysis/peopleagreement.h"
#include "core/analysis/scoreragreement.h"
#include "core/analysis/snapshot.h"
#include "core/statistics/calibration.h"

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

/// Generators ranked by people (no scorer) or by what a scorer says in place of the same votes.
struct RankingBy
{
    QString scorer;
    analysis::GeneratorRanking ranking;
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
    qint64 pairsToScore = 0;  ///< judged ones, or else pictures with a counterpart

    std::vector<analysis::ScorerAgreement> agreement;      ///< every scorer on the shown kind of pair
    std::optional<analysis::HumanCeiling> ceiling;         ///< people with people, on the shown kind of pair
    std::vector<analysis::HumanAgreement> people;          ///< everybody, groups, annotators
    std::optional<analysis::PeopleAgreement> coefficients; ///< of all annotators, on the shown kind of pair
    std::optional<statistics::Interval> ordinalAlpha;      ///< of their α on ordinal codes
    std::vector<RankingBy>
        rankings; ///< by people, then by each scorer, the shown one first; all votes between generators
    std::vector<analysis::GeneratorRanks> ranks; ///< of every scorer that has pairs, the shown one first

    // Of the shown scorer:
    analysis::PairPoints points;                         ///< with votes
    std::vector<analysis::PairPoint> unvoted;            ///< picture and counterpart without votes
    analysis::DeltaSpreads spreads;                      ///< indices into pair()
    std::vector<statistics::CalibrationBin> calibration; ///< units are indices into points
    std::optional<statistics::LogisticLine> line;
    std::vector<analysis::TaxonomyGap> gaps; ///< whole classes, lowest Δ first
    std::vector<analysis::EmotionAccuracy> emotions;
    /// Pairs of both lists by their first picture: what is selected when that picture is.
    QHash<qint32, QList<analysis::PairId>> pairsOfPicture;

    qint64 revision() const { return snapshot ? snapshot->revision : 0; }
    const analysis::ScoreTable *table() const;
    bool hasPoints() const { return !points.points.empty(); }
    size_t pairCount() const { return points.points.size() + unvoted.size(); }
    /// The points with votes, then those without.
    const analysis::PairPoint &pair(size_t index) const
    {
        return index < points.points.size() ? points.points[index] : unvoted[index - points.points.size()];
    }
    /// Fewer pairs than plots can be trusted with.
    bool hasFewPairs() const { return points.points.size() < 30; }
};

/// Plots share one value and keep it while they draw.
using DataPtr = std::shared_ptr<const Data>;

/// Pure: the data that a query asks of a snapshot.
Data compute(const std::shared_ptr<const analysis::Snapshot> &snapshot, const Query &query,
             const base::Progress &progress);

/// Reads the study unless `known` is of the revision it has now, then computes.
base::Result<Data> load(storage::Database &database, const std::shared_ptr<const analysis::Snapshot> &known,
                        const Query &query, const base::Progress &progress);

} // namespace disagreement
