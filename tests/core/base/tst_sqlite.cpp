#include "core/base/sqlite.h"

#include <QFile>
#include <QTest>

#include "tests/support/studies.h"

using base::SqliteStore;

class TestSqlite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bindsAndReads()
    {
        auto store = support::must(SqliteStore::open(QStringLiteral(":memory:")));
        SUPPORT_OK(store.execute("CREATE TABLE t (a INTEGER, b BLOB, c TEXT)"));
        auto insert = support::must(store.prepare("INSERT INTO t VALUES (?, ?, ?)"));
        for (const qint64 number : {qint64(1), qint64(1) << 40}) {
            insert.reset();
            insert.bind(0, number);
            insert.bind(1, QByteArrayView("a\0b", 3));
            insert.bind(2, QStringLiteral("Käfig"));
            QCOMPARE(support::must(insert.step()), false);
            QCOMPARE(store.changes(), 1);
        }
        auto select = support::must(store.prepare("SELECT a, b, length(c) FROM t ORDER BY a DESC"));
        QVERIFY(support::must(select.step()));
        QCOMPARE(select.integer(0), qint64(1) << 40);
        QCOMPARE(select.blob(1), QByteArray("a\0b", 3));
        QCOMPARE(select.real(2), 5.0);
        QVERIFY(support::must(select.step()));
        QVERIFY(!support::must(select.step()));
        QCOMPARE(support::must(store.integer("SELECT count(*) FROM t")), std::optional<qint64>(2));
        QCOMPARE(support::must(store.integer("SELECT a FROM t WHERE a < 0")), std::nullopt);
    }

    void tellsDamageFromOtherErrors()
    {
        const support::TestFolder folder;
        auto damaged =
            support::must(SqliteStore::open(folder.write(QStringLiteral("d.sqlite"), QByteArray(4096, 'x'))));
        SUPPORT_FAILS(damaged.execute("CREATE TABLE t (a)"), "cache.damaged");
        auto store = support::must(SqliteStore::open(QStringLiteral(":memory:")));
        SUPPORT_FAILS(store.execute("SELECT nonsense"), "cache.sqlite");
        SUPPORT_FAILS(store.prepare("SELECT FROM"), "cache.sqlite");
        SUPPORT_FAILS(SqliteStore::open(folder.file(QStringLiteral("no/such/folder.sqlite"))), "cache.sqlite");
    }

    void anotherWriterIsWaitedFor()
    {
        const support::TestFolder folder;
        const QString path = folder.file(QStringLiteral("t.sqlite"));
        auto first = support::must(SqliteStore::open(path));
        auto second = support::must(SqliteStore::open(path, 10));
        SUPPORT_OK(first.execute("CREATE TABLE t (a); BEGIN IMMEDIATE; INSERT INTO t VALUES (1)"));
        SUPPORT_FAILS(second.execute("BEGIN IMMEDIATE"), "cache.busy");
        SUPPORT_OK(first.execute("COMMIT"));
        SUPPORT_OK(second.execute("BEGIN IMMEDIATE; COMMIT"));
    }
};

QTEST_APPLESS_MAIN(TestSqlite)
#include "tst_sqlite.moc"
