#pragma once

#include <QList>
#include <QStringList>

#include "core/base/result.h"
#include "core/interchange/table.h"

namespace interchange {

/// The head and the first rows of a table, for choosing what each column means.
struct ColumnPreview
{
    QStringList columns;     ///< as in the file
    QList<QStringList> rows; ///< one value per column
};

/// Reads at most `rows` rows; a row that cannot be read ends the preview. Errors: those of Table::open().
base::Result<ColumnPreview> readColumns(const QString &path, int rows);

/// Whether the file is a table of which columns can be chosen: .csv, .jsonl, .ndjson.
bool isTableFile(const QString &path);

/// Our names of the columns of a kind, those a person would choose first: "csv" and "jsonl" (pictures), "scores",
/// "votes", "labels". Empty for kinds without columns.
QStringList columnsOfKind(const QString &kind);

} // namespace interchange
