#include "ui/studysetup/importjobs.h"

#include <QFileInfo>
#include <QLocale>

#include "core/interchange/importer.h"
#include "core/storage/database.h"
#include "ui/studysetup/importpage.h"
#include "ui/widgets/numbers.h"

namespace studysetup {

using interchange::ImportReport;
using widgets::formatCount;

namespace {

constexpr qsizetype shownFindings = 500;
constexpr qsizetype shownNames = 5;
constexpr int previewRows = 100;

/// "12 pictures", "200 votes": the first of these that the import brings.
QString mainCount(const ImportOutcome &outcome)
{
    const QList<std::pair<qint64, QString>> counts{
        {outcome.sum(&ImportReport::pictures), ImportPage::tr("%1 pictures")},
        {outcome.sum(&ImportReport::votes), ImportPage::tr("%1 votes")},
        {outcome.sum(&ImportReport::labels), ImportPage::tr("%1 labels")},
        {outcome.sum(&ImportReport::scores), ImportPage::tr("%1 scores")},
        {outcome.sum(&ImportReport::trials), ImportPage::tr("%1 trials")},
        {outcome.sum(&ImportReport::prompts), ImportPage::tr("%1 prompts")}};
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

interchange::ImportPreview ImportOutcome::preview() const
{
    interchange::ImportPreview all;
    for (const ImportReport &report : reports) {
        for (const QString &name : report.preview.generators) {
            if (!all.generators.contains(name))
                all.generators.append(name);
        }
        all.newGenerators += report.preview.newGenerators;
        all.groups += report.preview.groups;
        all.bytes += report.preview.bytes;
        if (all.scorer.isEmpty())
            all.scorer = report.preview.scorer;
    }
    all.newGenerators.removeDuplicates();
    for (const ImportReport &report : reports) {
        for (const interchange::PreviewRow &row : report.preview.rows) {
            interchange::PreviewRow wide = row;
            wide.cells.clear();
            wide.cells.resize(all.generators.size());
            for (qsizetype i = 0; i < row.cells.size(); ++i)
                wide.cells[all.generators.indexOf(report.preview.generators[i])] = row.cells[i];
            all.rows.append(wide);
        }
    }
    return all;
}

base::Result<ImportOutcome> importSources(const QString &study, const QStringList &sources, bool dryRun,
                                          const ImportChoices &choices, base::Progress &progress)
{
    BASE_TRY_ASSIGN(database, storage::Database::open(study));
    ImportOutcome outcome;
    for (const QString &source : sources) {
        interchange::ImportRequest request;
        request.source = source;
        request.kind = choices.kind;
        request.columns = choices.columns;
        request.dryRun = dryRun;
        request.keepGoing = dryRun || choices.skipBad;
        request.embed = choices.embed;
        request.previewRows = dryRun ? previewRows : 0;
        if (choices.keepApart)
            request.groupPrefix = QFileInfo(source).completeBaseName() + QLatin1Char('/');
        BASE_TRY_ASSIGN(report, interchange::importInto(database, request, progress));
        outcome.reports.append(report);
    }
    return outcome;
}

QList<ImportFinding> findings(const ImportOutcome &outcome)
{
    using Choice = ImportFinding::Choice;
    QList<ImportFinding> all;
    const QList<interchange::SkippedRow> skipped = outcome.skipped();
    if (!skipped.isEmpty()) {
        QStringList files;
        for (const interchange::SkippedRow &row : skipped) {
            if (const QString name = QFileInfo(row.file).fileName(); !files.contains(name))
                files.append(name);
        }
        all.append({.found = ImportPage::tr("%n row(s) cannot be read", nullptr, int(skipped.size())),
                    .where = files.mid(0, shownNames).join(QStringLiteral(", ")),
                    .isError = true,
                    .choice = Choice::BadRows});
    }
    for (const interchange::SkippedRow &row : skipped.mid(0, shownFindings)) {
        const QString name = QFileInfo(row.file).fileName();
        all.append({.found = row.reason,
                    .where = row.line > 0 ? ImportPage::tr("%1, line %2").arg(name).arg(row.line) : name,
                    .toolTip = row.file,
                    .isError = true});
    }
    if (skipped.size() > shownFindings)
        all.append(
            {.found = ImportPage::tr("%n more row(s) cannot be read", nullptr, int(skipped.size() - shownFindings)),
             .where = {},
             .isError = true});
    const QStringList warnings = outcome.warnings();
    for (const QString &warning : warnings)
        all.append({.found = warning, .where = {}, .toolTip = warning, .isWarning = true});

    const interchange::ImportPreview preview = outcome.preview();
    qsizetype missing = 0;
    QStringList places;
    for (const interchange::PreviewRow &row : preview.rows) {
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            if (!row.cells[i].hasPicture || !row.cells[i].path.isEmpty())
                continue;
            ++missing;
            places.append(preview.generators[i]);
        }
    }
    if (missing > 0) {
        places.removeDuplicates();
        all.append({.found = ImportPage::tr("%n picture(s) listed without a file", nullptr, int(missing)),
                    .where = places.mid(0, shownNames).join(QStringLiteral(", ")),
                    .done = ImportPage::tr("left empty, counted in tables"),
                    .isWarning = true});
    }
    if (preview.bytes > 0)
        all.append(
            {.found = ImportPage::tr("%1 of pictures")
                          .arg(QLocale().formattedDataSize(preview.bytes, 1, QLocale::DataSizeTraditionalFormat)),
             .where = ImportPage::tr("the study knows each file by its hash"),
             .choice = Choice::Embed});
    if (!preview.scorer.isEmpty())
        all.append({.found = ImportPage::tr("Scores come with the pictures"),
                    .where = preview.scorer,
                    .done = ImportPage::tr("marked as imported")});
    if (!preview.newGenerators.isEmpty())
        all.append(
            {.found = ImportPage::tr("%n generator(s) new to this study", nullptr, int(preview.newGenerators.size())),
             .where = preview.newGenerators.mid(0, shownNames).join(QStringLiteral(", ")),
             .toolTip = preview.newGenerators.join(QStringLiteral(", ")),
             .done = ImportPage::tr("added")});
    if (preview.groups > 0)
        all.append({.found = ImportPage::tr("%n prompt group(s)", nullptr, int(preview.groups)),
                    .where = ImportPage::tr("a group of the same key in the study is the same group"),
                    .choice = Choice::KeepApart});
    return all;
}

QStringList choiceTexts(ImportFinding::Choice choice)
{
    switch (choice) {
    case ImportFinding::Choice::BadRows:
        return {ImportPage::tr("Correct them first"), ImportPage::tr("Leave these rows out")};
    case ImportFinding::Choice::Embed:
        return {ImportPage::tr("Leave the files where they are"), ImportPage::tr("Put them into the study file")};
    case ImportFinding::Choice::KeepApart:
        return {ImportPage::tr("Join groups of one key"), ImportPage::tr("Keep this source apart")};
    case ImportFinding::Choice::None:
        break;
    }
    return {};
}

QString pictureTableKind(const QString &path)
{
    return path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive) ? QStringLiteral("csv") : QStringLiteral("jsonl");
}

QString importActionText(const ImportOutcome &outcome)
{
    const QString count = mainCount(outcome);
    return count.isEmpty() ? ImportPage::tr("Import") : ImportPage::tr("Import %1").arg(count);
}

QString importedText(const ImportOutcome &outcome)
{
    const QString count = mainCount(outcome);
    return count.isEmpty() ? ImportPage::tr("Nothing new to import") : ImportPage::tr("%1 imported").arg(count);
}

} // namespace studysetup
