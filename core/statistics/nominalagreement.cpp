#include "core/statistics/nominalagreement.h"

#include <numeric>
#include <vector>

#include "core/statistics/agreement.h"

namespace statistics {

NominalAgreement nominalAgreement(std::span<const qint64> counts, int categories)
{
    std::vector<double> names(static_cast<size_t>(categories));
    std::iota(names.begin(), names.end(), 0.0);
    const RatingTable table = RatingTable::fromCounts(counts, std::move(names));
    NominalAgreement result;
    for (size_t u = 0; u < table.units(); ++u) {
        if (table.raters(u) >= 2) {
            ++result.units;
            result.values += table.raters(u);
        }
    }
    const std::vector<std::uint32_t> once(table.units(), 1); // with weights, no interval is computed
    result.percent = percentAgreement(table, 0.95, once).value;
    result.alpha = krippendorffAlpha(table, Metric::Nominal, 0.95, once).value;
    return result;
}

} // namespace statistics
