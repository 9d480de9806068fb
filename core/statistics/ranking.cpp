#include "core/statistics/ranking.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Cholesky>

#include "core/statistics/descriptive.h"
#include "core/statistics/distributions.h"
#include "core/statistics/rankinglikelihood.h"

namespace statistics {

namespace {

constexpr int mostSteps = 100;
/// Newton's method converges quadratically: after a step this small the error is that of rounding.
constexpr double convergedAt = 1e-10;
/// Log-parameters beyond which a likelihood with an advantage is taken to have no maximum: e³⁰ to one.
constexpr double widest = 30;

bool isCount(double value)
{
    return value >= 0 && std::isfinite(value);
}

/// Ford's condition: from every item a path of wins and ties leads to every other.
bool isConnected(std::span<const PairCount> pairs, std::uint32_t items)
{
    std::vector<std::vector<std::uint32_t>> beaten(items);
    std::vector<std::vector<std::uint32_t>> beatenBy(items);
    const auto add = [&](std::uint32_t winner, std::uint32_t loser) {
        beaten[winner].push_back(loser);
        beatenBy[loser].push_back(winner);
    };
    for (const PairCount &pair : pairs) {
        if (pair.firstWins > 0 || pair.ties > 0)
            add(pair.first, pair.second);
        if (pair.secondWins > 0 || pair.ties > 0)
            add(pair.second, pair.first);
    }
    const auto reachesAll = [&](const std::vector<std::vector<std::uint32_t>> &next) {
        std::vector<char> isReached(items, 0);
        std::vector<std::uint32_t> open{0};
        isReached[0] = 1;
        std::uint32_t reached = 0;
        while (!open.empty()) {
            const std::uint32_t item = open.back();
            open.pop_back();
            ++reached;
            for (const std::uint32_t other : next[item]) {
                if (!isReached[other]) {
                    isReached[other] = 1;
                    open.push_back(other);
                }
            }
        }
        return reached == items;
    };
    return reachesAll(beaten) && reachesAll(beatenBy);
}

/// The votes with half a tie added to every pair of items, a quarter in each order.
std::vector<PairCount> withHalfTies(std::span<const PairCount> pairs, std::uint32_t items)
{
    std::vector<PairCount> penalised(pairs.begin(), pairs.end());
    for (std::uint32_t first = 0; first < items; ++first) {
        for (std::uint32_t second = 0; second < items; ++second) {
            if (first != second)
                penalised.push_back({first, second, 0, 0, 0.25});
        }
    }
    return penalised;
}

/// The maximum and what is needed around it.
struct Fit
{
    RankingLikelihood likelihood;
    Eigen::VectorXd at;
    bool connected = true;
    bool penalised = false;
    int steps = 0;
};

/// The information with the direction made definite along which all worths move together and nothing changes: the
/// maximum with sum 0 stays the maximum.
Eigen::MatrixXd anchored(const Eigen::MatrixXd &information, Eigen::Index items, double anchor)
{
    Eigen::MatrixXd matrix = information;
    matrix.topLeftCorner(items, items).array() += anchor;
    return matrix;
}

double anchorOf(const Eigen::MatrixXd &information, Eigen::Index items)
{
    return std::max(information.diagonal().head(items).mean(), std::numeric_limits<double>::min()) / double(items);
}

Defined<Fit> maximise(std::span<const PairCount> pairs, std::uint32_t items, const RankingOptions &options)
{
    if (items < 2)
        return undefined("fewer than two items");
    if (items > mostRankedItems)
        return undefined("too many items to rank");
    double wins = 0;
    double ties = 0;
    for (const PairCount &pair : pairs) {
        if (pair.first == pair.second)
            return undefined("an item is compared with itself");
        if (!isCount(pair.firstWins) || !isCount(pair.secondWins) || !isCount(pair.ties))
            return undefined("a count is negative or not finite");
        wins += pair.firstWins + pair.secondWins;
        ties += pair.ties;
    }
    if (wins + ties == 0)
        return undefined("no votes");
    const bool hasTieParameter = options.model != RankingModel::BradleyTerry;
    if (hasTieParameter && wins == 0)
        return undefined("every vote is a tie");

    const bool connected = isConnected(pairs, items);
    const bool penalised =
        options.penalty == Penalty::Always || (options.penalty == Penalty::WhenNotConnected && !connected);
    if (!connected && !penalised)
        return undefined("the comparisons do not connect the items");
    std::vector<PairCount> counts =
        penalised ? withHalfTies(pairs, items) : std::vector<PairCount>(pairs.begin(), pairs.end());
    Fit fit{RankingLikelihood(std::move(counts), items, options.model, ties > 0 || penalised, options.firstAdvantage),
            {},
            connected,
            penalised,
            0};
    fit.at = fit.likelihood.start();

    const Eigen::Index n = items;
    Eigen::VectorXd gradient;
    Eigen::MatrixXd information;
    double best = fit.likelihood.value(fit.at);
    for (fit.steps = 1; fit.steps <= mostSteps; ++fit.steps) {
        fit.likelihood.derivatives(fit.at, gradient, information);
        const Eigen::LDLT<Eigen::MatrixXd> solver(anchored(information, n, anchorOf(information, n)));
        Eigen::VectorXd step = solver.solve(gradient);
        if (solver.info() != Eigen::Success || !step.allFinite())
            return undefined("the fit did not converge");
        step.head(n).array() -= step.head(n).mean();
        const double size = step.cwiseAbs().maxCoeff();
        double now = 0;
        Eigen::VectorXd next;
        // Newton leaps too far where votes are nearly separated, and may leave the range of θ.
        for (int halvings = 0;; ++halvings) {
            next = fit.at + step;
            if (fit.likelihood.isInside(next)) {
                now = fit.likelihood.value(next);
                if (now >= best - 1e-12 * std::abs(best))
                    break;
            }
            if (halvings == 60)
                return undefined("the fit did not converge");
            step /= 2;
        }
        fit.at = next;
        best = now;
        if (options.firstAdvantage && fit.at.cwiseAbs().maxCoeff() > widest)
            return undefined("the advantage of one side has no bound");
        if (size < convergedAt * (1 + fit.at.cwiseAbs().maxCoeff()))
            return fit;
    }
    return undefined("the fit did not converge");
}

/// A parameter whose logarithm was fitted.
Estimate fromLog(double log, double variance, double n, double level)
{
    const double value = std::exp(log);
    const double error = std::sqrt(variance);
    const Interval interval = normalInterval(log, error, level);
    return {value, std::llround(n), value * error, Interval{std::exp(interval.low), std::exp(interval.high)}};
}

void setErrors(Ranking &ranking, const Fit &fit, double level)
{
    const auto n = Eigen::Index(ranking.items());
    Eigen::VectorXd gradient;
    Eigen::MatrixXd information;
    fit.likelihood.derivatives(fit.at, gradient, information);
    const double anchor = anchorOf(information, n);
    const Eigen::LLT<Eigen::MatrixXd> solver(anchored(information, n, anchor));
    const auto size = fit.likelihood.parameters();
    Eigen::MatrixXd covariance = solver.solve(Eigen::MatrixXd::Identity(size, size));
    if (solver.info() != Eigen::Success || !covariance.allFinite()) {
        ranking.standardErrors.assign(ranking.items(), undefined("the information is singular"));
        ranking.intervals.assign(ranking.items(), undefined("the information is singular"));
        return;
    }
    covariance.topLeftCorner(n, n).array() -= 1 / (anchor * double(n) * double(n));
    for (Eigen::Index i = 0; i < n; ++i) {
        const double error = std::sqrt(std::max(0.0, covariance(i, i)));
        ranking.standardErrors.emplace_back(error);
        ranking.intervals.emplace_back(normalInterval(ranking.worths[size_t(i)], error, level));
        for (Eigen::Index j = 0; j < n; ++j)
            ranking.covariance.push_back(covariance(i, j));
    }
    if (const auto tie = fit.likelihood.tieIndex(); tie >= 0) {
        ranking.tieParameter = fromLog(fit.at[tie], covariance(tie, tie), ranking.votes, level);
        if (ranking.model == RankingModel::RaoKupper)
            ranking.tieParameter.interval->low = std::max(1.0, ranking.tieParameter.interval->low);
    }
    if (const auto advantage = fit.likelihood.advantageIndex(); advantage >= 0)
        ranking.firstAdvantage = fromLog(fit.at[advantage], covariance(advantage, advantage), ranking.votes, level);
}

/// Worths that differ by rounding alone are equal.
std::vector<double> ranksOf(const std::vector<double> &worths)
{
    std::vector<double> rounded;
    for (const double worth : worths)
        rounded.push_back(-std::round(worth * 1e9));
    return midranks(rounded);
}

} // namespace

Defined<Ranking> fitRanking(std::span<const PairCount> pairs, std::uint32_t items, const RankingOptions &options)
{
    const Defined<Fit> fit = maximise(pairs, items, options);
    if (!fit)
        return undefined(fit.error());
    Ranking ranking;
    ranking.model = options.model;
    ranking.connected = fit->connected;
    ranking.penalised = fit->penalised;
    ranking.steps = fit->steps;
    ranking.parameters = int(fit->likelihood.parameters()) - 1;
    ranking.worths.assign(fit->at.data(), fit->at.data() + items);
    ranking.ranks = ranksOf(ranking.worths);
    ranking.contests.assign(items, 0);
    for (const PairCount &pair : pairs) {
        ranking.votes += pair.total();
        ranking.contests[pair.first] += pair.total();
        ranking.contests[pair.second] += pair.total();
    }
    const bool hasTies = fit->likelihood.tieIndex() >= 0;
    ranking.logLikelihood = RankingLikelihood(std::vector<PairCount>(pairs.begin(), pairs.end()), items, options.model,
                                              hasTies, options.firstAdvantage)
                                .value(fit->at);
    ranking.firstAdvantage = Estimate::nothing("no advantage was asked for");
    if (options.model == RankingModel::BradleyTerry) {
        ranking.tieParameter = Estimate::nothing("the model has no ties");
    } else if (!hasTies) {
        ranking.tieParameter = {options.model == RankingModel::Davidson ? 0.0 : 1.0, std::llround(ranking.votes),
                                undefined("no ties occur"), undefined("no ties occur")};
    }
    setErrors(ranking, *fit, options.level);
    return ranking;
}

void rankingValues(std::span<const PairCount> pairs, std::uint32_t items, const RankingOptions &options,
                   std::span<double> values)
{
    std::fill(values.begin(), values.end(), std::numeric_limits<double>::quiet_NaN());
    const Defined<Fit> fit = maximise(pairs, items, options);
    if (!fit)
        return;
    std::copy_n(fit->at.data(), items, values.begin());
    const auto tie = fit->likelihood.tieIndex();
    if (tie >= 0)
        values[items] = std::exp(fit->at[tie]);
    else if (options.model != RankingModel::BradleyTerry)
        values[items] = options.model == RankingModel::Davidson ? 0 : 1;
    if (const auto advantage = fit->likelihood.advantageIndex(); advantage >= 0)
        values[items + 1] = std::exp(fit->at[advantage]);
}

} // namespace statistics
