#include "ui/shell/tourcopy.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "core/storage/backup.h"
#include "core/storage/database.h"

namespace shell {

namespace {

/// Read by most places, and by nothing that opens a study.
constexpr const char *lostTables[] = {"withdrawn", "trial_picture", "vote", "taxonomy_label", "protocol", "scorer"};

/// Where the pages of these tables and their indices begin, in bytes, and how long a page is.
struct LostPages
{
    QList<qint64> offsets;
    qint64 length = 0;
};

base::Result<LostPages> findLostPages(const QString &study)
{
    BASE_TRY_ASSIGN(database, storage::Database::open(study));
    LostPages pages;
    BASE_TRY_ASSIGN(size, database.prepare(QStringLiteral("PRAGMA page_size")));
    BASE_TRY(size.run());
    if (size.next())
        pages.length = size.integer(0);
    BASE_TRY_ASSIGN(roots, database.prepare(QStringLiteral("SELECT rootpage FROM sqlite_master WHERE tbl_name = ? AND "
                                                           "rootpage > 1")));
    for (const char *table : lostTables) {
        BASE_TRY(roots.run(QString::fromLatin1(table)));
        while (roots.next())
            pages.offsets.append((roots.integer(0) - 1) * pages.length);
    }
    return pages;
}

} // namespace

base::Result<TourCopy> TourCopy::makeFolder()
{
    TourCopy copy;
    copy.m_folder = std::make_unique<QTemporaryDir>();
    if (!copy.m_folder->isValid())
        return base::fail(QStringLiteral("tour.copy"),
                          QStringLiteral("no folder for a copy of the study: %1").arg(copy.m_folder->errorString()));
    return copy;
}

base::Result<TourCopy> TourCopy::makeEmpty()
{
    BASE_TRY_ASSIGN(copy, makeFolder());
    copy.m_path = copy.m_folder->filePath(QStringLiteral("new.dissensus"));
    BASE_TRY_ASSIGN(made, storage::Database::create(copy.m_path, QStringLiteral("New study")));
    return copy;
}

base::Result<TourCopy> TourCopy::makeDamaged(const QString &study)
{
    BASE_TRY_ASSIGN(copy, make(study));
    BASE_TRY_ASSIGN(lost, findLostPages(copy.m_path)); // its connection is closed again, and with it the journal
    QFile file(copy.m_path);
    bool done = file.open(QIODevice::ReadWrite);
    for (const qint64 offset : std::as_const(lost.offsets))
        done = done && file.seek(offset) && file.write(QByteArray(lost.length, '\0')) == lost.length;
    if (!done)
        return base::failIn(copy.m_path, 0, QStringLiteral("tour.copy"), file.errorString());
    return copy;
}

base::Result<QString> TourCopy::addFile(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return base::failIn(file.fileName(), 0, QStringLiteral("tour.copy"), file.errorString());
    return file.fileName();
}

base::Result<TourCopy> TourCopy::make(const QString &study)
{
    BASE_TRY_ASSIGN(copy, makeFolder());
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
