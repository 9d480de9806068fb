#include "ui/widgets/recentstudies.h"

#include <QSettings>

namespace widgets {
namespace {

constexpr int maximumRecent = 10;

void write(const QList<RecentStudy> &studies)
{
    QSettings settings;
    settings.remove(QStringLiteral("recent"));
    settings.beginWriteArray(QStringLiteral("recent"), int(studies.size()));
    for (int i = 0; i < int(studies.size()); ++i) {
        settings.setArrayIndex(i);
        settings.setValue(QStringLiteral("path"), studies[i].path);
        settings.setValue(QStringLiteral("title"), studies[i].title);
        settings.setValue(QStringLiteral("openedAt"), studies[i].openedAt);
    }
    settings.endArray();
}

} // namespace

QList<RecentStudy> recentStudies()
{
    QSettings settings;
    QList<RecentStudy> studies;
    const int count = settings.beginReadArray(QStringLiteral("recent"));
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        studies.append({settings.value(QStringLiteral("path")).toString(),
                        settings.value(QStringLiteral("title")).toString(),
                        settings.value(QStringLiteral("openedAt")).toLongLong()});
    }
    settings.endArray();
    return studies;
}

void addRecentStudy(const RecentStudy &study)
{
    QList<RecentStudy> studies = recentStudies();
    studies.removeIf([&study](const RecentStudy &known) { return known.path == study.path; });
    studies.prepend(study);
    if (studies.size() > maximumRecent)
        studies.resize(maximumRecent);
    write(studies);
}

void removeRecentStudy(const QString &path)
{
    QList<RecentStudy> studies = recentStudies();
    if (studies.removeIf([&path](const RecentStudy &known) { return known.path == path; }) > 0)
        write(studies);
}

} // namespace widgets
