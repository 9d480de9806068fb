#include "core/storage/statementpool.h"

#include <QtTest>

class TestStatementPool : public QObject
{
    Q_OBJECT

private:
    QSqlDatabase m_database;

private Q_SLOTS:
    void initTestCase()
    {
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("pool"));
        m_database.setDatabaseName(QStringLiteral(":memory:"));
        QVERIFY(m_database.open());
    }

    void cleanupTestCase()
    {
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(QStringLiteral("pool"));
    }

    void givesTheSameCompiledStatementAgain()
    {
        storage::StatementPool pool(m_database, QStringLiteral("path"));
        auto first = pool.take(QStringLiteral("SELECT 1"));
        QVERIFY(first);
        const QSqlQuery *address = first->get();
        auto second = pool.take(QStringLiteral("SELECT 1")); // while the first is out
        QVERIFY(second && second->get() != address);
        pool.giveBack(std::move(*first));
        QCOMPARE(pool.take(QStringLiteral("SELECT 1"))->get(), address);
    }

    void wrongSqlNamesTheFile()
    {
        storage::StatementPool pool(m_database, QStringLiteral("path"));
        const auto wrong = pool.take(QStringLiteral("SELEKT"));
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().file, QStringLiteral("path"));
    }

    void closedPoolDropsWhatComesBack()
    {
        storage::StatementPool pool(m_database, {});
        auto query = pool.take(QStringLiteral("SELECT 1"));
        pool.close();
        pool.giveBack(std::move(*query));
        QTest::ignoreMessage(QtWarningMsg, "QSqlQuery::prepare: database not open");
        QVERIFY(!pool.take(QStringLiteral("SELECT 1"))); // nothing left of the connection
    }
};

QTEST_GUILESS_MAIN(TestStatementPool)
#include "tst_statementpool.moc"
