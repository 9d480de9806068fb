#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

#include "ui/compare/comparerows.h"

class QMimeData;

namespace compare {

/// The sheet as a file: one record per picture, a column per scorer, full precision.
QByteArray tableCsv(const analysis::PromptSheet &sheet);

/// Tab-separated text for spreadsheets, with the head, as shown: one line per row of the table.
QString tableTsv(const Table &table);
/// The head and one row.
QString rowTsv(const Table &table, int row);

/// A picture to be dropped elsewhere: its file where it has one on this computer, and the pixels that are shown.
QMimeData *pictureMime(const QString &file, const QImage &image);

} // namespace compare
