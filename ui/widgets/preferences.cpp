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
