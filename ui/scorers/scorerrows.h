#pragma once

#include <optional>

#include "core/scoring/modelstore.h"
#include "core/scoring/scorerequest.h"
#include "ui/scorers/scorerfacts.h"
#include "ui/widgets/cellmodel.h"

namespace scorers {

/// What can be done with a scorer by the button of its row.
enum class ScorerAction {
    None,
    Score,
    Pause,
    Resume,
    Forget,
    Restart,
    Install,
    CancelInstall,
    ResumeInstall,
    Remove,
    Details
};

/// How the queue stands for one scorer.
struct QueuePlace
{
    bool running = false;
    QStringList waitsFor; ///< scorers that come before; empty: it does not wait
    bool failed = false;  ///< its last request ended with an error
    double rate = 0;      ///< pictures per second when it was last asked; 0: not known
    int together = 1;     ///< so many scorers shared these pictures
};

/// Everything that the table of scorers shows.
struct ScorersState
{
    std::optional<WorkerReport> worker; ///< nothing while it is asked, or when it does not start
    bool asking = false;                ///< the worker is being started and tests itself
    QString workerError;                ///< why it does not start
    std::optional<StudyScores> study;   ///< nothing without a study
    scoring::QueueState queue;
    QString failure;    ///< why the last request ended early
    QString studyError; ///< why the scores of the study cannot be read
    QHash<QString, QueuePlace> places;
    QHash<QString, scoring::InstalledModel> models; ///< weights in the models folder

    QString installing; ///< scorer whose weights are coming
    bool downloading = false;
    double installShare = 0;
    QString installProgress; ///< "1.2 of 3.9 GB, about 3 min"
    QStringList stoppedDownloads;
};

/// One row of the table and the scorer it stands for; empty for a group's head.
struct ScorerRow
{
    QString id;
    widgets::TableRow row;
    ScorerAction action = ScorerAction::None;
};

enum ScorerColumn {
    NameColumn,
    WeightsColumn,
    DeviceColumn,
    TypeColumn,
    MemoryColumn,
    RateColumn,
    TestColumn,
    LicenceColumn,
    ScoredColumn,
    StateColumn,
    ActionColumn
};

QList<widgets::TableColumn> scorerColumns();

/// The catalogue's reward models, then scorers that only imports know, then the picture statistics under their own
/// head.
QList<ScorerRow> scorerRows(const ScorersState &state);

/// What a worker knows of the scorers, or else the catalogue.
QList<scoring::ScorerInfo> knownScorers(const ScorersState &state);

/// Those that are installed and not switched off by their self-test.
QStringList workingScorers(const ScorersState &state);

/// "passed", "failed: …" or nothing yet, as its cell.
widgets::TableCell selfTestCell(const scoring::SelfTestAnswer &test);

QList<widgets::TableColumn> selfTestColumns();
/// Expected, got and difference of every case, with the scorer's decimals.
QList<widgets::TableRow> selfTestRows(const QString &scorer, const scoring::SelfTestAnswer &test);

/// "3 of 9 reward models installed": the left part of the status line.
QString summaryText(const ScorersState &state);

} // namespace scorers
