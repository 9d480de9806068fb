#pragma once

#include <vector>

#include <QString>

#include "core/analysis/countedvotes.h"
#include "core/statistics/agreement.h"
#include "core/statistics/cohenkappa.h"

namespace analysis {

/// Answers of annotators side by side. Unit: a pair of pictures under one prompt and question; rater: annotator; of
/// several counted votes of one annotator on a unit (repeats included on request) the first.
struct AnswerTables
{
    statistics::RatingTable nominal; ///< categories 0 … 4: first, second, tie, both good, both bad
    statistics::RatingTable ordinal; ///< 0 first, 1 any kind of tie, 2 second
    std::vector<CountedVote> votes;  ///< those that are in the tables, by unit
};

/// Only pairs with votes are units. With `pairIsOfKind` (one flag per pair) only those pairs have answers.
AnswerTables answerTables(const CountedVotes &votes, const std::vector<char> &pairIsOfKind = {});

/// κ of two annotators on the units that both judged.
struct AnnotatorKappa
{
    QString a; ///< codes, a before b
    QString b;
    qint64 units = 0;
    statistics::Estimate nominal;   ///< without weights on the five categories
    statistics::Estimate quadratic; ///< on the ordinal codes
};

/// How far annotators agree. Intervals are analytic; α on ordinal codes has none and gets that of a bootstrap over
/// prompt groups.
struct PeopleAgreement
{
    statistics::Estimate percent;
    statistics::FleissKappa fleiss;
    statistics::Estimate alphaNominal;
    statistics::Estimate alphaOrdinal;
    statistics::Estimate gwetAc1;
    statistics::Estimate gwetAc2;      ///< quadratic weights on the ordinal codes
    std::vector<AnnotatorKappa> cohen; ///< pairs of annotators who share units, by codes
};

PeopleAgreement peopleAgreement(const Snapshot &snapshot, const AnswerTables &tables, double level);

} // namespace analysis
