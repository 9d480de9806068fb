#include "core/trials/openpairs.h"

#include <algorithm>

#include <QHash>

#include "core/storage/annotatorrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/trialrepository.h"
#include "core/trials/answerledger.h"
#include "core/trials/studyprotocol.h"

namespace trials {

base::Result<OpenPairs> openPairs(storage::Database &database, const QString &annotatorCode)
{
    OpenPairs open;
    BASE_TRY_ASSIGN(annotator, storage::AnnotatorRepository(database).annotatorByCode(annotatorCode));
    if (!annotator)
        return open;
    BASE_TRY_ASSIGN(inForce, studyProtocol(database));
    storage::TrialRepository repository(database);
    BASE_TRY_ASSIGN(planned, repository.trialsOf(annotator->id));
    BASE_TRY_ASSIGN(prompts, storage::PromptRepository(database).prompts());
    QHash<study::PromptId, study::PromptGroupId> groupOf;
    for (const study::Prompt &prompt : std::as_const(prompts))
        groupOf.insert(prompt.id, prompt.group);
    // The view of live trials leaves out those of withdrawn pictures and prompts already.
    planned.removeIf(
        [&](const study::Trial &trial) { return trial.protocol != inForce.id || !groupOf.contains(trial.prompt); });
    if (planned.isEmpty())
        return open;
    BASE_TRY_ASSIGN(answers, repository.answersOf(annotator->id));
    const AnswerLedger ledger(planned, inForce.protocol.questions, answers);
    for (qsizetype index = 0; index < ledger.size(); ++index) {
        if (ledger.openQuestions(index).isEmpty())
            continue;
        open.pairs += ledger.trial(index).isPractice ? 0 : 1;
        open.groups.insert(groupOf.value(ledger.trial(index).prompt));
    }
    return open;
}

} // namespace trials
