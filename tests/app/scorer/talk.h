#pragma once

#include <QCborMap>
#include <QElapsedTimer>
#include <QProcess>

#include "core/scoring/frames.h"
#include "core/scoring/messages.h"
#include "tests/support/paths.h"

inline constexpr int patienceMs = 60000;

/// A conversation with a worker of its own.
class Talk
{
public:
    /// `requests`: how many the worker has in work at once; 0: as many as it likes.
    explicit Talk(int requests = 0)
    {
        QStringList arguments{QStringLiteral("--threads"), QStringLiteral("2")};
        if (requests > 0)
            arguments += {QStringLiteral("--requests"), QString::number(requests)};
        m_process.start(support::binFolder() + QStringLiteral("/dissensus-scorer"), arguments);
        m_process.waitForStarted();
    }

    void sendBytes(const QByteArray &bytes)
    {
        m_process.write(bytes);
        m_process.waitForBytesWritten(1000);
    }
    void send(const QCborMap &message) { sendBytes(*scoring::encodeFrame(message)); }

    /// The next answer; empty when none comes.
    QCborMap answer()
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < patienceMs) {
            m_decoder.add(m_process.readAllStandardOutput());
            const auto message = m_decoder.next();
            if (!message)
                return {};
            if (*message)
                return **message;
            if (m_process.state() == QProcess::NotRunning && m_process.bytesAvailable() == 0)
                return {};
            m_process.waitForReadyRead(100);
        }
        return {};
    }
    QCborMap ask(const QCborMap &message)
    {
        send(message);
        return answer();
    }
    QCborMap hello(int protocol = 1, const QString &device = QStringLiteral("cpu"), const QString &probe = {})
    {
        QCborMap message = scoring::helloMessage(1, device, probe);
        message[QLatin1String("protocol")] = protocol;
        return ask(message);
    }
    /// A hello that asks for weights, a number type or options.
    QCborMap hello(const scoring::ModelChoice &models)
    {
        return ask(scoring::helloMessage(1, QStringLiteral("cpu"), {}, models));
    }
    int finish()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(patienceMs);
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    QByteArray standardError() { return m_process.readAllStandardError(); }

private:
    QProcess m_process;
    scoring::FrameDecoder m_decoder;
};
