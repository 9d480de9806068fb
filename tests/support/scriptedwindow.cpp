#include "tests/support/scriptedwindow.h"

#include <csignal>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include "tests/support/paths.h"

namespace support {

namespace {

/// Longer than the time in which a pair that was just painted takes no key.
constexpr int guardMs = 230;

} // namespace

ScriptedWindow::ScriptedWindow(Mode mode, const QString &study, const QString &code, const QString &folder)
{
    QDir(folder).mkpath(QStringLiteral("config/dissensus"));
    QFile settings(folder + QStringLiteral("/config/dissensus/dissensus.conf"));
    if (!settings.exists() && settings.open(QIODevice::WriteOnly))
        settings.write("[preferences]\nanswerHold=0\nreduceMotion=true\n");
    settings.close();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("QT_QPA_GENERIC_PLUGINS"), QStringLiteral("scriptedkeys"));
    environment.insert(QStringLiteral("QT_PLUGIN_PATH"), binFolder() + QStringLiteral("/../tests/plugins"));
    environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("dissensus.annotate.info=true"));
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder + QStringLiteral("/config"));
    environment.insert(QStringLiteral("XDG_CACHE_HOME"), folder + QStringLiteral("/cache"));
    m_process.setProcessEnvironment(environment);
    QStringList arguments{study};
    if (mode == Mode::Annotator)
        arguments = QStringList{QStringLiteral("--annotate"), QStringLiteral("--annotator"), code} + arguments;
    m_process.start(binFolder() + QStringLiteral("/dissensus"), arguments);
    if (!m_process.waitForStarted())
        qFatal("dissensus does not start");
    if (mode == Mode::Whole) {
        press("focus QLineEdit");
        for (const QChar letter : code)
            press(QByteArray(1, letter.toLatin1()));
        press("Return");
    }
}

ScriptedWindow::~ScriptedWindow()
{
    if (m_process.state() != QProcess::NotRunning)
        kill();
}

void ScriptedWindow::press(const QByteArray &key)
{
    m_process.write(key + '\n');
    m_process.waitForBytesWritten();
}

int ScriptedWindow::asked()
{
    m_log += m_process.readAllStandardError();
    return static_cast<int>(m_log.count("Waiting for an answer."));
}

bool ScriptedWindow::waitUntilAsked(int timeoutMs)
{
    QElapsedTimer waiting;
    waiting.start();
    constexpr int pollMs = 20;
    while (asked() <= m_seen) {
        if (waiting.elapsed() > timeoutMs || m_process.state() == QProcess::NotRunning) {
            qWarning("no answer is asked for; the window said: %s", m_log.constData());
            return false;
        }
        m_process.waitForReadyRead(pollMs);
    }
    ++m_seen;
    QThread::msleep(guardMs);
    return true;
}

void ScriptedWindow::kill()
{
    m_process.kill(); // not by its number, which is 0, our own group, once it has ended
    m_process.waitForFinished();
    asked();
}

} // namespace support
