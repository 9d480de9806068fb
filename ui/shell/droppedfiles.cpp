#include "ui/shell/droppedfiles.h"

#include <algorithm>

#include <QDirIterator>
#include <QFileInfo>
#include <QLocale>
#include <QMimeData>
#include <QUrl>

#include "core/base/progress.h"
#include "core/imaging/probe.h"

namespace shell {

namespace {

constexpr qint64 mostCounted = 100'000;

} // namespace

DroppedFiles DroppedFiles::from(const QMimeData *data)
{
    DroppedFiles files;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        const QString path = url.toLocalFile();
        if (path.isEmpty())
            continue;
        if (path.endsWith(QLatin1String(".dissensus")) && files.m_study.isEmpty())
            files.m_study = path;
        else
            files.m_sources << path;
    }
    return files;
}

QString DroppedFiles::offer(bool hasStudy, std::optional<qint64> pictures) const
{
    if (!m_study.isEmpty())
        return tr("Open study");
    if (pictures.value_or(0) > 0) {
        const int count = int(*pictures);
        if (*pictures >= mostCounted)
            return (hasStudy ? tr("Import more than %1 pictures") : tr("New study from more than %1 pictures"))
                .arg(QLocale().toString(mostCounted));
        return hasStudy ? tr("Import %n pictures", nullptr, count) : tr("New study from %n pictures", nullptr, count);
    }
    if (m_sources.size() == 1) {
        const QString name = QFileInfo(m_sources.constFirst()).fileName();
        return (hasStudy ? tr("Import %1") : tr("New study from %1")).arg(name);
    }
    const int files = int(m_sources.size());
    return hasStudy ? tr("Import %n files", nullptr, files) : tr("New study from %n files", nullptr, files);
}

qint64 DroppedFiles::countPictures(const QStringList &sources, const base::Progress &progress)
{
    qint64 count = 0;
    for (const QString &source : sources) {
        if (!QFileInfo(source).isDir()) {
            count += imaging::hasPictureSuffix(source) ? 1 : 0;
            continue;
        }
        // Links to folders are not followed: one of them may lead back up.
        QDirIterator files(source, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext() && count < mostCounted && !progress.isCancelled())
            count += imaging::hasPictureSuffix(files.next()) ? 1 : 0;
    }
    return std::min(count, mostCounted);
}

} // namespace shell
