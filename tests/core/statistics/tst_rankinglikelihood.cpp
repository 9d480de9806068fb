#include "core/statistics/rankinglikelihood.h"

#include <cmath>

#include <QTest>

using namespace statistics;

namespace {

const std::vector<PairCount> pairs{{0, 1, 5, 2, 3}, {1, 0, 4, 1, 0}, {1, 2, 0.5, 7, 2.5}, {0, 2, 1, 1, 4}};

/// The log-likelihood straight from the models' probabilities, as RankingModel states them.
double fromProbabilities(RankingModel model, const Eigen::VectorXd &at, Eigen::Index tieIndex, Eigen::Index advantage)
{
    double sum = 0;
    for (const PairCount &pair : pairs) {
        const double gamma = advantage >= 0 ? std::exp(at[advantage]) : 1;
        const double first = std::exp(at[pair.first]) * gamma;
        const double second = std::exp(at[pair.second]);
        const double tie = tieIndex >= 0 ? std::exp(at[tieIndex]) : 1;
        switch (model) {
        case RankingModel::BradleyTerry:
            sum += (pair.firstWins + pair.ties / 2) * std::log(first / (first + second))
                   + (pair.secondWins + pair.ties / 2) * std::log(second / (first + second));
            break;
        case RankingModel::Davidson: {
            const double both = tie * std::sqrt(std::exp(at[pair.first]) * second);
            const double all = first + second + both;
            sum += pair.firstWins * std::log(first / all) + pair.secondWins * std::log(second / all)
                   + pair.ties * std::log(both / all);
            break;
        }
        case RankingModel::RaoKupper: {
            const double p = first / (first + tie * second);
            const double q = second / (second + tie * first);
            sum += pair.firstWins * std::log(p) + pair.secondWins * std::log(q) + pair.ties * std::log(1 - p - q);
            break;
        }
        }
    }
    return sum;
}

bool isClose(double ours, double expected, double relative)
{
    return std::abs(ours - expected) <= relative * std::max(1.0, std::abs(expected));
}

} // namespace

Q_DECLARE_METATYPE(RankingModel)

class RankingLikelihoodTest : public QObject
{
    Q_OBJECT

    /// Worths that differ, and a tie parameter and an advantage where the model has them.
    static Eigen::VectorXd somewhere(const RankingLikelihood &likelihood)
    {
        Eigen::VectorXd at = Eigen::VectorXd::Zero(likelihood.parameters());
        at.head(3) << 0.7, -0.2, -0.5;
        if (likelihood.tieIndex() >= 0)
            at[likelihood.tieIndex()] = 0.4;
        if (likelihood.advantageIndex() >= 0)
            at[likelihood.advantageIndex()] = 0.3;
        return at;
    }

    static void models()
    {
        QTest::addColumn<RankingModel>("model");
        QTest::addColumn<bool>("advantage");
        for (const bool advantage : {false, true}) {
            const char *with = advantage ? "with an advantage" : "alone";
            QTest::addRow("Bradley and Terry, %s", with) << RankingModel::BradleyTerry << advantage;
            QTest::addRow("Davidson, %s", with) << RankingModel::Davidson << advantage;
            QTest::addRow("Rao and Kupper, %s", with) << RankingModel::RaoKupper << advantage;
        }
    }

private Q_SLOTS:
    void valueIsThatOfTheProbabilities_data() { models(); }
    void valueIsThatOfTheProbabilities()
    {
        QFETCH(const RankingModel, model);
        QFETCH(const bool, advantage);
        const RankingLikelihood likelihood(pairs, 3, model, true, advantage);
        const Eigen::VectorXd at = somewhere(likelihood);
        QVERIFY(likelihood.isInside(at));
        const double expected = fromProbabilities(model, at, likelihood.tieIndex(), likelihood.advantageIndex());
        QVERIFY2(isClose(likelihood.value(at), expected, 1e-12),
                 qPrintable(QStringLiteral("%1, not %2").arg(likelihood.value(at)).arg(expected)));
    }

    /// Central differences: an error of the order of step², and of rounding divided by the step.
    void derivativesAreThoseOfTheValue_data() { models(); }
    void derivativesAreThoseOfTheValue()
    {
        QFETCH(const RankingModel, model);
        QFETCH(const bool, advantage);
        constexpr double step = 1e-5;
        const RankingLikelihood likelihood(pairs, 3, model, true, advantage);
        const Eigen::VectorXd at = somewhere(likelihood);
        Eigen::VectorXd gradient;
        Eigen::MatrixXd information;
        likelihood.derivatives(at, gradient, information);
        QCOMPARE(gradient.size(), likelihood.parameters());
        for (Eigen::Index i = 0; i < likelihood.parameters(); ++i) {
            Eigen::VectorXd above = at;
            Eigen::VectorXd below = at;
            above[i] += step;
            below[i] -= step;
            QVERIFY(isClose(gradient[i], (likelihood.value(above) - likelihood.value(below)) / (2 * step), 1e-8));
            Eigen::VectorXd gradientAbove;
            Eigen::VectorXd gradientBelow;
            Eigen::MatrixXd unused;
            likelihood.derivatives(above, gradientAbove, unused);
            likelihood.derivatives(below, gradientBelow, unused);
            for (Eigen::Index j = 0; j < likelihood.parameters(); ++j)
                QVERIFY(isClose(information(i, j), -(gradientAbove[j] - gradientBelow[j]) / (2 * step), 1e-7));
        }
    }

    void parametersAreWhatTheModelHas()
    {
        const RankingLikelihood withoutTies(pairs, 3, RankingModel::Davidson, false, true);
        QCOMPARE(withoutTies.parameters(), 4);
        QCOMPARE(withoutTies.tieIndex(), -1);
        QCOMPARE(withoutTies.advantageIndex(), 3);
        const RankingLikelihood all(pairs, 3, RankingModel::RaoKupper, true, true);
        QCOMPARE(all.parameters(), 5);
        QCOMPARE(all.tieIndex(), 3);
        QCOMPARE(all.advantageIndex(), 4);
    }

    /// For equal items the tie parameter starts where its derivative is 0.
    void startsAtTheBestTieParameter()
    {
        for (const RankingModel model : {RankingModel::Davidson, RankingModel::RaoKupper}) {
            const RankingLikelihood likelihood(pairs, 3, model, true, false);
            Eigen::VectorXd gradient;
            Eigen::MatrixXd information;
            likelihood.derivatives(likelihood.start(), gradient, information);
            QVERIFY(std::abs(gradient[likelihood.tieIndex()]) < 1e-12);
        }
    }

    void rangeEndsAtThetaOne()
    {
        const RankingLikelihood likelihood(pairs, 3, RankingModel::RaoKupper, true, false);
        Eigen::VectorXd at = somewhere(likelihood);
        at[likelihood.tieIndex()] = 0;
        QVERIFY(!likelihood.isInside(at));
        at[likelihood.tieIndex()] = NAN;
        QVERIFY(!likelihood.isInside(at));
    }

    /// Worths so far apart that a probability rounds to 0 or 1 leave the value finite.
    void farApart()
    {
        for (const RankingModel model : {RankingModel::BradleyTerry, RankingModel::Davidson, RankingModel::RaoKupper}) {
            const RankingLikelihood likelihood(pairs, 3, model, true, false);
            Eigen::VectorXd at = somewhere(likelihood);
            at[0] = 800;
            QVERIFY(std::isfinite(likelihood.value(at)));
        }
    }
};

QTEST_APPLESS_MAIN(RankingLikelihoodTest)
#include "tst_rankinglikelihood.moc"
