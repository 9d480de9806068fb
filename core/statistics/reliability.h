#pragma once

#include <span>
#include <vector>

#include <QtGlobal>

#include "core/statistics/interval.h"
#include "core/statistics/reason.h"

namespace statistics {

/// A forecast and what happened.
struct Forecast
{
    double probability = 0; ///< of `happened`, 0 … 1
    bool happened = false;
};

struct ReliabilityBin
{
    double meanProbability = 0;
    qint64 happened = 0;
    qint64 n = 0;
    Interval interval; ///< Wilson interval of the share

    double share() const { return double(happened) / double(n); }
};

/// Stretches of equal width, or of nearly equal numbers (edges at quantiles).
enum class Binning { EqualWidth, Quantiles };

/// Reliability curve (Murphy & Winkler 1977) over `bins` ≥ 1 stretches, empty ones left out, as scikit-learn's
/// `calibration_curve`: an edge belongs to the stretch below it; quantiles are of type 7.
/// Undefined: no forecasts, or a probability that is NaN or outside 0 … 1.
Defined<std::vector<ReliabilityBin>> reliabilityCurve(std::span<const Forecast> forecasts, int bins, Binning binning,
                                                      double level);

/// Expected calibration error over `bins` stretches of equal width (Naeini, Cooper & Hauskrecht 2015):
/// Σ n_b/n · |share_b − mean probability_b|. Undefined: as above.
Number expectedCalibrationError(std::span<const Forecast> forecasts, int bins);

/// Brier score (1950): mean (probability − outcome)², 0 is best. Undefined: as above.
Number brierScore(std::span<const Forecast> forecasts);

} // namespace statistics
