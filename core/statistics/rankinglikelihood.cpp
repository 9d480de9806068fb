#include "core/statistics/rankinglikelihood.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace statistics {

namespace {

double logistic(double x)
{
    return 1 / (1 + std::exp(-x));
}

/// ln σ(x) without overflow.
double logLogistic(double x)
{
    return std::min(x, 0.0) - std::log1p(std::exp(-std::abs(x)));
}

/// What one pair's votes say, in the three numbers it depends on: difference of the worths, ties, advantage.
struct Local
{
    double value = 0;
    std::array<double, 3> gradient{};
    std::array<std::array<double, 3>, 3> information{};
};

Local bradleyTerry(const PairCount &pair, double difference, double advantage)
{
    const double x = difference + advantage;
    const double wins = pair.firstWins + pair.ties / 2;
    const double losses = pair.secondWins + pair.ties / 2;
    const double p = logistic(x);
    const double q = logistic(-x);
    Local local;
    local.value = wins * logLogistic(x) + losses * logLogistic(-x);
    local.gradient = {wins * q - losses * p, 0, wins * q - losses * p};
    const double weight = (wins + losses) * p * q;
    local.information = {{{weight, 0, weight}, {0, 0, 0}, {weight, 0, weight}}};
    return local;
}

/// A multinomial logit: outcomes weighted by exp(score), scores linear in the three numbers.
Local davidson(const PairCount &pair, double difference, double ties, double advantage)
{
    static constexpr std::array<std::array<double, 3>, 3> slopes{{{0.5, 0, 1}, {-0.5, 0, 0}, {0, 1, 0}}};
    const std::array<double, 3> counts{pair.firstWins, pair.secondWins, pair.ties};
    const std::array<double, 3> scores{difference / 2 + advantage, -difference / 2, ties};
    // Relative to the likeliest outcome, whose log-probability then keeps its digits where it is nearly 0.
    const auto likeliest = size_t(std::max_element(scores.begin(), scores.end()) - scores.begin());
    std::array<double, 3> p{};
    double others = 0;
    for (size_t k = 0; k < 3; ++k) {
        p[k] = k == likeliest ? 1 : std::exp(scores[k] - scores[likeliest]);
        others += k == likeliest ? 0 : p[k];
    }
    const double logSum = std::log1p(others);
    const double total = pair.total();
    Local local;
    std::array<double, 3> mean{};
    for (size_t k = 0; k < 3; ++k) {
        p[k] /= 1 + others;
        local.value += counts[k] * (scores[k] - scores[likeliest] - logSum);
        for (size_t a = 0; a < 3; ++a)
            mean[a] += p[k] * slopes[k][a];
    }
    for (size_t k = 0; k < 3; ++k) {
        for (size_t a = 0; a < 3; ++a) {
            local.gradient[a] += (counts[k] - total * p[k]) * slopes[k][a];
            for (size_t b = 0; b < 3; ++b)
                local.information[a][b] += total * p[k] * (slopes[k][a] - mean[a]) * (slopes[k][b] - mean[b]);
        }
    }
    return local;
}

/// P(tie) = P(first)·P(second)·(θ² − 1), so that only two logistic terms and one of θ remain.
Local raoKupper(const PairCount &pair, double difference, double ties, double advantage)
{
    const double x = difference + advantage;
    const double wins = pair.firstWins + pair.ties;
    const double losses = pair.secondWins + pair.ties;
    const double notFirst = logistic(ties - x);
    const double notSecond = logistic(ties + x);
    const double first = wins * notFirst * logistic(x - ties);
    const double second = losses * notSecond * logistic(-x - ties);
    const double shrink = -std::expm1(-2 * ties); // 1 − θ⁻²
    Local local;
    local.value = wins * logLogistic(x - ties) + losses * logLogistic(-x - ties);
    if (pair.ties > 0)
        local.value += pair.ties * (2 * ties + std::log(shrink));
    const double slope = wins * notFirst - losses * notSecond;
    local.gradient = {slope, -wins * notFirst - losses * notSecond + 2 * pair.ties / shrink, slope};
    const double same = first + second;
    const double cross = second - first;
    const double tie = same + 4 * pair.ties * (1 - shrink) / (shrink * shrink);
    local.information = {{{same, cross, same}, {cross, tie, cross}, {same, cross, same}}};
    return local;
}

} // namespace

