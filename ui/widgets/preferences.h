#pragma once

#include <QObject>
#include <QString>

namespace widgets {

/// What Preferences keeps, in the user's settings, never in a study.
struct Preferences
{
    QString theme;          ///< "light", "dark", "system"
    QString keyMap;         ///< name of a file in resources/keys: "right-hand", "left-hand"
    int answerHoldMs = 200; ///< how long the chosen answer stays marked, 0 to 400
    bool reduceMotion = false;
    bool narrowRail = false; ///< icons only, also in wide windows

    static Preferences load();
    /// Keeps the values and tells PreferencesWatch.
    void save() const;

    bool operator==(const Preferences &) const = default;
};

/// Says when preferences were saved; one for the program, UI thread only.
class PreferencesWatch : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PreferencesWatch)

public:
    static PreferencesWatch &instance();

Q_SIGNALS:
    void changed(const widgets::Preferences &preferences);

private:
    PreferencesWatch() = default;
};

/// Where the last file dialog was.
QString lastFolder();
void setLastFolder(const QString &folder);

} // namespace widgets
