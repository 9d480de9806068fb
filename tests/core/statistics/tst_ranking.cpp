#include "core/statistics/ranking.h"

#include <numeric>

#include <QTest>

#include "tests/core/statistics/parity.h"

using statistics::fitRanking;
using statistics::PairCount;
using statistics::Penalty;
using statistics::RankingModel;
using statistics::RankingOptions;

namespace {

RankingModel modelOf(const QString &name)
{
    if (name == QLatin1String("bradley-terry"))
        return RankingModel::BradleyTerry;
    return name == QLatin1String("davidson") ? RankingModel::Davidson : RankingModel::RaoKupper;
}

std::vector<PairCount> sample()
{
    return {{0, 1, 5, 3, 2}, {1, 2, 4, 4, 1}, {2, 0, 1, 7, 3}, {1, 3, 6, 1, 2}, {3, 2, 2, 5, 1}};
}

const std::vector<RankingModel> models{RankingModel::BradleyTerry, RankingModel::Davidson, RankingModel::RaoKupper};

} // namespace

class RankingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Bradley-Terry: choix. Davidson: the log-linear model in statsmodels, worths and errors. Rao-Kupper, which no
    // package fits: its own likelihood, minimised by SciPy and Newton's method on complex-step derivatives.
    void matchesThePackages()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("ranking")) {
            std::vector<PairCount> pairs;
            for (const QJsonValue &row : golden[QLatin1String("rows")].toArray()) {
                const auto n = parity::numbers(row);
                pairs.push_back({std::uint32_t(n[0]), std::uint32_t(n[1]), n[2], n[3], n[4]});
            }
            RankingOptions options;
            options.model = modelOf(golden[QLatin1String("model")].toString());
            options.firstAdvantage = golden[QLatin1String("first")].toBool();
            const auto items = std::uint32_t(golden[QLatin1String("items")].toInt());
            const auto ranking = fitRanking(pairs, items, options);
            QVERIFY2(ranking, qPrintable(QString::number(index)));
            QCOMPARE(ranking->penalised, golden[QLatin1String("penalised")].toBool());
            for (qsizetype i = 0; i < qsizetype(items); ++i) {
                COMPARE_WITH(statistics::Number(ranking->worths[size_t(i)]), golden[QLatin1String("worths")][i],
                             parity::iterative);
                if (!golden[QLatin1String("errors")].isUndefined())
                    COMPARE_WITH(ranking->standardErrors[size_t(i)], golden[QLatin1String("errors")][i],
                                 parity::iterative);
            }
            COMPARE_WITH(ranking->tieParameter.value, golden[QLatin1String("tie")], parity::iterative);
            COMPARE_WITH(ranking->firstAdvantage.value, golden[QLatin1String("advantage")], parity::iterative);
            if (ranking->tieParameter.interval) {
                const double reach = 1.959963984540054 * golden[QLatin1String("tie_log_error")].toDouble();
                const double high = *ranking->tieParameter.value * std::exp(reach);
                QVERIFY(parity::isClose(ranking->tieParameter.interval->high, high, parity::iterative));
            }
            ++index;
        }
        QVERIFY(index >= 31);
    }

    void worthsSumToZeroAndRanksFollow()
    {
        for (const RankingModel model : models) {
            const auto ranking = fitRanking(sample(), 4, {model});
            QVERIFY(ranking);
            QVERIFY(std::abs(std::accumulate(ranking->worths.begin(), ranking->worths.end(), 0.0)) < 1e-12);
            QCOMPARE(ranking->ranks[0], 1.0);
            QCOMPARE(ranking->contests[1], 28.0);
            QCOMPARE(ranking->votes, 47.0);
            QVERIFY(ranking->connected && !ranking->penalised);
        }
    }

    void aVoteAndItsMirrorLeaveEveryoneEqual()
    {
        std::vector<PairCount> both = sample();
        for (const PairCount &pair : sample())
            both.push_back({pair.first, pair.second, pair.secondWins, pair.firstWins, pair.ties});
        for (const RankingModel model : models) {
            const auto ranking = fitRanking(both, 4, {model});
            QVERIFY(ranking);
            for (size_t i = 0; i < 4; ++i) {
                QVERIFY(std::abs(ranking->worths[i]) < 1e-12);
                QCOMPARE(ranking->ranks[i], 2.5);
            }
        }
    }

    void swappingSidesTurnsTheAdvantage()
    {
        std::vector<PairCount> swapped;
        for (const PairCount &pair : sample())
            swapped.push_back({pair.second, pair.first, pair.secondWins, pair.firstWins, pair.ties});
        for (const RankingModel model : {RankingModel::BradleyTerry, RankingModel::RaoKupper}) {
            const auto ranking = fitRanking(sample(), 4, {model, true});
            const auto mirror = fitRanking(swapped, 4, {model, true});
            QVERIFY(ranking && mirror);
            QVERIFY(parity::isClose(*mirror->firstAdvantage.value, 1 / *ranking->firstAdvantage.value, 1e-9));
            for (size_t i = 0; i < 4; ++i)
                QVERIFY(parity::isClose(mirror->worths[i], ranking->worths[i], 1e-9));
        }
        const auto ranking = fitRanking(sample(), 4, {RankingModel::Davidson});
        const auto mirror = fitRanking(swapped, 4, {RankingModel::Davidson});
        for (size_t i = 0; i < 4; ++i)
            QVERIFY(parity::isClose(mirror->worths[i], ranking->worths[i], 1e-9));
    }

    void swappingLabelsPermutesTheWorths()
    {
        std::vector<PairCount> renamed;
        for (const PairCount &pair : sample())
            renamed.push_back({3 - pair.first, 3 - pair.second, pair.firstWins, pair.secondWins, pair.ties});
        const auto ranking = fitRanking(sample(), 4);
        const auto other = fitRanking(renamed, 4);
        for (size_t i = 0; i < 4; ++i) {
            QVERIFY(parity::isClose(other->worths[3 - i], ranking->worths[i], 1e-9));
            QVERIFY(parity::isClose(*other->standardErrors[3 - i], *ranking->standardErrors[i], 1e-9));
        }
    }

    void tenTimesTheVotesShrinkTheErrorsAlone()
    {
        std::vector<PairCount> many;
        for (const PairCount &pair : sample())
            many.push_back({pair.first, pair.second, 10 * pair.firstWins, 10 * pair.secondWins, 10 * pair.ties});
        const auto ranking = fitRanking(sample(), 4);
        const auto other = fitRanking(many, 4);
        for (size_t i = 0; i < 4; ++i) {
            QVERIFY(parity::isClose(other->worths[i], ranking->worths[i], 1e-9));
            QVERIFY(parity::isClose(*other->standardErrors[i] * std::sqrt(10.0), *ranking->standardErrors[i], 1e-9));
        }
    }

    void withoutTiesEveryModelIsBradleyAndTerrys()
    {
        std::vector<PairCount> decided = sample();
        for (PairCount &pair : decided)
            pair.ties = 0;
        const auto expected = fitRanking(decided, 4, {RankingModel::BradleyTerry});
        for (const RankingModel model : {RankingModel::Davidson, RankingModel::RaoKupper}) {
            const auto ranking = fitRanking(decided, 4, {model});
            QVERIFY(ranking);
            QCOMPARE(ranking->worths, expected->worths);
            QCOMPARE(*ranking->tieParameter.value, model == RankingModel::Davidson ? 0.0 : 1.0);
            QCOMPARE(ranking->tieParameter.interval.reason(), QLatin1String("no ties occur"));
        }
    }

    void whatIsNotConnectedIsPenalisedAndSaid()
    {
        const std::vector<PairCount> separable{{0, 1, 5, 0, 0}, {1, 2, 2, 1, 1}, {0, 2, 4, 0, 0}};
        for (const RankingModel model : models) {
            const auto ranking = fitRanking(separable, 3, {model});
            QVERIFY(ranking);
            QVERIFY(!ranking->connected && ranking->penalised);
            QVERIFY(ranking->worths[0] > ranking->worths[1] && ranking->worths[1] > ranking->worths[2]);
            RankingOptions never{model};
            never.penalty = Penalty::Never;
            QCOMPARE(fitRanking(separable, 3, never).reason(),
                     QLatin1String("the comparisons do not connect the items"));
        }
        const auto island = fitRanking(sample(), 5); // item 4 was never compared
        QVERIFY(island && island->penalised);
        QVERIFY(std::abs(island->worths[4]) < 0.5);
        QVERIFY(*island->standardErrors[4] > *island->standardErrors[0]);
    }

    void extremeVotesConverge()
    {
        const std::vector<PairCount> chain{{0, 1, 1e6, 1, 0}, {1, 2, 1e6, 1, 1}, {2, 3, 1e6, 1, 0}};
        for (const RankingModel model : models) {
            const auto ranking = fitRanking(chain, 4, {model});
            QVERIFY2(ranking, ranking.reason().data());
            QVERIFY(parity::isClose(ranking->worths[0] - ranking->worths[1], std::log(1e6), 1e-3));
        }
    }

    void saysWhyItIsUndefined()
    {
        const auto reasonOf = [](const std::vector<PairCount> &pairs, std::uint32_t items,
                                 RankingOptions options = {}) { return fitRanking(pairs, items, options).reason(); };
        QCOMPARE(reasonOf({}, 0), QLatin1String("fewer than two items"));
        QCOMPARE(reasonOf({}, 1), QLatin1String("fewer than two items"));
        QCOMPARE(reasonOf({}, 2), QLatin1String("no votes"));
        QCOMPARE(reasonOf({{0, 1, 0, 0, 9}}, 2), QLatin1String("every vote is a tie"));
        QVERIFY(fitRanking(std::vector<PairCount>{{0, 1, 0, 0, 9}}, 2, {RankingModel::BradleyTerry}));
        QCOMPARE(reasonOf({{0, 1, -1, 2, 0}}, 2), QLatin1String("a count is negative or not finite"));
        QCOMPARE(reasonOf({{0, 1, std::nan(""), 2, 0}}, 2), QLatin1String("a count is negative or not finite"));
        QCOMPARE(reasonOf({{1, 1, 1, 2, 0}}, 2), QLatin1String("an item is compared with itself"));
        QCOMPARE(reasonOf({{0, 1, 1, 1, 1}}, statistics::mostRankedItems + 1), QLatin1String("too many items to rank"));
        // The first always wins: connected, but the advantage has no bound.
        const std::vector<PairCount> firstWins{{0, 1, 5, 0, 0}, {1, 0, 5, 0, 0}};
        for (const RankingModel model : models) {
            QVERIFY(fitRanking(firstWins, 2, {model}));
            QCOMPARE(reasonOf(firstWins, 2, {model, true}), QLatin1String("the advantage of one side has no bound"));
        }
    }

    void valuesForTheBootstrapAreThoseOfTheFit()
    {
        for (const RankingModel model : models) {
            const auto ranking = fitRanking(sample(), 4, {model, true});
            std::vector<double> values(6);
            statistics::rankingValues(sample(), 4, {model, true}, values);
            for (size_t i = 0; i < 4; ++i)
                QCOMPARE(values[i], ranking->worths[i]);
            if (model == RankingModel::BradleyTerry)
                QVERIFY(std::isnan(values[4]));
            else
                QCOMPARE(values[4], *ranking->tieParameter.value);
            QCOMPARE(values[5], *ranking->firstAdvantage.value);
        }
        std::vector<double> values(4);
        statistics::rankingValues({}, 2, {}, values);
        QVERIFY(std::isnan(values[0]) && std::isnan(values[3]));
    }
};

QTEST_APPLESS_MAIN(RankingTest)
#include "tst_ranking.moc"
