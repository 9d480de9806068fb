#pragma once

#include <QDir>

#include "core/interchange/importwriter.h"
#include "core/interchange/table.h"

namespace interchange {

/// Called with a row that cannot be used; false ends the reading with that error.
using RowFailed = std::function<bool(const base::Error &)>;

/// The columns of one picture (contract §5) as a value. Paths are looked for in `folders`, in this order; with none the
/// caller knows the file already.
/// Errors are of the row: a word that is none of the allowed, a file that is nowhere, no generator.
base::Result<PictureRow> readPictureRow(const TableRow &row, const QString &file, const QList<QDir> &folders,
                                        bool ownExport);

/// All rows of a CSV or JSON lines file of pictures. Score columns of our own pictures export are left out, because the
/// scores export has them with their provenance; `warnings` says so.
base::Result<QList<PictureRow>> readPictureTable(const QString &path, const ColumnMap &map, const QDir &studyFolder,
                                                 const RowFailed &failed, QStringList &warnings);

/// Writes rows that were probed.
base::Result<void> writePictures(ImportWriter &writer, const QList<PictureRow> &rows, const base::Progress &progress);

} // namespace interchange
