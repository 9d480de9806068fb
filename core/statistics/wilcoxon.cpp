#include "core/statistics/wilcoxon.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/statistics/distributions.h"

namespace statistics {

namespace {

/// Pratt's zeros push the ranks, and with them the sums to be counted, as high as they like.
constexpr std::int64_t mostExactSums = 1'000'000;

/// A non-zero difference by what the test needs of it.
struct Signed
{
    double size = 0;
    bool positive = false;
};

/// p of W+ when every sign is equally likely given the ranks. Twice the ranks are whole numbers, so that the sums of
/// all 2ⁿ choices are counted by their distribution, one rank after the other.
void exactP(WilcoxonResult &result, const std::vector<std::int64_t> &twiceRanks)
{
    const auto total = std::accumulate(twiceRanks.begin(), twiceRanks.end(), std::int64_t(0));
    if (result.n > mostExactDifferences || total > mostExactSums) {
        const auto reason = undefined("too many differences for the exact distribution");
        result.pTwoSided = reason;
        result.pGreater = reason;
        result.pLess = reason;
        return;
    }
    std::vector<double> probability(size_t(total) + 1, 0);
    probability[0] = 1;
    std::int64_t reached = 0;
    for (const std::int64_t rank : twiceRanks) {
        reached += rank;
        for (std::int64_t sum = reached; sum >= rank; --sum)
            probability[size_t(sum)] = (probability[size_t(sum)] + probability[size_t(sum - rank)]) / 2;
        for (std::int64_t sum = rank - 1; sum >= 0; --sum)
            probability[size_t(sum)] /= 2;
    }
    const auto observed = std::ptrdiff_t(std::llround(2 * *result.wPlus));
    const auto at = probability.begin() + observed;
    // Summed from the far end, small terms first.
    const double less = std::accumulate(probability.begin(), at + 1, 0.0);
    const double greater = std::accumulate(probability.rbegin(), std::make_reverse_iterator(at), 0.0);
    result.pLess = std::min(1.0, less);
    result.pGreater = std::min(1.0, greater);
    result.pTwoSided = std::min(1.0, 2 * std::min(less, greater));
}

void normalP(WilcoxonResult &result, double mean, double deviation, double correction)
{
    const double above = *result.wPlus - mean;
    const double towardsMean = above > 0 ? correction : above < 0 ? -correction : 0;
    result.z = (above - towardsMean) / deviation;
    result.pTwoSided = std::min(1.0, normalTwoSidedP(*result.z));
    result.pGreater = normalUpperP((above - correction) / deviation);
    result.pLess = normalUpperP(-(above + correction) / deviation);
}

} // namespace

WilcoxonResult wilcoxonSignedRank(std::span<const double> differences, const WilcoxonOptions &options)
{
    WilcoxonResult result;
    std::vector<Signed> sizes;
    sizes.reserve(differences.size());
    for (const double difference : differences) {
        if (std::isnan(difference)) {
            WilcoxonResult nothing;
            for (Number *number : {&nothing.wPlus, &nothing.wMinus, &nothing.z, &nothing.r, &nothing.rankBiserial,
                                   &nothing.pTwoSided, &nothing.pGreater, &nothing.pLess})
                *number = undefined("a difference is not a number");
            return nothing;
        }
        if (difference == 0)
            ++result.zeros;
        else
            sizes.push_back({std::abs(difference), difference > 0});
    }
    result.n = qint64(sizes.size());
    result.wPlus = 0.0;
    result.wMinus = 0.0;
    if (result.n == 0) {
        for (Number *number :
             {&result.z, &result.r, &result.rankBiserial, &result.pTwoSided, &result.pGreater, &result.pLess})
            *number = differences.empty() ? undefined("no differences") : undefined("every difference is 0");
        return result;
    }
    std::sort(sizes.begin(), sizes.end(), [](const Signed &a, const Signed &b) { return a.size < b.size; });

    // Under Pratt the zeros take the lowest ranks, which then belong to nobody.
    const double zeros = options.zeros == Zeros::Pratt ? double(result.zeros) : 0;
    const double count = double(result.n) + zeros;
    std::vector<std::int64_t> twiceRanks;
    double tieTerm = 0; // Σ (t³ − t)
    double plus = 0;
    double minus = 0;
    for (size_t begin = 0; begin < sizes.size();) {
        size_t end = begin;
        double positives = 0;
        while (end < sizes.size() && sizes[end].size == sizes[begin].size)
            positives += sizes[end++].positive ? 1 : 0;
        const double equal = double(end - begin);
        const double rank = zeros + double(begin + 1 + end) / 2;
        plus += positives * rank;
        minus += (equal - positives) * rank;
        if (end - begin > 1) {
            result.tied += qint64(end - begin);
            tieTerm += equal * (equal * equal - 1);
        }
        if (options.method == PMethod::Exact && result.n <= mostExactDifferences)
            twiceRanks.insert(twiceRanks.end(), end - begin, std::llround(2 * rank));
        begin = end;
    }
    result.wPlus = plus;
    result.wMinus = minus;
    result.rankBiserial = (plus - minus) / (plus + minus);

    const double mean = (count * (count + 1) - zeros * (zeros + 1)) / 4;
    const double variance =
        (count * (count + 1) * (2 * count + 1) - zeros * (zeros + 1) * (2 * zeros + 1) - tieTerm / 2) / 24;
    normalP(result, mean, std::sqrt(variance), options.correction ? 0.5 : 0);
    if (options.method == PMethod::Exact) {
        result.z = (plus - mean) / std::sqrt(variance);
        exactP(result, twiceRanks);
    }
    result.r = *result.z / std::sqrt(double(result.n));
    return result;
}

} // namespace statistics
