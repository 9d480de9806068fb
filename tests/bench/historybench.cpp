#include <QDir>
#include <QFile>
#include <QJsonObject>

#include "tests/bench/measurement.h"

namespace bench {

namespace {

/// A votes file as another program would leave it: 2,000 pairs, 10,000 votes per annotator.
QString writeVotes(const QString &path, int count)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        giveUp(file.errorString());
    file.write(
        "vote_id,trial_id,annotator,prompt_group,prompt,left_picture,right_picture,left_generator,right_generator,"
        "answer,answered_at,response_ms\n");
    QByteArray rows;
    for (int i = 0; i < count; ++i) {
        const QByteArray pair = QByteArray::number(i % 2000);
        const QByteArray id = QByteArray::number(i).rightJustified(8, '0');
        rows += "v" + id + "-aaaa-bbbb-cccc,t" + id + "-aaaa-bbbb-cccc,a" + QByteArray::number(i / 10000) + ",g" + pair
                + ",a prompt about thing " + pair + ",p" + pair + "-0,p" + pair + "-1,G0,G1," + (i % 3 ? "left" : "tie")
                + ",2026-01-31T12:00:00.000Z,1000\n";
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
    return lines;
}

} // namespace bench
