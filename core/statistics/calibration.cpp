#include "core/statistics/calibration.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/proportion.h"

namespace statistics {

namespace {

constexpr int mostSteps = 60;
constexpr double convergedAt = 1e-12;
/// In standard deviations of the difference; beyond it the sides are separated and the likelihood has no maximum.
constexpr double steepest = 60;

double logistic(double x)
{
    return 1 / (1 + std::exp(-x));
}

/// Mean and population standard deviation, each unit weighted with its votes.
std::pair<double, double> moments(std::span<const JudgedDifference> units)
{
    double sum = 0;
    double votes = 0;
    for (const JudgedDifference &unit : units) {
        sum += unit.difference * double(unit.votes);
        votes += double(unit.votes);
    }
    const double mean = votes > 0 ? sum / votes : 0;
    double squares = 0;
    for (const JudgedDifference &unit : units)
        squares += double(unit.votes) * (unit.difference - mean) * (unit.difference - mean);
    return {mean, votes > 0 ? std::sqrt(squares / votes) : 0};
}

double logLikelihood(std::span<const JudgedDifference> units, double mean, double scale, double a, double b)
{
    double sum = 0;
    for (const JudgedDifference &unit : units) {
        const double eta = a + b * (unit.difference - mean) / scale;
        // log(1 + e^η) without overflow
        sum +=
            double(unit.first) * eta - double(unit.votes) * (std::max(eta, 0.0) + std::log1p(std::exp(-std::abs(eta))));
    }
    return sum;
}

} // namespace

std::vector<CalibrationBin> calibration(std::span<const JudgedDifference> units, int bins, double level)
{
    std::vector<size_t> order;
    for (size_t i = 0; i < units.size(); ++i) {
        if (units[i].votes > 0 && !std::isnan(units[i].difference))
            order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return units[a].difference < units[b].difference; });
    std::vector<CalibrationBin> result;
    for (size_t begin = 0; begin < order.size();) {
        const size_t left = size_t(std::max(1, bins - int(result.size())));
        size_t end = begin + std::max<size_t>(1, (order.size() - begin + left - 1) / left);
        end = std::min(end, order.size());
        while (end < order.size() && units[order[end]].difference == units[order[end - 1]].difference)
            ++end;
        CalibrationBin bin;
        for (size_t i = begin; i < end; ++i) {
            const JudgedDifference &unit = units[order[i]];
            bin.meanDifference += unit.difference;
            bin.first += unit.first;
            bin.votes += unit.votes;
            bin.units.push_back(order[i]);
        }
        bin.meanDifference /= double(end - begin);
        bin.interval = *wilson(bin.first, bin.votes, level);
        result.push_back(std::move(bin));
        begin = end;
    }
    return result;
}

double LogisticLine::at(double difference) const
{
    return logistic(intercept + slope * difference);
}

Defined<LogisticLine> logisticFit(std::span<const JudgedDifference> units)
{
    constexpr auto separated = "votes are alike or separated by the difference";
    const auto hasVotes = [](const JudgedDifference &unit) { return unit.votes > 0; };
    if (std::none_of(units.begin(), units.end(), hasVotes))
        return undefined("no votes");
    const auto [mean, scale] = moments(units);
    if (!std::isfinite(mean) || !std::isfinite(scale))
        return undefined("a difference is not finite");
    if (scale == 0)
        return undefined("the differences do not vary");
    double a = 0;
    double b = 0;
    double best = logLikelihood(units, mean, scale, a, b);
    for (int step = 0; step < mostSteps; ++step) {
        double gradientA = 0;
        double gradientB = 0;
        double aa = 0;
        double ab = 0;
        double bb = 0;
        for (const JudgedDifference &unit : units) {
            const double z = (unit.difference - mean) / scale;
            const double p = logistic(a + b * z);
            const double residual = double(unit.first) - double(unit.votes) * p;
            const double weight = double(unit.votes) * p * (1 - p);
            gradientA += residual;
            gradientB += residual * z;
            aa += weight;
            ab += weight * z;
            bb += weight * z * z;
        }
        const double determinant = aa * bb - ab * ab;
        if (!(determinant > 0))
            return undefined(separated);
        const double stepA = (bb * gradientA - ab * gradientB) / determinant;
        const double stepB = (aa * gradientB - ab * gradientA) / determinant;
        double shrink = 1;
        double now = logLikelihood(units, mean, scale, a + stepA, b + stepB);
        const double rounding = 1e-12 * std::abs(best);
        while (now < best - rounding && shrink > 1e-6) { // Newton leaps too far where votes are nearly separated
            shrink /= 2;
            now = logLikelihood(units, mean, scale, a + shrink * stepA, b + shrink * stepB);
        }
        a += shrink * stepA;
        b += shrink * stepB;
        best = now;
        if (std::abs(b) > steepest || std::abs(a) > steepest)
            return undefined(separated);
        if (std::max(std::abs(stepA), std::abs(stepB)) < convergedAt * (1 + std::abs(a) + std::abs(b)))
            return LogisticLine{a - b * mean / scale, b / scale};
    }
    return undefined("the fit did not converge");
}

} // namespace statistics
