#include "ui/shell/tourcopy.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "core/storage/backup.h"
#include "core/storage/database.h"

namespace shell {

base::Result<TourCopy> TourCopy::make(const QString &study)
{
    TourCopy copy;
    copy.m_folder = std::make_unique<QTemporaryDir>();
    if (!copy.m_folder->isValid())
        return base::fail(QStringLiteral("tour.copy"),
                          QStringLiteral("no folder for a copy of the study: %1").arg(copy.m_folder->errorString()));
    const QFileInfo original(study);
    copy.m_path = copy.m_folder->filePath(original.fileName());
    {
        BASE_TRY_ASSIGN(database, storage::Database::open(study, storage::Database::Mode::ReadOnly));
        BASE_TRY(storage::backup(database, copy.m_path));
    }
    const QDir folder = original.absoluteDir();
    const QStringList entries = folder.entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
    for (const QString &entry : entries) {
        if (entry.startsWith(original.fileName())) // the study, its journal and its locks
            continue;
        if (!QFile::link(folder.filePath(entry), copy.m_folder->filePath(entry)))
            return base::failIn(folder.filePath(entry), 0, QStringLiteral("tour.copy"),
                                QStringLiteral("cannot link it beside the copy of the study"));
    }
    return copy;
}

} // namespace shell
