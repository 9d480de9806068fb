#include "ui/scorers/scorerfacts.h"

#include "core/scoring/scoreplan.h"
#include "core/scoring/workerprocess.h"
#include "core/storage/database.h"
#include "core/storage/scorerepository.h"
#include "core/storage/studyrepository.h"

namespace scorers {
namespace {

constexpr int selfTestTimeoutMs = 300000;
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
    }
    return scores;
}

base::Result<WorkerReport> askWorker(base::Progress &progress)
{
    BASE_TRY_ASSIGN(worker, scoring::WorkerProcess::start({}, progress));
    WorkerReport report;
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
    return report;
}

} // namespace scorers
