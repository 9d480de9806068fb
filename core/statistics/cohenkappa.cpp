#include "core/statistics/cohenkappa.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/distributions.h"

namespace statistics {

namespace {

/// Smaller standard errors of κ are rounding.
constexpr double noError = 1e-12;

/// Credit of two categories, 1 for the same, 0 for the farthest.
double credit(int i, int j, int categories, AgreementWeights weights)
{
    const double distance = double(std::abs(i - j)) / double(categories - 1);
    switch (weights) {
    case AgreementWeights::None:
        return i == j ? 1 : 0;
    case AgreementWeights::Linear:
        return 1 - distance;
    case AgreementWeights::Quadratic:
        break;
    }
    return 1 - distance * distance;
}

} // namespace

CrossTable CrossTable::of(std::span<const int> first, std::span<const int> second, int categories,
                          std::span<const std::uint32_t> weights)
{
    CrossTable table{categories, std::vector<qint64>(size_t(categories) * size_t(categories), 0)};
    for (size_t i = 0; i < first.size(); ++i) {
        if (first[i] >= 0 && second[i] >= 0)
            table.counts[size_t(first[i]) * size_t(categories) + size_t(second[i])] +=
                weights.empty() ? 1 : qint64(weights[i]);
    }
    return table;
}

Estimate cohenKappa(const CrossTable &table, AgreementWeights weights, double level)
{
    const int k = table.categories;
    const auto countAt = [&](int i, int j) { return double(table.counts[size_t(i) * size_t(k) + size_t(j)]); };
    double n = 0;
    std::vector<double> rows(size_t(k), 0);
    std::vector<double> columns(size_t(k), 0);
    for (int i = 0; i < k; ++i) {
        for (int j = 0; j < k; ++j) {
            n += countAt(i, j);
            rows[size_t(i)] += countAt(i, j);
            columns[size_t(j)] += countAt(i, j);
        }
    }
    if (n == 0)
        return Estimate::nothing("no unit was judged by both");
    for (int i = 0; i < k; ++i) {
        if (rows[size_t(i)] == n && columns[size_t(i)] == n)
            return Estimate::nothing("both chose a single category", qint64(n));
    }

    // Mean credit that a category of one rater gets against the other's distribution.
    std::vector<double> creditOfRow(size_t(k), 0);
    std::vector<double> creditOfColumn(size_t(k), 0);
    double observed = 0; // disagreement: sums of small terms, so that full agreement gives exactly 1
    double expected = 0;
    for (int i = 0; i < k; ++i) {
        for (int j = 0; j < k; ++j) {
            const double v = credit(i, j, k, weights);
            observed += (1 - v) * countAt(i, j) / n;
            expected += (1 - v) * rows[size_t(i)] / n * columns[size_t(j)] / n;
            creditOfRow[size_t(i)] += v * columns[size_t(j)] / n;
            creditOfColumn[size_t(j)] += v * rows[size_t(i)] / n;
        }
    }
    const double kappa = 1 - observed / expected;
    Estimate estimate{kappa, qint64(n), undefined("a single unit has no spread"),
                      undefined("a single unit has no spread")};
    if (n < 2)
        return estimate;

    double squares = 0;
    for (int i = 0; i < k; ++i) {
        for (int j = 0; j < k; ++j) {
            const double term =
                credit(i, j, k, weights) - (creditOfRow[size_t(i)] + creditOfColumn[size_t(j)]) * (1 - kappa);
            squares += countAt(i, j) / n * term * term;
        }
    }
    const double centre = kappa - (1 - expected) * (1 - kappa);
    const double error = std::sqrt(std::max(0.0, squares - centre * centre) / n) / expected;
    if (!(error > noError)) {
        estimate.standardError = undefined("full agreement has no spread");
        estimate.interval = undefined("full agreement has no spread");
        return estimate;
    }
    estimate.standardError = error;
    const Interval interval = normalInterval(kappa, error, level);
    estimate.interval = Interval{std::max(-1.0, interval.low), std::min(1.0, interval.high)};
    return estimate;
}

} // namespace statistics
