#pragma once

#include <QHash>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/study/annotator.h"
#include "core/study/picture.h"
#include "core/study/prompt.h"

namespace storage {
class Database;
}

namespace interchange {

/// Everything that the rows of all exports name, read once: then each export is one pass over a narrow table.
struct ExportContext
{
    static base::Result<ExportContext> load(storage::Database &database);

    const study::Prompt &promptOf(const study::Picture &picture) const { return *prompts.constFind(picture.prompt); }
    QString groupKey(const study::Prompt &prompt) const { return groups.value(prompt.group).key; }
    QString generatorName(const study::Picture &picture) const { return generators.value(picture.generator); }

    QHash<study::PromptGroupId, study::PromptGroup> groups;
    QHash<study::PromptId, study::Prompt> prompts;
    QHash<study::GeneratorId, QString> generators;
    QHash<study::PictureId, study::Picture> pictures;
    QHash<study::AnnotatorId, study::Annotator> annotators;
    QHash<study::SessionId, QString> sessions; ///< uids
};

} // namespace interchange
