#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/analysis/countedvotes.h"
#include "core/statistics/interval.h"
#include "core/statistics/nominalagreement.h"

namespace analysis {

/// How far people agree among themselves on the pairs of one kind.
struct HumanAgreement
{
    QString name; ///< a group of annotators, or one annotator's code; empty: everybody
    bool isAnnotator = false;
    int annotators = 0;
    statistics::NominalAgreement nominal;         ///< five categories; empty for one annotator
    qint64 compared = 0;                          ///< votes for a picture that the others' votes decide, too
    qint64 withMajority = 0;                      ///< of these, on the others' side
    std::optional<statistics::Interval> interval; ///< of their share, Wilson, votes treated as independent

    std::optional<double> share() const
    {
        return compared == 0 ? std::nullopt : std::optional(double(withMajority) / double(compared));
    }
};

/// Everybody, then every group by name (members against members), then every annotator by code (against all others).
/// A vote is compared with the majority of the others' decided votes on the same pair; without a majority it is not.
std::vector<HumanAgreement> humanAgreement(const Snapshot &snapshot, const CountedVotes &votes,
                                           const QString &variantPair, double level);

/// What a scorer can be measured against: two people agree on `low` of the pairs that both decided, one person and the
/// majority of the others on `high`.
struct HumanCeiling
{
    double low = 0;
    double high = 0;
    qint64 pairsOfVotes = 0; ///< behind `low`
    qint64 votes = 0;        ///< behind `high`
};

/// Nothing when no pair was decided by two people.
std::optional<HumanCeiling> humanCeiling(const Snapshot &snapshot, const CountedVotes &votes,
                                         const QString &variantPair);

} // namespace analysis
