#include "app/cli/scorecommand.h"

#include <QJsonArray>
#include <QJsonObject>

#include "app/cli/cli.h"
#include "core/scoring/scorercatalogue.h"
#include "core/scoring/scorerun.h"
#include "core/scoring/workerprocess.h"
#include "core/storage/database.h"

namespace cli {

namespace {

struct ScoreOptions
{
    QString study;
    QString scorers;
    QString prompts = QStringLiteral("group");
    scoring::ScoreRequest request;
};

QJsonObject toJson(const scoring::ScoreSummary &summary)
{
    QJsonArray failed;
    for (const scoring::FailedPicture &picture : summary.failed) {
        for (const QString &use : picture.pictures)
            failed.append(QJsonObject{{QStringLiteral("picture"), use}, {QStringLiteral("reason"), picture.reason}});
    }
    QJsonArray scorers;
    for (const scoring::ScorerUse &use : summary.scorers)
        scorers.append(QJsonObject{{QStringLiteral("scorer"), use.scorer},
                                   {QStringLiteral("fingerprint"), use.fingerprint},
                                   {QStringLiteral("device"), use.device},
                                   {QStringLiteral("dtype"), use.dtype}});
    return {{QStringLiteral("scored"), summary.scored},
            {QStringLiteral("reused"), summary.reused},
            {QStringLiteral("failed"), failed},
            {QStringLiteral("seconds"), summary.seconds},
            {QStringLiteral("pictures_per_second"), summary.picturesPerSecond()},
            {QStringLiteral("scorers"), scorers}};
}

int printSummary(const scoring::ScoreSummary &summary, Context &context)
{
    context.document(toJson(summary));
    context.line(QStringLiteral("%1 scores of %2 pictures in %3 s (%4 pictures/s), %5 scores were there already")
                     .arg(summary.scored)
                     .arg(summary.pictures)
                     .arg(summary.seconds, 0, 'f', 1)
                     .arg(summary.picturesPerSecond(), 0, 'f', 1)
                     .arg(summary.reused));
    for (const scoring::FailedPicture &picture : summary.failed)
        context.warning(
            QStringLiteral("picture %1: %2").arg(picture.pictures.join(QLatin1String(", ")), picture.reason));
    if (summary.cancelled)
        return Cancelled;
    return summary.failed.isEmpty() ? Done : Partial;
}

std::optional<scoring::PromptScope> promptScope(const QString &word)
{
    if (word == QLatin1String("own"))
        return scoring::PromptScope::Own;
    if (word == QLatin1String("group"))
        return scoring::PromptScope::Group;
    return word == QLatin1String("all") ? std::optional(scoring::PromptScope::All) : std::nullopt;
}

int runScore(const ScoreOptions &options, Context &context)
{
    scoring::ScoreRequest request = options.request;
    if (!scoring::isDeviceName(request.device))
        return context.usage(QStringLiteral("\"%1\" is no device").arg(request.device),
                             QStringLiteral("It is auto, cpu or cuda:N"));
    if (!scoring::isDtypeName(request.dtype))
        return context.usage(QStringLiteral("\"%1\" is no number type").arg(request.dtype),
                             QStringLiteral("It is fp32, bf16 or fp16"));
    const std::optional<scoring::PromptScope> scope = promptScope(options.prompts);
    if (!scope)
        return context.usage(QStringLiteral("\"%1\" is no choice of prompts").arg(options.prompts),
                             QStringLiteral("It is own, group or all"));
    request.prompts = *scope;
    const auto ids = scoring::ScorerCatalogue::parseIds(options.scorers);
    if (!ids)
        return context.fail(ids.error());
    request.scorers = *ids;
    auto database = storage::Database::open(options.study);
    if (!database)
        return context.fail(database.error());
    scoring::RunControl control(context.progress());
    scoring::RunObserver observer;
    const auto summary = scoring::runScoring(*database, request, control, observer);
    return summary ? printSummary(*summary, context) : context.fail(summary.error());
}

} // namespace

void addScoreCommand(Cli &cli)
{
    auto options = std::make_shared<ScoreOptions>();
    CLI::App *command = cli.add("score", "Compute the scores that a study misses",
                                "dissensus-cli score my.dissensus --scorer colorfulness,sharpness",
                                [options](Context &context) { return runScore(*options, context); });
    addText(command, "STUDY", options->study, "the study file")->required();
    addText(command, "--scorer", options->scorers, "ID[,ID…]; without it every installed scorer");
    addText(command, "--device", options->request.device, "auto (default), cpu or cuda:N");
    addText(command, "--dtype", options->request.dtype,
            "fp32, bf16 or fp16 for scorers with weights; without it each scorer's own");
    addText(
        command, "--prompts", options->prompts,
        "judge each picture under its own prompt, all prompts of its group (default) or all prompts: own, group, all");
    command->add_flag("--again", options->request.again,
                      "score also what is scored; the newest score is the current one");
    command->add_option("--batch", options->request.batch, "pictures per message to the scorer; without it by time")
        ->check(CLI::Range(1, 4096));
    addText(command, "--worker", options->request.worker,
            "command that starts the scorer, for example \"ssh gpu-box dissensus-scorer\"");
}

} // namespace cli
