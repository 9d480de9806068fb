#include "core/analysis/judgevalidation.h"

#include <map>

#include "core/statistics/labelerrors.h"

namespace analysis {

namespace {

const QLatin1String judgePrefix("judge:");
const QLatin1String ratingPrefix("rating:");

/// Judge and people side by side.
struct Answers
{
    std::vector<double> judged;
    std::vector<double> labels;
    std::vector<qint32> pictures;
};

double signClass(double rating)
{
    return rating > 0 ? 2 : rating < 0 ? 0 : 1;
}

Answers answersOf(const Snapshot &snapshot, const ScoreTable &judge, const ScoreTable &rating)
{
    Answers answers;
    for (qint32 picture = 0; picture < qint32(snapshot.pictures.size()); ++picture) {
        const qint32 prompt = snapshot.promptOfPicture[size_t(picture)];
        const auto judged = snapshot.score(judge, picture, prompt);
        const auto rated = snapshot.score(rating, picture, prompt);
        if (!judged || !rated)
            continue;
        answers.judged.push_back(*judged);
        answers.labels.push_back(signClass(*rated));
        answers.pictures.push_back(picture);
    }
    return answers;
}

JudgeValidation validate(const Answers &answers)
{
    JudgeValidation row;
    row.n = qint64(answers.judged.size());
    row.mae = statistics::meanAbsoluteError(answers.judged, answers.labels);
    row.weightedMae = statistics::balancedMeanAbsoluteError(answers.judged, answers.labels);
    std::vector<double> rounded;
    qint64 right = 0;
    for (size_t i = 0; i < answers.judged.size(); ++i) {
        rounded.push_back(statistics::roundHalfToEven(answers.judged[i]));
        right += rounded[i] == answers.labels[i];
    }
    row.weightedF1 = statistics::weightedF1(rounded, answers.labels);
    row.accuracy = row.n > 0 ? statistics::Number(double(right) / double(row.n))
                             : statistics::Number(statistics::undefined("no picture that both judged"));
    row.pearson = statistics::pearsonTest(answers.judged, answers.labels);
    row.spearman = statistics::spearmanTest(answers.judged, answers.labels);
    return row;
}

} // namespace

std::vector<JudgeValidation> judgeValidation(const Snapshot &snapshot, const std::vector<int> &tables,
                                             const QStringList &sumOf)
{
    std::map<QString, const ScoreTable *> ratings;
    for (const ScoreTable &table : snapshot.scores)
        if (table.scorer().startsWith(ratingPrefix))
            ratings.emplace(table.scorer().mid(ratingPrefix.size()), &table);

    std::vector<JudgeValidation> rows;
    Answers all;
    std::map<qint32, std::pair<double, double>> sums; // picture → judge, people
    for (const int index : tables) {
        const ScoreTable &table = snapshot.scores[size_t(index)];
        if (!table.scorer().startsWith(judgePrefix))
            continue;
        const QString dimension = table.scorer().mid(judgePrefix.size());
        const auto rating = ratings.find(dimension);
        if (rating == ratings.end())
            continue;
        const Answers answers = answersOf(snapshot, table, *rating->second);
        if (answers.judged.empty())
            continue;
        rows.push_back(validate(answers));
        rows.back().dimension = dimension;
        all.judged.insert(all.judged.end(), answers.judged.begin(), answers.judged.end());
        all.labels.insert(all.labels.end(), answers.labels.begin(), answers.labels.end());
        const bool isSummed = sumOf.isEmpty() || sumOf.contains(dimension);
        for (size_t i = 0; i < answers.judged.size(); ++i) {
            auto &[judged, labelled] = sums[answers.pictures[i]];
            judged += answers.judged[i];
            if (isSummed)
                labelled += answers.labels[i];
        }
    }
    if (rows.empty())
        return rows;
    JudgeValidation total = validate(all);
    std::vector<double> judged;
    std::vector<double> labelled;
    for (const auto &[picture, sum] : sums) {
        judged.push_back(sum.first);
        labelled.push_back(sum.second);
    }
    total.pearson = statistics::pearsonTest(judged, labelled);
    total.spearman = statistics::spearmanTest(judged, labelled);
    rows.insert(rows.begin(), std::move(total));
    return rows;
}

} // namespace analysis
