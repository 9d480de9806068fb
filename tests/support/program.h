#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QStringList>

namespace support {

/// What a finished program left behind.
struct Run
{
    int exitCode = -1; ///< -1: did not start, crashed or ran out of time
    QByteArray out;
    QByteArray err;

    QJsonDocument json() const { return QJsonDocument::fromJson(out); }
};

/// Runs one of our programs ("dissensus-cli") to its end.
Run run(const QString &program, const QStringList &arguments, const QByteArray &input = {}, int timeoutMs = 60000);

/// The same for dissensus-cli.
Run runCli(const QStringList &arguments, const QByteArray &input = {}, int timeoutMs = 60000);

} // namespace support
