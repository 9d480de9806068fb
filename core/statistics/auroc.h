#pragma once

#include <span>
#include <vector>

#include "core/statistics/classification.h"
#include "core/statistics/interval.h"

namespace statistics {

/// Area under the ROC curve with DeLong's variance.
struct Auroc
{
    double value = 0;
    qint64 positives = 0;
    qint64 negatives = 0;
    qint64 ties = 0;                                        ///< judgements whose difference is 0
    Number variance = undefined("not computed");            ///< undefined when a class has a single member
    Defined<Interval> interval = undefined("not computed"); ///< value ± z·√variance, cut to 0 … 1
};

/// AUROC of the differences, positive class "first preferred"; equal differences count one half. Variance by DeLong,
/// DeLong & Clarke-Pearson 1988 (doi:10.2307/2531595) from midranks as Sun & Xu 2014, after one sort: O(n log n).
/// Undefined when a class is empty or a difference is NaN. Infinite differences rank as such. Separated classes and
/// differences that are all equal have variance 0: no interval, with that reason.
Defined<Auroc> auroc(std::span<const Judgement> judgements, double level);

/// Average precision, the area under the steps of precision over recall: Σ (R_k − R_{k−1})·P_k over the thresholds,
/// highest difference first, equal differences together; as scikit-learn's `average_precision_score`. Not the same as
/// interpolated areas. Undefined: no positive, or a NaN. Without negatives it is 1.
Number averagePrecision(std::span<const Judgement> judgements, PositiveClass positive = PositiveClass::First);

} // namespace statistics
