#include "core/storage/transaction.h"

#include <thread>

#include <QtTest>

#include "core/storage/studyrepository.h"
#include "tests/support/studies.h"

using storage::Database;
using storage::Transaction;

namespace {

qint64 settings(Database &database)
{
    auto select = support::must(database.prepare(QStringLiteral("SELECT count(*) FROM setting WHERE key LIKE 'k%'")));
    support::must(select.run());
    return select.next() ? select.integer(0) : -1;
}

} // namespace

class TestTransaction : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

    QString newStudy(const char *name)
    {
        const QString path = m_folder.file(QLatin1String(name));
        support::must(Database::create(path, {}));
        return path;
    }

private Q_SLOTS:
    void rolledBackUnlessCommitted()
    {
        Database database = support::must(Database::open(newStudy("rollback.dissensus")));
        storage::StudyRepository study(database);
        {
            auto transaction = support::must(Transaction::begin(database));
            support::must(study.setSetting(QStringLiteral("k1"), {}));
        }
        QCOMPARE(settings(database), 0);
        {
            auto transaction = support::must(Transaction::begin(database));
            support::must(study.setSetting(QStringLiteral("k1"), {}));
            SUPPORT_OK(transaction.commit());
        }
        QCOMPARE(settings(database), 1);
    }

    void readingIsOfOneMoment()
    {
        const QString path = newStudy("reading.dissensus");
        Database database = support::must(Database::open(path));
        Database other = support::must(Database::open(path));
        {
            auto transaction = support::must(Transaction::beginReading(database));
            QCOMPARE(settings(database), 0);
            SUPPORT_OK(storage::StudyRepository(other).setSetting(QStringLiteral("k1"), {})); // waits for nobody
            QCOMPARE(settings(database), 0);
        }
        QCOMPARE(settings(database), 1);
    }

    void movedGuardRollsBackOnce()
    {
        Database database = support::must(Database::open(newStudy("moved.dissensus")));
        {
            auto first = support::must(Transaction::begin(database));
            const Transaction second = std::move(first);
            support::must(storage::StudyRepository(database).setSetting(QStringLiteral("k1"), {}));
        }
        QCOMPARE(settings(database), 0);
    }

    void joiningLeavesTheDeedToTheOuterOne()
    {
        Database database = support::must(Database::open(newStudy("join.dissensus")));
        {
            auto outer = support::must(Transaction::begin(database));
            auto inner = support::must(Transaction::join(database));
            support::must(storage::StudyRepository(database).setSetting(QStringLiteral("k1"), {}));
            SUPPORT_OK(inner.commit());
        }
        QCOMPARE(settings(database), 0);
        auto alone = support::must(Transaction::join(database));
        support::must(storage::StudyRepository(database).setSetting(QStringLiteral("k1"), {}));
        SUPPORT_OK(alone.commit());
        QCOMPARE(settings(database), 1);
    }

    void committedRowsAreSeenByOthersAtOnce()
    {
        const QString path = newStudy("seen.dissensus");
        Database writer = support::must(Database::open(path));
        Database reader = support::must(Database::open(path, Database::Mode::ReadOnly));
        auto transaction = support::must(Transaction::begin(writer));
        support::must(storage::StudyRepository(writer).setSetting(QStringLiteral("k1"), {}));
        QCOMPARE(settings(reader), 0);
        SUPPORT_OK(transaction.commit());
        QCOMPARE(settings(reader), 1);
    }

    void twoThreadsWriteWithoutLosingARow()
    {
        const QString path = newStudy("threads.dissensus");
        constexpr int perThread = 100;
        std::atomic<int> failures = 0;
        const auto work = [&](int writer) {
            auto database = Database::open(path);
            for (int i = 0; database && i < perThread; ++i) {
                auto transaction = Transaction::begin(*database);
                const QString key = QStringLiteral("k%1-%2").arg(writer).arg(i);
                // Two rows: a torn transaction would leave an odd count.
                if (!transaction || !storage::StudyRepository(*database).setSetting(key, {})
                    || !storage::StudyRepository(*database).setSetting(key, {}) || !transaction->commit())
                    ++failures;
            }
            if (!database)
                ++failures;
        };
        std::thread one(work, 1);
        std::thread two(work, 2);
        one.join();
        two.join();
        QCOMPARE(failures.load(), 0);
        Database database = support::must(Database::open(path));
        QCOMPARE(settings(database), 4 * perThread);
    }

    void fullDiskChangesNothingAndSaysSo()
    {
        Database database = support::must(Database::open(newStudy("full.dissensus")));
        // The file may not grow any more: what a full disk looks like to SQLite.
        support::must(database.execute(QStringLiteral("PRAGMA max_page_count = 1")));
        storage::StudyRepository study(database);
        const QString large(200000, QLatin1Char('x'));
        {
            auto transaction = support::must(Transaction::begin(database));
            support::must(study.setSetting(QStringLiteral("k1"), QStringLiteral("small")));
            SUPPORT_FAILS(study.setSetting(QStringLiteral("k2"), large), "study.full");
        }
        QCOMPARE(settings(database), 0);
        support::must(database.execute(QStringLiteral("PRAGMA max_page_count = 100000")));
        SUPPORT_OK(study.setSetting(QStringLiteral("k3"), large));
        QCOMPARE(settings(database), 1);
    }

    void removedFolderIsAnError()
    {
        const QString folder = m_folder.file(QStringLiteral("stick"));
        QVERIFY(QDir().mkpath(folder));
        const QString study = folder + QStringLiteral("/s.dissensus");
        support::must(Database::create(study, {}));
        Database database = support::must(Database::open(study));
        QVERIFY(QDir(folder).removeRecursively());
        SUPPORT_FAILS(Transaction::begin(database), "study.gone");
        SUPPORT_FAILS(Database::open(study), "study.missing");
        SUPPORT_FAILS(Database::create(study, {}), "study.folder");
    }

    void replacedFileIsAnError()
    {
        const QString path = newStudy("replaced.dissensus");
        const QString other = newStudy("other.dissensus");
        Database database = support::must(Database::open(path));
        QVERIFY(QFile::rename(path, path + QStringLiteral(".old")));
        QVERIFY(QFile::rename(other, path));
        SUPPORT_FAILS(Transaction::begin(database), "study.gone");
    }
};

QTEST_GUILESS_MAIN(TestTransaction)
#include "tst_transaction.moc"
