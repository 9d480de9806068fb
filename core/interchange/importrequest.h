#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include "core/interchange/importpreview.h"

namespace interchange {

/// What to import and how; the options of `dissensus-cli import`.
struct ImportRequest
{
    QString source; ///< a file or a folder
    QString kind = QStringLiteral("auto");
    QString mapFile;                 ///< their columns → ours; empty: none
    QHash<QString, QString> columns; ///< more of the same, chosen by hand; "": the column is left out
    QString groupPrefix;             ///< put before every prompt group's key, so that sources keep apart
    QString name;                    ///< name of the source; empty: the name of the file or folder
    bool dryRun = false;             ///< do everything, then change nothing
    bool keepGoing = false;          ///< leave out bad rows instead of failing at the first
    int previewRows = 0;             ///< prompt groups of ImportReport::preview
    bool embed = false;              ///< put the pictures' bytes into the study
};

/// A row that was left out.
struct SkippedRow
{
    QString file;
    int line = 0; ///< 0: the whole file
    QString reason;
};

/// What an import did.
struct ImportReport
{
    QString sourceUid;
    QString kind;       ///< the kind that was used, never "auto"
    QString recognised; ///< why, when the kind was found out
    qint64 prompts = 0; ///< rows added, of each sort
    qint64 generators = 0;
    qint64 pictures = 0;
    qint64 scores = 0;
    qint64 votes = 0;
    qint64 labels = 0;
    qint64 trials = 0;
    qint64 annotators = 0;
    qint64 unchanged = 0; ///< pictures, scores, votes and labels that were there already
    QList<SkippedRow> skipped;
    QStringList warnings;
    ImportPreview preview; ///< of a dry run that asked for it
    double seconds = 0;
    bool dryRun = false;
};

/// The kinds of contract §5, "trials" (the exported trials, which hold what votes do not tell: planned and unanswered
/// ones) and "auto". What importInto() cannot read yet is in the list too: asking for it is no mistake in writing.
QStringList importKinds();
/// The kinds that importInto() reads.
QStringList supportedImportKinds();

} // namespace interchange
