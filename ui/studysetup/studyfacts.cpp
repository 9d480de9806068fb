#include "ui/studysetup/studyfacts.h"

#include <algorithm>

#include "core/storage/database.h"

namespace studysetup {

base::Result<StudyFacts> readStudyFacts(storage::Database &database)
{
    storage::StudyRepository study(database);
    StudyFacts facts;
    BASE_TRY_ASSIGN(title, study.setting(QStringLiteral("title")));
    facts.title = title;
    BASE_TRY_ASSIGN(simulated, study.setting(QStringLiteral("simulated")));
    facts.simulated = simulated == QLatin1String("1");
    facts.uid = database.uid();
    BASE_TRY_ASSIGN(counts, study.counts());
    facts.counts = counts;
    BASE_TRY_ASSIGN(sources, storage::SourceRepository(database).sources());
    facts.sources = sources;
    std::reverse(facts.sources.begin(), facts.sources.end());
    BASE_TRY_ASSIGN(protocol, trials::studyProtocol(database));
    facts.protocol = protocol;
    BASE_TRY_ASSIGN(generators, database.prepare(QStringLiteral("SELECT name FROM live_generator ORDER BY name")));
    BASE_TRY(generators.run());
    while (generators.next())
        facts.generators.append(generators.text(0));
    storage::AnnotatorRepository annotators(database);
    BASE_TRY_ASSIGN(people, annotators.annotators());
    BASE_TRY_ASSIGN(progress, annotators.progress());
    for (const study::Annotator &annotator : people)
        facts.people.append({annotator, progress.value(annotator.id)});
    return facts;
}

} // namespace studysetup
