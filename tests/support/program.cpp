#include "tests/support/program.h"

#include <QProcess>

#include "tests/support/paths.h"

namespace support {

Run run(const QString &program, const QStringList &arguments, const QByteArray &input, int timeoutMs)
{
    QProcess process;
    process.start(binFolder() + QLatin1Char('/') + program, arguments);
    Run result;
    if (!process.waitForStarted())
        return result;
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(timeoutMs)) {
        process.kill();
        process.waitForFinished();
        result.err = process.readAllStandardError();
        return result;
    }
    result.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

Run runCli(const QStringList &arguments, const QByteArray &input, int timeoutMs)
{
    return run(QStringLiteral("dissensus-cli"), arguments, input, timeoutMs);
}

} // namespace support
