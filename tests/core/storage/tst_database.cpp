#include "core/storage/database.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QSqlDatabase>
#include <QtTest>

#include "core/storage/merge.h"
#include "core/storage/studyrepository.h"
#include "core/storage/transaction.h"
#include "tests/support/studies.h"

using storage::Database;

namespace {

qint64 number(Database &database, const QString &sql)
{
    auto statement = database.prepare(sql);
    if (!statement || !statement->run() || !statement->next())
        return -1;
    return statement->integer(0);
}

/// Makes an SQLite file that is not ours.
void makeForeign(const QString &path)
{
    sqlite3 *db = nullptr;
    sqlite3_open(QFile::encodeName(path).constData(), &db);
    sqlite3_exec(db, "CREATE TABLE t (x); INSERT INTO t VALUES (1);", nullptr, nullptr, nullptr);
    sqlite3_close(db);
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Whether another process sees that this one has the study open.
bool isLockedFor(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const pid_t other = fork();
    if (other == 0) {
        // SQLite's shared bytes, see its file format: one GiB and two, 510 bytes.
        struct flock lock = {};
        lock.l_type = F_WRLCK;
        lock.l_whence = SEEK_SET;
        lock.l_start = 0x40000002;
        lock.l_len = 510;
        const int file = open(name.constData(), O_RDWR);
        _exit(file >= 0 && fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 1 : 0);
    }
    int status = 0;
    waitpid(other, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

/// Changes a closed study behind our back, as another program could.
void spoil(const QString &path, const QString &sql)
{
    sqlite3 *file = nullptr;
    sqlite3_open(QFile::encodeName(path).constData(), &file);
    char *problem = nullptr;
    if (sqlite3_exec(file, sql.toUtf8().constData(), nullptr, nullptr, &problem) != SQLITE_OK)
        qFatal("%s", problem);
    sqlite3_close(file);
}

} // namespace

class TestDatabase : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

private Q_SLOTS:
    void createdStudyOpensAgain()
    {
        const QString path = m_folder.file(QStringLiteral("a b ü 100%25 #1 ?x=1&y;z.dissensus"));
        QString uid;
        {
            auto database = Database::create(path, QStringLiteral("Größe"));
            SUPPORT_OK(database);
            uid = database->uid();
            QVERIFY(!uid.isEmpty());
        }
        QVERIFY(!QFile::exists(path + QStringLiteral("-wal")));
        auto database = Database::open(path);
        SUPPORT_OK(database);
        QCOMPARE(database->uid(), uid);
        QCOMPARE(storage::StudyRepository(*database).setting(QStringLiteral("title")).value(), QStringLiteral("Größe"));
        QCOMPARE(number(*database, QStringLiteral("PRAGMA application_id")), qint64(storage::applicationId));
        QCOMPARE(number(*database, QStringLiteral("PRAGMA user_version")), qint64(storage::schemaVersion));
    }

    void guardsAreOn_data()
    {
        QTest::addColumn<QString>("pragma");
        QTest::addColumn<qint64>("value");
        QTest::newRow("synchronous FULL") << QStringLiteral("synchronous") << qint64(2);
        QTest::newRow("foreign keys") << QStringLiteral("foreign_keys") << qint64(1);
        QTest::newRow("recursive triggers") << QStringLiteral("recursive_triggers") << qint64(1);
        QTest::newRow("busy timeout") << QStringLiteral("busy_timeout") << qint64(5000);
        QTest::newRow("trusted schema off") << QStringLiteral("trusted_schema") << qint64(0);
        QTest::newRow("cell size check") << QStringLiteral("cell_size_check") << qint64(1);
    }

    void guardsAreOn()
    {
        QFETCH(QString, pragma);
        QFETCH(qint64, value);
        const QString path = m_folder.file(QStringLiteral("guards.dissensus"));
        auto database = QFile::exists(path) ? Database::open(path) : Database::create(path, {});
        SUPPORT_OK(database);
        QCOMPARE(number(*database, QLatin1String("PRAGMA ") + pragma), value);
        auto mode = database->prepare(QStringLiteral("PRAGMA journal_mode"));
        SUPPORT_OK(mode);
        SUPPORT_OK(mode->run());
        QVERIFY(mode->next());
        QCOMPARE(mode->text(0), QStringLiteral("wal"));
    }

    void createRefuses()
    {
        const QString path = m_folder.file(QStringLiteral("twice.dissensus"));
        SUPPORT_OK(Database::create(path, {}));
        const QByteArray before = bytesOf(path);
        SUPPORT_FAILS(Database::create(path, {}), "study.exists");
        QCOMPARE(bytesOf(path), before);
        SUPPORT_FAILS(Database::create(m_folder.file(QStringLiteral("none/x.dissensus")), {}), "study.folder");
    }

    void openRefusesWhatIsNoStudy_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("picture,prompt\n1,2\n");
        QTest::newRow("only the magic") << QByteArray("SQLite format 3\0", 16);
        QTest::newRow("magic and rubbish") << QByteArray("SQLite format 3\0", 16) + QByteArray(5000, 'x');
    }

    void openRefusesWhatIsNoStudy()
    {
        QFETCH(QByteArray, content);
        const QString path = m_folder.write(QStringLiteral("strange.dissensus"), content);
        const auto opened = Database::open(path);
        QVERIFY(!opened);
        QVERIFY(opened.error().code == QStringLiteral("study.notastudy")
                || opened.error().code == QStringLiteral("study.damaged"));
        QCOMPARE(opened.error().file, path);
        QCOMPARE(bytesOf(path), content);
    }

    void openLeavesForeignDatabasesAlone()
    {
        const QString path = m_folder.file(QStringLiteral("foreign.sqlite"));
        makeForeign(path);
        const QByteArray before = bytesOf(path);
        SUPPORT_FAILS(Database::open(path), "study.notastudy");
        QCOMPARE(bytesOf(path), before);
        QVERIFY(!QFile::exists(path + QStringLiteral("-wal")));
    }

    void openReportsMissingFilesAndFolders()
    {
        SUPPORT_FAILS(Database::open(m_folder.file(QStringLiteral("nothing.dissensus"))), "study.missing");
        SUPPORT_FAILS(Database::open(m_folder.path()), "study.notastudy");
    }

    void truncatedStudyIsDamaged()
    {
        const QString path = m_folder.file(QStringLiteral("cut.dissensus"));
        SUPPORT_OK(Database::create(path, {}));
        QFile file(path);
        QVERIFY(file.resize(file.size() / 2));
        SUPPORT_FAILS(Database::open(path), "study.damaged");
    }

    void codeThatAFileBringsIsRefused_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("trigger") << QStringLiteral(
            "CREATE TRIGGER t AFTER INSERT ON answer BEGIN DELETE FROM withdrawn; END");
        QTest::newRow("view") << QStringLiteral("CREATE VIEW v AS SELECT 1");
        QTest::newRow("view in the place of ours") << QStringLiteral(
            "DROP VIEW live_trial; CREATE VIEW live_trial AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
            "SELECT i + 1 FROM n WHERE i < 1000000000) SELECT i AS id FROM n");
        QTest::newRow("view in the place of a table") << QStringLiteral(
            "DROP TRIGGER study_no_update; DROP TRIGGER study_no_delete; DROP TABLE study; "
            "CREATE VIEW study AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
            "i < 1000000000) SELECT max(i) AS uid FROM n");
        QTest::newRow("virtual table") << QStringLiteral("CREATE VIRTUAL TABLE f USING fts5 (x)");
    }

