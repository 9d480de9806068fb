#include "core/statistics/classification.h"

namespace statistics {

std::optional<double> Confusion::accuracy() const
{
    if (n() == 0)
        return {};
    return double(correct()) / double(n());
}

std::optional<double> Confusion::f1() const
{
    const qint64 denominator = 2 * truePositives + falsePositives + falseNegatives;
    if (denominator == 0)
        return {};
    return double(2 * truePositives) / double(denominator);
}

Confusion confusion(std::span<const Judgement> judgements)
{
    Confusion result;
    for (const Judgement &judgement : judgements) {
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
