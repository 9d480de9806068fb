#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/analysis/countedvotes.h"

namespace analysis {

/// Where one generator stands with people and with a scorer, on the same pairs.
struct GeneratorStanding
{
    qint32 generator = -1;
    qint64 pairs = 0;       ///< it takes part in, decided by people and scored
    double peopleShare = 0; ///< of these pairs won, a tie counts one half
    double scorerShare = 0;
    double peopleRank = 0; ///< 1 = best; equal shares share the mean of their ranks
    double scorerRank = 0;

    /// Positive: the scorer ranks it better than people do.
    double shift() const { return peopleRank - scorerRank; }
};

/// The generators of one kind of pair, ranked by people and by one scorer.
struct GeneratorRanks
{
    QString scorer;
    std::vector<GeneratorStanding> generators; ///< best for people first
    std::optional<double> spearman;            ///< of the two shares; nothing below two generators or for a constant
};

/// Between generators a pair is won by the generator whose picture is preferred (by most of the decided votes, or by
/// the strictly higher score under the prompt shown). Between variants of one generator a pair is "won" when its first
/// picture (wide-spectrum) is preferred, so that the share is that of wide-spectrum picks. Pairs without a decided vote
/// or without both scores are left out for both.
GeneratorRanks generatorRanks(const Snapshot &snapshot, const CountedVotes &votes, const ScoreTable &table,
                              const QString &variantPair);

} // namespace analysis
