#include "app/cli/exportcommand.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

#include "app/cli/cli.h"
#include "core/interchange/exporter.h"
#include "core/storage/database.h"

namespace cli {

namespace {

struct ExportOptions
{
    QString study;
    interchange::ExportRequest request;
};

int runExport(const ExportOptions &options, Context &context)
{
    const interchange::ExportRequest &request = options.request;
    QStringList paths{request.votes, request.labels, request.scores, request.pictures, request.trials};
    paths.removeAll(QString());
    if (paths.isEmpty())
        return context.usage(
            QStringLiteral("export wants at least one of --votes, --labels, --scores, --pictures, --trials"),
            QStringLiteral("See dissensus-cli export --help"));
    for (const QString &path : std::as_const(paths))
        if (!path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)
            && !path.endsWith(QLatin1String(".jsonl"), Qt::CaseInsensitive))
            return context.usage(QStringLiteral("'%1' ends with neither .csv nor .jsonl").arg(path),
                                 QStringLiteral("The suffix chooses the format"));
    if (QStringList absolute = paths; absolute.removeDuplicates() > 0)
        return context.usage(QStringLiteral("two exports name the same file"));
    QElapsedTimer timer;
    timer.start();
    auto database = storage::Database::open(options.study, storage::Database::Mode::ReadOnly);
    if (!database)
        return context.fail(database.error());
    const auto files = interchange::exportTables(*database, request, context.progress());
    if (!files)
        return context.fail(files.error());
    QJsonArray written;
    for (const interchange::ExportedFile &file : *files) {
        context.line(QStringLiteral("%1 rows of %2 written to %3").arg(file.rows).arg(file.what, file.path));
        written += QJsonObject{{QStringLiteral("what"), file.what},
                               {QStringLiteral("file"), file.path},
                               {QStringLiteral("rows"), file.rows}};
    }
    context.document(QJsonObject{{QStringLiteral("files"), written},
                                 {QStringLiteral("seconds"), static_cast<double>(timer.elapsed()) / 1000}});
    return Done;
}

} // namespace

void addExportCommand(Cli &cli)
{
    auto options = std::make_shared<ExportOptions>();
    CLI::App *command = cli.add("export", "Write votes, labels, scores, pictures, trials as .csv or .jsonl",
                                "dissensus-cli export my.dissensus --votes votes.csv --pictures pictures.csv",
                                [options](Context &context) { return runExport(*options, context); });
    interchange::ExportRequest &request = options->request;
    addText(command, "STUDY", options->study, "the study file")->required();
    addText(command, "--votes", request.votes, "every answer ever given, one row each");
    addText(command, "--labels", request.labels, "labels and ratings");
    addText(command, "--scores", request.scores, "current scores with their provenance");
    addText(command, "--pictures", request.pictures, "pictures with prompts and scores");
    addText(command, "--trials", request.trials, "what was planned, answered or not");
    command->add_flag("--for-spreadsheet", request.forSpreadsheet,
                      "neutralise text that a spreadsheet would run as a formula; not for import");
}

} // namespace cli
