#include "core/statistics/auroc.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/statistics/distributions.h"

namespace statistics {

namespace {

/// Judgements of one difference.
struct Run
{
    double positives = 0;
    double negatives = 0;
};

bool hasNaN(std::span<const Judgement> judgements)
{
    return std::any_of(judgements.begin(), judgements.end(),
                       [](const Judgement &judgement) { return std::isnan(judgement.difference); });
}

/// Runs of equal differences, ascending. One sort of the judgements themselves: sorting indices would miss the cache at
/// every comparison.
std::vector<Run> runsOf(std::span<const Judgement> judgements)
{
    std::vector<Judgement> sorted(judgements.begin(), judgements.end());
    std::sort(sorted.begin(), sorted.end(),
              [](const Judgement &a, const Judgement &b) { return a.difference < b.difference; });
    std::vector<Run> runs;
    for (size_t i = 0; i < sorted.size(); ++i) {
        if (i == 0 || sorted[i].difference != sorted[i - 1].difference)
            runs.emplace_back();
        ++(sorted[i].firstPreferred ? runs.back().positives : runs.back().negatives);
    }
    return runs;
}

} // namespace

Defined<Auroc> auroc(std::span<const Judgement> judgements, double level)
{
    Auroc result;
    for (const Judgement &judgement : judgements) {
        if (std::isnan(judgement.difference))
            return undefined("a score is not a number");
        ++(judgement.firstPreferred ? result.positives : result.negatives);
        result.ties += judgement.difference == 0 ? 1 : 0;
    }
    if (judgements.empty())
        return undefined("no judgements");
    if (result.positives == 0 || result.negatives == 0)
        return undefined("one class is empty");

    const std::vector<Run> runs = runsOf(judgements);
    const double m = double(result.positives);
    const double n = double(result.negatives);
    double won = 0; // pairs in which the positive lies above, equal ones as one half
    double negativesBelow = 0;
    for (const Run &run : runs) {
        won += run.positives * (negativesBelow + run.negatives / 2);
        negativesBelow += run.negatives;
    }
    result.value = won / m / n;
    if (result.positives < 2 || result.negatives < 2) {
        result.variance = undefined("one class has a single member");
        result.interval = undefined("one class has a single member");
        return result;
    }

    // Placement: the share of the other class on the right side of a value. Their variances within each class add up.
    double squaresOfPositives = 0;
    double squaresOfNegatives = 0;
    double positivesBelow = 0;
    negativesBelow = 0;
    for (const Run &run : runs) {
        const double ofPositive = (negativesBelow + run.negatives / 2) / n - result.value;
        const double ofNegative = (m - positivesBelow - run.positives / 2) / m - result.value;
        squaresOfPositives += run.positives * ofPositive * ofPositive;
        squaresOfNegatives += run.negatives * ofNegative * ofNegative;
        positivesBelow += run.positives;
        negativesBelow += run.negatives;
    }
    const double variance = squaresOfPositives / (m - 1) / m + squaresOfNegatives / (n - 1) / n;
    result.variance = variance;
    if (runs.size() == 1) {
        result.interval = undefined("all differences are equal");
    } else if (variance <= 0) {
        result.interval = undefined("the classes are separated");
    } else {
        const Interval interval = normalInterval(result.value, std::sqrt(variance), level);
        result.interval = Interval{std::max(0.0, interval.low), std::min(1.0, interval.high)};
    }
    return result;
}

Number averagePrecision(std::span<const Judgement> judgements, PositiveClass positive)
{
    if (hasNaN(judgements))
        return undefined("a score is not a number");
    std::vector<Run> runs = runsOf(judgements);
    if (positive == PositiveClass::First) // highest score of the positive class first
        std::reverse(runs.begin(), runs.end());
    double positives = 0;
    double all = 0;
    double sum = 0;
    for (const Run &run : runs) {
        const double here = positive == PositiveClass::First ? run.positives : run.negatives;
        positives += here;
        all += run.positives + run.negatives;
        sum += here * positives / all;
    }
    if (positives == 0)
        return undefined("the positive class is empty");
    return sum / positives;
}

} // namespace statistics
