#include "tests/bench/measurement.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>

namespace bench {

void Times::measure(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    add(static_cast<double>(timer.nsecsElapsed()) / 1e6);
}

double Times::quantile(double share) const
{
    if (m_ms.isEmpty())
        return 0;
    QList<double> sorted = m_ms;
    std::sort(sorted.begin(), sorted.end());
    const auto at = static_cast<qsizetype>(std::ceil(share * static_cast<double>(sorted.size()))) - 1;
    return sorted[std::clamp<qsizetype>(at, 0, sorted.size() - 1)];
}

void giveUp(const QString &message)
{
    std::fprintf(stderr, "dissensus-bench: %s\n", qPrintable(message));
    std::exit(1);
}

QJsonObject runCli(const Setting &setting, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::SeparateChannels);
    process.start(setting.programs + QStringLiteral("/dissensus-cli"),
                  arguments + QStringList{QStringLiteral("--json")});
    if (!process.waitForFinished(600000) || process.exitCode() != 0)
        giveUp(QStringLiteral("dissensus-cli %1: %2")
                   .arg(arguments.join(QLatin1Char(' ')), QString::fromUtf8(process.readAllStandardError()).trimmed()));
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

QString writeVotes(const QString &path, int count, const QByteArray &tag)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        giveUp(file.errorString());
    QByteArray rows("vote_id,trial_id,annotator,prompt_group,prompt,left_picture,right_picture,left_generator,"
                    "right_generator,answer,answered_at,response_ms\n");
    for (int i = 0; i < count; ++i) {
        const QByteArray pair = QByteArray::number(i % 2000);
        const QByteArray id = tag + QByteArray::number(i).rightJustified(8, '0');
        rows += "v" + id + "-aaaa-bbbb-cccc,t" + id + "-aaaa-bbbb-cccc,a" + tag + QByteArray::number(i / 10000) + ",g"
                + pair + ",a prompt about thing " + pair + ",p" + pair + "-0,p" + pair + "-1,G0,G1,"
                + (i % 3 ? "left" : "tie") + ",2026-01-31T12:00:00.000Z,1000\n";
    }
    file.write(rows);
    return path;
}

QStringList paintPictures(const QString &folder, int count, int side)
{
    const QString generator = folder + QStringLiteral("/painter");
    QDir().mkpath(generator);
    QFile prompts(folder + QStringLiteral("/prompts.csv"));
    if (!prompts.open(QIODevice::WriteOnly))
        giveUp(prompts.errorString());
    prompts.write("file,prompt,variant\n");
    QRandomGenerator random(1);
    QStringList paths;
    for (int i = 0; i < count; ++i) {
        // Coarse random colours, smoothly enlarged, with grain: about as hard to encode as a photograph.
        QImage image(24, 24, QImage::Format_RGB32);
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                image.setPixel(x, y, random.generate() | 0xff000000U);
        image = image.scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        for (int y = 0; y < side; ++y) {
            auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
            for (int x = 0; x < side; ++x)
                line[x] = line[x] ^ (random.generate() & 0x00070707U);
        }
        const QString name = QStringLiteral("%1.jpg").arg(i, 5, 10, QLatin1Char('0'));
        paths += generator + QLatin1Char('/') + name;
        if (!image.save(paths.constLast(), "JPEG", 90))
            giveUp(QStringLiteral("%1 cannot be written").arg(paths.constLast()));
        prompts.write(QStringLiteral("%1,painted picture %2,original\n").arg(name).arg(i).toUtf8());
    }
    return paths;
}

} // namespace bench
