#include "core/statistics/mannwhitney.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/statistics/distributions.h"

namespace statistics {

namespace {

struct Value
{
    double value = 0;
    bool isX = false;
};

MannWhitneyResult nothing(MannWhitneyResult result, const char *reason)
{
    for (Number *number : {&result.u, &result.z, &result.commonLanguage, &result.rankBiserial, &result.pTwoSided,
                           &result.pGreater, &result.pLess})
        *number = undefined(reason);
    return result;
}

void setP(MannWhitneyResult &result, tl::unexpected<Reason> reason)
{
    result.pTwoSided = reason;
    result.pGreater = reason;
    result.pLess = reason;
}

/// Probability of every U from 0 to m·n when all orders are equally likely: coefficients of the Gaussian binomial
/// Π (1 − q^(n+i)) / (1 − q^i), i from 1 to m (Mann & Whitney 1947), divided by their sum.
std::vector<double> distributionOfU(qint64 m, qint64 n)
{
    std::vector<double> counts(size_t(m * n) + 1, 0);
    counts[0] = 1;
    for (qint64 i = 1; i <= m; ++i) {
        for (qint64 u = m * n; u >= n + i; --u)
            counts[size_t(u)] -= counts[size_t(u - n - i)];
        for (qint64 u = i; u <= m * n; ++u)
            counts[size_t(u)] += counts[size_t(u - i)];
    }
    const double sum = std::accumulate(counts.begin(), counts.end(), 0.0);
    for (double &count : counts)
        count /= sum;
    return counts;
}

void exactP(MannWhitneyResult &result)
{
    // The smaller sample first: fewer steps, and the distribution is the same.
    const std::vector<double> probability =
        distributionOfU(std::min(result.nX, result.nY), std::max(result.nX, result.nY));
    const auto at = std::ptrdiff_t(std::llround(*result.u));
    const double less = std::accumulate(probability.begin(), probability.begin() + at + 1, 0.0);
    // It is symmetric: P(U ≥ u) = P(U ≤ m·n − u), small terms first.
    const auto mirrored = std::ptrdiff_t(probability.size()) - 1 - at;
    const double greater = std::accumulate(probability.begin(), probability.begin() + mirrored + 1, 0.0);
    result.pLess = std::min(1.0, less);
    result.pGreater = std::min(1.0, greater);
    result.pTwoSided = std::min(1.0, 2 * std::min(less, greater));
}

} // namespace

MannWhitneyResult mannWhitneyU(std::span<const double> x, std::span<const double> y, const MannWhitneyOptions &options)
{
    MannWhitneyResult result;
    result.nX = qint64(x.size());
    result.nY = qint64(y.size());
    if (x.empty() || y.empty())
        return nothing(result, "one sample is empty");
    std::vector<Value> values;
    values.reserve(x.size() + y.size());
    for (const double value : x)
        values.push_back({value, true});
    for (const double value : y)
        values.push_back({value, false});
    if (std::any_of(values.begin(), values.end(), [](const Value &v) { return std::isnan(v.value); }))
        return nothing(result, "a value is not a number");
    std::sort(values.begin(), values.end(), [](const Value &a, const Value &b) { return a.value < b.value; });

    double u = 0;
    double below = 0;   // values of y
    double tieTerm = 0; // Σ (t³ − t)
    for (size_t begin = 0; begin < values.size();) {
        size_t end = begin;
        double ofX = 0;
        while (end < values.size() && values[end].value == values[begin].value)
            ofX += values[end++].isX ? 1 : 0;
        const double equal = double(end - begin);
        u += ofX * (below + (equal - ofX) / 2);
        below += equal - ofX;
        tieTerm += equal * (equal * equal - 1);
        begin = end;
    }
    const double pairs = double(result.nX) * double(result.nY);
    const double n = double(values.size());
    result.u = u;
    result.commonLanguage = u / pairs;
    result.rankBiserial = 2 * u / pairs - 1;
    const double variance = pairs / 12 * (n + 1 - tieTerm / (n * (n - 1)));
    if (!(variance > 0)) {
        result.z = undefined("all values are equal");
        setP(result, undefined("all values are equal"));
        return result;
    }
    const double correction = options.correction && options.method == PMethod::Normal ? 0.5 : 0;
    const double above = u - pairs / 2;
    const double deviation = std::sqrt(variance);
    const double towardsMean = above > 0 ? correction : above < 0 ? -correction : 0;
    result.z = (above - towardsMean) / deviation;
    if (options.method == PMethod::Normal) {
        // SciPy takes the correction off |U − mean| even where that is 0, which makes p greater than 1, and cuts.
        result.pTwoSided = std::min(1.0, 2 * normalUpperP((std::abs(above) - correction) / deviation));
        result.pGreater = normalUpperP((above - correction) / deviation);
        result.pLess = normalUpperP(-(above + correction) / deviation);
    } else if (tieTerm > 0) {
        setP(result, undefined("the exact distribution needs data without ties"));
    } else if (result.nX * result.nY > mostExactPairs) {
        setP(result, undefined("too many values for the exact distribution"));
    } else {
        exactP(result);
    }
    return result;
}

} // namespace statistics