    void codeThatAFileBringsIsRefused()
    {
        QFETCH(QString, sql);
        const QString path = m_folder.file(QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".dissensus"));
        SUPPORT_OK(Database::create(path, {}));
        spoil(path, sql);
        for (const auto mode : {Database::Mode::ReadOnly, Database::Mode::ReadWrite})
            SUPPORT_FAILS(Database::open(path, mode), "study.foreign");
    }

    void viewInAStudyFromTheFutureIsNotRun()
    {
        const QString path = m_folder.file(QStringLiteral("future.dissensus"));
        SUPPORT_OK(Database::create(path, {}));
        spoil(path,
              QStringLiteral("DROP TRIGGER schema_step_no_update; DROP TRIGGER schema_step_no_delete; DROP TABLE "
                             "schema_step; CREATE VIEW schema_step AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
                             "SELECT i + 1 FROM n WHERE i < 1000000000) SELECT i AS id, i AS since FROM n; "
                             "PRAGMA user_version = 99"));
        SUPPORT_FAILS(Database::open(path), "study.notastudy");
    }

    void schemaCannotBeWritten()
    {
        auto database = Database::create(m_folder.file(QStringLiteral("defensive.dissensus")), {});
        SUPPORT_OK(database);
        static_cast<void>(database->execute(QStringLiteral("PRAGMA writable_schema = 1")));
        QVERIFY(!database->execute(QStringLiteral("DELETE FROM sqlite_master WHERE type = 'trigger'")));
        QVERIFY(number(*database, QStringLiteral("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")) > 10);
    }

    void readOnlyConnectionCannotWrite()
    {
        const QString path = m_folder.file(QStringLiteral("reader.dissensus"));
        SUPPORT_OK(Database::create(path, QStringLiteral("kept")));
        const QByteArray before = bytesOf(path);
        {
            auto reader = Database::open(path, Database::Mode::ReadOnly);
            SUPPORT_OK(reader);
            storage::StudyRepository study(*reader);
            SUPPORT_FAILS(study.setSetting(QStringLiteral("title"), QStringLiteral("changed")), "study.readonly");
            QCOMPARE(study.setting(QStringLiteral("title")).value(), QStringLiteral("kept"));
        }
        QCOMPARE(bytesOf(path), before);
        QVERIFY(!QFile::exists(path + QStringLiteral("-wal")));
    }

    void wrongSqlIsReportedByPrepare()
    {
        auto database = Database::create(m_folder.file(QStringLiteral("sql.dissensus")), {});
        SUPPORT_OK(database);
        SUPPORT_FAILS(database->prepare(QStringLiteral("SELECT nothing FROM nowhere")), "study.sql");
    }

    void statementsAreUsedAgainAndNotShared()
    {
        auto database = Database::create(m_folder.file(QStringLiteral("pool.dissensus")), {});
        SUPPORT_OK(database);
        const QString sql = QStringLiteral("SELECT id FROM study UNION SELECT 7 ORDER BY id");
        auto outer = database->prepare(sql);
        SUPPORT_OK(outer->run());
        QVERIFY(outer->next());
        {
            auto inner = database->prepare(sql); // the same SQL while the first one is being read
            SUPPORT_OK(inner->run());
            QVERIFY(inner->next());
            QCOMPARE(inner->integer(0), qint64(1));
        }
        QVERIFY(outer->next());
        QCOMPARE(outer->integer(0), qint64(7));
        QVERIFY(!outer->next());
    }

    void nullTextIsStoredAsEmptyText()
    {
        auto database = Database::create(m_folder.file(QStringLiteral("null.dissensus")), QString());
        SUPPORT_OK(database);
        QCOMPARE(number(*database, QStringLiteral("SELECT count(*) FROM setting WHERE value = ''")), qint64(1));
    }

    void revisionIsTheSameForAllConnectionsAndGrows()
    {
        const QString path = m_folder.file(QStringLiteral("revision.dissensus"));
        auto one = Database::create(path, {});
        auto two = Database::open(path);
        SUPPORT_OK(two);
        const qint64 before = one->revision().value();
        QCOMPARE(two->revision().value(), before);
        SUPPORT_OK(storage::StudyRepository(*one).setSetting(QStringLiteral("title"), QStringLiteral("new")));
        QVERIFY(two->revision().value() > before);
        QCOMPARE(two->revision().value(), one->revision().value());
    }

    void relativeFolderIsTheOneOfTheRealFile()
    {
        const QString path = m_folder.file(QStringLiteral("real/linked.dissensus"));
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        SUPPORT_OK(Database::create(path, {}));
        const QString link = m_folder.file(QStringLiteral("link.dissensus"));
        QVERIFY(QFile::link(path, link));
        auto database = Database::open(link);
        SUPPORT_OK(database);
        QCOMPARE(database->folder().absolutePath(), QFileInfo(QFileInfo(path).canonicalFilePath()).absolutePath());
    }

    void openNeverMakesAFile()
    {
        const QString path = m_folder.file(QStringLiteral("moving.dissensus"));
        const QString away = path + QStringLiteral(".away");
        SUPPORT_OK(Database::create(path, {}));
        std::atomic_bool isOver = false;
        std::thread opener([&] {
            while (!isOver)
                static_cast<void>(Database::open(path));
        });
        int strayFiles = 0;
        for (int i = 0; i < 1500; ++i) {
            std::rename(qPrintable(path), qPrintable(away));
            std::this_thread::sleep_for(std::chrono::microseconds(500)); // long enough for an open that began before
            strayFiles += QFile::exists(path) ? 1 : 0;
            std::rename(qPrintable(away), qPrintable(path));
            std::this_thread::sleep_for(
                std::chrono::microseconds(i * 37 % 1000)); // another moment of the open every time
        }
        isOver = true;
        opener.join();
        QCOMPARE(strayFiles, 0);
    }

    /// Whoever opens and closes the file beside SQLite drops this process's locks on it, and the next program that
    /// leaves removes the write-ahead log under our feet.
    void lockOutlivesOtherConnections()
    {
        const QString path = m_folder.file(QStringLiteral("locked.dissensus"));
        SUPPORT_OK(Database::create(path, {}));
        auto database = Database::open(path);
        SUPPORT_OK(database);
        QVERIFY(number(*database, QStringLiteral("SELECT count(*) FROM study")) == 1);
        QVERIFY(isLockedFor(path));
        std::thread([&path] { QVERIFY(Database::open(path, Database::Mode::ReadOnly)); }).join();
        QVERIFY(Database::open(path));
        QVERIFY(isLockedFor(path));
        const auto self = storage::mergeInto(*database, {path});
        QVERIFY(!self);
        QVERIFY(isLockedFor(path));
    }

    void noConnectionStaysBehind()
    {
        SUPPORT_OK(Database::create(m_folder.file(QStringLiteral("names.dissensus")), {}));
        QVERIFY(QSqlDatabase::connectionNames().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