RankingLikelihood::RankingLikelihood(std::vector<PairCount> pairs, std::uint32_t items, RankingModel model,
                                     bool hasTies, bool firstAdvantage)
    : m_pairs(std::move(pairs))
    , m_model(hasTies ? model : RankingModel::BradleyTerry)
    , m_parameters(items)
{
    if (m_model != RankingModel::BradleyTerry)
        m_tieIndex = m_parameters++;
    if (firstAdvantage)
        m_advantageIndex = m_parameters++;
}

Eigen::VectorXd RankingLikelihood::start() const
{
    Eigen::VectorXd at = Eigen::VectorXd::Zero(m_parameters);
    double wins = 0;
    double ties = 0;
    for (const PairCount &pair : m_pairs) {
        wins += pair.firstWins + pair.secondWins;
        ties += pair.ties;
    }
    if (m_model == RankingModel::Davidson)
        at[m_tieIndex] = std::log(2 * ties / wins);
    else if (m_model == RankingModel::RaoKupper)
        at[m_tieIndex] = std::log1p(2 * ties / wins);
    return at;
}

bool RankingLikelihood::isInside(const Eigen::VectorXd &at) const
{
    return at.allFinite() && (m_model != RankingModel::RaoKupper || at[m_tieIndex] > 0);
}

namespace {

Local localOf(RankingModel model, const PairCount &pair, const Eigen::VectorXd &at, Eigen::Index tieIndex,
              Eigen::Index advantageIndex)
{
    const double difference = at[Eigen::Index(pair.first)] - at[Eigen::Index(pair.second)];
    const double ties = tieIndex >= 0 ? at[tieIndex] : 0;
    const double advantage = advantageIndex >= 0 ? at[advantageIndex] : 0;
    switch (model) {
    case RankingModel::BradleyTerry:
        return bradleyTerry(pair, difference, advantage);
    case RankingModel::Davidson:
        return davidson(pair, difference, ties, advantage);
    case RankingModel::RaoKupper:
        break;
    }
    return raoKupper(pair, difference, ties, advantage);
}

} // namespace

double RankingLikelihood::value(const Eigen::VectorXd &at) const
{
    double sum = 0;
    for (const PairCount &pair : m_pairs)
        sum += localOf(m_model, pair, at, m_tieIndex, m_advantageIndex).value;
    return sum;
}

void RankingLikelihood::derivatives(const Eigen::VectorXd &at, Eigen::VectorXd &gradient,
                                    Eigen::MatrixXd &information) const
{
    gradient.setZero(m_parameters);
    information.setZero(m_parameters, m_parameters);
    for (const PairCount &pair : m_pairs) {
        const Local local = localOf(m_model, pair, at, m_tieIndex, m_advantageIndex);
        // Where each of the three numbers acts, and with which sign: +first −second, ties, advantage.
        const std::array<Eigen::Index, 4> places{Eigen::Index(pair.first), Eigen::Index(pair.second), m_tieIndex,
                                                 m_advantageIndex};
        static constexpr std::array<size_t, 4> kinds{0, 0, 1, 2};
        static constexpr std::array<double, 4> signs{1, -1, 1, 1};
        for (size_t a = 0; a < 4; ++a) {
            if (places[a] < 0)
                continue;
            gradient[places[a]] += signs[a] * local.gradient[kinds[a]];
            for (size_t b = 0; b < 4; ++b) {
                if (places[b] >= 0)
                    information(places[a], places[b]) += signs[a] * signs[b] * local.information[kinds[a]][kinds[b]];
            }
        }
    }
}

} // namespace statistics
