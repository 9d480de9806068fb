#include "core/trials/trialplanner.h"

#include <algorithm>

#include "core/base/clock.h"
#include "core/base/uuid.h"
#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/transaction.h"
#include "core/storage/trialrepository.h"
#include "core/trials/pairsequence.h"

namespace trials {

namespace {

base::Result<DesignMaterial> readMaterial(storage::Database &database, const Protocol &protocol)
{
    DesignMaterial material;
    storage::PromptRepository prompts(database);
    storage::PictureRepository pictures(database);
    BASE_TRY_ASSIGN(groupList, prompts.groups());
    for (const study::PromptGroup &group : groupList)
        material.groups.insert(group.key, group.id);
    BASE_TRY_ASSIGN(promptList, prompts.prompts());
    QHash<study::PromptId, study::PromptGroupId> groupOf;
    for (const study::Prompt &prompt : promptList) {
        material.prompts.insert(prompt.id, prompt);
        groupOf.insert(prompt.id, prompt.group);
    }
    BASE_TRY_ASSIGN(generators, pictures.generators());
    for (const study::Generator &generator : generators)
        material.generators.insert(generator.id, generator.name);
    BASE_TRY_ASSIGN(pictureList, pictures.pictures());
    material.pictures = pictureList;
    if (protocol.pairs.design == Design::PhotoClean)
        material.counterparts = storage::PictureRepository::counterparts(pictureList, groupOf);
    if (!protocol.gold.isEmpty()) {
        BASE_TRY_ASSIGN(assets, storage::AssetRepository(database).assets());
        for (const study::Asset &asset : assets)
            material.sha256.insert(asset.id, asset.sha256);
    }
    return material;
}

base::Result<void> checkSupported(const Protocol &protocol)
{
    const QString hint = QStringLiteral("Change the protocol, or use a newer version of Dissensus");
    if (protocol.pairs.selection == Selection::Active)
        return base::fail(QStringLiteral("protocol.unsupported"),
                          QStringLiteral("$.pairs.selection 'active' cannot be planned by this version"), hint);
    if (protocol.passes == Passes::Separate)
        return base::fail(QStringLiteral("protocol.unsupported"),
                          QStringLiteral("$.passes 'separate' cannot be planned by this version"), hint);
    return {};
}

/// What is planned already, and what can still be shown.
class Planned
{
public:
    Planned(const QList<study::Trial> &trials, const DesignMaterial &material)
        : m_material(material)
    {
        for (const study::Picture &picture : material.pictures)
            m_uids.insert(picture.id, picture.uid);
        for (const study::Trial &trial : trials) {
            nextPosition = std::max(nextPosition, trial.position + 1);
            if (!isShowable(trial)) // other pairs take the place of withdrawn ones
                continue;
            if (trial.isRepeat)
                ++repeats;
            else if (trial.isGold)
                ++gold;
            else if (!trial.isPractice)
                ++counted;
            if (!trial.isRepeat && !trial.isPractice)
                m_keys.insert(keyOf(trial));
        }
    }

    bool isShowable(const study::Trial &trial) const
    {
        return m_material.prompts.contains(trial.prompt)
               && std::all_of(trial.pictures.begin(), trial.pictures.end(),
                              [this](study::PictureId id) { return m_uids.contains(id); });
    }

    void removeFrom(QList<PicturePair> &pairs) const
    {
        pairs.removeIf([this](const PicturePair &pair) { return m_keys.contains(pair.key); });
    }

    int counted = 0;
    int repeats = 0;
    int gold = 0;
    int nextPosition = 0;

private:
    QString keyOf(const study::Trial &trial) const
    {
        return pairKey(m_uids.value(trial.pictures.value(0)), m_uids.value(trial.pictures.value(1)),
                       m_material.prompts.value(trial.prompt).uid);
    }

    const DesignMaterial &m_material;
    QHash<study::PictureId, QString> m_uids;
    QSet<QString> m_keys;
};

base::Result<void> store(storage::Database &database, const QList<SequenceItem> &items,
                         const study::Annotator &annotator, const StudyProtocol &protocol, int position)
{
    storage::TrialRepository repository(database);
    const qint64 now = base::nowMs();
    QList<study::TrialId> ids;
    for (const SequenceItem &item : items) {
        study::Trial trial;
        trial.uid = base::uuidV7();
        trial.annotator = annotator.id;
        trial.protocol = protocol.id;
        trial.prompt = item.pair.prompt;
        trial.question = protocol.protocol.questions.constFirst().id;
        trial.position = position++;
        trial.pictures = {item.swapped ? item.pair.second : item.pair.first,
                          item.swapped ? item.pair.first : item.pair.second};
        trial.isPractice = item.isPractice;
        trial.isGold = item.isGold;
        if (item.isGold)
            trial.goldBetter = item.pair.better;
        trial.isRepeat = item.repeatOf >= 0;
        if (trial.isRepeat)
            trial.repeatOf = ids.at(item.repeatOf);
        trial.plannedAt = now;
        BASE_TRY_ASSIGN(id, repository.addTrial(trial));
        ids.append(id);
    }
    return {};
}

base::Result<QList<study::Trial>> trialsOf(storage::Database &database, study::AnnotatorId annotator,
                                           study::ProtocolId protocol)
{
    BASE_TRY_ASSIGN(trials, storage::TrialRepository(database).trialsOf(annotator));
    trials.removeIf([protocol](const study::Trial &trial) { return trial.protocol != protocol; });
    return trials;
}

} // namespace

TrialPlanner::TrialPlanner(storage::Database &database)
    : m_database(database)
{
}

base::Result<Plan> TrialPlanner::plan(const study::Annotator &annotator)
{
    BASE_TRY_ASSIGN(transaction, storage::Transaction::join(m_database));
    Plan plan;
    BASE_TRY_ASSIGN(inForce, studyProtocol(m_database));
    BASE_TRY(checkSupported(inForce.protocol));
    if (!inForce.id.isValid()) {
        BASE_TRY_ASSIGN(stored, setStudyProtocol(m_database, inForce.protocol));
        inForce = stored;
    }
    plan.protocol = inForce;
    const Protocol &protocol = inForce.protocol;

    BASE_TRY_ASSIGN(material, readMaterial(m_database, protocol));
    BASE_TRY_ASSIGN(existing, trialsOf(m_database, annotator.id, inForce.id));
    const Planned planned(existing, material);
    BASE_TRY_ASSIGN(pairs, designPairs(protocol, material));
    BASE_TRY_ASSIGN(gold, goldPairs(protocol, material));
    planned.removeFrom(pairs);
    planned.removeFrom(gold);
    const QList<SequenceItem> items =
        planSequence({protocol.seed, annotator.code, protocol.pairs, protocol.goldShare, pairs, gold, planned.counted,
                      planned.repeats, planned.gold, existing.isEmpty()});
    BASE_TRY(store(m_database, items, annotator, inForce, planned.nextPosition));
    BASE_TRY(transaction.commit());

    plan.added = static_cast<int>(items.size());
    BASE_TRY_ASSIGN(all, trialsOf(m_database, annotator.id, inForce.id));
    all.removeIf([&planned](const study::Trial &trial) { return !planned.isShowable(trial); });
    plan.trials = all;
    return plan;
}

} // namespace trials
