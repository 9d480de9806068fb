// A Qt plugin for tests: hands keys to a program without a display, as its platform would. It is loaded by
// QT_QPA_GENERIC_PLUGINS=scriptedkeys and reads standard input: each line is a key ("Left", "Shift+Right"), or
// "focus CLASS", after which everything waits until an object of that class has the keyboard.

#include <unistd.h>

#include <QGenericPlugin>
#include <QGuiApplication>
#include <QKeySequence>
#include <QSocketNotifier>
#include <QTest>
#include <QTimer>
#include <QWindow>

class ScriptedKeys : public QObject
{
    Q_OBJECT

public:
    ScriptedKeys()
        : m_input(STDIN_FILENO, QSocketNotifier::Read)
    {
        constexpr int retryMs = 5;
        m_retry.setInterval(retryMs);
        connect(&m_retry, &QTimer::timeout, this, &ScriptedKeys::press);
        connect(&m_input, &QSocketNotifier::activated, this, &ScriptedKeys::read);
    }

private:
    void read()
    {
        char bytes[4096];
        const ssize_t got = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (got <= 0)
            m_input.setEnabled(false);
        else
            m_waiting.append(bytes, static_cast<qsizetype>(got));
        press();
    }

    void press()
    {
        if (m_isPressing) // a key makes events, and we are one of them
            return;
        m_isPressing = true;
        m_retry.stop();
        while (m_waiting.contains('\n')) {
            const QByteArray line = m_waiting.left(m_waiting.indexOf('\n'));
            QWindow *window = QGuiApplication::focusWindow();
            const QObject *focus = QGuiApplication::focusObject();
            const bool waits = line.startsWith("focus ");
            if (!window || (waits && !(focus && focus->inherits(line.mid(6).constData())))) {
                m_retry.start();
                break;
            }
            m_waiting.remove(0, line.size() + 1);
            const QKeySequence keys = QKeySequence::fromString(QString::fromUtf8(line), QKeySequence::PortableText);
            if (!waits && keys.count() == 1)
                QTest::keyClick(window, keys[0].key(), keys[0].keyboardModifiers());
        }
        m_isPressing = false;
    }

    QSocketNotifier m_input;
    QTimer m_retry;
    QByteArray m_waiting;
    bool m_isPressing = false;
};

class ScriptedKeysPlugin : public QGenericPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "scriptedkeys.json")

public:
    QObject *create(const QString &, const QString &) override { return new ScriptedKeys; }
};

#include "scriptedkeys.moc"
