#include "app/cli/scoreimagecommand.h"

#include <memory>

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

#include "app/cli/cli.h"
#include "core/scoring/scoreplan.h"
#include "core/scoring/workerprocess.h"

namespace cli {

namespace {

constexpr qint64 messageBytes = 64ll << 20;
constexpr qint64 largestFile = scoring::maxFrameBytes - (1 << 20);
constexpr int answerMs = 600000;

struct ScoreImageOptions
{
    QString scorer;
    QString weights;
    QString device = QStringLiteral("auto");
    QString dtype;
    QStringList settings; ///< "resize=plain"
    QStringList prompts;
    QStringList images;
};

constexpr int namedWeightsMs = 900000; // their hash is made first: gigabytes, perhaps from a slow disk

/// What the worker is told of weights and arithmetic. Errors: "scorer.weights", "scorer.option".
base::Result<scoring::ModelChoice> modelChoice(const ScoreImageOptions &options, const scoring::ScorerInfo &info)
{
    scoring::ModelChoice models;
    models.dtype = options.dtype;
    if (!info.needsWeights() && !(options.weights.isEmpty() && options.settings.isEmpty()))
        return base::fail(QStringLiteral("scorer.weights"), QStringLiteral("%1 has no weights").arg(info.id),
                          QStringLiteral("See dissensus-cli scorers list"));
    if (!options.weights.isEmpty()) {
        // A path that is not here may be one of the machine where the worker runs.
        const QFileInfo file(options.weights);
        models.weights.insert(info.id, file.exists() ? file.absoluteFilePath() : options.weights);
    }
    for (const QString &setting : options.settings) {
        const qsizetype sign = setting.indexOf(QLatin1Char('='));
        if (sign <= 0)
            return base::fail(QStringLiteral("scorer.option"), QStringLiteral("\"%1\" sets nothing").arg(setting),
                              QStringLiteral("Write it as resize=plain"));
        models.options[info.id].insert(setting.left(sign), setting.mid(sign + 1));
    }
    return models;
}

base::Result<QByteArray> readImage(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failIn(path, 0, QStringLiteral("file.missing"),
                            QStringLiteral("the picture cannot be read: %1").arg(file.errorString()));
    if (file.size() > largestFile)
        return base::failIn(path, 0, QStringLiteral("picture.size"), QStringLiteral("the file is longer than 255 MiB"));
    const QByteArray bytes = file.readAll();
    if (bytes.isEmpty())
        return base::failIn(path, 0, QStringLiteral("picture.format"), QStringLiteral("the file is empty"));
    return bytes;
}

/// Scores images [first, end) in one message and appends their rows.
base::Result<void> scoreSome(scoring::WorkerProcess &worker, const scoring::ScorerInfo &info,
                             const ScoreImageOptions &options, const QList<QByteArray> &images, int first,
                             Context &context, QJsonArray &rows)
{
    scoring::ScoreMessage message;
    message.scorers = {info.id};
    const QStringList prompts = info.needsPrompt ? options.prompts : QStringList();
    for (int i = 0; i < prompts.size(); ++i)
        message.texts += {QString::number(i), prompts[i]};
    for (int i = 0; i < images.size(); ++i) {
        message.pictures += {QString::number(i), images[i], {}, {}};
        for (int prompt = 0; prompt < prompts.size(); ++prompt)
            message.pairs += {i, prompt};
    }
    BASE_TRY_ASSIGN(answer, worker.ask(toMessage(worker.nextId(), message), answerMs, context.progress()));
    BASE_TRY_ASSIGN(scores, scoring::scoresFrom(answer));
    QHash<QPair<QString, QString>, scoring::ScoreAnswer> answers;
    for (const scoring::ScoreAnswer &score : scores)
        answers.insert({score.picture, score.text}, score);

    for (int i = 0; i < images.size(); ++i) {
        const QString path = options.images[first + i];
        for (int prompt = 0; prompt < qMax(1, int(prompts.size())); ++prompt) {
            const QString text = info.needsPrompt ? QString::number(prompt) : QString();
            const auto found = answers.constFind({QString::number(i), text});
            if (found == answers.constEnd())
                return base::failIn(path, 0, QStringLiteral("scorer.protocol"),
                                    QStringLiteral("the scorer left the picture out"));
            if (!found->errorCode.isEmpty())
                return base::failIn(path, 0, found->errorCode, found->error);
            QJsonObject row{{QStringLiteral("image"), path},
                            {QStringLiteral("prompt"), info.needsPrompt ? QJsonValue(prompts[prompt]) : QJsonValue()},
                            {QStringLiteral("scorer"), info.id},
                            {QStringLiteral("fingerprint"), info.fingerprint},
                            {QStringLiteral("value"), found->value}};
            if (found->second)
                row.insert(QStringLiteral("second"), *found->second);
            rows.append(row);
            context.line(QStringLiteral("%1\t%2%3")
                             .arg(QString::number(found->value, 'g', 9), path,
                                  info.needsPrompt ? QLatin1Char('\t') + prompts[prompt] : QString()));
        }
    }
    return {};
}

base::Result<QJsonArray> scoreImages(const ScoreImageOptions &options, Context &context)
{
    BASE_TRY_ASSIGN(known, scoring::ScorerCatalogue::parseIds(options.scorer));
    const auto info = scoring::ScorerCatalogue::find(known.value(0));
    BASE_TRY_ASSIGN(models, modelChoice(options, *info));
    scoring::WorkerOptions start;
    start.device = options.device;
    start.models = models;
    if (!options.weights.isEmpty())
        start.helloTimeoutMs = namedWeightsMs;
    BASE_TRY_ASSIGN(worker, scoring::WorkerProcess::start(start, context.progress()));
    BASE_TRY_ASSIGN(scorers, scoring::resolveScorers(known, worker->facts()));

    QJsonArray rows;
    QList<QByteArray> images;
    qint64 bytes = 0;
    int first = 0;
    for (int i = 0; i < options.images.size(); ++i) {
        BASE_TRY_ASSIGN(image, readImage(options.images[i]));
        if (!images.isEmpty() && bytes + image.size() > messageBytes) {
            BASE_TRY(scoreSome(*worker, scorers.first(), options, images, first, context, rows));
            context.progress().report(QStringLiteral("scoring pictures"), i, options.images.size());
            images.clear();
            bytes = 0;
            first = i;
        }
        bytes += image.size();
        images += image;
    }
    BASE_TRY(scoreSome(*worker, scorers.first(), options, images, first, context, rows));
    return rows;
}

int runScoreImage(const ScoreImageOptions &options, Context &context)
{
    const QString seeHelp = QStringLiteral("See dissensus-cli score-image --help");
    if (!scoring::isDeviceName(options.device))
        return context.usage(QStringLiteral("\"%1\" is no device").arg(options.device),
                             QStringLiteral("It is auto, cpu or cuda:N"));
    if (!scoring::isDtypeName(options.dtype))
        return context.usage(QStringLiteral("\"%1\" is no number type").arg(options.dtype),
                             QStringLiteral("It is fp32, bf16 or fp16"));
    if (options.scorer.isEmpty() || options.scorer.contains(QLatin1Char(',')))
        return context.usage(QStringLiteral("--scorer takes one scorer"), seeHelp);
    const auto info = scoring::ScorerCatalogue::find(options.scorer);
    if (info && info->needsPrompt && options.prompts.isEmpty())
        return context.usage(QStringLiteral("%1 judges a picture under a prompt").arg(info->id),
                             QStringLiteral("Give at least one --prompt"));
    const auto rows = scoreImages(options, context);
    if (!rows)
        return context.fail(rows.error());
    context.document(*rows);
    return Done;
}

} // namespace

void addScoreImageCommand(Cli &cli)
{
    auto options = std::make_shared<ScoreImageOptions>();
    CLI::App *command = cli.add("score-image", "Score picture files without a study",
                                "dissensus-cli score-image --scorer sharpness photo.jpg other.png",
                                [options](Context &context) { return runScoreImage(*options, context); });
    addText(command, "--scorer", options->scorer, "the scorer's id")->required();
    addText(command, "--weights", options->weights, "weights file or folder, for scorers that have weights");
    addText(command, "--device", options->device, "auto (default), cpu or cuda:N");
    addText(command, "--dtype", options->dtype,
            "fp32, bf16 or fp16; scorers without weights always compute from 8-bit values");
    addTexts(
        command, "--option", options->settings,
        "arithmetic other than the default, resize=plain or product=fp16 for hps-v2 and hps-v2.1; may be repeated");
    addTexts(command, "--prompt", options->prompts, "judge every picture under this prompt; may be repeated");
    addTexts(command, "IMAGE", options->images, "JPEG, PNG, WebP or TIFF files")->required();
}

} // namespace cli
