#pragma once

#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/statistics/contests.h"
#include "core/statistics/ranking.h"

namespace statistics {

/// Log-likelihood of a ranking model as a function of ln π (`items` numbers), then ln ν or ln θ where the model has
/// ties, then ln γ where it is asked for. Concave in them.
class RankingLikelihood
{
public:
    /// `hasTies`: whether the tie parameter is free; without it every model is Bradley & Terry's.
    RankingLikelihood(std::vector<PairCount> pairs, std::uint32_t items, RankingModel model, bool hasTies,
                      bool firstAdvantage);

    Eigen::Index parameters() const { return m_parameters; }
    /// −1 where the model has no such parameter.
    Eigen::Index tieIndex() const { return m_tieIndex; }
    Eigen::Index advantageIndex() const { return m_advantageIndex; }
    /// All items equal, the tie parameter at its maximum for equal items.
    Eigen::VectorXd start() const;
    /// Whether the parameters lie inside of the model's range (θ > 1).
    bool isInside(const Eigen::VectorXd &at) const;

    double value(const Eigen::VectorXd &at) const;
    /// Gradient, and the observed information (minus the matrix of second derivatives).
    void derivatives(const Eigen::VectorXd &at, Eigen::VectorXd &gradient, Eigen::MatrixXd &information) const;

private:
    std::vector<PairCount> m_pairs;
    RankingModel m_model;
    Eigen::Index m_parameters;
    Eigen::Index m_tieIndex = -1;
    Eigen::Index m_advantageIndex = -1;
};

} // namespace statistics
