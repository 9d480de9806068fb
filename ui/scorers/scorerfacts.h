#pragma once

#include <optional>

#include <QCborArray>
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
    QHash<QString, qint64> missingOf; ///< the same by scorer; those that miss nothing are not in it
};

/// What a worker said of itself and of its self-tests.
struct WorkerReport
{
    scoring::WorkerFacts facts;
    QList<scoring::SelfTestAnswer> tests; ///< of every installed scorer and of libtorch
    qint64 memoryBytes = 0;               ///< of the process; 0: it does not say
    /// Scorers whose weights are in memory, and how many bytes they take there; 0: it does not say.
    QHash<QString, qint64> loaded;
    QString command; ///< as it was started; empty: the one beside this program

    const scoring::SelfTestAnswer *test(const QString &scorer) const;
    /// Installed, and not switched off by its self-test.
    bool works(const QString &scorer) const;
};

/// How a worker is started.
struct WorkerChoice
{
    QString command; ///< empty: the one beside this program
    QString device = QStringLiteral("auto");

    bool operator==(const WorkerChoice &) const = default;
};

/// For pool threads. `installed`: as a worker told, or empty.
base::Result<StudyScores> readStudyScores(storage::Database &database, const QList<scoring::ScorerInfo> &installed);

/// `loaded` of a worker's status: ids, or objects of "scorer" and "memory_bytes". Anything else is left out.
QHash<QString, qint64> loadedFrom(const QCborArray &loaded);

/// Starts a worker, asks who it is, lets it test itself and ends it. For pool threads: takes a second or more.
base::Result<WorkerReport> askWorker(const WorkerChoice &choice, base::Progress &progress);

} // namespace scorers
