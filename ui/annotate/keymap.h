#pragma once

#include <array>
#include <optional>

#include <QHash>
#include <QList>
#include <QString>

#include "core/base/result.h"
#include "ui/widgets/preferences.h"

class QKeyEvent;

namespace annotate {

/// What is on the screen: a key has one meaning on each.
enum class Screen { Choice, Skip, Labels, Ratings };

/// One key of a keyboard map, as written in its file: "Left", "Shift+A", "Num+*". Letters and digits mean the place on
/// the keyboard, so that another layout does not move them.
struct KeySpec
{
    int key = 0; ///< Qt::Key
    bool shift = false;
    bool control = false;
    bool keypad = false;
    quint32 scanCode = 0; ///< X11 key code of letters and digits on a US board; 0: matched by key

    bool matches(const QKeyEvent &event) const;
    /// As painted on a key cap.
    QString capText() const;
    /// As written in a map's file; keySpecFromText() reads it.
    QString toText() const;

    bool operator==(const KeySpec &) const = default;
};

/// Which key does what in Annotate; read from a file of resources/keys. Actions are named as in the file.
class KeyMap
{
public:
    /// "right-hand" or "left-hand"; the right-hand map for any other name.
    static const KeyMap &shipped(const QString &name);
    /// Reads a map. Errors: "keys.json", "keys.value" (unknown key), "keys.clash" (two meanings on one screen).
    static base::Result<KeyMap> parse(const QByteArray &json, const QString &file = {});

    /// A shipped map with changes: "choice/left" → {"H"}. Errors: those of parse().
    static base::Result<KeyMap> changed(const QString &name, const QMap<QString, QStringList> &changes);
    /// What Preferences say; without the changes when they cannot be read.
    static KeyMap inForce(const widgets::Preferences &preferences);
    /// The keys of a shipped map with changes, by "screen/action" as in its file.
    static QMap<QString, QStringList> texts(const QString &name, const QMap<QString, QStringList> &changes = {});

    /// The action of a key press on a screen; empty: none.
    QString action(Screen screen, const QKeyEvent &event) const;
    /// The cap to paint for an action; empty when it has no key.
    QString cap(const QString &action) const;
    QStringList actions(Screen screen) const;

private:
    std::array<QHash<QString, QList<KeySpec>>, 4> m_keys; ///< by Screen; "everywhere" is in each
};

/// Reads "Shift+Left", "Num++", "Ctrl+Z"; nothing for an unknown word.
std::optional<KeySpec> keySpecFromText(const QString &text);
/// The key that was pressed; nothing for a modifier alone.
std::optional<KeySpec> keySpecFromEvent(const QKeyEvent &event);

} // namespace annotate
