#pragma once

#include <optional>
#include <span>

namespace statistics {

/// Kendall's τ-b (ties in either vector corrected), Knight's O(n log n) algorithm (1966).
/// Nothing below two values or when a vector is constant. Both vectors have the same length.
std::optional<double> kendallTauB(std::span<const double> x, std::span<const double> y);

/// Spearman's ρ: Pearson's correlation of midranks. Nothing below two values or when a vector is constant.
std::optional<double> spearman(std::span<const double> x, std::span<const double> y);

} // namespace statistics
