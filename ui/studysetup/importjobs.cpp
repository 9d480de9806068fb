#include "ui/studysetup/importjobs.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include "core/interchange/importer.h"
#include "core/storage/database.h"
#include "ui/widgets/numbers.h"

namespace studysetup {

using interchange::ImportReport;
using widgets::formatCount;

namespace {

constexpr qsizetype shownFindings = 500;

QString tr(const char *text)
{
    return QCoreApplication::translate("studysetup::ImportPage", text);
}

/// "12 pictures", "200 votes": the first of these that the import brings.
QString mainCount(const ImportOutcome &outcome)
{
    const QList<std::pair<qint64, QString>> counts{{outcome.sum(&ImportReport::pictures), tr("%1 pictures")},
                                                   {outcome.sum(&ImportReport::votes), tr("%1 votes")},
                                                   {outcome.sum(&ImportReport::labels), tr("%1 labels")},
                                                   {outcome.sum(&ImportReport::scores), tr("%1 scores")},
                                                   {outcome.sum(&ImportReport::trials), tr("%1 trials")},
                                                   {outcome.sum(&ImportReport::prompts), tr("%1 prompts")}};
    for (const auto &[count, text] : counts) {
        if (count > 0)
            return text.arg(formatCount(count));
    }
    return {};
}

} // namespace

qint64 ImportOutcome::sum(qint64 ImportReport::*count) const
{
    qint64 total = 0;
    for (const ImportReport &report : reports)
        total += report.*count;
    return total;
}

QList<interchange::SkippedRow> ImportOutcome::skipped() const
{
    QList<interchange::SkippedRow> rows;
    for (const ImportReport &report : reports)
        rows += report.skipped;
    return rows;
}

QStringList ImportOutcome::warnings() const
{
    QStringList all;
    for (const ImportReport &report : reports)
        all += report.warnings;
    return all;
}

QStringList ImportOutcome::sourceUids() const
{
    QStringList uids;
    for (const ImportReport &report : reports)
        uids += report.sourceUid;
    return uids;
}

base::Result<ImportOutcome> importSources(const QString &study, const QStringList &sources, bool dryRun, bool skipBad,
                                          bool embed, base::Progress &progress)
{
    BASE_TRY_ASSIGN(database, storage::Database::open(study));
    ImportOutcome outcome;
    for (const QString &source : sources) {
        interchange::ImportRequest request;
        request.source = source;
        request.dryRun = dryRun;
        request.keepGoing = dryRun || skipBad;
        request.embed = embed;
        BASE_TRY_ASSIGN(report, interchange::importInto(database, request, progress));
        outcome.reports.append(report);
    }
    return outcome;
}

QList<widgets::TableColumn> findingColumns()
{
    return {{tr("Found")}, {tr("Where")}};
}

QList<widgets::TableRow> findingRows(const ImportOutcome &outcome)
{
    QList<widgets::TableRow> rows;
    const QList<interchange::SkippedRow> skipped = outcome.skipped();
    for (const interchange::SkippedRow &row : skipped.mid(0, shownFindings)) {
        const QString name = QFileInfo(row.file).fileName();
        rows.append({.cells = {{.text = row.reason, .ink = widgets::Ink::Error, .glyph = widgets::Icon::Error},
                               {.text = row.line > 0 ? tr("%1, line %2").arg(name).arg(row.line) : name,
                                .ink = widgets::Ink::Text3,
                                .toolTip = row.file}}});
    }
    if (skipped.size() > shownFindings)
        rows.append(
            {.cells = {{.text = tr("%1 more rows cannot be read").arg(formatCount(skipped.size() - shownFindings)),
                        .ink = widgets::Ink::Error,
                        .glyph = widgets::Icon::Error},
                       {}}});
    const QStringList warnings = outcome.warnings();
    for (const QString &warning : warnings)
        rows.append({.cells = {{.text = warning, .glyph = widgets::Icon::Info}, {}}});
    return rows;
}

QString importActionText(const ImportOutcome &outcome)
{
    const QString count = mainCount(outcome);
    return count.isEmpty() ? tr("Import") : tr("Import %1").arg(count);
}

QString importedText(const ImportOutcome &outcome)
{
    const QString count = mainCount(outcome);
    return count.isEmpty() ? tr("Nothing new to import") : tr("%1 imported").arg(count);
}

} // namespace studysetup
