#include "core/scoring/scoreplan.h"

#include <algorithm>

#include <QSet>

#include "core/base/hash.h"
#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/scorerepository.h"

namespace scoring {

namespace {

using Scored = QHash<study::AssetId, QStringList>;

/// Prompt hashes that each scope gives.
struct Prompts
{
    QHash<study::PromptId, QString> hash;
    QHash<study::PromptId, QStringList> group; ///< hashes of all prompts of the same group
    QStringList all;
    QHash<QString, QString> texts;

    QStringList of(study::PromptId prompt, PromptScope scope) const
    {
        if (scope == PromptScope::All)
            return all;
        return scope == PromptScope::Group ? group.value(prompt) : QStringList{hash.value(prompt)};
    }
};

base::Result<Prompts> readPrompts(storage::Database &database)
{
    BASE_TRY_ASSIGN(list, storage::PromptRepository(database).prompts());
    Prompts prompts;
    QHash<study::PromptGroupId, QStringList> ofGroup;
    for (const study::Prompt &prompt : list) {
        const QString hash = base::promptHash(prompt.text);
        prompts.hash.insert(prompt.id, hash);
        if (!ofGroup[prompt.group].contains(hash))
            ofGroup[prompt.group] += hash;
        if (!prompts.texts.contains(hash))
            prompts.all += hash;
        prompts.texts.insert(hash, prompt.text);
    }
    for (const study::Prompt &prompt : list)
        prompts.group.insert(prompt.id, ofGroup.value(prompt.group));
    return prompts;
}

/// For each scorer what is scored under its present fingerprint.
base::Result<QHash<QString, Scored>> readScored(storage::Database &database, const QList<ScorerInfo> &scorers)
{
    storage::ScoreRepository repository(database);
    BASE_TRY_ASSIGN(fingerprints, repository.fingerprints());
    QHash<QString, Scored> scored;
    for (const study::Fingerprint &print : fingerprints) {
        const bool wanted = std::any_of(scorers.begin(), scorers.end(), [&](const ScorerInfo &info) {
            return info.id == print.scorer && info.fingerprint == print.fingerprint;
        });
        if (!wanted)
            continue;
        BASE_TRY_ASSIGN(ofPrint, repository.scored(print.id));
        scored.insert(print.scorer, ofPrint);
    }
    return scored;
}

/// Takes out of the task what is scored; returns how many values that is.
qint64 dropScored(ScoreTask &task, const QStringList &prompts, const QList<ScorerInfo> &scorers,
                  const QHash<QString, Scored> &scored)
{
    qint64 reused = 0;
    for (const ScorerInfo &info : scorers) {
        const QStringList have = scored.value(info.id).value(task.asset);
        const QStringList wanted = info.needsPrompt ? prompts : QStringList{QString()};
        QStringList missing;
        std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(missing),
                     [&](const QString &hash) { return !have.contains(hash); });
        reused += wanted.size() - missing.size();
        if (missing.isEmpty())
            continue;
        task.scorers += info.id;
        for (const QString &hash : std::as_const(missing)) {
            if (!hash.isEmpty() && !task.promptHashes.contains(hash))
                task.promptHashes += hash;
        }
    }
    return reused;
}

} // namespace

base::Result<ScorePlan> ScorePlan::make(storage::Database &database, const ScoreRequest &request,
                                        const QList<ScorerInfo> &scorers)
{
    BASE_TRY_ASSIGN(pictures, storage::PictureRepository(database).pictures());
    BASE_TRY_ASSIGN(assets, storage::AssetRepository(database).assets());
    BASE_TRY_ASSIGN(prompts, readPrompts(database));
    QHash<QString, Scored> scored;
    if (!request.again) {
        BASE_TRY_ASSIGN(found, readScored(database, scorers));
        scored = found;
    }

    QList<ScoreTask> tasks;
    QList<QStringList> wantedPrompts;
    QHash<study::AssetId, int> places;
    for (const study::Picture &picture : pictures) {
        if (!picture.asset.isValid())
            continue;
        const auto place = places.constFind(picture.asset);
        if (place == places.constEnd()) {
            const study::Asset asset = assets.value(picture.asset);
            places.insert(picture.asset, int(tasks.size()));
            ScoreTask task;
            task.asset = picture.asset;
            task.sha256 = asset.sha256;
            task.bytes = asset.bytes;
            task.pictures += picture.uid;
            tasks += task;
            wantedPrompts += prompts.of(picture.prompt, request.prompts);
        } else {
            // A second use of the same file: judged under the prompts of both.
            tasks[*place].pictures += picture.uid;
            for (const QString &hash : prompts.of(picture.prompt, request.prompts)) {
                if (!wantedPrompts[*place].contains(hash))
                    wantedPrompts[*place] += hash;
            }
        }
    }

    ScorePlan plan;
    plan.texts = prompts.texts;
    for (int i = 0; i < tasks.size(); ++i) {
        plan.reused += dropScored(tasks[i], wantedPrompts[i], scorers, scored);
        if (!tasks[i].scorers.isEmpty())
            plan.tasks += tasks[i];
    }
    return plan;
}

base::Result<QList<ScorerInfo>> resolveScorers(const QStringList &ids, const WorkerFacts &facts)
{
    QList<ScorerInfo> scorers;
    if (ids.isEmpty()) {
        std::copy_if(facts.scorers.begin(), facts.scorers.end(), std::back_inserter(scorers),
                     [](const ScorerInfo &info) { return info.installed; });
        return scorers;
    }
    for (const QString &id : ids) {
        const std::optional<ScorerInfo> info = facts.find(id);
        if (!info)
            return base::fail(QStringLiteral("scorer.unknown"), QStringLiteral("\"%1\" is no scorer").arg(id),
                              QStringLiteral("See dissensus-cli scorers list"));
        if (!info->installed)
            return base::fail(QStringLiteral("scorer.notinstalled"),
                              QStringLiteral("the scorer %1 is not installed").arg(id),
                              QStringLiteral("See dissensus-cli scorers list"));
        if (std::none_of(scorers.begin(), scorers.end(), [&](const ScorerInfo &known) { return known.id == id; }))
            scorers += *info;
    }
    return scorers;
}

} // namespace scoring
