#pragma once

#include <QJsonArray>
#include <QJsonObject>

#include "core/analysis/annotatorquality.h"
#include "core/analysis/gaps.h"
#include "core/analysis/generatorcomparison.h"
#include "core/analysis/generatorranking.h"
#include "core/analysis/judgevalidation.h"
#include "core/analysis/peopleagreement.h"
#include "core/analysis/scoreragreement.h"
#include "core/analysis/votebootstrap.h"

namespace analysis {

// The values of the statistics document, in the shapes of the contract. A number that does not exist is null, with its
// reason under "undefined": one text for a single estimate, column → text for a row of several numbers.

/// {"value", "n", "low", "high"}; "interval_undefined" where only the interval is missing. A `bootstrap` interval
/// stands beside as bootstrap_low, bootstrap_high, or takes the place of an analytic one that does not exist.
QJsonObject toJson(const statistics::Estimate &estimate,
                   const statistics::Defined<statistics::Interval> &bootstrap = statistics::undefined("not asked for"));

QJsonObject toJson(const PeopleAgreement &agreement, const AgreementIntervals &intervals);
QJsonObject toJson(const Snapshot &snapshot, const GeneratorRanking &ranking);
QJsonObject toJson(const ScorerAgreement &agreement, const AgreementOptions &options);
QJsonObject toJson(const AnnotatorQuality &quality);
QJsonObject toJson(const GeneratorDelta &delta);
QJsonObject toJson(const GeneratorComparison &comparison, const statistics::WilcoxonOptions &options);
QJsonObject toJson(const EmotionAccuracy &emotion, double level);
QJsonObject toJson(const TaxonomyGap &gap);
QJsonObject toJson(const JudgeValidation &validation);

template <typename Rows, typename ToJson>
QJsonArray toArray(const Rows &rows, ToJson toJson)
{
    QJsonArray array;
    for (const auto &row : rows)
        array.append(toJson(row));
    return array;
}

} // namespace analysis
