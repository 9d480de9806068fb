#pragma once

#include <QList>
#include <QString>

namespace shell {

/// What a look into a study file tells the Recent list.
struct RecentFacts
{
    QString path;
    bool found = false;    ///< false: moved or deleted
    bool readable = false; ///< the numbers below are known
    qint64 pairs = 0;      ///< pictures with a counterpart, counted once
    qint64 votes = 0;
};

/// Opens the study for reading and counts. For pool threads.
RecentFacts readRecentFacts(const QString &path);

} // namespace shell
