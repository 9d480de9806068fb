#pragma once

#include "core/base/result.h"
#include "core/scoring/messages.h"
#include "core/scoring/runcontrol.h"
#include "core/scoring/scorerequest.h"

namespace storage {
class Database;
}

namespace scoring {

/// Hears of a running request, on the thread that runs it.
class RunObserver
{
public:
    virtual ~RunObserver() = default;

    virtual void scored(const QList<ScoredValue> &) {}
    virtual void pictureFailed(const FailedPicture &) {}
    virtual void stateChanged(const QueueState &) {}
};

/// Carries out a request and returns when it is done, cancelled or failed. Blocks; uses the calling thread's database.
/// The worker is restarted when it dies, hangs or sends rubbish; the picture that makes it die twice is set aside.
///
/// Errors: those of WorkerProcess::start, "scorer.unknown", "scorer.notinstalled", "scorer.died" when the worker dies
/// again and again, and those of the study. What was committed before stays. Cancelling is no error here.
base::Result<ScoreSummary> runScoring(storage::Database &database, const ScoreRequest &request, RunControl &control,
                                      RunObserver &observer);

} // namespace scoring
