#include "core/statistics/rankingtests.h"

#include <cmath>

#include "core/statistics/distributions.h"

namespace statistics {

WorthDifference worthDifference(const Ranking &ranking, std::uint32_t a, std::uint32_t b, double level)
{
    WorthDifference result;
    const auto without = [&](const char *reason) {
        result.difference.standardError = undefined(reason);
        result.difference.interval = undefined(reason);
        result.z = undefined(reason);
        result.p = undefined(reason);
        return result;
    };
    result.difference.value = ranking.worths[a] - ranking.worths[b];
    result.difference.n = std::llround(ranking.votes);
    if (a == b)
        return without("an item does not differ from itself");
    if (ranking.covariance.empty())
        return without("the covariance is undefined");
    const size_t n = ranking.items();
    const double variance = ranking.covariance[a * n + a] + ranking.covariance[b * n + b]
                            - ranking.covariance[a * n + b] - ranking.covariance[b * n + a];
    if (!(variance > 0))
        return without("the difference has no variance");
    const double error = std::sqrt(variance);
    result.difference.standardError = error;
    result.difference.interval = normalInterval(*result.difference.value, error, level);
    result.z = *result.difference.value / error;
    result.p = normalTwoSidedP(*result.z);
    return result;
}

GroupRankings rankByGroup(std::span<const Contest> contests, std::span<const std::uint32_t> groupOfContest,
                          std::uint32_t groups, std::uint32_t items, const RankingOptions &options)
{
    GroupRankings result;
    const ContestCounter counter(contests, items);
    std::vector<std::uint32_t> weights(contests.size());
    double sum = 0;
    bool allRegular = groups >= 2;
    const auto isRegular = [](const Defined<Ranking> &ranking) {
        return ranking && !ranking->penalised
               && (ranking->model == RankingModel::BradleyTerry || ranking->tieParameter.interval);
    };
    for (std::uint32_t group = 0; group < groups; ++group) {
        for (size_t i = 0; i < weights.size(); ++i)
            weights[i] = groupOfContest[i] == group ? 1 : 0;
        result.groups.push_back(fitRanking(counter.count(weights), items, options));
        const auto &ranking = result.groups.back();
        allRegular = allRegular && isRegular(ranking);
        if (ranking) {
            sum += ranking->logLikelihood;
            result.degreesOfFreedom += ranking->parameters;
        }
    }
    const Defined<Ranking> pooled = fitRanking(counter.count(), items, options);
    if (!allRegular || !isRegular(pooled)) {
        const auto reason =
            undefined(groups < 2 ? "fewer than two groups" : "a group has no regular maximum of its own");
        result.likelihoodRatio = reason;
        result.p = reason;
        result.degreesOfFreedom = 0;
        return result;
    }
    result.degreesOfFreedom -= pooled->parameters;
    result.likelihoodRatio = std::max(0.0, 2 * (sum - pooled->logLikelihood));
    result.p = chiSquaredUpperP(*result.likelihoodRatio, result.degreesOfFreedom);
    return result;
}

} // namespace statistics
