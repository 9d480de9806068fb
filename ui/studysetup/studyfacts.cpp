#include "ui/studysetup/studyfacts.h"

#include <algorithm>

#include "core/base/hash.h"
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
    BASE_TRY_ASSIGN(background, database.prepare(QStringLiteral("SELECT annotator_id, count(DISTINCT question) FROM "
                                                                "background_answer GROUP BY annotator_id")));
    BASE_TRY(background.run());
    QHash<study::AnnotatorId, int> answers;
    while (background.next())
        answers.insert(background.id<study::AnnotatorId>(0), int(background.integer(1)));
    const QString consent = base::sha256(protocol.protocol.consent.toUtf8());
    for (const study::Annotator &annotator : people) {
        BASE_TRY_ASSIGN(given, annotators.hasConsent(annotator.id, consent));
        facts.people.append({annotator, progress.value(annotator.id), given, answers.value(annotator.id)});
    }
    return facts;
}

} // namespace studysetup
