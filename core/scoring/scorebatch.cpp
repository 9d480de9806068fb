#include "core/scoring/scorebatch.h"

#include <algorithm>

#include "core/scoring/featureshelf.h"

namespace scoring {

namespace {

tl::unexpected<base::Error> unfitting(const QString &message)
{
    return base::fail(QStringLiteral("scorer.protocol"), message);
}

bool isExpected(const MadeFeatures &made, const ScoreBatch &batch, const FeatureShelf &shelf)
{
    return std::any_of(batch.tasks.begin(), batch.tasks.end(), [&](const ScoreTask &task) {
        return (made.picture == task.sha256 || task.promptHashes.contains(made.text))
               && shelf.isExpected(made, task.scorers);
    });
}

} // namespace

void ScoreBatch::add(const ScoreTask &task, const QList<ScorerInfo> &scorers)
{
    for (const ScorerInfo &info : scorers) {
        if (!task.scorers.contains(info.id))
            continue;
        const QStringList texts = info.needsPrompt ? task.promptHashes : QStringList{QString()};
        for (const QString &text : texts)
            expected.insert({task.sha256, info.id, text});
    }
    tasks += task;
}

base::Result<CheckedAnswer> checkAnswer(const ScoreBatch &batch, const QCborMap &message, const FeatureShelf &shelf)
{
    if (answeredId(message) != batch.id)
        return unfitting(QStringLiteral("the scorer answered what was not asked"));
    BASE_TRY_ASSIGN(features, featuresFrom(message));
    const bool featuresFit = std::all_of(features.cbegin(), features.cend(),
                                         [&](const MadeFeatures &made) { return isExpected(made, batch, shelf); });
    if (!featuresFit)
        return unfitting(QStringLiteral("the scorer sent an embedding that it was not asked for"));
    BASE_TRY_ASSIGN(scores, scoresFrom(message));
    std::set<ScoreBatch::Key> missing = batch.expected;
    for (const ScoreAnswer &score : scores) {
        if (!missing.erase({score.picture, score.scorer, score.text}))
            return unfitting(QStringLiteral("the scorer answered for a picture that it was not asked about"));
    }
    if (!missing.empty())
        return unfitting(QStringLiteral("the scorer left out %1 answers").arg(missing.size()));
    return CheckedAnswer{std::move(scores), std::move(features), batchLimitFrom(message)};
}

BatchOutcome outcomeOf(const ScoreBatch &batch, const QList<ScoreAnswer> &scores)
{
    QHash<QString, study::AssetId> assets;
    for (const ScoreTask &task : batch.tasks)
        assets.insert(task.sha256, task.asset);
    BatchOutcome outcome;
    for (const ScoreAnswer &score : scores) {
        if (score.errorCode == QLatin1String("device.memory"))
            outcome.exhausted = base::fail(score.errorCode, score.error).value();
        else if (score.errorCode == QLatin1String("picture.missing")
                 || score.errorCode == QLatin1String("picture.changed"))
            outcome.unreachable.insert(score.picture);
        else if (score.errorCode.isEmpty())
            outcome.values += {assets.value(score.picture), score.scorer, score.text, score.value, score.second};
        else if (!outcome.reasons[score.picture].contains(score.error))
            outcome.reasons[score.picture] += score.error;
    }
    return outcome;
}

} // namespace scoring
