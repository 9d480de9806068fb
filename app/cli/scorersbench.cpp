#include "app/cli/scorersbench.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include <QBuffer>
#include <QElapsedTimer>
#include <QImage>
#include <QJsonObject>

#include "app/cli/context.h"
#include "core/scoring/scoreplan.h"
#include "core/scoring/workerprocess.h"

namespace cli {

namespace {

constexpr int side = 768;
constexpr int pictures = 16;
constexpr int repeats = 5;
constexpr int answerMs = 600000;

/// A picture with smooth areas and detail, so that decoding costs what it costs for photographs.
QByteArray paintedJpeg(int number)
{
    QImage image(side, side, QImage::Format_RGB32);
    for (int y = 0; y < side; ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < side; ++x) {
            const double wave =
                std::sin(0.02 * (x + 40 * number)) + std::cos(0.03 * y) + 0.3 * std::sin(0.9 * x) * std::sin(0.7 * y);
            line[x] = qRgb(int(128 + 50 * wave), (x + y + 16 * number) & 255, int(128 - 40 * wave));
        }
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 90);
    return bytes;
}

/// Seconds that one message takes, from sending to answer.
base::Result<double> timeOnce(scoring::WorkerProcess &worker, const scoring::ScoreMessage &message, Context &context)
{
    QElapsedTimer timer;
    timer.start();
    BASE_TRY_ASSIGN(answer, worker.ask(toMessage(worker.nextId(), message), answerMs, context.progress()));
    BASE_TRY_ASSIGN(scores, scoring::scoresFrom(answer));
    for (const scoring::ScoreAnswer &score : scores) {
        if (!score.errorCode.isEmpty())
            return base::fail(score.errorCode, score.error);
    }
    return double(timer.nsecsElapsed()) / 1e9;
}

base::Result<double> medianSeconds(scoring::WorkerProcess &worker, const scoring::ScoreMessage &message,
                                   Context &context)
{
    BASE_TRY(timeOnce(worker, message, context)); // warms caches and loads what is loaded on demand
    QList<double> seconds;
    for (int i = 0; i < repeats; ++i) {
        BASE_TRY_ASSIGN(one, timeOnce(worker, message, context));
        seconds += one;
    }
    std::sort(seconds.begin(), seconds.end());
    return seconds[repeats / 2];
}

} // namespace

base::Result<QJsonArray> benchScorers(const QStringList &ids, Context &context)
{
    BASE_TRY_ASSIGN(worker, scoring::WorkerProcess::start({}, context.progress()));
    BASE_TRY_ASSIGN(scorers, scoring::resolveScorers(ids, worker->facts()));
    scoring::ScoreMessage message;
    for (int i = 0; i < pictures; ++i) {
        message.pictures += {QString::number(i), paintedJpeg(i), {}, {}};
        message.pairs += {i, 0};
    }
    message.texts += {QStringLiteral("0"), QStringLiteral("waves of light over a plain")};

    QList<QStringList> runs;
    for (const scoring::ScorerInfo &info : std::as_const(scorers))
        runs += QStringList{info.id};
    if (scorers.size() > 1) {
        QStringList all;
        for (const scoring::ScorerInfo &info : std::as_const(scorers))
            all += info.id;
        runs += all;
    }
    QJsonArray rows;
    for (const QStringList &run : std::as_const(runs)) {
        message.scorers = run;
        BASE_TRY_ASSIGN(seconds, medianSeconds(*worker, message, context));
        const QString name = run.join(QLatin1Char(','));
        rows.append(QJsonObject{{QStringLiteral("scorer"), name},
                                {QStringLiteral("pictures_per_second"), pictures / seconds},
                                {QStringLiteral("batch"), pictures},
                                {QStringLiteral("width"), side},
                                {QStringLiteral("height"), side},
                                {QStringLiteral("device"), worker->facts().device},
                                {QStringLiteral("dtype"), scorers.first().dtype}});
        context.line(QStringLiteral("%1 pictures/s  %2").arg(pictures / seconds, 8, 'f', 1).arg(name));
        context.progress().report(QStringLiteral("measuring scorers"), rows.size(), runs.size());
    }
    return rows;
}

} // namespace cli
