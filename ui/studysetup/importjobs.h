#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/interchange/importrequest.h"

namespace studysetup {

/// What several sources bring together.
struct ImportOutcome
{
    QList<interchange::ImportReport> reports; ///< one per source

    qint64 sum(qint64 interchange::ImportReport::*count) const;
    QList<interchange::SkippedRow> skipped() const;
    QStringList warnings() const;
    QStringList sourceUids() const;
    /// Of all sources together.
    interchange::ImportPreview preview() const;
};

/// How the owner wants the import to be done.
struct ImportChoices
{
    QString kind = QStringLiteral("auto");
    QHash<QString, QString> columns{}; ///< of a table: theirs → ours
    bool skipBad = false;              ///< leave out rows that cannot be read
    bool embed = false;                ///< put the pictures' bytes into the study
    bool keepApart = false;            ///< prompt groups under the name of the source

    bool operator==(const ImportChoices &) const = default;
};

/// Imports the sources one after the other, or with `dryRun` only tries, with a preview of the first prompt groups. Bad
/// rows are left out where the choices say so; a dry run always goes on, so that it can list them. For pool threads.
base::Result<ImportOutcome> importSources(const QString &study, const QStringList &sources, bool dryRun,
                                          const ImportChoices &choices, base::Progress &progress);

/// One line of "things to know": what was found, where, and what can be done about it.
struct ImportFinding
{
    enum class Choice { None, BadRows, Embed, KeepApart };

    QString found;
    QString where;
    QString toolTip{};
    QString done{}; ///< what happens, where there is nothing to choose
    bool isError = false;
    bool isWarning = false;
    Choice choice = Choice::None;
};

/// What stands in the way first, then what is good to know.
QList<ImportFinding> findings(const ImportOutcome &outcome);
/// The answers to a choice, the present state first.
QStringList choiceTexts(ImportFinding::Choice choice);

/// "csv" or "jsonl": to a person both are a table of pictures.
QString pictureTableKind(const QString &path);

/// "Import 12 pictures"; what there is most of when there are no pictures.
QString importActionText(const ImportOutcome &outcome);
/// "12 pictures imported".
QString importedText(const ImportOutcome &outcome);

} // namespace studysetup
