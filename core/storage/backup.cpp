#include "core/storage/backup.h"

#include <memory>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include "core/storage/database.h"
#include "core/storage/sqliteerror.h"
#include "core/storage/transaction.h"

namespace storage {

namespace {

struct CloseDatabase
{
    void operator()(sqlite3 *db) const { sqlite3_close(db); }
};
struct FinishBackup
{
    void operator()(sqlite3_backup *b) const { sqlite3_backup_finish(b); }
};

/// Pages per step: 16 MiB with pages of 4 KiB, so that Cancel is quick.
constexpr int pagesPerStep = 4096;

base::Result<void> copyPages(sqlite3 *from, sqlite3 *to, const QString &target, const base::Progress &progress)
{
    const std::unique_ptr<sqlite3_backup, FinishBackup> job(sqlite3_backup_init(to, "main", from, "main"));
    if (!job)
        return tl::make_unexpected(
            sqliteError(sqlite3_errcode(to), QString::fromUtf8(sqlite3_errmsg(to)), QStringLiteral("backup"), target));
    int code = SQLITE_OK;
    do {
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("the backup was cancelled"));
        code = sqlite3_backup_step(job.get(), pagesPerStep);
        const int total = sqlite3_backup_pagecount(job.get());
        progress.report(QStringLiteral("copying pages"), total - sqlite3_backup_remaining(job.get()), total);
    } while (code == SQLITE_OK);
    if (code != SQLITE_DONE)
        return tl::make_unexpected(
            sqliteError(code, QString::fromUtf8(sqlite3_errstr(code)), QStringLiteral("backup"), target));
    return {};
}

base::Result<void> copyInto(Database &database, const QString &file, const base::Progress &progress)
{
    sqlite3 *opened = nullptr;
    const int code = sqlite3_open_v2(QFile::encodeName(file).constData(), &opened,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    const std::unique_ptr<sqlite3, CloseDatabase> copy(opened);
    if (code != SQLITE_OK)
        return tl::make_unexpected(
            sqliteError(code, QString::fromUtf8(sqlite3_errstr(code)), QStringLiteral("open"), file));
    // The copy lies in a file that nobody knows yet: no journal of its own is needed.
    sqlite3_exec(copy.get(), "PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL;", nullptr, nullptr, nullptr);
    return copyPages(database.handle(), copy.get(), file, progress);
}

/// One read transaction around all steps: without it every vote of another process would start the copy anew.
base::Result<void> copySnapshot(Database &database, const QString &file, const base::Progress &progress)
{
    BASE_TRY_ASSIGN(transaction, Transaction::beginReading(database));
    return database.revision().and_then([&](qint64) { return copyInto(database, file, progress); });
}

/// Waits until the file's content is on disk.
bool syncFile(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool done = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return done;
}

} // namespace

base::Result<void> backup(Database &database, const QString &target, const base::Progress &progress)
{
    const QFileInfo info(target);
    if (info.exists() || info.isSymLink())
        return base::failIn(target, 0, QStringLiteral("backup.exists"), QStringLiteral("the file exists already"),
                            QStringLiteral("Choose another name: a backup never overwrites"));
    if (!QFileInfo(info.absolutePath()).isDir())
        return base::failIn(info.absolutePath(), 0, QStringLiteral("study.folder"),
                            QStringLiteral("the folder does not exist"), QStringLiteral("Make the folder first"));

    // Under a temporary name until complete: a killed backup must not look like a good one.
    const QString partial =
        QStringLiteral("%1.part-%2").arg(info.absoluteFilePath()).arg(QCoreApplication::applicationPid());
    QFile::remove(partial);
    auto copied = copySnapshot(database, partial, progress);
    if (copied
        && !(syncFile(partial) && QFile::rename(partial, info.absoluteFilePath()) && syncFile(info.absolutePath())))
        copied = base::failIn(target, 0, QStringLiteral("study.io"), qt_error_string(),
                              QStringLiteral("Check the disk and the folder, then try again"));
    QFile::remove(partial);
    if (!copied && copied.error().file == partial)
        copied.error().file = target;
    return copied;
}

} // namespace storage
