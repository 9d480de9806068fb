#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/analysis/countedvotes.h"
#include "core/statistics/interval.h"

namespace analysis {

/// A pair of pictures under one prompt and question, known across recomputations.
struct PairId
{
    study::PictureId first;
    study::PictureId second;
    study::PromptId prompt;
    QString question;

    bool operator==(const PairId &) const = default;
};
size_t qHash(const PairId &id, size_t seed = 0);

/// One pair with votes and scores: people against one scorer.
struct PairPoint
{
    PairId id;
    PairTally tally;
    double delta = 0; ///< r(first) − r(second) under the prompt shown

    bool hasPeople() const { return tally.decided() > 0; }
    /// Only with hasPeople().
    double share() const { return tally.share(); }
};

/// Where people and the scorer stand on a pair. Half of the votes each way is nobody's side.
enum class Side { Undecided, BothFirst, BothSecond, OnlyScorerFirst, OnlyPeopleFirst };
Side sideOf(const PairPoint &point);

/// Mean Δ of the points in one stretch of the people's axis.
struct MeanOfBin
{
    double share = 0; ///< mean share of the points in it
    double mean = 0;
    statistics::Interval interval;
    qint64 n = 0;
};

/// Points of one scorer on the pairs of one kind.
struct PairPoints
{
    std::vector<PairPoint> points;
    std::vector<MeanOfBin> means;
    qint64 missing = 0; ///< pairs with votes but without both scores

    qint64 count(Side side) const;
};

/// How the differences spread where people stand on one side.
struct DeltaSpread
{
    enum class Of { FirstPreferred, SecondPreferred, Undecided, Unvoted };

    Of of = Of::Unvoted;
    std::vector<size_t> points;            ///< indices into the points given, by difference
    std::vector<std::vector<size_t>> bins; ///< indices into `points` by stretch; the stretches are those of all spreads
    double mean = 0;
    double median = 0;
    qint64 above = 0; ///< differences strictly above 0

    qint64 n() const { return qint64(points.size()); }
};

/// Differences by the people's side, all cut at the same places.
struct DeltaSpreads
{
    double low = 0; ///< lower end of the first stretch
    double width = 1;
    std::vector<DeltaSpread> spreads; ///< those that have points, in the order of Of
};

/// About `bins` stretches over all points; 0 is a border between two of them. No spreads when there are no points, or
/// when they lie further apart than a double can say.
DeltaSpreads deltaSpreads(const std::vector<PairPoint> &points, int bins);

/// Every pair of the kind with counted votes and both scores. `level` is that of the intervals of the means.
PairPoints pairPoints(const Snapshot &snapshot, const CountedVotes &votes, const ScoreTable &table,
                      const QString &variantPair, double level);

/// Differences without people: picture minus counterpart under the prompt of the non-original picture, for every
/// picture that has a counterpart; what is shown while there are no votes.
std::vector<PairPoint> deltasWithoutPeople(const Snapshot &snapshot, const ScoreTable &table);

/// Those of them on which there is no counted vote of any question.
std::vector<PairPoint> unvotedPairs(const Snapshot &snapshot, const CountedVotes &votes, const ScoreTable &table);

/// "distorted/original", …: the kinds of pairs in the votes. Those between variants come first, then by number of
/// pairs.
QStringList variantPairs(const Snapshot &snapshot, const CountedVotes &votes);

} // namespace analysis
