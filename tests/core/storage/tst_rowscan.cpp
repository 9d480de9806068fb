#include "core/storage/rowscan.h"

#include <QtTest>

#include "core/storage/database.h"
#include "tests/support/studies.h"

using storage::RowScan;

class TestRowScan : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;

    storage::Database newStudy()
    {
        return support::must(storage::Database::create(
            m_folder.file(QString::fromLatin1(QTest::currentTestFunction()) + QStringLiteral(".dissensus")), {}));
    }

private Q_SLOTS:
    void readsEveryKindOfValue()
    {
        storage::Database database = newStudy();
        RowScan scan = support::must(
            RowScan::open(database, QStringLiteral("SELECT 9007199254740993, 0.1, 'a\u00e9', NULL, '' UNION ALL "
                                                   "SELECT 2, -1.5, 'b', 7, 'x' ORDER BY 1 DESC")));
        QVERIFY(support::must(scan.next()));
        QCOMPARE(scan.integer(0), 9007199254740993); // more digits than a double has
        QCOMPARE(scan.real(1), 0.1);
        QCOMPARE(scan.text(2).toByteArray(), QByteArray("a\xc3\xa9"));
        QVERIFY(scan.isNull(3));
        QVERIFY(scan.text(3).isEmpty());
        QVERIFY(!scan.isNull(4));
        QVERIFY(scan.text(4).isEmpty());
        QVERIFY(support::must(scan.next()));
        QCOMPARE(scan.integer(3), 7);
        QVERIFY(!support::must(scan.next()));
    }

    void aTableThatIsNotThereIsAnError()
    {
        storage::Database database = newStudy();
        SUPPORT_FAILS(RowScan::open(database, QStringLiteral("SELECT * FROM nowhere")), "study.sql");
    }
};

QTEST_GUILESS_MAIN(TestRowScan)
#include "tst_rowscan.moc"
