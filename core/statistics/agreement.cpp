#include "core/statistics/agreement.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "core/statistics/distributions.h"

namespace statistics {

namespace {

/// Smaller standard errors of coefficients, which are of order 1, are rounding.
constexpr double noError = 1e-12;

double weightOf(UnitWeights weights, std::size_t u)
{
    return weights.empty() ? 1 : double(weights[u]);
}

/// The places of the categories on a scale from 0 to 1, halved first so that the largest doubles have a range too.
std::vector<double> unitScale(const std::vector<double> &values)
{
    std::vector<double> scaled(values.size(), 0);
    if (values.size() < 2)
        return scaled;
    const double range = values.back() / 2 - values.front() / 2;
    for (std::size_t c = 0; c < values.size(); ++c)
        scaled[c] = (values[c] / 2 - values.front() / 2) / range;
    return scaled;
}

bool allFinite(const std::vector<double> &values)
{
    return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

/// Σ of 1 − weight over all ordered pairs of answers to one unit, an answer and itself included (which adds 0).
double disagreement(std::span<const RatingTable::Cell> cells, double raters, AgreementWeights weights,
                    const std::vector<double> &scale)
{
    double sum = 0;
    switch (weights) {
    case AgreementWeights::None:
        for (const auto &cell : cells)
            sum += double(cell.count) * (raters - double(cell.count));
        return sum;
    case AgreementWeights::Linear: {
        double below = 0; // answers of lower categories, and the sum of their places
        double sumBelow = 0;
        for (const auto &cell : cells) {
            const double count = cell.count;
            sum += 2 * count * (below * scale[cell.category] - sumBelow);
            below += count;
            sumBelow += count * scale[cell.category];
        }
        return sum;
    }
    case AgreementWeights::Quadratic:
        break;
    }
    double mean = 0;
    for (const auto &cell : cells)
        mean += double(cell.count) * scale[cell.category] / raters;
    for (const auto &cell : cells)
        sum += double(cell.count) * (scale[cell.category] - mean) * (scale[cell.category] - mean);
    return 2 * raters * sum;
}

/// Standard error and interval from every unit's contribution to a coefficient.
void setInterval(Estimate &estimate, const std::vector<double> &contributions, double centre, double level)
{
    const double n = double(contributions.size());
    if (n < 2) {
        estimate.standardError = undefined("a single unit has no spread");
        estimate.interval = undefined("a single unit has no spread");
        return;
    }
    double squares = 0;
    for (const double contribution : contributions)
        squares += (contribution - centre) * (contribution - centre);
    const double error = std::sqrt(squares / n / (n - 1));
    if (!(error > noError)) {
        estimate.standardError = undefined("all units contribute alike");
        estimate.interval = undefined("all units contribute alike");
        return;
    }
    estimate.standardError = error;
    const Interval interval = studentInterval(*estimate.value, error, n - 1, level);
    estimate.interval = Interval{interval.low, std::min(1.0, interval.high)};
}

Estimate weighted(double value, double n)
{
    constexpr auto reason = "weighted data have no analytic interval";
    return {value, std::llround(n), undefined(reason), undefined(reason)};
}

} // namespace

Estimate percentAgreement(const RatingTable &table, double level, UnitWeights weights)
{
    double agreeing = 0;
    double pairs = 0;
    double n = 0;
    const auto pairsOf = [&](std::size_t u) { return double(table.raters(u)) * (double(table.raters(u)) - 1); };
    const auto agreeingOf = [&](std::size_t u) {
        const double raters = table.raters(u);
        return pairsOf(u) - disagreement(table.unit(u), raters, AgreementWeights::None, {});
    };
    for (std::size_t u = 0; u < table.units(); ++u) {
        if (table.raters(u) < 2)
            continue;
        const double weight = weightOf(weights, u);
        n += weight;
        agreeing += weight * agreeingOf(u);
        pairs += weight * pairsOf(u);
    }
    if (pairs == 0)
        return Estimate::nothing("no unit has two answers");
    if (!weights.empty())
        return weighted(agreeing / pairs, n);
    Estimate estimate{agreeing / pairs, std::llround(n), undefined("not computed"), undefined("not computed")};
    std::vector<double> contributions;
    for (std::size_t u = 0; u < table.units(); ++u) {
        if (table.raters(u) >= 2)
            contributions.push_back(n * (agreeingOf(u) - *estimate.value * pairsOf(u)) / pairs);
    }
    setInterval(estimate, contributions, 0, level);
    if (estimate.interval)
        estimate.interval = Interval{std::max(0.0, estimate.interval->low), estimate.interval->high};
    return estimate;
}

FleissKappa fleissKappa(const RatingTable &table, double level, UnitWeights weights)
{
    FleissKappa result;
    std::map<std::uint32_t, double> unitsByRaters;
    for (std::size_t u = 0; u < table.units(); ++u)
        unitsByRaters[table.raters(u)] += weightOf(weights, u);
    double mostCommon = 0;
    for (const auto &[raters, units] : unitsByRaters) {
        if (raters >= 2 && units >= mostCommon && units > 0) {
            mostCommon = units;
            result.raters = raters;
        }
        if (raters >= 1)
            result.unitsLeftOut += std::llround(units);
    }
    result.unitsLeftOut -= std::llround(mostCommon);
    if (mostCommon == 0) {
        result.kappa = Estimate::nothing("no unit has two answers");
        return result;
    }

    const double raters = result.raters;
    const double n = mostCommon;
    std::vector<double> share(table.categories(), 0);
    double agreement = 0;
    const auto agreementOf = [&](std::size_t u) {
        return 1 - disagreement(table.unit(u), raters, AgreementWeights::None, {}) / (raters * (raters - 1));
    };
    for (std::size_t u = 0; u < table.units(); ++u) {
        if (table.raters(u) != result.raters)
            continue;
        const double weight = weightOf(weights, u);
        agreement += weight * agreementOf(u) / n;
        for (const auto &cell : table.unit(u))
            share[cell.category] += weight * double(cell.count);
    }
    double expected = 0;
    for (double &s : share) {
        s /= raters * n;
        expected += s * s;
        if (s == 1) {
            result.kappa = Estimate::nothing("all answers are equal", std::llround(n));
            return result;
        }
    }
    const double kappa = (agreement - expected) / (1 - expected);
    if (!weights.empty()) {
        result.kappa = weighted(kappa, n);
        return result;
    }
    result.kappa = {kappa, std::llround(n), undefined("not computed"), undefined("not computed")};
    std::vector<double> contributions;
    for (std::size_t u = 0; u < table.units(); ++u) {
        if (table.raters(u) != result.raters)
            continue;
        double expectedOf = 0;
        for (const auto &cell : table.unit(u))
            expectedOf += double(cell.count) * share[cell.category] / raters;
        contributions.push_back((agreementOf(u) - expected - 2 * (1 - kappa) * (expectedOf - expected))
                                / (1 - expected));
    }
    setInterval(result.kappa, contributions, kappa, level);
    return result;
}

Estimate krippendorffAlpha(const RatingTable &table, Metric metric, double level, UnitWeights weights)
{
    std::vector<double> totals(table.categories(), 0);
    double units = 0;
    double n = 0; // answers
    for (std::size_t u = 0; u < table.units(); ++u) {
        const double weight = weightOf(weights, u);
        if (table.raters(u) < 2 || weight == 0)
            continue;
        units += weight;
        n += weight * double(table.raters(u));
        for (const auto &cell : table.unit(u))
            totals[cell.category] += weight * double(cell.count);
    }
    if (units == 0)
        return Estimate::nothing("no unit has two answers");
    if (std::count_if(totals.begin(), totals.end(), [](double total) { return total > 0; }) < 2)
        return Estimate::nothing("all answers are equal", std::llround(units));

    std::vector<double> scale;
    if (metric == Metric::Interval) {
        if (!allFinite(table.values()))
            return Estimate::nothing("an answer is infinite", std::llround(units));
        scale = unitScale(table.values());
    } else if (metric == Metric::Ordinal) {
        double below = 0;
        for (const double total : totals) {
            scale.push_back((below + total / 2) / n);
            below += total;
        }
    }
    const auto distance = metric == Metric::Nominal ? AgreementWeights::None : AgreementWeights::Quadratic;
    double mean = 0;
    double expected = 0; // over all ordered pairs of answers
    if (metric == Metric::Nominal) {
        for (const double total : totals)
            expected += total * (n - total);
    } else {
        for (std::size_t c = 0; c < totals.size(); ++c)
            mean += totals[c] * scale[c] / n;
        for (std::size_t c = 0; c < totals.size(); ++c)
            expected += 2 * n * totals[c] * (scale[c] - mean) * (scale[c] - mean);
    }
    double observed = 0;
    for (std::size_t u = 0; u < table.units(); ++u) {
        const double raters = table.raters(u);
        const double weight = weightOf(weights, u);
        if (raters >= 2 && weight > 0)
            observed += weight * disagreement(table.unit(u), raters, distance, scale) / (raters - 1);
    }
    const double alpha = 1 - (n - 1) * observed / expected;
    if (!weights.empty())
        return weighted(alpha, units);
    Estimate estimate{alpha, std::llround(units), undefined("the ordinal metric has no analytic interval"),
                      undefined("the ordinal metric has no analytic interval")};
    if (metric == Metric::Ordinal)
        return estimate;

    // Gwet 2014, §5: the same coefficient through observed and expected agreement.
    const double meanRaters = n / units;
    const double expectedAgreement = 1 - expected / n / n;
    const double rawAgreement = 1 - observed / n; // without the correction for a finite number of answers
    const double agreement = (1 - 1 / n) * rawAgreement + 1 / n;
    const double rawAlpha = (rawAgreement - expectedAgreement) / (1 - expectedAgreement);
    std::vector<double> contributions;
    for (std::size_t u = 0; u < table.units(); ++u) {
        const double raters = table.raters(u);
        if (raters < 2)
            continue;
        const double off = (raters - meanRaters) / meanRaters;
        const double apart = disagreement(table.unit(u), raters, distance, scale);
        const double agreementOf = (raters - apart / (raters - 1)) / meanRaters - agreement * off;
        double expectedOf = 0;
        double variance = expected / (2 * n * n); // of all answers on the scale
        for (const auto &cell : table.unit(u)) {
            const double creditOfAll =
                metric == Metric::Nominal
                    ? totals[cell.category] / n
                    : 1 - variance - (scale[cell.category] - mean) * (scale[cell.category] - mean);
            expectedOf += double(cell.count) * creditOfAll / meanRaters;
        }
        expectedOf -= expectedAgreement * off;
        contributions.push_back(
            (agreementOf - expectedAgreement - 2 * (1 - rawAlpha) * (expectedOf - expectedAgreement))
            / (1 - expectedAgreement));
    }
    setInterval(estimate, contributions, rawAlpha, level);
    return estimate;
}

Estimate gwetAc(const RatingTable &table, AgreementWeights agreementWeights, double level, UnitWeights weights)
{
    const std::size_t q = table.categories();
    const bool isWeighted = agreementWeights != AgreementWeights::None;
    std::vector<double> share(q, 0); // mean over units with an answer
    double answered = 0;
    double units = 0;
    double agreement = 0;
    const std::vector<double> scale = isWeighted ? unitScale(table.values()) : std::vector<double>();
    if (isWeighted && !allFinite(table.values()))
        return Estimate::nothing("an answer is infinite");
    const auto agreementOf = [&](std::size_t u) {
        const double raters = table.raters(u);
        return 1 - disagreement(table.unit(u), raters, agreementWeights, scale) / (raters * (raters - 1));
    };
    for (std::size_t u = 0; u < table.units(); ++u) {
        const double weight = weightOf(weights, u);
        if (table.raters(u) == 0 || weight == 0)
            continue;
        answered += weight;
        for (const auto &cell : table.unit(u))
            share[cell.category] += weight * double(cell.count) / double(table.raters(u));
        if (table.raters(u) >= 2) {
            units += weight;
            agreement += weight * agreementOf(u);
        }
    }
    if (units == 0)
        return Estimate::nothing("no unit has two answers");
    if (q < 2)
        return Estimate::nothing("there is a single category", std::llround(units));
    agreement /= units;

    std::vector<RatingTable::Cell> oneOfEach;
    for (std::uint32_t c = 0; c < q; ++c)
        oneOfEach.push_back({c, 1});
    const double categories = double(q);
    const double sumOfWeights = categories * categories - disagreement(oneOfEach, categories, agreementWeights, scale);
    const double factor = sumOfWeights / (categories * (categories - 1));
    double spread = 0; // Σ π(1 − π)
    for (double &s : share) {
        s /= answered;
        spread += s * (1 - s);
    }
    const double expected = factor * spread;
    const double coefficient = (agreement - expected) / (1 - expected);
    if (!weights.empty())
        return weighted(coefficient, units);
    Estimate estimate{coefficient, std::llround(units), undefined("not computed"), undefined("not computed")};
    std::vector<double> contributions;
    for (std::size_t u = 0; u < table.units(); ++u) {
        const double raters = table.raters(u);
        if (raters == 0)
            continue;
        double expectedOf = 0;
        for (const auto &cell : table.unit(u))
            expectedOf += factor * double(cell.count) * (1 - share[cell.category]) / raters;
        const double own = raters >= 2 ? answered / units * (agreementOf(u) - expected) / (1 - expected) : 0;
        contributions.push_back(own - 2 * (1 - coefficient) * (expectedOf - expected) / (1 - expected));
    }
    setInterval(estimate, contributions, coefficient, level);
    return estimate;
}

} // namespace statistics
