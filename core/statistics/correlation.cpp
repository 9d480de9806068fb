#include "core/statistics/correlation.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/statistics/descriptive.h"
#include "core/statistics/distributions.h"

namespace statistics {

namespace {

/// Sorts by merging and returns how many pairs stood in the wrong order.
std::int64_t sortCountingSwaps(std::vector<double> &values)
{
    std::vector<double> other(values.size());
    std::int64_t swaps = 0;
    for (size_t width = 1; width < values.size(); width *= 2) {
        for (size_t begin = 0; begin < values.size(); begin += 2 * width) {
            const size_t middle = std::min(begin + width, values.size());
            const size_t end = std::min(begin + 2 * width, values.size());
            size_t left = begin;
            size_t right = middle;
            for (size_t out = begin; out < end; ++out) {
                if (right == end || (left < middle && values[left] <= values[right])) {
                    other[out] = values[left++];
                } else {
                    other[out] = values[right++];
                    swaps += std::int64_t(middle - left);
                }
            }
        }
        values.swap(other);
    }
    return swaps;
}

/// Number of pairs with equal neighbours in a sequence whose equal elements are adjacent; `same(i)` compares i with i
/// − 1.
template <typename Same>
std::int64_t tiedPairs(size_t size, Same same)
{
    std::int64_t pairs = 0;
    std::int64_t run = 0; // elements before the current one that equal it
    for (size_t i = 1; i < size; ++i) {
        run = same(i) ? run + 1 : 0;
        pairs += run;
    }
    return pairs;
}

/// What no rank correlation can be taken of.
std::optional<Reason> unusable(std::span<const double> x, std::span<const double> y)
{
    if (x.size() < 2)
        return Reason{QLatin1String("fewer than two values")};
    const auto isNaN = [](double value) { return std::isnan(value); };
    if (std::any_of(x.begin(), x.end(), isNaN) || std::any_of(y.begin(), y.end(), isNaN))
        return Reason{QLatin1String("a value is not a number")};
    const auto isConstant = [](std::span<const double> values) {
        return std::all_of(values.begin(), values.end(), [&](double value) { return value == values.front(); });
    };
    if (isConstant(x) || isConstant(y))
        return Reason{QLatin1String("all values of one side are equal")};
    return {};
}

/// Pearson's r of vectors that vary; nothing when one has no variance in double precision.
Number ofDeviations(std::span<const double> x, std::span<const double> y, double meanX, double meanY)
{
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (size_t i = 0; i < x.size(); ++i) {
        xy += (x[i] - meanX) * (y[i] - meanY);
        xx += (x[i] - meanX) * (x[i] - meanX);
        yy += (y[i] - meanY) * (y[i] - meanY);
    }
    const double scale = std::sqrt(xx) * std::sqrt(yy);
    if (!(scale > 0) || !std::isfinite(scale))
        return undefined("no variance in double precision");
    return std::clamp(xy / scale, -1.0, 1.0);
}

/// Two-sided p of a correlation by Student's t.
Number studentP(const Number &r, size_t n)
{
    if (!r)
        return r;
    if (n < 3)
        return undefined("fewer than three values");
    const double freedom = double(n) - 2;
    return studentTwoSidedP(*r * std::sqrt(freedom / ((1 - *r) * (1 + *r))), freedom);
}

/// The counts of pairs that τ is made of.
struct Pairs
{
    std::int64_t all = 0;
    std::int64_t tiedInX = 0;
    std::int64_t tiedInY = 0;
    std::int64_t difference = 0; ///< concordant − discordant
};

Pairs countPairs(std::span<const double> x, std::span<const double> y)
{
    const size_t n = x.size();
    std::vector<std::pair<double, double>> points(n);
    for (size_t i = 0; i < n; ++i)
        points[i] = {x[i], y[i]};
    std::sort(points.begin(), points.end());

    Pairs pairs;
    pairs.all = std::int64_t(n) * std::int64_t(n - 1) / 2;
    pairs.tiedInX = tiedPairs(n, [&](size_t i) { return points[i].first == points[i - 1].first; });
    const std::int64_t tiedInBoth = tiedPairs(n, [&](size_t i) { return points[i] == points[i - 1]; });
    std::vector<double> inOrder(n);
    for (size_t i = 0; i < n; ++i)
        inOrder[i] = points[i].second;
    const std::int64_t discordant = sortCountingSwaps(inOrder);
    pairs.tiedInY = tiedPairs(n, [&](size_t i) { return inOrder[i] == inOrder[i - 1]; });
    pairs.difference = pairs.all - pairs.tiedInX - pairs.tiedInY + tiedInBoth - 2 * discordant;
    return pairs;
}

/// Sums over groups of t equal values: t(t−1), t(t−1)(t−2), t(t−1)(2t+5).
struct TieSums
{
    double pairs = 0;
    double triples = 0;
    double variance = 0;
};

TieSums tieSums(std::span<const double> values)
{
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    TieSums sums;
    for (size_t begin = 0; begin < sorted.size();) {
        size_t end = begin;
        while (end < sorted.size() && sorted[end] == sorted[begin])
            ++end;
        const double t = double(end - begin);
        sums.pairs += t * (t - 1);
        sums.triples += t * (t - 1) * (t - 2);
        sums.variance += t * (t - 1) * (2 * t + 5);
        begin = end;
    }
    return sums;
}

} // namespace

Number kendallTauB(std::span<const double> x, std::span<const double> y)
{
    if (const auto reason = unusable(x, y))
        return undefined(*reason);
    const Pairs pairs = countPairs(x, y);
    return std::clamp(double(pairs.difference) / std::sqrt(double(pairs.all - pairs.tiedInX))
                          / std::sqrt(double(pairs.all - pairs.tiedInY)),
                      -1.0, 1.0);
}

Number spearman(std::span<const double> x, std::span<const double> y)
{
    if (const auto reason = unusable(x, y))
        return undefined(*reason);
    const double centre = double(x.size() + 1) / 2;
    return ofDeviations(midranks(x), midranks(y), centre, centre);
}

Number pearson(std::span<const double> x, std::span<const double> y)
{
    if (const auto reason = unusable(x, y))
        return undefined(*reason);
    const Number meanX = mean(x);
    const Number meanY = mean(y);
    if (!meanX || !meanY)
        return undefined("a value is not finite");
    return ofDeviations(x, y, *meanX, *meanY);
}

CorrelationTest pearsonTest(std::span<const double> x, std::span<const double> y, double level)
{
    const Number r = pearson(x, y);
    CorrelationTest test{r, qint64(x.size()), studentP(r, x.size()), undefined("fewer than four values")};
    if (!r)
        test.interval = undefined(r.error());
    else if (std::abs(*r) == 1)
        test.interval = undefined("a perfect correlation has no spread");
    else if (x.size() > 3) {
        const Interval z = normalInterval(std::atanh(*r), 1 / std::sqrt(double(x.size()) - 3), level);
        test.interval = Interval{std::tanh(z.low), std::tanh(z.high)};
    }
    return test;
}

CorrelationTest spearmanTest(std::span<const double> x, std::span<const double> y)
{
    const Number rho = spearman(x, y);
    return {rho, qint64(x.size()), studentP(rho, x.size()), undefined("no analytic interval; use the bootstrap")};
}

CorrelationTest kendallTest(std::span<const double> x, std::span<const double> y)
{
    const Number tau = kendallTauB(x, y);
    CorrelationTest test{tau, qint64(x.size()), tau, undefined("no analytic interval; use the bootstrap")};
    if (!tau)
        return test;
    if (x.size() < 3) {
        test.p = undefined("fewer than three values");
        return test;
    }
    const double n = double(x.size());
    const TieSums inX = tieSums(x);
    const TieSums inY = tieSums(y);
    double variance =
        (n * (n - 1) * (2 * n + 5) - inX.variance - inY.variance) / 18 + inX.pairs * inY.pairs / (2 * n * (n - 1));
    if (n > 2)
        variance += inX.triples * inY.triples / (9 * n * (n - 1) * (n - 2));
    test.p = normalTwoSidedP(double(countPairs(x, y).difference) / std::sqrt(variance));
    return test;
}

} // namespace statistics
