#include "core/storage/backup.h"

#include <atomic>
#include <thread>

#include <QtTest>

#include "core/storage/database.h"
#include "core/storage/studycheck.h"
#include "core/storage/studyrepository.h"
#include "tests/support/studies.h"

using storage::Database;

class TestBackup : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

    QStringList files() const { return QDir(m_folder.path()).entryList(QDir::Files); }

private Q_SLOTS:
    void cleanup()
    {
        for (const QString &name : files())
            QFile::remove(m_folder.file(name));
    }

    void copyHoldsEverythingCommitted()
    {
        Database database =
            support::must(Database::create(m_folder.file(QStringLiteral("a.dissensus")), QStringLiteral("A")));
        support::must(storage::StudyRepository(database).setSetting(QStringLiteral("k"),
                                                                    QStringLiteral("in the log, not yet in the file")));
        const QString target = m_folder.file(QStringLiteral("copy.dissensus"));
        SUPPORT_OK(storage::backup(database, target));
        Database copy = support::must(Database::open(target));
        QCOMPARE(copy.uid(), database.uid());
        QCOMPARE(storage::StudyRepository(copy).setting(QStringLiteral("k")).value(),
                 QStringLiteral("in the log, not yet in the file"));
        QVERIFY(storage::checkStudy(copy)->isOk());
    }

    void copyIsOneMomentWhileOthersWrite()
    {
        const QString path = m_folder.file(QStringLiteral("busy.dissensus"));
        Database database = support::must(Database::create(path, {}));
        const QString filler(50000, QLatin1Char('x'));
        for (int i = 0; i < 400; ++i) // more pages than one step copies
            support::must(storage::StudyRepository(database).setSetting(QStringLiteral("fill"), filler));
        std::atomic<bool> stop = false;
        std::thread writer([&] {
            Database other = support::must(Database::open(path));
            while (!stop)
                support::must(storage::StudyRepository(other).setSetting(QStringLiteral("k"), QStringLiteral("v")));
        });
        const QString target = m_folder.file(QStringLiteral("moment.dissensus"));
        const auto done = storage::backup(database, target);
        stop = true;
        writer.join();
        SUPPORT_OK(done);
        Database copy = support::must(Database::open(target));
        QVERIFY(storage::checkStudy(copy)->isOk());
    }

    void refusesAnExistingFile()
    {
        Database database = support::must(Database::create(m_folder.file(QStringLiteral("a.dissensus")), {}));
        const QString target = m_folder.write(QStringLiteral("mine.dissensus"), "mine");
        SUPPORT_FAILS(storage::backup(database, target), "backup.exists");
        QFile file(target);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("mine"));
        SUPPORT_FAILS(storage::backup(database, m_folder.file(QStringLiteral("none/x.dissensus"))), "study.folder");
    }

    void cancelledBackupLeavesNothing()
    {
        Database database = support::must(Database::create(m_folder.file(QStringLiteral("a.dissensus")), {}));
        base::Progress progress;
        progress.cancel();
        const QStringList before = files();
        SUPPORT_FAILS(storage::backup(database, m_folder.file(QStringLiteral("copy.dissensus")), progress),
                      "cancelled");
        QCOMPARE(files(), before);
    }

    void unwritableTargetIsAnError()
    {
        Database database = support::must(Database::create(m_folder.file(QStringLiteral("a.dissensus")), {}));
        // A folder where the kernel lets nobody make files, not even root.
        SUPPORT_FAILS(storage::backup(database, QStringLiteral("/proc/copy.dissensus")), "study.readonly");
    }
};

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
