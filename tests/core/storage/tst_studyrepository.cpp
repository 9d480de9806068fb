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
