#pragma once

#include <span>

#include <QtGlobal>

#include "core/statistics/interval.h"
#include "core/statistics/reason.h"

namespace statistics {

/// Kendall's τ-b (Kendall 1945; ties in either vector corrected), Knight's O(n log n) algorithm (1966,
/// doi:10.1080/01621459.1966.10480879). Both vectors have the same length.
/// Undefined: fewer than two values, a NaN, a constant vector. Infinite values rank as such.
Number kendallTauB(std::span<const double> x, std::span<const double> y);

/// Spearman's ρ (1904): Pearson's correlation of midranks. Undefined: as kendallTauB.
Number spearman(std::span<const double> x, std::span<const double> y);

/// Pearson's r (1895), from centred values. Undefined: fewer than two values, a NaN, an infinite value, a vector
/// without variance (its spread no more than rounding of its mean).
Number pearson(std::span<const double> x, std::span<const double> y);

/// A correlation with its two-sided p against no association.
struct CorrelationTest
{
    Number value = undefined("not computed");
    qint64 n = 0;
    Number p = undefined("not computed");
    Defined<Interval> interval = undefined("not computed");
};

/// p from t = r·√((n−2)/(1−r²)) with n − 2 degrees of freedom (0 for |r| = 1); interval by Fisher's z (1921):
/// tanh(atanh r ± z/√(n−3)). Undefined: p below three values, interval below four or for |r| = 1.
CorrelationTest pearsonTest(std::span<const double> x, std::span<const double> y, double level = 0.95);

/// p from the same t as SciPy's `spearmanr`. Undefined: p below three values; there is no agreed analytic interval:
/// the bootstrap gives one.
CorrelationTest spearmanTest(std::span<const double> x, std::span<const double> y);

/// p from the normal approximation with the variance corrected for ties (Kendall 1970), SciPy's `kendalltau` with
/// method "asymptotic". Undefined: p below three values; no analytic interval.
CorrelationTest kendallTest(std::span<const double> x, std::span<const double> y);

} // namespace statistics
