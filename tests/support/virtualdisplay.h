#pragma once

#include <memory>

#include <QPoint>
#include <QProcess>
#include <QStringList>

namespace support {

/// An X server without a screen (Xvfb), with a small window manager when there is one, and keys pressed through
/// xdotool: the way in which a person reaches a program.
class VirtualDisplay
{
public:
    /// What is missing for it: "Xvfb", "xdotool". Empty: nothing.
    static QStringList missingPrograms();

    VirtualDisplay(int width, int height);
    ~VirtualDisplay();
    VirtualDisplay(const VirtualDisplay &) = delete;
    VirtualDisplay &operator=(const VirtualDisplay &) = delete;

    bool isRunning() const { return !m_name.isEmpty(); }
    /// ":42".
    QString name() const { return m_name; }
    /// This process's environment with DISPLAY set and Qt's platform set to it.
    QProcessEnvironment environment() const;

    /// Waits until a window with this title has the keyboard; keys pressed before go nowhere.
    bool waitForFocus(const QString &title);
    /// Presses and releases one key as xdotool names it ("Left", "shift+Right", "KP_Add").
    bool press(const QString &key);
    bool type(const QString &text);
    /// Moves the pointer, presses its left button, moves on in steps and lets go.
    bool drag(const QPoint &from, const QPoint &to);

private:
    bool movePointer(const QPoint &position);
    bool xdotool(const QStringList &arguments, QString *output = nullptr);

    QProcess m_server;
    QProcess m_windowManager;
    QString m_name;
};

} // namespace support

#define SUPPORT_NEED_DISPLAY                                                                                           \
    if (!support::VirtualDisplay::missingPrograms().isEmpty())                                                         \
    QSKIP(qPrintable(QStringLiteral("no real keys without %1: ./dev setup installs it")                                \
                         .arg(support::VirtualDisplay::missingPrograms().join(QStringLiteral(" and ")))))
