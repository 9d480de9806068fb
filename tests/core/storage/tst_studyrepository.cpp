#include "core/storage/studyrepository.h"

#include <QtTest>

#include "core/storage/database.h"
#include "tests/support/studies.h"

class TestStudyRepository : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

private Q_SLOTS:
    void newestSettingHolds()
    {
        auto database = support::must(
            storage::Database::create(m_folder.file(QStringLiteral("s.dissensus")), QStringLiteral("one")));
        storage::StudyRepository study(database);
        QCOMPARE(study.setting(QStringLiteral("simulated")).value(), QString());
        SUPPORT_OK(study.setSetting(QStringLiteral("title"), QStringLiteral("two")));
        QCOMPARE(study.setting(QStringLiteral("title")).value(), QStringLiteral("two"));
    }

    void countingLeavesTheCacheAsItWas()
    {
        auto database = support::must(storage::Database::create(m_folder.file(QStringLiteral("cache.dissensus")), {}));
        const auto pages = [&database] {
            auto select = support::must(database.prepare(QStringLiteral("PRAGMA cache_size")));
            support::must(select.run());
            return select.next() ? select.integer(0) : 0;
        };
        const qint64 before = pages();
        support::must(storage::StudyRepository(database).counts());
        QCOMPARE(pages(), before);
        QVERIFY(before != 0);
    }

    /// The quick way of counting against the views that define what counts, in every kind of history.
    void countsAreThoseOfTheViews_data()
    {
        QTest::addColumn<QString>("sql");
        const QString none;
        QTest::newRow("nothing") << none;
        QTest::newRow("one answer") << QStringLiteral("1 1 q - left");
        QTest::newRow("taken back") << QStringLiteral("1 1 q - left|2 1 q 1 undone");
        QTest::newRow("given again") << QStringLiteral("1 1 q - left|2 1 q 1 undone|3 1 q 2 tie");
        QTest::newRow("two questions") << QStringLiteral("1 1 q - left|2 1 r - skip|3 2 q - tie");
        QTest::newRow("two first answers") << QStringLiteral("1 1 q - left|2 1 q - tie|3 2 q - left");
        QTest::newRow("two that supersede one") << QStringLiteral("1 1 q - left|2 1 q 1 undone|3 1 q 1 tie");
        QTest::newRow("undone without what") << QStringLiteral("1 1 q - undone|2 2 q - left");
        QTest::newRow("rivals balance a gap") << QStringLiteral("1 1 q - left|2 1 r - left|3 2 q - tie|4 2 q - left");
    }

    void countsAreThoseOfTheViews()
    {
        QFETCH(QString, sql);
        for (const bool withdrawn : {false, true}) {
            auto database = support::must(storage::Database::create(
                m_folder.file(
                    QStringLiteral("%1 %2.dissensus").arg(QLatin1String(QTest::currentDataTag())).arg(withdrawn)),
                {}));
            support::must(database.executeScript(
                QStringLiteral(
                    "INSERT INTO annotator VALUES (1, 'a', 'a', 'human', 0);"
                    "INSERT INTO prompt_group VALUES (1, 'g', 'g', ''); INSERT INTO prompt VALUES (1, 'p', 1, 'original', 'p', 'h');"
                    "INSERT INTO trial (id, uid, annotator_id, prompt_id, question, position, planned_at) VALUES (1, 't', 1, 1, 'q', 0, 0);"
                    "INSERT INTO trial (id, uid, annotator_id, prompt_id, question, position, planned_at) VALUES (2, 'u', 1, 1, 'q', 1, 0);"
                    "INSERT INTO asset VALUES (1, '%1', 1, 1, 1, 'png'); INSERT INTO scorer VALUES (1, 's');"
                    "INSERT INTO fingerprint VALUES (1, 1, 'f', '{}');"
                    "INSERT INTO score (asset_id, prompt_hash, fingerprint_id, value, origin, app_version, computed_at) VALUES (1, '', 1, 0.5, 'c', '', 0);"
                    "INSERT INTO score (asset_id, prompt_hash, fingerprint_id, value, origin, app_version, computed_at) VALUES (1, '', 1, 0.5, 'c', '', 1);")
                    .arg(QString(64, u'a'))));
            const auto parts = sql.split(u'|', Qt::SkipEmptyParts);
            for (const QString &part : parts) {
                const QStringList word = part.split(u' ');
                const bool picture = word[4] == QLatin1String("left");
                support::must(database.executeScript(
                    QStringLiteral(
                        "INSERT INTO answer (id, uid, trial_id, question, supersedes, answered_at, app_version) "
                        "VALUES (%1, 'a%1', %2, '%3', %4, %1, '');"
                        "INSERT INTO vote VALUES (%1, '%5', %6, 0);"
                        "INSERT INTO label (uid, answer_id, position, label_set, label, intensity) "
                        "VALUES ('l%1', %1, 0, 's', 'x', 0)")
                        .arg(word[0], word[1], word[2],
                             word[3] == QLatin1String("-") ? QStringLiteral("NULL") : word[3],
                             picture ? QStringLiteral("picture") : word[4],
                             picture ? QStringLiteral("0") : QStringLiteral("NULL"))));
            }
            if (withdrawn)
                support::must(database.execute(QStringLiteral("INSERT INTO withdrawn VALUES ('answer', 1)")));
            const auto number = [&](const char *query) {
                auto select = support::must(database.prepare(QLatin1String(query)));
                support::must(select.run());
                return select.next() ? select.integer(0) : -1;
            };
            const storage::StudyCounts counts = support::must(storage::StudyRepository(database).counts());
            QCOMPARE(counts.votes,
                     number("SELECT count(*) FROM current_answer AS a JOIN vote AS v ON v.answer_id = a.id "
                            "WHERE v.choice <> 'undone'"));
            QCOMPARE(counts.labels,
                     number("SELECT count(*) FROM label AS l JOIN current_answer AS a ON a.id = l.answer_id"));
            QCOMPARE(counts.scores, 1);
            QCOMPARE(counts.trials, 2);
        }
    }

    void protocolsAreStoredOncePerHashAndTheLastSetHolds()
    {
        auto database = support::must(storage::Database::create(m_folder.file(QStringLiteral("p.dissensus")), {}));
        storage::StudyRepository study(database);
        QVERIFY(!study.currentProtocol()->has_value());
        const auto a = support::must(study.setProtocol("{\"a\":\"\xc3\xbc\"}", QStringLiteral("hash a")));
        const auto b = support::must(study.setProtocol("{}", QStringLiteral("hash b")));
        QCOMPARE(study.currentProtocol()->value().id, b);
        QCOMPARE(support::must(study.setProtocol("{\"a\":\"\xc3\xbc\"}", QStringLiteral("hash a"))), a);
        const storage::StoredProtocol current = study.currentProtocol()->value();
        QCOMPARE(current.id, a);
        QCOMPARE(current.body, QByteArray("{\"a\":\"\xc3\xbc\"}"));
        QCOMPARE(current.hash, QStringLiteral("hash a"));
        QVERIFY(!current.locked);
        SUPPORT_OK(study.lockProtocol(a));
        SUPPORT_OK(study.lockProtocol(a));
        QVERIFY(study.currentProtocol()->value().locked);
        QVERIFY(!study.protocol(b)->value().locked);
        QVERIFY(!study.protocol(study::ProtocolId(9))->has_value());
    }
};

QTEST_GUILESS_MAIN(TestStudyRepository)
#include "tst_studyrepository.moc"
