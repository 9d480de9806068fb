#include "ui/scorers/scorerfacts.h"

#include <algorithm>

#include <QCborArray>

#include "core/scoring/scoreplan.h"
#include "core/scoring/workerprocess.h"
#include "core/storage/database.h"
#include "core/storage/scorerepository.h"
#include "core/storage/studyrepository.h"

namespace scorers {
namespace {

constexpr int selfTestTimeoutMs = 300000;
constexpr int statusTimeoutMs = 3000;
constexpr QLatin1String libtorchTest{"libtorch"};

} // namespace

base::Result<StudyScores> readStudyScores(storage::Database &database, const QList<scoring::ScorerInfo> &installed)
{
    StudyScores scores;
    BASE_TRY_ASSIGN(counts, storage::StudyRepository(database).counts());
    scores.files = counts.assets;
    BASE_TRY_ASSIGN(coverage, storage::ScoreRepository(database).coverage());
    for (const storage::ScorerCoverage &scorer : coverage)
        scores.scored.insert(scorer.scorer, scorer.pictures);
    if (!installed.isEmpty()) {
        BASE_TRY_ASSIGN(plan, scoring::ScorePlan::make(database, scoring::ScoreRequest(), installed));
        scores.missing = plan.tasks.size();
        for (const scoring::ScoreTask &task : std::as_const(plan.tasks)) {
            for (const QString &scorer : task.scorers)
                ++scores.missingOf[scorer];
        }
    }
    return scores;
}

const scoring::SelfTestAnswer *WorkerReport::test(const QString &scorer) const
{
    const auto found = std::find_if(tests.begin(), tests.end(), [&scorer](const scoring::SelfTestAnswer &answer) {
        return answer.scorer == scorer;
    });
    return found == tests.end() ? nullptr : &*found;
}

bool WorkerReport::works(const QString &scorer) const
{
    const auto info = facts.find(scorer);
    const scoring::SelfTestAnswer *of = test(scorer);
    return info && info->installed && (!of || of->passed);
}

QHash<QString, qint64> loadedFrom(const QCborArray &loaded)
{
    QHash<QString, qint64> bytes;
    for (const QCborValue &entry : loaded) {
        const QCborMap object = entry.toMap();
        const QString scorer = entry.isMap() ? object[QLatin1String("scorer")].toString() : entry.toString();
        if (!scorer.isEmpty())
            bytes.insert(scorer, std::max<qint64>(0, object[QLatin1String("memory_bytes")].toInteger()));
    }
    return bytes;
}

base::Result<WorkerReport> askWorker(const WorkerChoice &choice, base::Progress &progress)
{
    scoring::WorkerOptions options;
    options.command = choice.command;
    options.device = choice.device;
    BASE_TRY_ASSIGN(worker, scoring::WorkerProcess::start(options, progress));
    WorkerReport report;
    report.command = choice.command;
    report.facts = worker->facts();
    QStringList tested{libtorchTest};
    for (const scoring::ScorerInfo &scorer : report.facts.scorers) {
        if (scorer.installed)
            tested += scorer.id;
    }
    BASE_TRY_ASSIGN(answer,
                    worker->ask(scoring::selfTestMessage(worker->nextId(), tested), selfTestTimeoutMs, progress));
    BASE_TRY_ASSIGN(tests, scoring::selfTestsFrom(answer));
    report.tests = tests;
    // Workers of others need not know this one.
    const QCborMap question{{QLatin1String("type"), QLatin1String("status")}, {QLatin1String("id"), worker->nextId()}};
    if (const auto status = worker->ask(question, statusTimeoutMs, progress)) {
        report.memoryBytes = std::max<qint64>(0, (*status)[QLatin1String("memory_bytes")].toInteger());
        report.loaded = loadedFrom((*status)[QLatin1String("loaded")].toArray());
    }
    return report;
}

} // namespace scorers
