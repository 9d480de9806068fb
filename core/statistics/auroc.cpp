#include "core/statistics/auroc.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/statistics/descriptive.h"
#include "core/statistics/proportion.h"

namespace statistics {

namespace {

double sampleVariance(const std::vector<double> &values, double centre)
{
    double squares = 0;
    for (const double value : values)
        squares += (value - centre) * (value - centre);
    return squares / double(values.size() - 1);
}

} // namespace

std::optional<Auroc> auroc(std::span<const Judgement> judgements, double level)
{
    // Positives first, then negatives, so that one vector of ranks serves both.
    std::vector<double> positives;
    std::vector<double> negatives;
    for (const Judgement &judgement : judgements)
        (judgement.firstPreferred ? positives : negatives).push_back(judgement.difference);
    if (positives.empty() || negatives.empty())
        return {};

    std::vector<double> all = positives;
    all.insert(all.end(), negatives.begin(), negatives.end());
    const std::vector<double> ranks = midranks(all);
    const std::vector<double> ranksOfPositives = midranks(positives);
    const std::vector<double> ranksOfNegatives = midranks(negatives);
    const double m = double(positives.size());
    const double n = double(negatives.size());

    // Placement of every value: the share of the other class that lies on the right side of it.
    std::vector<double> placementOfPositives(positives.size());
    for (size_t i = 0; i < positives.size(); ++i)
        placementOfPositives[i] = (ranks[i] - ranksOfPositives[i]) / n;
    std::vector<double> placementOfNegatives(negatives.size());
    for (size_t j = 0; j < negatives.size(); ++j)
        placementOfNegatives[j] = 1 - (ranks[positives.size() + j] - ranksOfNegatives[j]) / m;

    Auroc result;
    result.value = *mean(placementOfPositives);
    if (positives.size() < 2 || negatives.size() < 2)
        return result;
    result.variance =
        sampleVariance(placementOfPositives, result.value) / m + sampleVariance(placementOfNegatives, result.value) / n;
    const double reach = normalQuantile(level) * std::sqrt(*result.variance);
    result.interval = Interval{std::max(0.0, result.value - reach), std::min(1.0, result.value + reach)};
    return result;
}

WeightedAuroc::WeightedAuroc(std::span<const Judgement> judgements)
    : m_judgements(judgements.begin(), judgements.end())
    , m_order(judgements.size())
{
    std::iota(m_order.begin(), m_order.end(), 0U);
    std::sort(m_order.begin(), m_order.end(), [this](std::uint32_t a, std::uint32_t b) {
        return m_judgements[a].difference < m_judgements[b].difference;
    });
}

std::optional<double> WeightedAuroc::operator()(std::span<const std::uint32_t> weights) const
{
    double won = 0; // pairs in which the positive lies above, equal ones as one half
    double positives = 0;
    double negatives = 0;
    for (size_t begin = 0; begin < m_order.size();) {
        size_t end = begin;
        double positivesHere = 0;
        double negativesHere = 0;
        while (end < m_order.size()
               && m_judgements[m_order[end]].difference == m_judgements[m_order[begin]].difference) {
            const double weight = weights[m_order[end]];
            (m_judgements[m_order[end]].firstPreferred ? positivesHere : negativesHere) += weight;
            ++end;
        }
        won += positivesHere * (negatives + negativesHere / 2);
        positives += positivesHere;
        negatives += negativesHere;
        begin = end;
    }
    if (positives == 0 || negatives == 0)
        return {};
    return won / (positives * negatives);
}

} // namespace statistics
