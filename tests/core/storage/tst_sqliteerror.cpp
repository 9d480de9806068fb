#include "core/storage/sqliteerror.h"

#include <sqlite3.h>

#include <QSqlError>
#include <QtTest>

class TestSqliteError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codesAreOurs_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("ours");
        QTest::newRow("full") << SQLITE_FULL << QStringLiteral("study.full");
        QTest::newRow("busy") << SQLITE_BUSY << QStringLiteral("study.busy");
        QTest::newRow("busy snapshot") << SQLITE_BUSY_SNAPSHOT << QStringLiteral("study.busy");
        QTest::newRow("read-only") << SQLITE_READONLY << QStringLiteral("study.readonly");
        QTest::newRow("folder removed") << SQLITE_READONLY_DBMOVED << QStringLiteral("study.readonly");
        QTest::newRow("cannot open") << SQLITE_CANTOPEN << QStringLiteral("study.readonly");
        QTest::newRow("device error") << SQLITE_IOERR_WRITE << QStringLiteral("study.io");
        QTest::newRow("damaged") << SQLITE_CORRUPT << QStringLiteral("study.damaged");
        QTest::newRow("no database") << SQLITE_NOTADB << QStringLiteral("study.damaged");
        QTest::newRow("constraint") << SQLITE_CONSTRAINT_TRIGGER << QStringLiteral("study.constraint");
        QTest::newRow("other") << SQLITE_ERROR << QStringLiteral("study.sql");
    }

    void codesAreOurs()
    {
        QFETCH(int, code);
        QFETCH(QString, ours);
        const base::Error direct = storage::sqliteError(code, QStringLiteral("text"), QStringLiteral("SELECT secret"),
                                                        QStringLiteral("s.dissensus"));
        QCOMPARE(direct.code, ours);
        QCOMPARE(direct.file, QStringLiteral("s.dissensus"));
        QVERIFY(!direct.toLine().contains(QStringLiteral("SELECT")));
        const QSqlError driver(QStringLiteral("driver text"), QStringLiteral("text"), QSqlError::StatementError,
                               QString::number(code));
        QCOMPARE(storage::sqliteError(driver, QStringLiteral("SELECT secret"), QStringLiteral("s.dissensus")).code,
                 ours);
    }
};

QTEST_APPLESS_MAIN(TestSqliteError)
#include "tst_sqliteerror.moc"
