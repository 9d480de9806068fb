#include "core/analysis/generatorranks.h"

#include <algorithm>
#include <map>

#include "core/analysis/scoreragreement.h"
#include "core/statistics/correlation.h"
#include "core/statistics/descriptive.h"

namespace analysis {

namespace {

struct Wins
{
    qint64 pairs = 0;
    double people = 0;
    double scorer = 0;
};

/// 1 for the first, 0 for the second, one half for neither.
double winOf(double first, double second)
{
    return first > second ? 1 : first < second ? 0 : 0.5;
}

} // namespace

GeneratorRanks generatorRanks(const Snapshot &snapshot, const CountedVotes &votes, const ScoreTable &table,
                              const QString &kind)
{
    std::map<qint32, Wins> wins;
    for (const PairTally &pair : votes.pairs) {
        if (pair.decided() == 0 || variantPair(snapshot, pair) != kind)
            continue;
        const qint32 first = snapshot.generatorOfPicture[size_t(pair.first)];
        const qint32 second = snapshot.generatorOfPicture[size_t(pair.second)];
        const std::optional<double> difference = scoreDifference(snapshot, table, pair);
        if (first < 0 || second < 0 || !difference)
            continue;
        const double people = winOf(pair.firstVotes, pair.secondVotes);
        const double scorer = winOf(*difference, 0);
        const auto count = [&](qint32 generator, double peopleWin, double scorerWin) {
            Wins &of = wins[generator];
            ++of.pairs;
            of.people += peopleWin;
            of.scorer += scorerWin;
        };
        count(first, people, scorer);
        if (second != first)
            count(second, 1 - people, 1 - scorer);
    }

    GeneratorRanks ranks;
    ranks.scorer = table.scorer();
    std::vector<double> people; // negative: rank 1 is the largest share
    std::vector<double> scorer;
    for (const auto &[generator, of] : wins) {
        const double n = double(of.pairs);
        ranks.generators.push_back({generator, of.pairs, of.people / n, of.scorer / n, 0, 0});
        people.push_back(-of.people / n);
        scorer.push_back(-of.scorer / n);
    }
    const std::vector<double> peopleRanks = statistics::midranks(people);
    const std::vector<double> scorerRanks = statistics::midranks(scorer);
    for (size_t i = 0; i < ranks.generators.size(); ++i) {
        ranks.generators[i].peopleRank = peopleRanks[i];
        ranks.generators[i].scorerRank = scorerRanks[i];
    }
    ranks.spearman = statistics::spearman(people, scorer);
    std::stable_sort(
        ranks.generators.begin(), ranks.generators.end(),
        [](const GeneratorStanding &a, const GeneratorStanding &b) { return a.peopleRank < b.peopleRank; });
    return ranks;
}

} // namespace analysis
