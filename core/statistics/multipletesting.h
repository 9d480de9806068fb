#pragma once

#include <span>
#include <vector>

#include "core/statistics/reason.h"

namespace statistics {

/// Holm 1979: p adjusted so that rejecting at α keeps the chance of any false rejection at α, under any dependence.
/// Sorted p_(i) · (m − i + 1), made monotone from below, cut at 1; in the order of `p`. Empty for empty.
/// Undefined when a p is NaN or outside 0 … 1.
Defined<std::vector<double>> holm(std::span<const double> p);

/// Benjamini & Hochberg 1995: p adjusted so that rejecting at α keeps the expected share of false rejections at α, for
/// independent (or positively dependent) tests. Sorted p_(i) · m / i, made monotone from above, cut at 1.
/// Undefined when a p is NaN or outside 0 … 1.
Defined<std::vector<double>> benjaminiHochberg(std::span<const double> p);

} // namespace statistics
