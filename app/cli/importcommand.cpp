#include "app/cli/importcommand.h"

#include <QJsonArray>
#include <QJsonObject>

#include "app/cli/cli.h"
#include "core/interchange/importer.h"
#include "core/storage/database.h"

namespace cli {

namespace {

struct ImportOptions
{
    QString study;
    QString undo;
    interchange::ImportRequest request;
};

QJsonObject toDocument(const interchange::ImportReport &report)
{
    QJsonArray skipped;
    for (const interchange::SkippedRow &row : report.skipped)
        skipped += QJsonObject{{QStringLiteral("file"), row.file},
                               {QStringLiteral("line"), row.line > 0 ? QJsonValue(row.line) : QJsonValue()},
                               {QStringLiteral("reason"), row.reason}};
    QJsonObject document{{QStringLiteral("source_id"), report.sourceUid},
                         {QStringLiteral("kind"), report.kind},
                         {QStringLiteral("added"), QJsonObject{{QStringLiteral("prompts"), report.prompts},
                                                               {QStringLiteral("generators"), report.generators},
                                                               {QStringLiteral("pictures"), report.pictures},
                                                               {QStringLiteral("scores"), report.scores},
                                                               {QStringLiteral("votes"), report.votes},
                                                               {QStringLiteral("labels"), report.labels},
                                                               {QStringLiteral("trials"), report.trials},
                                                               {QStringLiteral("annotators"), report.annotators}}},
                         {QStringLiteral("unchanged"), report.unchanged},
                         {QStringLiteral("skipped"), skipped},
                         {QStringLiteral("warnings"), QJsonArray::fromStringList(report.warnings)},
                         {QStringLiteral("seconds"), report.seconds}};
    if (!report.recognised.isEmpty())
        document.insert(QStringLiteral("recognised"), report.recognised);
    if (report.dryRun)
        document.insert(QStringLiteral("dry_run"), true);
    return document;
}

void printReport(const interchange::ImportReport &report, Context &context)
{
    if (!report.recognised.isEmpty())
        context.line(QStringLiteral("Recognised as %1: %2.").arg(report.kind, report.recognised));
    context.line(
        QStringLiteral(
            "%1 %2 pictures, %3 prompts, %4 generators, %5 scores, %6 votes, %7 labels, %8 trials; %9 were there already.")
            .arg(report.dryRun ? QStringLiteral("Would add") : QStringLiteral("Added"))
            .arg(report.pictures)
            .arg(report.prompts)
            .arg(report.generators)
            .arg(report.scores)
            .arg(report.votes)
            .arg(report.labels)
            .arg(report.trials)
            .arg(report.unchanged));
    for (const interchange::SkippedRow &row : report.skipped)
        context.warning(row.line > 0 ? QStringLiteral("%1:%2: left out: %3").arg(row.file).arg(row.line).arg(row.reason)
                                     : QStringLiteral("%1: left out: %2").arg(row.file, row.reason));
    for (const QString &warning : report.warnings)
        context.warning(warning);
    if (!report.dryRun)
        context.line(QStringLiteral("Undo with: import STUDY --undo %1").arg(report.sourceUid));
    context.document(toDocument(report));
}

int runUndo(const ImportOptions &options, Context &context)
{
    auto database = storage::Database::open(options.study);
    if (!database)
        return context.fail(database.error());
    const auto undone = interchange::undoImport(*database, options.undo);
    if (!undone)
        return context.fail(undone.error());
    context.line(QStringLiteral("The import is undone. The same import again brings it back."));
    context.document(QJsonObject{{QStringLiteral("source_id"), options.undo}, {QStringLiteral("undone"), true}});
    return Done;
}

int runImport(const ImportOptions &options, Context &context)
{
    if (options.undo.isEmpty() == options.request.source.isEmpty())
        return context.usage(QStringLiteral("import wants either SOURCE or --undo SOURCE_ID"),
                             QStringLiteral("See dissensus-cli import --help"));
    if (!options.undo.isEmpty())
        return runUndo(options, context);
    if (!interchange::importKinds().contains(options.request.kind))
        return context.usage(QStringLiteral("there is no kind '%1'").arg(options.request.kind),
                             QStringLiteral("Kinds are ") + interchange::importKinds().join(QStringLiteral(", ")));
    auto database = storage::Database::open(options.study);
    if (!database)
        return context.fail(database.error());
    const auto report = interchange::importInto(*database, options.request, context.progress());
    if (!report)
        return context.fail(report.error());
    printReport(*report, context);
    return report->skipped.isEmpty() ? Done : Partial;
}

} // namespace

void addImportCommand(Cli &cli)
{
    auto options = std::make_shared<ImportOptions>();
    CLI::App *command = cli.add("import", "Bring pictures, scores, votes or labels into a study",
                                "dissensus-cli import my.dissensus pictures.csv",
                                [options](Context &context) { return runImport(*options, context); });
    const std::string kinds =
        "what SOURCE is: " + interchange::importKinds().join(QStringLiteral(", ")).toStdString() + " (default auto)";
    addText(command, "STUDY", options->study, "the study file")->required();
    addText(command, "SOURCE", options->request.source, "a file or a folder");
    addText(command, "--as", options->request.kind, kinds.c_str());
    addText(command, "--map", options->request.mapFile,
            "their columns to ours: a JSON object, or CSV with the columns from,to");
    addText(command, "--group-prefix", options->request.groupPrefix, "put before every prompt group's key");
    addText(command, "--name", options->request.name, "name of the source (default: the name of the file or folder)");
    addText(command, "--undo", options->undo, "take the import with this source_id back");
    command->add_flag("--dry-run", options->request.dryRun, "say what would be done, and change nothing");
    command->add_flag("--keep-going", options->request.keepGoing, "leave out bad rows and list them (exit code 3)");
    command->add_flag("--embed", options->request.embed, "put the pictures' bytes into the study file");
}

} // namespace cli
