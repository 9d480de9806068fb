#include "app/cli/mergecommand.h"

#include <QJsonObject>

#include "app/cli/cli.h"
#include "core/storage/database.h"
#include "core/storage/merge.h"

namespace cli {

namespace {

struct MergeOptions
{
    QString study;
    QStringList others;
};

base::Result<storage::MergeReport> merge(const MergeOptions &options, Context &context)
{
    BASE_TRY_ASSIGN(database, storage::Database::open(options.study));
    return storage::mergeInto(database, options.others, context.progress());
}

int runMerge(const MergeOptions &options, Context &context)
{
    const auto report = merge(options, context);
    if (!report)
        return context.fail(report.error());
    context.line(
        QStringLiteral("%1 files merged: %2 votes, %3 labels, %4 trials, %5 annotators, %6 pictures, %7 scores "
                       "are new.")
            .arg(report->files)
            .arg(report->votes)
            .arg(report->labels)
            .arg(report->trials)
            .arg(report->annotators)
            .arg(report->pictures)
            .arg(report->scores));
    context.document(
        QJsonObject{{QStringLiteral("files"), report->files},
                    {QStringLiteral("added"), QJsonObject{{QStringLiteral("prompts"), report->prompts},
                                                          {QStringLiteral("generators"), report->generators},
                                                          {QStringLiteral("pictures"), report->pictures},
                                                          {QStringLiteral("annotators"), report->annotators},
                                                          {QStringLiteral("trials"), report->trials},
                                                          {QStringLiteral("votes"), report->votes},
                                                          {QStringLiteral("labels"), report->labels},
                                                          {QStringLiteral("scores"), report->scores}}}});
    return Done;
}

} // namespace

void addMergeCommand(Cli &cli)
{
    auto options = std::make_shared<MergeOptions>();
    CLI::App *command = cli.add("merge", "Bring what other copies of a study hold into it",
                                "dissensus-cli merge my.dissensus from-anna.dissensus from-ben.dissensus",
                                [options](Context &context) { return runMerge(*options, context); });
    addText(command, "STUDY", options->study, "the study file that receives everything")->required();
    addTexts(command, "OTHER", options->others, "studies that stay as they are")->required();
}

} // namespace cli
