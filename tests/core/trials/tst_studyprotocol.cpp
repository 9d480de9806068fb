#include "core/trials/studyprotocol.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/storage/database.h"
#include "core/storage/studyrepository.h"

class TestStudyProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto database =
            storage::Database::create(m_folder->filePath(QStringLiteral("a study.dissensus")), QStringLiteral("T"));
        QVERIFY(database);
        m_database = std::make_unique<storage::Database>(std::move(*database));
    }
    void cleanup() { m_database.reset(); }

    void defaultWhereNoneWasSet();
    void setSupersedesALockedOne();
    void versionsThatMatter();
    void damagedBodyIsFound();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<storage::Database> m_database;
};

void TestStudyProtocol::defaultWhereNoneWasSet()
{
    const auto protocol = trials::studyProtocol(*m_database);
    QVERIFY(protocol);
    QVERIFY(!protocol->id.isValid());
    QCOMPARE(protocol->protocol, trials::defaultProtocol());
    QCOMPARE(protocol->hash, trials::protocolHash(trials::defaultProtocol()));
    QVERIFY(trials::verifyStudyProtocol(*m_database)->isEmpty());
}

void TestStudyProtocol::setSupersedesALockedOne()
{
    const auto locked = trials::lockStudyProtocol(*m_database);
    QVERIFY(locked);
    QVERIFY(locked->locked && locked->id.isValid());
    trials::Protocol other = trials::defaultProtocol();
    other.seed = 7;
    const auto next = trials::setStudyProtocol(*m_database, other);
    QVERIFY(next);
    QVERIFY(!next->locked);
    QCOMPARE(next->protocol, other);
    const auto kept = storage::StudyRepository(*m_database).protocol(locked->id);
    QVERIFY(kept && kept->has_value());
    QCOMPARE((*kept)->hash, locked->hash);
    QVERIFY((*kept)->locked);
    QVERIFY(trials::verifyStudyProtocol(*m_database)->isEmpty());
}

void TestStudyProtocol::versionsThatMatter()
{
    QVERIFY(trials::protocolVersions(*m_database)->isEmpty());
    const auto locked = trials::lockStudyProtocol(*m_database);
    QVERIFY(locked);
    trials::Protocol draft = trials::defaultProtocol();
    for (int seed : {7, 8}) {
        draft.seed = seed;
        QVERIFY(trials::setStudyProtocol(*m_database, draft));
    }
    const auto versions = trials::protocolVersions(*m_database);
    QVERIFY(versions);
    QCOMPARE(versions->size(), 2); // the draft with the seed 7 was changed again and nobody answered it
    QVERIFY(versions->at(0).inForce && !versions->at(0).locked);
    QCOMPARE(versions->at(0).protocol.seed, 8);
    QVERIFY(versions->at(1).locked && !versions->at(1).inForce);
    QCOMPARE(versions->at(1).hash, locked->hash);
    QCOMPARE(versions->at(1).answers, 0);
}

void TestStudyProtocol::damagedBodyIsFound()
{
    QVERIFY(storage::StudyRepository(*m_database).setProtocol(R"({"version": 1})", QStringLiteral("abc")));
    const auto problems = trials::verifyStudyProtocol(*m_database);
    QVERIFY(problems);
    QCOMPARE(problems->size(), 2); // another hash, and not the canonical form
    QVERIFY(storage::StudyRepository(*m_database).setProtocol("{", QStringLiteral("def")));
    const auto protocol = trials::studyProtocol(*m_database);
    QVERIFY(!protocol);
    QCOMPARE(protocol.error().code, QStringLiteral("protocol.damaged"));
}

QTEST_GUILESS_MAIN(TestStudyProtocol)
#include "tst_studyprotocol.moc"
