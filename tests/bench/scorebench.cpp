#include <QFile>
#include <QJsonObject>
#include <QtConcurrent>

#include "core/imaging/decode.h"
#include "tests/bench/measurement.h"

namespace bench {

namespace {

void decodeFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || !imaging::decode(file.readAll()))
        giveUp(path);
}

} // namespace

QList<Line> benchScores(const Setting &setting)
{
    constexpr int count = 400;
    constexpr int side = 900;
    const QString folder = setting.folder + QStringLiteral("/score");
    const QStringList paths = paintPictures(folder, count, side);
    const QString study = setting.folder + QStringLiteral("/score.dissensus");
    runCli(setting, {QStringLiteral("study"), QStringLiteral("create"), study});
    runCli(setting, {QStringLiteral("import"), study, folder});

    Times decoding;
    decoding.measure([&] { QtConcurrent::blockingMap(paths, decodeFile); });
    const double decoded = 1000 * count / decoding.median();
    const auto line = [&](const QString &what, const QString &scorers) {
        const QJsonObject scored =
            runCli(setting, {QStringLiteral("score"), study, QStringLiteral("--scorer"), scorers,
                             QStringLiteral("--again"), QStringLiteral("--device"), QStringLiteral("cpu")});
        return Line{QStringLiteral("%1 on %2 JPEG, %3 x %3").arg(what).arg(count).arg(side),
                    scored.value(QStringLiteral("pictures_per_second")).toDouble(),
                    QStringLiteral("decoding only, all cores"), decoded, QStringLiteral("pictures/s")};
    };
    return {line(QStringLiteral("five scorers"), QStringLiteral("colorfulness,sharpness,contrast,exposure,saturation")),
            line(QStringLiteral("colorfulness"), QStringLiteral("colorfulness"))};
}

} // namespace bench
