#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/analysis/countedvotes.h"
#include "core/analysis/undefined.h"

namespace analysis {

/// How carefully one annotator worked.
struct AnnotatorQuality
{
    QString annotator; ///< code
    study::AnnotatorKind kind = study::AnnotatorKind::Human;
    qint64 votes = 0;     ///< counted votes, skips left out
    qint64 skipped = 0;   ///< skips among the counted kinds of trial
    qint64 sided = 0;     ///< left/right answers
    qint64 left = 0;      ///< of these, left
    double sideBiasP = 1; ///< exact two-sided binomial p of left against 0.5
    qint64 retested = 0;  ///< swapped repeats answered both times
    qint64 retestAgreed = 0;
    qint64 goldShown = 0;
    qint64 goldPassed = 0;
    std::optional<double> medianMs; ///< of the counted votes with a known time
    qint64 tooFast = 0;
    Undefined undefined;

    std::optional<double> sideBias() const;
    std::optional<double> retestAgreement() const;
};

/// Every annotator that the filter takes and who has given a vote. Repeats and gold are judged whatever the filter
/// includes; the other columns follow the filter. Errors: those of selectAnnotators.
base::Result<std::vector<AnnotatorQuality>> annotatorQuality(const Snapshot &snapshot, const VoteFilter &filter);

} // namespace analysis
