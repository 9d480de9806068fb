#include "tests/support/virtualdisplay.h"

#include <QElapsedTimer>
#include <QStandardPaths>
#include <QThread>

namespace support {

namespace {

constexpr int startMs = 20000;

} // namespace

QStringList VirtualDisplay::missingPrograms()
{
    QStringList missing;
    for (const QString &program : {QStringLiteral("Xvfb"), QStringLiteral("xdotool")}) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            missing << program;
    }
    return missing;
}

VirtualDisplay::VirtualDisplay(int width, int height)
{
    // The server itself finds a free number and writes it to its standard output. Without -noreset it starts anew
    // whenever its last client leaves, as each xdotool does, and drops a window manager that is just connecting.
    m_server.start(QStringLiteral("Xvfb"),
                   {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"), QStringLiteral("0"),
                    QStringLiteral("%1x%2x24").arg(width).arg(height), QStringLiteral("-nolisten"),
                    QStringLiteral("tcp"), QStringLiteral("-noreset")});
    if (!m_server.waitForStarted(startMs) || !m_server.waitForReadyRead(startMs))
        return;
    const QByteArray number = m_server.readLine().trimmed();
    if (number.isEmpty())
        return;
    m_name = QLatin1Char(':') + QString::fromLatin1(number);
    if (!QStandardPaths::findExecutable(QStringLiteral("openbox")).isEmpty()) {
        m_windowManager.setProcessEnvironment(environment());
        m_windowManager.start(QStringLiteral("openbox"), {});
        m_windowManager.waitForStarted(startMs);
        // A window that is shown while the window manager is still starting may never be mapped.
        waitForFocus(QStringLiteral("Openbox"));
    }
}

VirtualDisplay::~VirtualDisplay()
{
    for (QProcess *process : {&m_windowManager, &m_server}) {
        process->terminate();
        if (!process->waitForFinished(5000))
            process->kill();
        process->waitForFinished(5000);
    }
}

QProcessEnvironment VirtualDisplay::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), m_name);
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    return environment;
}

bool VirtualDisplay::xdotool(const QStringList &arguments, QString *output)
{
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral("xdotool"), arguments);
    const bool done = process.waitForFinished(startMs) && process.exitCode() == 0;
    if (output)
        *output = QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    return done;
}

bool VirtualDisplay::waitForFocus(const QString &title)
{
    QElapsedTimer waiting;
    waiting.start();
    while (waiting.elapsed() < startMs) {
        QString name;
        if (xdotool({QStringLiteral("getwindowfocus"), QStringLiteral("getwindowname")}, &name) && name == title)
            return true;
        QThread::msleep(50);
    }
    return false;
}

bool VirtualDisplay::press(const QString &key)
{
    return xdotool({QStringLiteral("key"), QStringLiteral("--clearmodifiers"), key});
}

bool VirtualDisplay::type(const QString &text)
{
    return xdotool({QStringLiteral("type"), text});
}

bool VirtualDisplay::movePointer(const QPoint &position)
{
    // Drags are noticed by movements that take a little time.
    QThread::msleep(50);
    return xdotool({QStringLiteral("mousemove"), QString::number(position.x()), QString::number(position.y())});
}

bool VirtualDisplay::drag(const QPoint &from, const QPoint &to)
{
    constexpr int steps = 12;
    bool done = movePointer(from) && xdotool({QStringLiteral("mousedown"), QStringLiteral("1")});
    for (int i = 1; i <= steps && done; ++i)
        done = movePointer(from + (to - from) * i / steps);
    QThread::msleep(200);
    return xdotool({QStringLiteral("mouseup"), QStringLiteral("1")}) && done;
}

} // namespace support
