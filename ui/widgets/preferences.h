#pragma once

#include <QMap>
#include <QObject>
#include <QStringList>

namespace widgets {

/// What Preferences keeps, in the user's settings, never in a study.
struct Preferences
{
    QString theme;  ///< "light", "dark", "system"
    QString keyMap; ///< name of a file in resources/keys: "right-hand", "left-hand"
    /// What was changed of the map: "choice/left" → {"H"}, keys as in its file. An empty list: the action has no key.
    QMap<QString, QStringList> keyChanges;
    int answerHoldMs = 200; ///< how long the chosen answer stays marked, 0 to 400
    bool reduceMotion = false;
    bool narrowRail = false;   ///< icons only, also in wide windows
    QString scorerCommand;     ///< how the worker is started, as in a shell; empty: the one beside this program
    int pictureMemoryMb = 384; ///< for decoded pictures of grids and strips, 64 to 4096

    static constexpr int leastMemoryMb = 64;
    static constexpr int mostMemoryMb = 4096;

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
