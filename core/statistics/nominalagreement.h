#pragma once

#include <optional>
#include <span>

#include <QtGlobal>

namespace statistics {

/// How far several raters agree on categories without an order.
struct NominalAgreement
{
    qint64 units = 0;              ///< that at least two raters judged
    qint64 values = 0;             ///< ratings of these units
    std::optional<double> percent; ///< share of agreeing ones among all pairs of raters of the same unit
    std::optional<double> alpha;   ///< Krippendorff's α; nothing when only one category occurs
};

/// `counts`: unit after unit, how many raters chose each of the `categories`; its size is a multiple of `categories`.
/// Raters may differ from unit to unit. Krippendorff 2011, "Computing Krippendorff's alpha-reliability", nominal data.
NominalAgreement nominalAgreement(std::span<const qint64> counts, int categories);

} // namespace statistics
