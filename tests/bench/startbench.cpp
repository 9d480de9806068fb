#include <QFile>
#include <QProcess>

#include "tests/bench/measurement.h"

namespace bench {

namespace {

constexpr int starts = 15;

Times timeProgram(const QString &program, const QStringList &arguments)
{
    Times times;
    for (int i = 0; i < starts; ++i)
        times.measure([&] {
            QProcess process;
            process.setStandardOutputFile(QProcess::nullDevice());
            process.start(program, arguments);
            if (!process.waitForFinished() || process.exitCode() != 0)
                giveUp(QStringLiteral("%1 %2 failed: %3")
                           .arg(program, arguments.join(QLatin1Char(' ')),
                                QString::fromUtf8(process.readAllStandardError())));
        });
    return times;
}

} // namespace

QList<Line> benchStarts(const Setting &setting)
{
    const Times nothing = timeProgram(QStringLiteral("/bin/true"), {});
    const Times cli = timeProgram(setting.programs + QStringLiteral("/dissensus-cli"), {QStringLiteral("--version")});
    QList<Line> lines{{QStringLiteral("dissensus-cli --version, median"), cli.median(), QStringLiteral("/bin/true"),
                       nothing.median(), QStringLiteral("ms")}};
    const QString window = setting.programs + QStringLiteral("/dissensus");
    if (QFile::exists(window)) { // not in a build without the window
        qputenv("QT_QPA_PLATFORM", "offscreen");
        const Times shown = timeProgram(window, {QStringLiteral("--quit-after-first-paint")});
        lines += {QStringLiteral("window to its first paint, median"), shown.median(),
                  QStringLiteral("dissensus-cli --version"), cli.median(), QStringLiteral("ms")};
    }
    return lines;
}

} // namespace bench
