#include "core/storage/mergecheck.h"

#include <sqlite3.h>

#include <QFile>
#include <QtTest>

#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "tests/support/studies.h"

using storage::Database;

class TestMergeCheck : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;
    QString m_study;

    /// A copy of the study that somebody who knows SQLite has edited.
    QString copy(const char *name, const char *sql = "") const
    {
        QString path = m_folder.file(QLatin1String(name));
        if (!QFile::copy(m_study, path))
            qFatal("the study cannot be copied");
        sqlite3 *db = nullptr;
        sqlite3_open(QFile::encodeName(path).constData(), &db);
        if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            qFatal("%s", sqlite3_errmsg(db));
        sqlite3_close(db);
        return path;
    }

    /// The first error in order.
    base::Result<void> check(const QStringList &others, const base::Progress &progress = base::Progress())
    {
        storage::MergeChecks checks(m_study, others, progress);
        for (qsizetype i = 0; i < others.size(); ++i)
            BASE_TRY(checks.result(i));
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_study = m_folder.file(QStringLiteral("study"));
        auto database = support::must(Database::create(m_study, QStringLiteral("title")));
        support::must(storage::PictureRepository(database).addGenerator(QStringLiteral("G")));
    }

    void whatIsSoundAndTheSamePasses()
    {
        const QString more = copy("more", "INSERT INTO generator (uid, name) VALUES ('u', 'H')");
        SUPPORT_OK(check({}));
        SUPPORT_OK(check({copy("same"), more}));
    }

    /// However the cores share the files among them.
    void firstInOrderIsTold()
    {
        const QString sound = copy("sound");
        const QString damaged = copy("damaged", "CREATE TABLE mine (x)");
        const QString edited = copy("edited", "DROP TRIGGER generator_no_update; UPDATE generator SET name = 'F'; "
                                              "CREATE TRIGGER generator_no_update BEFORE UPDATE ON generator BEGIN "
                                              "SELECT RAISE(ABORT, 'generator is append-only'); END");
        for (int i = 0; i < 10; ++i) {
            const auto one = check({sound, sound, edited, damaged, sound});
            SUPPORT_FAILS(one, "merge.differs");
            QVERIFY2(one.error().toLine().contains(edited), qPrintable(one.error().toLine()));
            const auto other = check({sound, damaged, edited});
            SUPPORT_FAILS(other, "merge.damaged");
            QVERIFY2(other.error().toLine().contains(damaged), qPrintable(other.error().toLine()));
        }
        SUPPORT_FAILS(check({m_folder.write(QStringLiteral("text"), "words")}), "study.notastudy");
    }

    void nobodyHasToAsk()
    {
        const base::Progress progress;
        storage::MergeChecks checks(m_study, QStringList(200, copy("left")), progress);
        SUPPORT_OK(checks.result(3));
    }

    void cancels()
    {
        base::Progress progress;
        progress.cancel();
        SUPPORT_FAILS(check({copy("any")}, progress), "cancelled");
    }
};

QTEST_GUILESS_MAIN(TestMergeCheck)
#include "tst_mergecheck.moc"
