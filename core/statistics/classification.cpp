#include "core/statistics/classification.h"

#include <cmath>

namespace statistics {

namespace {

Number ratio(double numerator, double denominator, const char *reason)
{
    if (denominator == 0)
        return undefined(reason);
    return numerator / denominator;
}

} // namespace

Number Confusion::accuracy() const
{
    return ratio(double(correct()), double(n()), "nothing was judged");
}

Number Confusion::balancedAccuracy() const
{
    if (positives() == 0 || negatives() == 0)
        return undefined("one class is empty");
    return (double(truePositives) / double(positives()) + double(trueNegatives) / double(negatives())) / 2;
}

Number Confusion::precision(PositiveClass positive) const
{
    const bool isFirst = positive == PositiveClass::First;
    const double hits = double(isFirst ? truePositives : trueNegatives);
    return ratio(hits, hits + double(isFirst ? falsePositives : falseNegatives), "the class was never predicted");
}

Number Confusion::recall(PositiveClass positive) const
{
    const bool isFirst = positive == PositiveClass::First;
    return ratio(double(isFirst ? truePositives : trueNegatives), double(isFirst ? positives() : negatives()),
                 "the class never occurs");
}

Number Confusion::f1(PositiveClass positive) const
{
    const double hits = 2 * double(positive == PositiveClass::First ? truePositives : trueNegatives);
    return ratio(hits, hits + double(falsePositives + falseNegatives), "the class neither occurs nor was predicted");
}

Confusion confusion(std::span<const Judgement> judgements)
{
    Confusion result;
    for (const Judgement &judgement : judgements) {
        if (std::isnan(judgement.difference)) {
            ++result.missing;
            continue;
        }
        const bool predictsFirst = judgement.difference > 0;
        if (judgement.difference == 0)
            ++result.ties;
        if (judgement.firstPreferred)
            ++(predictsFirst ? result.truePositives : result.falseNegatives);
        else
            ++(predictsFirst ? result.falsePositives : result.trueNegatives);
    }
    return result;
}

} // namespace statistics
