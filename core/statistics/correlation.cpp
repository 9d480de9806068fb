#include "core/statistics/correlation.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include "core/statistics/descriptive.h"

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

} // namespace

std::optional<double> kendallTauB(std::span<const double> x, std::span<const double> y)
{
    const size_t n = x.size();
    if (n < 2)
        return {};
    std::vector<size_t> order(n);
    std::iota(order.begin(), order.end(), size_t(0));
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return x[a] != x[b] ? x[a] < x[b] : y[a] < y[b]; });

    const std::int64_t tiedInX = tiedPairs(n, [&](size_t i) { return x[order[i]] == x[order[i - 1]]; });
    const std::int64_t tiedInBoth =
        tiedPairs(n, [&](size_t i) { return x[order[i]] == x[order[i - 1]] && y[order[i]] == y[order[i - 1]]; });
    std::vector<double> inOrder(n);
    for (size_t i = 0; i < n; ++i)
        inOrder[i] = y[order[i]];
    const std::int64_t discordant = sortCountingSwaps(inOrder);
    const std::int64_t tiedInY = tiedPairs(n, [&](size_t i) { return inOrder[i] == inOrder[i - 1]; });

    const std::int64_t pairs = std::int64_t(n) * std::int64_t(n - 1) / 2;
    if (tiedInX == pairs || tiedInY == pairs)
        return {};
    const std::int64_t difference = pairs - tiedInX - tiedInY + tiedInBoth - 2 * discordant;
    return double(difference) / std::sqrt(double(pairs - tiedInX)) / std::sqrt(double(pairs - tiedInY));
}

std::optional<double> spearman(std::span<const double> x, std::span<const double> y)
{
    if (x.size() < 2)
        return {};
    const std::vector<double> ranksX = midranks(x);
    const std::vector<double> ranksY = midranks(y);
    const double centre = double(x.size() + 1) / 2;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (size_t i = 0; i < ranksX.size(); ++i) {
        xy += (ranksX[i] - centre) * (ranksY[i] - centre);
        xx += (ranksX[i] - centre) * (ranksX[i] - centre);
        yy += (ranksY[i] - centre) * (ranksY[i] - centre);
    }
    if (xx == 0 || yy == 0)
        return {};
    return std::clamp(xy / std::sqrt(xx) / std::sqrt(yy), -1.0, 1.0);
}

} // namespace statistics
