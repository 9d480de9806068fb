#include "core/trials/pairbatch.h"

#include <QSet>

#include "core/base/clock.h"
#include "core/base/uuid.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/sourcerepository.h"
#include "core/storage/transaction.h"
#include "core/storage/trialrepository.h"
#include "core/trials/annotatorname.h"
#include "core/trials/pairsequence.h"
#include "core/trials/trialplanner.h"

namespace trials {

namespace {

base::Result<study::Annotator> annotatorOf(storage::Database &database, const QString &code)
{
    storage::AnnotatorRepository repository(database);
    BASE_TRY_ASSIGN(known, repository.annotatorByCode(code));
    if (known)
        return *known;
    return repository.addAnnotator(code, study::AnnotatorKind::Human);
}

/// Every pair of the pictures that can be shown, by the rules of the design's pairs.
base::Result<QList<PicturePair>> pairsOf(storage::Database &database, const PairBatch &batch)
{
    BASE_TRY_ASSIGN(prompt, storage::PromptRepository(database).prompt(batch.prompt));
    QList<study::Picture> pictures;
    for (const study::PictureId id : batch.pictures) {
        BASE_TRY_ASSIGN(picture, storage::PictureRepository(database).picture(id));
        if (!picture || !prompt)
            return base::fail(QStringLiteral("pairs.picture"),
                              QStringLiteral("a picture or its prompt is not in this study any more"));
        if (picture->asset.isValid())
            pictures.append(*picture);
    }
    QList<PicturePair> pairs;
    for (qsizetype i = 0; i < pictures.size(); ++i)
        for (qsizetype j = i + 1; j < pictures.size(); ++j) {
            const bool inOrder = pictures[i].uid < pictures[j].uid;
            const study::Picture &first = inOrder ? pictures[i] : pictures[j];
            const study::Picture &second = inOrder ? pictures[j] : pictures[i];
            if (first.asset != second.asset)
                pairs.append({pairKey(first.uid, second.uid, prompt->uid), prompt->id, first.id, second.id, {}});
        }
    if (pairs.isEmpty())
        return base::fail(QStringLiteral("pairs.few"), QStringLiteral("fewer than two different pictures have a file"),
                          QStringLiteral("Import the pictures' files first"));
    return pairs;
}

/// Pairs that the annotator judges anyway; those of practice do not count.
base::Result<QSet<QString>> knownKeys(storage::Database &database, const QList<study::Trial> &trials)
{
    QSet<QString> keys;
    storage::PictureRepository pictures(database);
    storage::PromptRepository prompts(database);
    QHash<study::PromptId, QString> promptUids;
    for (const study::Trial &trial : trials) {
        if (trial.isPractice || trial.pictures.size() != 2)
            continue;
        if (!promptUids.contains(trial.prompt)) {
            BASE_TRY_ASSIGN(prompt, prompts.prompt(trial.prompt));
            promptUids.insert(trial.prompt, prompt ? prompt->uid : QString());
        }
        BASE_TRY_ASSIGN(left, pictures.picture(trial.pictures[0]));
        BASE_TRY_ASSIGN(right, pictures.picture(trial.pictures[1]));
        if (left && right)
            keys.insert(pairKey(left->uid, right->uid, promptUids.value(trial.prompt)));
    }
    return keys;
}

base::Result<study::SourceId> store(storage::Database &database, const QList<SequenceItem> &items,
                                    const study::Annotator &annotator, const Plan &plan)
{
    storage::SourceRepository sources(database);
    storage::Source source;
    source.kind = QStringLiteral("pairs");
    source.name = QStringLiteral("%1 pairs for %2").arg(items.size()).arg(annotator.code);
    source.content = QStringLiteral("pairs:") + base::uuidV7(); // another batch of the same pictures is another source
    BASE_TRY_ASSIGN(added, sources.addSource(source));
    int position = 0;
    for (const study::Trial &trial : plan.trials)
        position = std::max(position, trial.position + 1);
    storage::TrialRepository trials(database);
    for (const SequenceItem &item : items) {
        study::Trial trial;
        trial.annotator = annotator.id;
        trial.protocol = plan.protocol.id;
        trial.prompt = item.pair.prompt;
        trial.question = plan.protocol.protocol.questions.constFirst().id;
        trial.position = position++;
        trial.pictures = {item.swapped ? item.pair.second : item.pair.first,
                          item.swapped ? item.pair.first : item.pair.second};
        trial.plannedAt = base::nowMs();
        BASE_TRY_ASSIGN(id, trials.addTrial(trial));
        BASE_TRY(sources.addItem(added.id, storage::SourceRepository::Item::Trial, id.value));
    }
    return added.id;
}

} // namespace

base::Result<PlannedBatch> planBatch(storage::Database &database, const PairBatch &batch)
{
    BASE_TRY(checkAnnotatorName(QStringLiteral("annotator code"), batch.annotator));
    BASE_TRY_ASSIGN(transaction, storage::Transaction::join(database));
    BASE_TRY_ASSIGN(pairs, pairsOf(database, batch));
    BASE_TRY_ASSIGN(annotator, annotatorOf(database, batch.annotator));
    BASE_TRY_ASSIGN(plan, TrialPlanner(database).plan(annotator));
    BASE_TRY_ASSIGN(known, knownKeys(database, plan.trials));
    PlannedBatch planned;
    planned.known = int(pairs.removeIf([&known](const PicturePair &pair) { return known.contains(pair.key); }));
    planned.added = int(pairs.size());
    if (planned.added > 0) {
        SequenceRequest request;
        request.seed = plan.protocol.protocol.seed;
        request.annotator = annotator.code;
        request.rules.selection = Selection::Random;
        request.rules.perAnnotator = planned.added;
        request.rules.repeats = 0;
        request.pairs = pairs;
        request.isFirst = false; // no practice before a batch
        BASE_TRY_ASSIGN(source, store(database, planSequence(request), annotator, plan));
        planned.source = source;
    }
    BASE_TRY(transaction.commit());
    return planned;
}

} // namespace trials
