#include "core/storage/statementpool.h"

#include <sqlite3.h>

#include <QtTest>

class TestStatementPool : public QObject
{
    Q_OBJECT

private:
    sqlite3 *m_database = nullptr;

private Q_SLOTS:
    void init() { QCOMPARE(sqlite3_open(":memory:", &m_database), SQLITE_OK); }
    void cleanup() { QCOMPARE(sqlite3_close(m_database), SQLITE_OK); } // refuses while a statement is left

    void givesTheSameCompiledStatementAgain()
    {
        storage::StatementPool pool(QStringLiteral("path"));
        pool.open(m_database);
        auto first = pool.take(QStringLiteral("SELECT 1"));
        QVERIFY(first);
        const sqlite3_stmt *address = first->handle.get();
        auto second = pool.take(QStringLiteral("SELECT 1")); // while the first is out
        QVERIFY(second && second->handle.get() != address);
        pool.giveBack(std::move(*first));
        auto third = pool.take(QStringLiteral("SELECT 1"));
        QCOMPARE(third->handle.get(), address);
        pool.giveBack(std::move(*third));
        // The same text from elsewhere, and another text at the place of an old one.
        QString text = QStringLiteral("SELECT ") + QLatin1Char('1');
        auto fourth = pool.take(text);
        QCOMPARE(fourth->handle.get(), address);
        pool.giveBack(std::move(*fourth));
        text[text.size() - 1] = QLatin1Char('2');
        auto other = pool.take(text);
        QVERIFY(other && other->handle.get() != address);
        QCOMPARE(sqlite3_sql(other->handle.get()), "SELECT 2");
        pool.giveBack(std::move(*other));
        pool.giveBack(std::move(*second));
        pool.close();
    }

    void manyTextsAreNotAllKept()
    {
        storage::StatementPool pool(QStringLiteral("path"));
        pool.open(m_database);
        for (int i = 0; i < 1000; ++i) {
            auto statement = pool.take(QStringLiteral("SELECT %1").arg(i));
            QVERIFY(statement);
            pool.giveBack(std::move(*statement));
        }
        int kept = 0;
        for (sqlite3_stmt *next = sqlite3_next_stmt(m_database, nullptr); next;
             next = sqlite3_next_stmt(m_database, next))
            ++kept;
        QVERIFY2(kept <= 256, qPrintable(QString::number(kept)));
        pool.close();
    }

    void wrongSqlNamesTheFile_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("no SQL") << QStringLiteral("SELEKT");
        QTest::newRow("two statements") << QStringLiteral("SELECT 1; DROP TABLE study");
        QTest::newRow("nothing") << QStringLiteral("  -- a comment");
    }

    void wrongSqlNamesTheFile()
    {
        QFETCH(QString, sql);
        storage::StatementPool pool(QStringLiteral("path"));
        pool.open(m_database);
        const auto wrong = pool.take(sql);
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().file, QStringLiteral("path"));
        pool.close();
    }

    void closedPoolDropsWhatComesBack()
    {
        storage::StatementPool pool({});
        pool.open(m_database);
        auto statement = pool.take(QStringLiteral("SELECT 1"));
        pool.close();
        pool.giveBack(std::move(*statement));
        QVERIFY(!pool.take(QStringLiteral("SELECT 1"))); // nothing left of the connection
    }
};

QTEST_GUILESS_MAIN(TestStatementPool)
#include "tst_statementpool.moc"
