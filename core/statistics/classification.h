#pragma once

#include <span>

#include <QtGlobal>

#include "core/statistics/reason.h"

namespace statistics {

/// One judged pair: the scorer's difference first − second, and what people said.
struct Judgement
{
    double difference = 0;
    bool firstPreferred = false;
};

/// The side that counts as positive in precision, recall and F1.
enum class PositiveClass { First, Second };

/// How predictions met the truth; the positive class is "first preferred".
struct Confusion
{
    qint64 truePositives = 0;
    qint64 falsePositives = 0;
    qint64 falseNegatives = 0;
    qint64 trueNegatives = 0;
    qint64 ties = 0;    ///< judgements whose difference is 0; they are counted above as "second" predicted
    qint64 missing = 0; ///< judgements whose difference is NaN; they are counted nowhere else

    qint64 n() const { return truePositives + falsePositives + falseNegatives + trueNegatives; }
    qint64 correct() const { return truePositives + trueNegatives; }
    qint64 positives() const { return truePositives + falseNegatives; }
    qint64 negatives() const { return falsePositives + trueNegatives; }

    /// Share of correct predictions. Undefined for n = 0.
    Number accuracy() const;
    /// Mean of the shares of correct predictions within each true class (Brodersen et al. 2010). Undefined when a class
    /// is empty (scikit-learn averages the classes that occur, and warns).
    Number balancedAccuracy() const;
    /// TP / (TP + FP). Undefined when the class is never predicted (scikit-learn gives 0 and warns).
    Number precision(PositiveClass positive = PositiveClass::First) const;
    /// TP / (TP + FN). Undefined when the class never occurs.
    Number recall(PositiveClass positive = PositiveClass::First) const;
    /// 2·TP / (2·TP + FP + FN) (van Rijsbergen 1979). Undefined when that is 0 / 0: the class neither occurs nor is
    /// predicted (scikit-learn gives 0 and warns).
    Number f1(PositiveClass positive = PositiveClass::First) const;
};

/// Prediction "first" where the difference is strictly positive; a difference of 0 predicts "second". Infinite
/// differences predict by their sign.
Confusion confusion(std::span<const Judgement> judgements);

} // namespace statistics
