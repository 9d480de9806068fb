#pragma once

#include <QList>
#include <QMap>
#include <QStringList>

#include "ui/annotate/keymap.h"

namespace shell {

/// One action of a keyboard map in words.
struct KeyAction
{
    QString path; ///< "choice/left", as of KeyMap
    QString title;
    QString screen; ///< where it works, in words
};

/// All actions that can have keys, in the order in which they are offered.
QList<KeyAction> keyActions();

/// The changes of a keyboard map while somebody edits them. A plain value.
class KeyChanges
{
public:
    /// `layout`: name of a shipped map.
    explicit KeyChanges(const QString &layout = {}, const QMap<QString, QStringList> &changes = {});

    QStringList keys(const QString &path) const { return m_keys.value(path); }
    bool isChanged(const QString &path) const { return m_changes.contains(path); }
    const QMap<QString, QStringList> &changes() const { return m_changes; }

    /// The action that has this key on the same screen, or everywhere; empty: none.
    QString holderOf(const QString &key, const QString &path) const;
    /// Why the key cannot be given to any action: the window has it. Empty: it can.
    static QString reserved(const annotate::KeySpec &key);

    /// Gives the action this key alone; whoever had it where they meet loses it.
    void give(const QString &path, const QString &key);
    void reset(const QString &path);
    void resetAll();

private:
    void set(const QString &path, const QStringList &keys);

    QString m_layout;
    QMap<QString, QStringList> m_shipped;
    QMap<QString, QStringList> m_changes;
    QMap<QString, QStringList> m_keys; ///< shipped with changes
};

/// As painted on caps: "⇧ ←, H".
QString keysText(const QStringList &keys);

} // namespace shell
