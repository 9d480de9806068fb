#include "ui/shell/keychanges.h"

#include <QCoreApplication>

namespace shell {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("shell", text);
}

constexpr int labelKeys = 28;
constexpr int labelNone = 10; ///< the place of "None" among the keys of labels
constexpr int strengthSteps = 7;
constexpr int reasons = 5;
constexpr int ratingSteps = 9;

bool meet(const QString &path, const QString &other)
{
    const QString screen = path.section(QLatin1Char('/'), 0, 0);
    const QString otherScreen = other.section(QLatin1Char('/'), 0, 0);
    if (screen == otherScreen)
        return true;
    // What works everywhere meets every screen, but Enter ends a stage of labels or ratings there.
    const QLatin1String everywhere("everywhere");
    const QLatin1String proceed("everywhere/proceed");
    const auto endsByItself = [](const QString &name) {
        return name == QLatin1String("labels") || name == QLatin1String("ratings");
    };
    if ((endsByItself(screen) || endsByItself(otherScreen)) && (path == proceed || other == proceed))
        return false;
    return screen == everywhere || otherScreen == everywhere;
}

} // namespace

QList<KeyAction> keyActions()
{
    QList<KeyAction> actions;
    const auto add = [&actions](const char *path, const QString &title, const QString &screen) {
        actions.append({QLatin1String(path), title, screen});
    };
    const QString judging = tr("judging");
    add("choice/left", tr("Prefer left"), judging);
    add("choice/right", tr("Prefer right"), judging);
    add("choice/left_much", tr("Left, much better"), judging);
    add("choice/right_much", tr("Right, much better"), judging);
    add("choice/tie", tr("No preference"), judging);
    add("choice/both_good", tr("Both good"), judging);
    add("choice/both_bad", tr("Both bad"), judging);
    add("choice/skip", tr("Skip"), judging);
    add("choice/flag", tr("Flag this pair"), judging);
    for (int i = 1; i <= strengthSteps; ++i)
        actions.append({QStringLiteral("choice/strength_%1").arg(i), tr("Strength, step %1").arg(i), judging});
    const QString everywhere = tr("everywhere in Annotate");
    add("everywhere/undo", tr("Undo, step back"), everywhere);
    add("everywhere/flip", tr("Flip in place, while held"), everywhere);
    add("everywhere/layout", tr("Side by side, overlay, split"), everywhere);
    add("everywhere/actual_size", tr("100 % and back"), everywhere);
    add("everywhere/pause", tr("Pause"), everywhere);
    add("everywhere/help", tr("Help"), everywhere);
    add("everywhere/proceed", tr("Continue"), everywhere);
    const QString skipping = tr("reasons of a skip");
    for (int i = 1; i <= reasons; ++i)
        actions.append({QStringLiteral("skip/reason_%1").arg(i), tr("Reason %1").arg(i), skipping});
    add("skip/back", tr("Back to the answers"), skipping);
    const QString labels = tr("labels");
    add("labels/picture_previous", tr("Previous picture"), labels);
    add("labels/picture_next", tr("Next picture"), labels);
    add("labels/done", tr("Done"), labels);
    add("labels/comment", tr("Why?"), labels);
    add("labels/label_none", tr("None of the labels"), labels);
    for (int i = 1; i <= labelKeys; ++i) {
        if (i != labelNone)
            actions.append({QStringLiteral("labels/label_%1").arg(i), tr("Label %1").arg(i), labels});
    }
    const QString ratings = tr("ratings");
    for (int i = 1; i <= ratingSteps; ++i)
        actions.append({QStringLiteral("ratings/rating_%1").arg(i), tr("Step %1 of the scale").arg(i), ratings});
    add("ratings/rating_none", tr("No rating"), ratings);
    add("ratings/rating_previous", tr("Previous scale"), ratings);
    add("ratings/rating_next", tr("Next scale"), ratings);
    add("ratings/picture_previous", tr("Previous picture"), ratings);
    add("ratings/picture_next", tr("Next picture"), ratings);
    add("ratings/done", tr("Done"), ratings);
    add("ratings/comment", tr("Why?"), ratings);
    // Maps differ in what they hold.
    const QMap<QString, QStringList> known = annotate::KeyMap::texts(QStringLiteral("right-hand"));
    actions.removeIf([&known](const KeyAction &action) { return !known.contains(action.path); });
    return actions;
}

KeyChanges::KeyChanges(const QString &layout, const QMap<QString, QStringList> &changes)
    : m_layout(layout)
    , m_shipped(annotate::KeyMap::texts(layout))
{
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (m_shipped.contains(it.key()))
            m_changes.insert(it.key(), *it);
    }
    m_keys = annotate::KeyMap::texts(layout, m_changes);
}

QString KeyChanges::holderOf(const QString &key, const QString &path) const
{
    for (auto it = m_keys.begin(); it != m_keys.end(); ++it) {
        if (it.key() != path && it->contains(key) && meet(it.key(), path))
            return it.key();
    }
    return {};
}

QString KeyChanges::reserved(const annotate::KeySpec &key)
{
    const bool plain = !key.control && !key.shift;
    if (plain && (key.key == Qt::Key_F6 || key.key == Qt::Key_F10 || key.key == Qt::Key_F11))
        return tr("%1 belongs to the window.").arg(key.capText());
    if (key.key == Qt::Key_Tab || key.key == Qt::Key_Backtab)
        return tr("Tab moves the focus.");
    if (key.control && key.key != Qt::Key_Z)
        return tr("Keys with Ctrl belong to the window.");
    return {};
}

void KeyChanges::give(const QString &path, const QString &key)
{
    for (QString holder = holderOf(key, path); !holder.isEmpty(); holder = holderOf(key, path)) {
        QStringList rest = m_keys.value(holder);
        rest.removeAll(key);
        set(holder, rest);
    }
    set(path, {key});
}

void KeyChanges::set(const QString &path, const QStringList &keys)
{
    if (keys == m_shipped.value(path))
        m_changes.remove(path);
    else
        m_changes.insert(path, keys);
    m_keys.insert(path, keys);
}

void KeyChanges::reset(const QString &path)
{
    const QStringList shipped = m_shipped.value(path);
    for (const QString &key : shipped) {
        for (QString holder = holderOf(key, path); !holder.isEmpty(); holder = holderOf(key, path)) {
            QStringList rest = m_keys.value(holder);
            rest.removeAll(key);
            set(holder, rest);
        }
    }
    set(path, shipped);
}

void KeyChanges::resetAll()
{
    m_changes.clear();
    m_keys = m_shipped;
}

QString keysText(const QStringList &keys)
{
    QStringList caps;
    for (const QString &key : keys) {
        if (const auto spec = annotate::keySpecFromText(key))
            caps.append(spec->capText());
    }
    return caps.isEmpty() ? tr("no key") : caps.join(QStringLiteral(", "));
}

} // namespace shell
