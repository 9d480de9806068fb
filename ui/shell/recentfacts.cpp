#include "ui/shell/recentfacts.h"

#include <QFileInfo>

#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/studyrepository.h"

namespace shell {
namespace {

base::Result<qint64> countPairs(storage::Database &database)
{
    BASE_TRY_ASSIGN(prompts, storage::PromptRepository(database).prompts());
    BASE_TRY_ASSIGN(pictures, storage::PictureRepository(database).pictures());
    QHash<study::PromptId, study::PromptGroupId> groupOf;
    for (const study::Prompt &prompt : prompts)
        groupOf.insert(prompt.id, prompt.group);
    const auto counterparts = storage::PictureRepository::counterparts(pictures, groupOf);
    qint64 pairs = 0;
    for (auto it = counterparts.begin(); it != counterparts.end(); ++it) {
        // Both sides usually name each other; such a pair counts once.
        if (counterparts.value(it.value()) != it.key() || it.key() < it.value())
            ++pairs;
    }
    return pairs;
}

base::Result<RecentFacts> readCounts(const QString &path)
{
    BASE_TRY_ASSIGN(database, storage::Database::open(path, storage::Database::Mode::ReadOnly));
    BASE_TRY_ASSIGN(counts, storage::StudyRepository(database).counts());
    BASE_TRY_ASSIGN(pairs, countPairs(database));
    RecentFacts facts;
    facts.path = path;
    facts.found = true;
    facts.readable = true;
    facts.pairs = pairs;
    facts.votes = counts.votes;
    return facts;
}

} // namespace

RecentFacts readRecentFacts(const QString &path)
{
    RecentFacts facts;
    facts.path = path;
    facts.found = QFileInfo::exists(path);
    if (!facts.found)
        return facts;
    const auto counts = readCounts(path);
    return counts ? *counts : facts;
}

} // namespace shell
