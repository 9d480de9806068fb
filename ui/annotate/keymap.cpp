#include "ui/annotate/keymap.h"

#include <array>

#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QKeySequence>

namespace annotate {
namespace {

/// X11 key codes (evdev + 8) of the rows of a US keyboard, from their first key on.
struct KeyRow
{
    const char *keys;
    quint32 first;
};
constexpr std::array<KeyRow, 4> keyRows{{{"1234567890", 10}, {"QWERTYUIOP", 24}, {"ASDFGHJKL", 38}, {"ZXCVBNM", 52}}};

quint32 scanCodeOf(QChar c)
{
    for (const KeyRow &row : keyRows) {
        const qsizetype index = QLatin1String(row.keys).indexOf(c);
        if (index >= 0)
            return row.first + quint32(index);
    }
    return 0;
}

/// Native scan codes are X11 key codes only there; elsewhere, and for events made by tests, keys are matched by name.
bool hasX11ScanCodes()
{
    static const bool has = QGuiApplication::platformName() == QLatin1String("xcb")
                            || QGuiApplication::platformName().startsWith(QLatin1String("wayland"));
    return has;
}

struct NamedScreen
{
    const char *name;
    Screen screen;
};
constexpr std::array<NamedScreen, 4> namedScreens{
    {{"choice", Screen::Choice}, {"skip", Screen::Skip}, {"labels", Screen::Labels}, {"ratings", Screen::Ratings}}};

tl::unexpected<base::Error> failAt(const QString &file, const char *code, const QString &message)
{
    return base::failIn(file, 0, QLatin1String(code), message);
}

base::Result<QHash<QString, QList<KeySpec>>> parseScreen(const QJsonObject &object, const QString &file)
{
    QHash<QString, QList<KeySpec>> keys;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonArray texts = it->toArray();
        for (const QJsonValue &text : texts) {
            const auto spec = keySpecFromText(text.toString());
            if (!spec)
                return failAt(file, "keys.value",
                              QStringLiteral("%1 has the unknown key '%2'").arg(it.key(), text.toString()));
            keys[it.key()].append(*spec);
        }
    }
    return keys;
}

base::Result<void> checkClashes(const QHash<QString, QList<KeySpec>> &keys, const QString &file)
{
    QList<std::pair<KeySpec, QString>> taken;
    for (auto it = keys.begin(); it != keys.end(); ++it) {
        for (const KeySpec &spec : *it) {
            for (const auto &[other, action] : taken) {
                if (other == spec)
                    return failAt(file, "keys.clash",
                                  QStringLiteral("%1 means both %2 and %3").arg(spec.capText(), action, it.key()));
            }
            taken.append({spec, it.key()});
        }
    }
    return {};
}

QString fileOf(const QString &name)
{
    return QStringLiteral(":/keys/%1.json")
        .arg(name == QLatin1String("left-hand") ? name : QStringLiteral("right-hand"));
}

QJsonObject shippedFile(const QString &name)
{
    QFile file(fileOf(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the keyboard map %s is not in this build", qPrintable(name));
    return QJsonDocument::fromJson(file.readAll()).object();
}

} // namespace

bool KeySpec::matches(const QKeyEvent &event) const
{
    const Qt::KeyboardModifiers modifiers = event.modifiers();
    if (shift != bool(modifiers & Qt::ShiftModifier) || control != bool(modifiers & Qt::ControlModifier)
        || modifiers & (Qt::AltModifier | Qt::MetaModifier) || keypad != bool(modifiers & Qt::KeypadModifier))
        return false;
    if (scanCode != 0 && !keypad && event.nativeScanCode() != 0 && hasX11ScanCodes())
        return event.nativeScanCode() == scanCode;
    return event.key() == key;
}

QString KeySpec::capText() const
{
    QStringList words;
    if (control)
        words << QStringLiteral("Ctrl");
    if (shift)
        words << QStringLiteral("Shift");
    const QString name = key == Qt::Key_Return || key == Qt::Key_Enter
                             ? QStringLiteral("Enter")
                             : QKeySequence(key).toString(QKeySequence::PortableText);
    words << (keypad ? QStringLiteral("Num ") + name : name);
    return words.join(QLatin1Char(' '));
}

QString KeySpec::toText() const
{
    const QString name = key == Qt::Key_Return || key == Qt::Key_Enter
                             ? QStringLiteral("Enter")
                             : QKeySequence(key).toString(QKeySequence::PortableText);
    return QStringLiteral("%1%2%3%4")
        .arg(control ? QStringLiteral("Ctrl+") : QString(), shift ? QStringLiteral("Shift+") : QString(),
             keypad ? QStringLiteral("Num+") : QString(), name);
}

std::optional<KeySpec> keySpecFromEvent(const QKeyEvent &event)
{
    switch (event.key()) {
    case 0:
    case Qt::Key_unknown:
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
        return std::nullopt;
    default:
        break;
    }
    KeySpec spec;
    spec.key = event.key();
    const Qt::KeyboardModifiers modifiers = event.modifiers();
    spec.shift = modifiers & Qt::ShiftModifier;
    spec.control = modifiers & Qt::ControlModifier;
    spec.keypad = modifiers & Qt::KeypadModifier;
    if (!spec.keypad && hasX11ScanCodes()) {
        for (const KeyRow &row : keyRows) {
            const quint32 at = event.nativeScanCode() - row.first;
            if (event.nativeScanCode() >= row.first && at < qstrlen(row.keys))
                spec.key =
                    static_cast<unsigned char>(row.keys[at]); // Qt's keys of letters and digits are their characters
        }
    }
    if (spec.key == Qt::Key_Enter && !spec.keypad)
        spec.key = Qt::Key_Return;
    // Through the text, so that places of letters are known as for a map's file.
    return keySpecFromText(spec.toText());
}

std::optional<KeySpec> keySpecFromText(const QString &text)
{
    KeySpec spec;
    QString rest = text;
    const auto take = [&rest](QLatin1String prefix) {
        if (!rest.startsWith(prefix))
            return false;
        rest = rest.mid(prefix.size());
        return true;
    };
    spec.control = take(QLatin1String("Ctrl+"));
    spec.shift = take(QLatin1String("Shift+"));
    spec.keypad = take(QLatin1String("Num+"));
    if (rest == QLatin1String("Enter")) {
        spec.key = spec.keypad ? Qt::Key_Enter : Qt::Key_Return;
        return spec;
    }
    const QKeySequence sequence = QKeySequence::fromString(rest, QKeySequence::PortableText);
    if (sequence.count() != 1 || sequence[0].key() == Qt::Key_unknown
        || sequence[0].keyboardModifiers() != Qt::NoModifier)
        return std::nullopt;
    spec.key = sequence[0].key();
    if (rest.size() == 1)
        spec.scanCode = scanCodeOf(rest[0]);
    return spec;
}

base::Result<KeyMap> KeyMap::parse(const QByteArray &json, const QString &file)
{
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        return failAt(file, "keys.json", QStringLiteral("this is not JSON: %1").arg(error.errorString()));
    BASE_TRY_ASSIGN(everywhere, parseScreen(root.value(QLatin1String("everywhere")).toObject(), file));
    // Enter ends a later stage; it is "proceed" only where nothing else uses it.
    KeyMap map;
    for (const NamedScreen &entry : namedScreens) {
        BASE_TRY_ASSIGN(own, parseScreen(root.value(QLatin1String(entry.name)).toObject(), file));
        QHash<QString, QList<KeySpec>> keys = own;
        for (auto it = everywhere.begin(); it != everywhere.end(); ++it) {
            if (it.key() != QLatin1String("proceed")
                || (entry.screen != Screen::Labels && entry.screen != Screen::Ratings))
                keys.insert(it.key(), *it);
        }
        BASE_TRY(checkClashes(keys, file));
        map.m_keys[int(entry.screen)] = keys;
    }
    return map;
}

base::Result<KeyMap> KeyMap::changed(const QString &name, const QMap<QString, QStringList> &changes)
{
    QJsonObject root = shippedFile(name);
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        const QString screen = it.key().section(QLatin1Char('/'), 0, 0);
        QJsonObject keys = root.value(screen).toObject();
        // Changes of an older program may name what is no longer there.
        if (!keys.contains(it.key().section(QLatin1Char('/'), 1)))
            continue;
        keys[it.key().section(QLatin1Char('/'), 1)] = QJsonArray::fromStringList(*it);
        root[screen] = keys;
    }
    return parse(QJsonDocument(root).toJson());
}

KeyMap KeyMap::inForce(const widgets::Preferences &preferences)
{
    if (preferences.keyChanges.isEmpty())
        return shipped(preferences.keyMap);
    if (auto map = changed(preferences.keyMap, preferences.keyChanges))
        return std::move(*map);
    return shipped(preferences.keyMap);
}

QMap<QString, QStringList> KeyMap::texts(const QString &name, const QMap<QString, QStringList> &changes)
{
    QMap<QString, QStringList> all;
    const QJsonObject root = shippedFile(name);
    for (auto screen = root.begin(); screen != root.end(); ++screen) {
        const QJsonObject keys = screen->toObject();
        for (auto it = keys.begin(); it != keys.end(); ++it) {
            QStringList texts;
            const QJsonArray list = it->toArray();
            for (const QJsonValue &text : list)
                texts.append(text.toString());
            const QString path = screen.key() + QLatin1Char('/') + it.key();
            all.insert(path, changes.value(path, texts));
        }
    }
    return all;
}

const KeyMap &KeyMap::shipped(const QString &name)
{
    static QHash<QString, KeyMap> maps;
    const QString known = name == QLatin1String("left-hand") ? name : QStringLiteral("right-hand");
    const auto found = maps.constFind(known);
    if (found != maps.constEnd())
        return *found;
    QFile file(QStringLiteral(":/keys/%1.json").arg(known));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the keyboard map %s is not in this build", qPrintable(known));
    auto map = parse(file.readAll(), file.fileName());
    if (!map)
        qFatal("%s", qPrintable(map.error().toLine()));
    return *maps.insert(known, *map);
}

QString KeyMap::action(Screen screen, const QKeyEvent &event) const
{
    const auto &keys = m_keys[int(screen)];
    for (auto it = keys.begin(); it != keys.end(); ++it) {
        for (const KeySpec &spec : *it) {
            if (spec.matches(event))
                return it.key();
        }
    }
    return {};
}

QString KeyMap::cap(const QString &action) const
{
    for (const auto &keys : m_keys) {
        const auto found = keys.constFind(action);
        if (found != keys.constEnd() && !found->isEmpty())
            return found->constFirst().capText();
    }
    return {};
}

QStringList KeyMap::actions(Screen screen) const
{
    return m_keys[int(screen)].keys();
}

} // namespace annotate
