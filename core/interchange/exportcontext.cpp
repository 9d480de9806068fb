#include "core/interchange/exportcontext.h"

#include "core/storage/annotatorrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"

namespace interchange {

base::Result<ExportContext> ExportContext::load(storage::Database &database)
{
    ExportContext context;
    storage::PromptRepository promptRepository(database);
    BASE_TRY_ASSIGN(groups, promptRepository.groups());
    for (const study::PromptGroup &group : std::as_const(groups))
        context.groups.insert(group.id, group);
    BASE_TRY_ASSIGN(prompts, promptRepository.prompts());
    for (const study::Prompt &prompt : std::as_const(prompts))
        context.prompts.insert(prompt.id, prompt);
    storage::PictureRepository pictureRepository(database);
    BASE_TRY_ASSIGN(generators, pictureRepository.generators());
    for (const study::Generator &generator : std::as_const(generators))
        context.generators.insert(generator.id, generator.name);
    BASE_TRY_ASSIGN(pictures, pictureRepository.pictures());
    for (const study::Picture &picture : std::as_const(pictures))
        if (context.prompts.contains(picture.prompt))
            context.pictures.insert(picture.id, picture);
    BASE_TRY_ASSIGN(annotators, storage::AnnotatorRepository(database).annotators());
    for (study::Annotator &annotator : annotators) {
        annotator.groups.sort(); // after a merge their row numbers tell which file came first
        context.annotators.insert(annotator.id, annotator);
    }
    BASE_TRY_ASSIGN(sessions, database.prepare(QStringLiteral("SELECT id, uid FROM session")));
    BASE_TRY(sessions.run());
    while (sessions.next())
        context.sessions.insert(sessions.id<study::SessionId>(0), sessions.text(1));
    return context;
}

} // namespace interchange
