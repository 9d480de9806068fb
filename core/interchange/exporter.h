#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

namespace storage {
class Database;
}

namespace interchange {

/// Which files to write; an empty path: not this one. Suffix .csv or .jsonl chooses the format.
struct ExportRequest
{
    QString votes;
    QString labels;
    QString scores;
    QString pictures;
    QString trials;
    bool forSpreadsheet =
        false; ///< neutralise what a spreadsheet would take for a formula; such a file is not for import
};

/// One file that was written.
struct ExportedFile
{
    QString what; ///< "votes", "labels", …
    QString path;
    qint64 rows = 0;
};

/// Writes the files of contract §6 from one state of the study. All are put in place at the end: a failed or cancelled
/// export leaves the old files. Errors: "export.suffix", "file.write", "cancelled".
base::Result<QList<ExportedFile>> exportTables(storage::Database &database, const ExportRequest &request,
                                               const base::Progress &progress);

} // namespace interchange
