#include "tests/support/annotateclient.h"

#include <QElapsedTimer>
#include <QJsonDocument>

#include "tests/support/paths.h"

namespace support {

AnnotateClient::AnnotateClient(const QString &study, const QString &annotator, const QStringList &more,
                               const std::function<void()> &inChild)
{
    if (inChild)
        m_process.setChildProcessModifier(inChild);
    m_process.start(binFolder() + QStringLiteral("/dissensus-cli"),
                    QStringList{QStringLiteral("annotate"), study, QStringLiteral("--annotator"), annotator} + more);
    m_process.waitForStarted();
}

AnnotateClient::~AnnotateClient()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QJsonObject AnnotateClient::read(int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    while (!m_process.canReadLine()) {
        const int left = timeoutMs - static_cast<int>(timer.elapsed());
        if (left <= 0
            || (!m_process.waitForReadyRead(left) && m_process.state() == QProcess::NotRunning
                && !m_process.canReadLine()))
            return {};
    }
    return QJsonDocument::fromJson(m_process.readLine()).object();
}

void AnnotateClient::send(const QJsonObject &message)
{
    m_process.write(QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n');
    m_process.waitForBytesWritten();
}

int AnnotateClient::finish()
{
    m_process.closeWriteChannel();
    m_process.waitForFinished();
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

QStringList AnnotateClient::judge(const std::function<QJsonObject(const QJsonObject &)> &judge, int limit)
{
    QStringList committed;
    QJsonObject message = read();
    while (message.contains(QStringLiteral("trial")) && committed.size() < limit) {
        send(judge(message));
        const QJsonObject acknowledgement = read();
        if (!acknowledgement.contains(QStringLiteral("committed")))
            break;
        committed.append(acknowledgement.value(QStringLiteral("committed")).toString());
        message = read();
    }
    return committed;
}

} // namespace support
