#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/statistics/classification.h"
#include "core/statistics/interval.h"

namespace statistics {

/// Area under the ROC curve with DeLong's variance.
struct Auroc
{
    double value = 0;
    std::optional<double> variance;   ///< nothing when a class has a single member
    std::optional<Interval> interval; ///< value ± z·√variance, cut to 0 … 1
};

/// AUROC of the differences, positive class "first preferred"; equal differences count one half.
/// DeLong, DeLong & Clarke-Pearson 1988 in the O(n log n) form of Sun & Xu 2014 (midranks).
/// Nothing when one class is empty.
std::optional<Auroc> auroc(std::span<const Judgement> judgements, double level);

/// AUROC of the same judgements under changing integer weights, as a bootstrap needs it: sorted once, then O(n) each
/// time.
class WeightedAuroc
{
public:
    explicit WeightedAuroc(std::span<const Judgement> judgements);

    /// `weights[i]` is how often judgement i is drawn. Nothing when one class has no weight.
    std::optional<double> operator()(std::span<const std::uint32_t> weights) const;

private:
    std::vector<Judgement> m_judgements;
    std::vector<std::uint32_t> m_order; ///< by difference, ascending
};

} // namespace statistics
