#include <QDir>
#include <QFile>
#include <QJsonObject>

#include "tests/bench/measurement.h"

namespace bench {

namespace {

/// A table of pictures that exist as records only: ten of each prompt, by five generators.
QString writePictures(const QString &path, int count)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        giveUp(file.errorString());
    QByteArray rows("picture,prompt,prompt_group,generator,variant,seed\n");
    for (int i = 0; i < count; ++i) {
        const QByteArray group = QByteArray::number(i / 10);
        rows += "picture-" + QByteArray::number(i) + ",a prompt about thing number " + group + ",g" + group + ",G"
                + QByteArray::number(i % 5) + (i % 2 ? ",distorted," : ",original,") + QByteArray::number(i) + '\n';
    }
    file.write(rows);
    return path;
}

/// Median of a command from a cold program, in milliseconds.
double coldMs(const Setting &setting, const QStringList &arguments)
{
    Times times;
    for (int i = 0; i < 5; ++i)
        times.measure([&] { runCli(setting, arguments); });
    return times.median();
}

} // namespace

QList<Line> benchHistory(const Setting &setting)
{
    const QString limit = QStringLiteral("limit");
    const QString ms = QStringLiteral("ms");
    QList<Line> lines;
    for (const auto &[votes, exportLimit] : {std::pair(10000, 300.0), std::pair(100000, 2000.0)}) {
        const QString study = setting.folder + QStringLiteral("/history-%1.dissensus").arg(votes);
        runCli(setting, {QStringLiteral("study"), QStringLiteral("create"), study});
        const QString table = writeVotes(setting.folder + QStringLiteral("/votes.csv"), votes);
        Times importing;
        importing.measure([&] { runCli(setting, {QStringLiteral("import"), study, table}); });
        lines += {QStringLiteral("import of %1 votes").arg(votes), importing.median(),
                  QStringLiteral("limit, 15 s per 250,000 rows"), 15000.0 * votes / 250000, ms};
        lines += {QStringLiteral("export of %1 votes").arg(votes),
                  coldMs(setting, {QStringLiteral("export"), study, QStringLiteral("--votes"),
                                   setting.folder + QStringLiteral("/out.csv")}),
                  limit, exportLimit, ms};
        lines += {QStringLiteral("study info on %1 votes").arg(votes),
                  coldMs(setting, {QStringLiteral("study"), QStringLiteral("info"), study}),
                  QStringLiteral("limit, for a million"), 200, ms};
    }
    constexpr int rows = 250000;
    const QString study = setting.folder + QStringLiteral("/rows.dissensus");
    runCli(setting, {QStringLiteral("study"), QStringLiteral("create"), study});
    const QString table = writePictures(setting.folder + QStringLiteral("/rows.csv"), rows);
    Times importing;
    importing.measure([&] { runCli(setting, {QStringLiteral("import"), study, table}); });
    lines += {QStringLiteral("import of %1 rows without pictures").arg(rows), importing.median(), limit, 15000, ms};
    return lines;
}

} // namespace bench
