#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <QtGlobal>

#include "core/statistics/interval.h"
#include "core/statistics/reason.h"

namespace statistics {

/// One unit: how far the scorer puts the first above the second, and how many of its votes prefer the first.
struct JudgedDifference
{
    double difference = 0;
    qint64 first = 0;
    qint64 votes = 0; ///< decided ones; units with 0 are left out
};

/// What people said where the scorer's difference lies in one stretch.
struct CalibrationBin
{
    double meanDifference = 0; ///< of the units in it
    qint64 first = 0;
    qint64 votes = 0;
    Interval interval;         ///< Wilson interval of the share, votes treated as independent
    std::vector<size_t> units; ///< indices of the units, by difference

    double share() const { return double(first) / double(votes); }
};

/// Units in order of their difference, cut into at most `bins` stretches of nearly equal numbers of units; equal
/// differences are never cut apart; a NaN difference is left out. The share of a stretch is that of all its votes
/// together.
std::vector<CalibrationBin> calibration(std::span<const JudgedDifference> units, int bins, double level);

/// P(first preferred) = 1 / (1 + exp(−(intercept + slope·difference))).
struct LogisticLine
{
    double intercept = 0;
    double slope = 0; ///< per unit of the scorer; 1 for a Bradley–Terry reward that is calibrated

    double at(double difference) const;
};

/// Maximum likelihood by Newton's method (iteratively reweighted least squares; Nelder & Wedderburn 1972). Undefined
/// when there are no votes, a difference is NaN or infinite, the differences do not vary, all votes are alike, or the
/// two sides are separated and no maximum exists.
Defined<LogisticLine> logisticFit(std::span<const JudgedDifference> units);

} // namespace statistics
