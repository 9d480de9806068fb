#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/analysis/countedvotes.h"
#include "core/analysis/undefined.h"
#include "core/statistics/classification.h"
#include "core/statistics/interval.h"

namespace analysis {

/// What one unit of a comparison is: every vote, or the majority of a pair's votes.
enum class Unit { Vote, Pair };

struct AgreementOptions
{
    Unit unit = Unit::Vote;
    double level = 0.95;
    int bootstrap = 0; ///< replicates; 0 = none
    quint64 seed = 1;
};

/// One scorer against people on the pairs of one kind ("distorted/original").
struct ScorerAgreement
{
    QString scorer;
    QString fingerprint; ///< empty for imported scorers
    QString variantPair;
    Unit unit = Unit::Vote;
    statistics::Confusion confusion; ///< positive class: the first picture of the canonical order was preferred
    qint64 humanTies = 0;            ///< units on which people did not decide; not in n
    qint64 missing = 0;              ///< decided units left out because a score is missing
    std::optional<double> accuracy;
    std::optional<statistics::Interval> accuracyInterval; ///< Wilson
    std::optional<double> f1;
    std::optional<double> balancedAccuracy;
    std::optional<double> averagePrecision;
    std::optional<double> auroc;
    std::optional<statistics::Interval> aurocInterval; ///< DeLong
    std::optional<double>
        kendallTau; ///< of the score difference and the truth: 0/1 on votes, the share of people on pairs
    std::optional<double> spearman;
    std::optional<statistics::Interval> accuracyBootstrap;
    std::optional<statistics::Interval> f1Bootstrap;
    std::optional<statistics::Interval> aurocBootstrap;
    Undefined undefined;

    qint64 n() const { return confusion.n(); }
    /// Share of units whose first picture was preferred.
    std::optional<double> positiveShare() const;
};

/// The kinds of the pairs ("distorted/original").
struct PairKinds
{
    QStringList names;          ///< in order of name
    std::vector<qint32> ofPair; ///< index into names, for every pair
};
PairKinds pairKinds(const Snapshot &snapshot, const CountedVotes &votes);

/// Every scorer of `tables` (indices into snapshot.scores) on every kind of pair that has counted votes. Prediction:
/// the first picture has the strictly higher score under the prompt shown; an equal score predicts the second. Human
/// ties are dropped and counted. Bootstrap: pair-units by prompt group, votes by prompt group and annotator. Scorer by
/// scorer in the order of `tables`, kinds in the order of pairKinds(); works on all cores.
std::vector<ScorerAgreement> scorerAgreement(const Snapshot &snapshot, const CountedVotes &votes,
                                             const std::vector<int> &tables, const AgreementOptions &options,
                                             const base::Progress &progress);

/// Indices of the scorers that the names select; an id selects its imported values too ("hps-v3" → "import:hps-v3").
/// No names select all. Errors: "stats.scorer".
base::Result<std::vector<int>> selectScorers(const Snapshot &snapshot, const QStringList &names);

/// r(first) − r(second) under the prompt shown; nothing where Snapshot::difference() gives nothing.
std::optional<double> scoreDifference(const Snapshot &snapshot, const ScoreTable &table, const PairTally &pair);

} // namespace analysis
