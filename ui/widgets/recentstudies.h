#pragma once

#include <QList>
#include <QString>

namespace widgets {

/// One study of the Recent list; numbers are those of the last time it was open.
struct RecentStudy
{
    QString path;
    QString title;
    qint64 openedAt = 0; ///< ms since the epoch
};

/// The studies opened last, newest first, at most ten.
QList<RecentStudy> recentStudies();
/// Puts the study first.
void addRecentStudy(const RecentStudy &study);
void removeRecentStudy(const QString &path);

} // namespace widgets
