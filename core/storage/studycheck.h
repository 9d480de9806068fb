#pragma once

#include <QList>
#include <QString>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace storage {

class Database;

/// One finding of checkStudy.
struct StudyProblem
{
    QString what;            ///< what is wrong, one sentence without a full stop
    QString where;           ///< the table and row, the id, or the file
    bool repairable = false; ///< by repairStudy, or by looking for moved pictures
};

struct StudyReport
{
    QList<StudyProblem> problems;
    qint64 assetsChecked = 0; ///< picture files and embedded pictures whose bytes were hashed

    bool isOk() const { return problems.isEmpty(); }
};

/// Verifies the whole study and changes nothing: SQLite's own integrity check, foreign keys, the schema with its
/// append-only triggers, settings and protocols, orphans (trials without pictures, answers without what they must
/// hold), supersession, withdrawn rows, and every picture's bytes against its hash.
/// Errors: "cancelled", and what reading the file reports.
base::Result<StudyReport> checkStudy(Database &database, const base::Progress &progress = {});
/// The same without the pictures' bytes.
base::Result<StudyReport> checkContent(Database &database, const base::Progress &progress = {});

/// Repairs what can be derived again (the table of withdrawn rows).
base::Result<void> repairStudy(Database &database);

} // namespace storage
