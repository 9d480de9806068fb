#include "core/statistics/nominalagreement.h"

#include <vector>

namespace statistics {

NominalAgreement nominalAgreement(std::span<const qint64> counts, int categories)
{
    NominalAgreement result;
    const size_t width = size_t(categories);
    std::vector<double> totals(width, 0);
    double agreeing = 0; // ordered pairs of raters
    double pairs = 0;
    double coincidences = 0; // diagonal of the coincidence matrix
    for (size_t unit = 0; unit + width <= counts.size(); unit += width) {
        qint64 raters = 0;
        for (size_t c = 0; c < width; ++c)
            raters += counts[unit + c];
        if (raters < 2)
            continue;
        ++result.units;
        result.values += raters;
        double same = 0;
        for (size_t c = 0; c < width; ++c) {
            const double n = double(counts[unit + c]);
            totals[c] += n;
            same += n * (n - 1);
        }
        agreeing += same;
        pairs += double(raters) * double(raters - 1);
        coincidences += same / double(raters - 1);
    }
    if (result.units == 0)
        return result;
    result.percent = agreeing / pairs;
    const double n = double(result.values);
    double expected = 0;
    for (const double total : totals)
        expected += total * (total - 1);
    if (expected < n * (n - 1))
        result.alpha = 1 - (n - 1) * (n - coincidences) / (n * (n - 1) - expected);
    return result;
}

} // namespace statistics
