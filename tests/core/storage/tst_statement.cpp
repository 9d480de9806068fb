#include "core/storage/statement.h"

#include <QtTest>

#include "core/storage/database.h"
#include "core/study/ids.h"
#include "tests/support/studies.h"

class TestStatement : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

private Q_SLOTS:
    void valuesComeBackAsTheyWent()
    {
        auto database = support::must(storage::Database::create(m_folder.file(QStringLiteral("s.dissensus")), {}));
        auto select =
            support::must(database.prepare(QStringLiteral("SELECT ?, ?, ?, ?, ?, ?, ?, typeof(?), typeof(?)")));
        const QByteArray bytes("\0\xff\n", 3);
        SUPPORT_OK(select.run(qint64(1) << 62, -3, true, 1.0 / 3, QStringLiteral("Ünï\u2028'\""), bytes,
                              study::PictureId(), QString(), QByteArray()));
        QVERIFY(select.next());
        QCOMPARE(select.integer(0), qint64(1) << 62);
        QCOMPARE(select.integer(1), -3);
        QCOMPARE(select.integer(2), 1);
        QVERIFY(select.real(3) == 1.0 / 3);
        QCOMPARE(select.text(4), QStringLiteral("Ünï\u2028'\""));
        QCOMPARE(select.blob(5), bytes);
        QVERIFY(select.isNull(6));
        QVERIFY(!select.id<study::PictureId>(6).isValid());
        QCOMPARE(select.text(7), QStringLiteral("text")); // a null text is an empty text, not NULL
        QCOMPARE(select.text(8), QStringLiteral("blob"));
        QVERIFY(!select.next());
    }

    void optionalsBindNullWhenEmpty()
    {
        auto database = support::must(storage::Database::create(m_folder.file(QStringLiteral("o.dissensus")), {}));
        auto select = support::must(database.prepare(QStringLiteral("SELECT ?, ?")));
        SUPPORT_OK(select.run(std::optional<double>(), std::optional<double>(0.5)));
        QVERIFY(select.next());
        QCOMPARE(select.optionalReal(0), std::nullopt);
        QCOMPARE(select.optionalReal(1), std::optional(0.5));
    }

    void unfinishedReadDoesNotBlockItsOwnConnection()
    {
        auto database = support::must(storage::Database::create(m_folder.file(QStringLiteral("u.dissensus")), {}));
        {
            auto select = support::must(database.prepare(QStringLiteral("SELECT id FROM study UNION ALL SELECT 2")));
            SUPPORT_OK(select.run());
            QVERIFY(select.next());
        } // not read to its end
        SUPPORT_OK(database.execute(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")));
        auto insert = support::must(
            database.prepare(QStringLiteral("INSERT INTO setting (key, value, set_at) VALUES (?, ?, ?)")));
        SUPPORT_OK(insert.run(QStringLiteral("k"), QStringLiteral("v"), 1));
        QCOMPARE(insert.rowsAffected(), 1);
        QVERIFY(insert.lastInsertId() > 0);
        SUPPORT_OK(insert.run(QStringLiteral("k"), QStringLiteral("w"), 2)); // again, with other values
    }
};

QTEST_GUILESS_MAIN(TestStatement)
#include "tst_statement.moc"
