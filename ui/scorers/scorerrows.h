#pragma once

#include <optional>

#include "core/scoring/scorerequest.h"
#include "ui/scorers/scorerfacts.h"
#include "ui/widgets/cellmodel.h"

namespace scorers {

/// Everything that the table of scorers shows.
struct ScorersState
{
    std::optional<WorkerReport> worker; ///< nothing while it is asked, or when it does not start
    QString workerError;                ///< why it does not start
    std::optional<StudyScores> study;   ///< nothing without a study
    scoring::QueueState queue;
};

/// One row of the table and the scorer it stands for; empty for a group's head.
struct ScorerRow
{
    QString id;
    widgets::TableRow row;
};

QList<widgets::TableColumn> scorerColumns();

/// The catalogue's reward models, then scorers that only imports know, then the picture statistics under their own
/// head.
QList<ScorerRow> scorerRows(const ScorersState &state);

/// "passed", "failed: …" or nothing yet, as its cell.
widgets::TableCell selfTestCell(const scoring::SelfTestAnswer &test);

QList<widgets::TableColumn> selfTestColumns();
/// Expected, got and difference of every case, with the scorer's decimals.
QList<widgets::TableRow> selfTestRows(const QString &scorer, const scoring::SelfTestAnswer &test);

/// "3 of 9 reward models installed": the left part of the status line.
QString summaryText(const ScorersState &state);

} // namespace scorers
