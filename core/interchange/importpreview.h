#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include "core/base/result.h"
#include "core/study/ids.h"

namespace storage {
class Database;
}

namespace interchange {

/// What an import brings for one prompt group and one generator.
struct PreviewCell
{
    QString path; ///< absolute place of the picture's file; empty: there is no file, or no picture at all
    bool hasPicture = false;
    QString score; ///< an imported score as printed, of the scorer named in ImportPreview; may be empty
    int more = 0;  ///< further pictures of the same cell (seeds, variants)
};

/// One prompt group of an import.
struct PreviewRow
{
    QString key;
    QString topic;
    QString prompt;           ///< the original wording, or the first one known
    QList<PreviewCell> cells; ///< one per generator of the preview
};

/// The first prompt groups of an import with their pictures, as a person looks at them before saying yes.
struct ImportPreview
{
    QStringList generators; ///< by name; pictures without one stand under the word of their kind
    QString scorer;         ///< whose imported scores are shown; empty: none
    QList<PreviewRow> rows;
    qint64 groups = 0; ///< in all
    qint64 bytes = 0;  ///< of all files of the import, each once
    QStringList newGenerators;
};

/// Reads the preview of what these sources brought, inside the transaction of the import. At most `rows` prompt groups.
base::Result<ImportPreview> readImportPreview(storage::Database &database, const QList<study::SourceId> &sources,
                                              qint64 newestGeneratorBefore, int rows);

} // namespace interchange
