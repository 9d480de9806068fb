#pragma once

#include <QApplication>
#include <QProcess>
#include <QTest>
#include <QWidget>

#include "tests/support/virtualdisplay.h"

namespace support {

/// The hand of a person at an X server: moves the real pointer, presses real buttons and keys through xdotool.
class RealInput
{
public:
    static bool move(const QPoint &global)
    {
        return xdotool({QStringLiteral("mousemove"), QStringLiteral("--sync"), QString::number(global.x()),
                        QString::number(global.y())});
    }
    static bool click(const QPoint &global)
    {
        return move(global) && xdotool({QStringLiteral("click"), QStringLiteral("1")});
    }
    static bool click(const QWidget *widget) { return click(widget->mapToGlobal(widget->rect().center())); }
    /// Presses at the first point, goes along all of them, lets go at the last.
    static bool drag(const QList<QPoint> &way)
    {
        bool done = move(way.first()) && xdotool({QStringLiteral("mousedown"), QStringLiteral("1")});
        for (const QPoint &point : way.mid(1)) {
            done = done && move(point);
            QTest::qWait(20);
        }
        return xdotool({QStringLiteral("mouseup"), QStringLiteral("1")}) && done;
    }
    /// As xdotool names it: "Right", "shift+Right", "space".
    static bool key(const QString &name) { return xdotool({QStringLiteral("key"), name}); }

private:
    static bool xdotool(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral("xdotool"), arguments);
        // The window under test lives in this process: it must go on meanwhile.
        while (!process.waitForFinished(10)) {
            if (process.state() == QProcess::NotRunning)
                break;
            QCoreApplication::processEvents();
        }
        return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    }
};

/// Runs the tests of `Test` in this program, under an X server of their own: the program starts itself again there.
template <typename Test>
int runWithRealInput(int argc, char **argv)
{
    constexpr QLatin1String inner{"DISSENSUS_TEST_DISPLAY"};
    if (qEnvironmentVariableIsSet(inner.data())) {
        QApplication application(argc, argv);
        Test test;
        return QTest::qExec(&test, argc, argv);
    }
    if (!VirtualDisplay::missingPrograms().isEmpty()) { // the tests skip, each with the reason
        qputenv("QT_QPA_PLATFORM", "offscreen");
        QApplication application(argc, argv);
        Test test;
        return QTest::qExec(&test, argc, argv);
    }
    QCoreApplication application(argc, argv);
    const VirtualDisplay display(1600, 1000);
    if (!display.isRunning())
        return EXIT_FAILURE;
    QProcess program;
    QProcessEnvironment environment = display.environment();
    environment.insert(inner, QStringLiteral("1"));
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::ForwardedChannels);
    QStringList arguments = application.arguments();
    program.start(arguments.takeFirst(), arguments);
    program.waitForFinished(-1);
    return program.exitStatus() == QProcess::NormalExit ? program.exitCode() : EXIT_FAILURE;
}

} // namespace support
