#pragma once

#include <span>

#include "core/statistics/reason.h"

namespace statistics {

/// How far predicted values lie from labels of an ordinal scale (0, 1, 2 for a judge's second, tie, first). Both
/// vectors have the same length. Undefined in all: no values, a NaN or an infinite value.

/// Mean |predicted − label|.
Number meanAbsoluteError(std::span<const double> predicted, std::span<const double> labels);

/// The same with every label's class weighing alike: weights N / class count, which is the mean over the classes of
/// their mean absolute errors.
Number balancedMeanAbsoluteError(std::span<const double> predicted, std::span<const double> labels);

/// F1 of every class that occurs among labels or predictions, averaged with the shares of the labels, as scikit-learn's
/// `f1_score(average="weighted")` (a class that is never predicted has F1 0). Values are compared exactly: round first.
Number weightedF1(std::span<const double> predicted, std::span<const double> labels);

/// To the nearest whole number, halves to the even one (IEEE 754, NumPy's `round`), whatever the rounding mode.
double roundHalfToEven(double value);

} // namespace statistics
