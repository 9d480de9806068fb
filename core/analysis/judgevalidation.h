#pragma once

#include <vector>

#include <QString>

#include "core/analysis/snapshot.h"
#include "core/statistics/correlation.h"
#include "core/statistics/reason.h"

namespace analysis {

/// How close a language-model judge comes to human ratings of the same dimension.
struct JudgeValidation
{
    QString dimension; ///< empty: all dimensions together
    qint64 n = 0;      ///< pictures (over all dimensions: answers) that both judged
    statistics::Number mae = statistics::undefined("not computed");
    statistics::Number weightedMae = statistics::undefined("not computed");
    statistics::Number weightedF1 = statistics::undefined("not computed");
    statistics::Number accuracy = statistics::undefined("not computed");
    statistics::CorrelationTest pearson; ///< over all dimensions: of the sums per picture
    statistics::CorrelationTest spearman;
};

/// Every scorer "judge:NAME" that has human ratings "rating:NAME" of the same pictures, and all of them together. The
/// judge's scale is 0, 1, 2 (negative, normal, positive; expected values between them are allowed), people's ratings
/// count by their sign + 1. MAE: mean |judge − label|; WMAE: each class of labels weighs alike; F1 of the rounded
/// judge (halves to the even number), weighted by class; accuracy of the same. `sumOf` names the dimensions whose human
/// ratings are summed for the correlation of sums; empty: all, as for the judge.
std::vector<JudgeValidation> judgeValidation(const Snapshot &snapshot, const std::vector<int> &tables,
                                             const QStringList &sumOf);

} // namespace analysis
