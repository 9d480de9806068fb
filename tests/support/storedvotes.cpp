#include "tests/support/storedvotes.h"

#include "core/storage/annotatorrepository.h"
#include "core/storage/database.h"
#include "core/storage/studycheck.h"
#include "core/storage/studyrepository.h"
#include "core/storage/trialrepository.h"
#include "tests/support/studies.h"

namespace support {

qint64 soundVotes(const QString &study)
{
    auto database = must(storage::Database::open(study));
    const auto report = must(storage::checkContent(database));
    for (const auto &problem : report.problems)
        qFatal("%s: %s", qPrintable(problem.where), qPrintable(problem.what));
    return must(storage::StudyRepository(database).counts()).votes;
}

QStringList storedVotes(const QString &study, const QString &code)
{
    auto database = must(storage::Database::open(study, storage::Database::Mode::ReadOnly));
    const auto annotator = must(storage::AnnotatorRepository(database).annotatorByCode(code));
    QStringList votes;
    if (annotator)
        for (const study::Answer &answer : must(storage::TrialRepository(database).answersOf(annotator->id)))
            if (answer.vote)
                votes += answer.uid;
    return votes;
}

} // namespace support
