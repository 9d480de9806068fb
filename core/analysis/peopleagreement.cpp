#include "core/analysis/peopleagreement.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace analysis {

namespace {

constexpr int nominalCategories = 5;
constexpr int ordinalCategories = 3;

int nominalCategory(Outcome outcome)
{
    return int(outcome); // first, second, tie, both good, both bad; skips are not counted
}

int ordinalCode(Outcome outcome)
{
    return outcome == Outcome::First ? 0 : outcome == Outcome::Second ? 2 : 1;
}

/// Cross tables of all pairs of annotators who share units.
struct CrossCounts
{
    std::array<qint64, nominalCategories * nominalCategories> nominal{};
    std::array<qint64, ordinalCategories * ordinalCategories> ordinal{};
    qint64 units = 0;
};

struct CrossTables
{
    std::vector<std::pair<qint32, qint32>> annotators;
    std::vector<CrossCounts> counts;
};

/// Every two votes on a unit are one lookup here: a million votes by sixty annotators make thirty million of them.
CrossTables crossTables(const std::vector<CountedVote> &votes)
{
    CrossTables tables;
    QHash<quint64, quint32> numbers;
    for (size_t begin = 0; begin < votes.size();) {
        size_t end = begin + 1;
        while (end < votes.size() && votes[end].pair == votes[begin].pair)
            ++end;
        for (size_t i = begin; i < end; ++i) {
            for (size_t j = i + 1; j < end; ++j) {
                const quint64 key = (quint64(votes[i].annotator) << 32) | quint32(votes[j].annotator);
                auto number = numbers.find(key);
                if (number == numbers.end()) {
                    number = numbers.insert(key, quint32(tables.counts.size()));
                    tables.annotators.emplace_back(votes[i].annotator, votes[j].annotator);
                    tables.counts.emplace_back();
                }
                CrossCounts &table = tables.counts[*number];
                ++table.units;
                ++table.nominal[size_t(nominalCategory(votes[i].outcome) * nominalCategories
                                       + nominalCategory(votes[j].outcome))];
                ++table.ordinal[size_t(ordinalCode(votes[i].outcome) * ordinalCategories
                                       + ordinalCode(votes[j].outcome))];
            }
        }
        begin = end;
    }
    return tables;
}

} // namespace

AnswerTables answerTables(const CountedVotes &votes, const std::vector<char> &pairIsOfKind)
{
    AnswerTables tables;
    tables.votes = votes.votes;
    if (!pairIsOfKind.empty())
        std::erase_if(tables.votes, [&](const CountedVote &vote) { return pairIsOfKind[vote.pair] == 0; });
    const auto unitAndRater = [](const CountedVote &vote) { return std::pair(vote.pair, vote.annotator); };
    std::stable_sort(tables.votes.begin(), tables.votes.end(),
                     [&](const CountedVote &a, const CountedVote &b) { return unitAndRater(a) < unitAndRater(b); });
    tables.votes.erase(
        std::unique(tables.votes.begin(), tables.votes.end(),
                    [&](const CountedVote &a, const CountedVote &b) { return unitAndRater(a) == unitAndRater(b); }),
        tables.votes.end());
    std::vector<qint64> nominal(votes.pairs.size() * nominalCategories, 0);
    std::vector<qint64> ordinal(votes.pairs.size() * ordinalCategories, 0);
    for (const CountedVote &vote : tables.votes) {
        ++nominal[vote.pair * nominalCategories + size_t(nominalCategory(vote.outcome))];
        ++ordinal[vote.pair * ordinalCategories + size_t(ordinalCode(vote.outcome))];
    }
    tables.nominal = statistics::RatingTable::fromCounts(nominal, {0, 1, 2, 3, 4});
    tables.ordinal = statistics::RatingTable::fromCounts(ordinal, {0, 1, 2});
    return tables;
}

PeopleAgreement peopleAgreement(const Snapshot &snapshot, const AnswerTables &tables, double level)
{
    using statistics::AgreementWeights;
    using statistics::Metric;
    PeopleAgreement result;
    result.percent = statistics::percentAgreement(tables.nominal, level);
    result.fleiss = statistics::fleissKappa(tables.nominal, level);
    result.alphaNominal = statistics::krippendorffAlpha(tables.nominal, Metric::Nominal, level);
    result.alphaOrdinal = statistics::krippendorffAlpha(tables.ordinal, Metric::Ordinal, level);
    result.gwetAc1 = statistics::gwetAc(tables.nominal, AgreementWeights::None, level);
    result.gwetAc2 = statistics::gwetAc(tables.ordinal, AgreementWeights::Quadratic, level);
    const CrossTables cross = crossTables(tables.votes);
    for (size_t i = 0; i < cross.counts.size(); ++i) {
        const auto &[annotators, counts] = std::tie(cross.annotators[i], cross.counts[i]);
        AnnotatorKappa kappa;
        kappa.a = snapshot.annotators[annotators.first].code;
        kappa.b = snapshot.annotators[annotators.second].code;
        kappa.units = counts.units;
        const statistics::CrossTable nominal{nominalCategories, {counts.nominal.begin(), counts.nominal.end()}};
        const statistics::CrossTable ordinal{ordinalCategories, {counts.ordinal.begin(), counts.ordinal.end()}};
        kappa.nominal = statistics::cohenKappa(nominal, AgreementWeights::None, level);
        kappa.quadratic = statistics::cohenKappa(ordinal, AgreementWeights::Quadratic, level);
        if (kappa.b < kappa.a)
            std::swap(kappa.a, kappa.b); // κ and its interval do not mind
        result.cohen.push_back(std::move(kappa));
    }
    std::sort(result.cohen.begin(), result.cohen.end(), [](const AnnotatorKappa &x, const AnnotatorKappa &y) {
        return std::pair(x.a, x.b) < std::pair(y.a, y.b);
    });
    return result;
}

} // namespace analysis
