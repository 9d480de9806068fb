#pragma once

#include <QString>

namespace widgets {

/// What Preferences keeps, in the user's settings, never in a study.
struct Preferences
{
    QString theme;           ///< "light", "dark", "system"
    QString keyMap;          ///< name of a file in resources/keys: "right-hand", "left-hand"
    int answerHoldMs = 200;  ///< how long the chosen answer stays marked, 0 to 400
    bool reduceMotion = false;
    bool narrowRail = false; ///< icons only, also in wide windows

    static Preferences load();
    void save() const;

    bool operator==(const Preferences &) const = default;
};

/// Where the last file dialog was.
QString lastFolder();
void setLastFolder(const QString &folder);

} // namespace widgets
