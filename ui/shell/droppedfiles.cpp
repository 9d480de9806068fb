#include "ui/shell/droppedfiles.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace shell {

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

QString DroppedFiles::offer() const
{
    if (!m_study.isEmpty())
        return QCoreApplication::translate("shell", "Open study");
    if (m_sources.size() == 1)
        return QCoreApplication::translate("shell", "Import %1").arg(QFileInfo(m_sources.constFirst()).fileName());
    return QCoreApplication::translate("shell", "Import %1 files").arg(m_sources.size());
}

} // namespace shell
