#include "core/statistics/reliability.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/descriptive.h"
#include "core/statistics/proportion.h"

namespace statistics {

namespace {

const char *problemOf(std::span<const Forecast> forecasts)
{
    if (forecasts.empty())
        return "no forecasts";
    const bool areProbabilities = std::all_of(forecasts.begin(), forecasts.end(), [](const Forecast &forecast) {
        return forecast.probability >= 0 && forecast.probability <= 1;
    });
    return areProbabilities ? nullptr : "a probability is outside of 0 to 1";
}

/// The borders between the stretches.
std::vector<double> innerEdges(std::span<const Forecast> forecasts, int bins, Binning binning)
{
    std::vector<double> sorted;
    if (binning == Binning::Quantiles) {
        for (const Forecast &forecast : forecasts)
            sorted.push_back(forecast.probability);
        std::sort(sorted.begin(), sorted.end());
    }
    std::vector<double> edges;
    for (int k = 1; k < bins; ++k) {
        // As NumPy's linspace(0, 1, bins + 1): a multiple of the rounded width.
        const double share = double(k) * (1 / double(bins));
        edges.push_back(binning == Binning::EqualWidth ? share : quantile(sorted, share));
    }
    return edges;
}

} // namespace

Defined<std::vector<ReliabilityBin>> reliabilityCurve(std::span<const Forecast> forecasts, int bins, Binning binning,
                                                      double level)
{
    if (const char *problem = problemOf(forecasts))
        return undefined(problem);
    const std::vector<double> edges = innerEdges(forecasts, std::max(1, bins), binning);
    std::vector<ReliabilityBin> curve(edges.size() + 1);
    for (const Forecast &forecast : forecasts) {
        const auto at = std::lower_bound(edges.begin(), edges.end(), forecast.probability) - edges.begin();
        ReliabilityBin &bin = curve[size_t(at)];
        bin.meanProbability += forecast.probability;
        bin.happened += forecast.happened ? 1 : 0;
        ++bin.n;
    }
    std::erase_if(curve, [](const ReliabilityBin &bin) { return bin.n == 0; });
    for (ReliabilityBin &bin : curve) {
        bin.meanProbability /= double(bin.n);
        bin.interval = *wilson(bin.happened, bin.n, level);
    }
    return curve;
}

Number expectedCalibrationError(std::span<const Forecast> forecasts, int bins)
{
    const auto curve = reliabilityCurve(forecasts, bins, Binning::EqualWidth, 0.95);
    if (!curve)
        return undefined(curve.error());
    double sum = 0;
    for (const ReliabilityBin &bin : *curve)
        sum += double(bin.n) * std::abs(bin.share() - bin.meanProbability);
    return sum / double(forecasts.size());
}

Number brierScore(std::span<const Forecast> forecasts)
{
    if (const char *problem = problemOf(forecasts))
        return undefined(problem);
    double sum = 0;
    for (const Forecast &forecast : forecasts) {
        const double off = forecast.probability - (forecast.happened ? 1 : 0);
        sum += off * off;
    }
    return sum / double(forecasts.size());
}

} // namespace statistics
