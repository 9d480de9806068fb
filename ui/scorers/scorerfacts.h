#pragma once

#include <optional>

#include <QHash>
#include <QList>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/scoring/messages.h"
#include "core/scoring/scorercatalogue.h"

namespace storage {
class Database;
}

namespace scorers {

/// What the open study says about its scores.
struct StudyScores
{
    qint64 files = 0;              ///< distinct picture files
    QHash<QString, qint64> scored; ///< by scorer name, "import:…" included: pictures with a score
    std::optional<qint64>
        missing; ///< pictures that miss a score of an installed scorer; nothing while no worker was asked
};

/// What a worker said of itself and of its self-tests.
struct WorkerReport
{
    scoring::WorkerFacts facts;
    QList<scoring::SelfTestAnswer> tests; ///< of every installed scorer and of libtorch
};

/// For pool threads. `installed`: as a worker told, or empty.
base::Result<StudyScores> readStudyScores(storage::Database &database, const QList<scoring::ScorerInfo> &installed);

/// Starts a worker, asks who it is, lets it test itself and ends it. For pool threads: takes a second or more.
base::Result<WorkerReport> askWorker(base::Progress &progress);

} // namespace scorers
