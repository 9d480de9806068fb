#include "ui/widgets/preferences.h"

#include <algorithm>

#include <QDir>
#include <QSettings>

namespace widgets {

Preferences Preferences::load()
{
    constexpr int maximumHoldMs = 400;
    QSettings settings;
    Preferences preferences;
    preferences.theme = settings.value(QStringLiteral("preferences/theme"), QStringLiteral("system")).toString();
    preferences.keyMap = settings.value(QStringLiteral("preferences/keys"), QStringLiteral("right-hand")).toString();
    preferences.answerHoldMs = std::clamp(
        settings.value(QStringLiteral("preferences/answerHold"), preferences.answerHoldMs).toInt(), 0, maximumHoldMs);
    preferences.reduceMotion = settings.value(QStringLiteral("preferences/reduceMotion"), false).toBool();
    preferences.narrowRail = settings.value(QStringLiteral("preferences/narrowRail"), false).toBool();
    preferences.scorerCommand = settings.value(QStringLiteral("preferences/scorerCommand")).toString();
    preferences.pictureMemoryMb =
        std::clamp(settings.value(QStringLiteral("preferences/pictureMemory"), preferences.pictureMemoryMb).toInt(),
                   Preferences::leastMemoryMb, Preferences::mostMemoryMb);
    settings.beginGroup(QStringLiteral("keys"));
    const QStringList changed = settings.allKeys();
    for (const QString &action : changed)
        preferences.keyChanges.insert(action, settings.value(action).toStringList());
    return preferences;
}

void Preferences::save() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("preferences/theme"), theme);
    settings.setValue(QStringLiteral("preferences/keys"), keyMap);
    settings.setValue(QStringLiteral("preferences/answerHold"), answerHoldMs);
    settings.setValue(QStringLiteral("preferences/reduceMotion"), reduceMotion);
    settings.setValue(QStringLiteral("preferences/narrowRail"), narrowRail);
    settings.setValue(QStringLiteral("preferences/scorerCommand"), scorerCommand);
    settings.setValue(QStringLiteral("preferences/pictureMemory"), pictureMemoryMb);
    settings.remove(QStringLiteral("keys"));
    for (auto it = keyChanges.begin(); it != keyChanges.end(); ++it)
        settings.setValue(QStringLiteral("keys/") + it.key(), it.value());
    Q_EMIT PreferencesWatch::instance().changed(*this);
}

PreferencesWatch &PreferencesWatch::instance()
{
    static PreferencesWatch watch;
    return watch;
}

QString lastFolder()
{
    return QSettings().value(QStringLiteral("files/lastFolder"), QDir::homePath()).toString();
}

void setLastFolder(const QString &folder)
{
    QSettings().setValue(QStringLiteral("files/lastFolder"), folder);
}

} // namespace widgets
