#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>

namespace support {

/// The program `dissensus` without a display, judging by scripted keys (tests/support/scriptedkeys.cpp). What it
/// acknowledged shows in its own log: the next pair is asked about only when the answer is on disk.
class ScriptedWindow
{
public:
    enum class Mode {
        Annotator, ///< --annotate --annotator CODE
        Whole      ///< the whole window, where the code is typed
    };

    /// Starts it on the study; settings and caches go into `folder`. The code is made of small letters and digits.
    ScriptedWindow(Mode mode, const QString &study, const QString &code, const QString &folder);
    ~ScriptedWindow();
    ScriptedWindow(const ScriptedWindow &) = delete;
    ScriptedWindow &operator=(const ScriptedWindow &) = delete;

    /// Presses a key as QKeySequence names it ("Left", "Shift+Right").
    void press(const QByteArray &key);
    /// Waits until one more pair was painted and takes keys; false when none was.
    bool waitUntilAsked(int timeoutMs = 30000);
    /// How often an answer was asked for, as far as the log was read.
    int asked();
    /// Kills it, waits until it is gone and reads what it had still said.
    void kill();
    /// The log so far.
    const QByteArray &log() const { return m_log; }
    QProcess &process() { return m_process; }

private:
    QProcess m_process;
    QByteArray m_log;
    int m_seen = 0;
};

} // namespace support
