#include "core/scoring/scorestore.h"

#include <QTest>

#include "tests/core/scoring/scoringstudy.h"

class TestScoreStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storesWithProvenanceAndNothingTwice();
    void againStoresAgain();
    void allOrNothing();
};

namespace {

scoring::WorkerFacts facts()
{
    scoring::WorkerFacts facts;
    facts.version = QStringLiteral("1.2");
    facts.libtorch = QStringLiteral("2.11.0");
    facts.device = QStringLiteral("cuda:0");
    return facts;
}

QList<scoring::ScorerInfo> scorers()
{
    scoring::ScorerInfo info;
    info.id = QStringLiteral("sharpness");
    info.fingerprint = QString(64, QLatin1Char('b'));
    info.dtype = QStringLiteral("u8");
    return {info};
}

} // namespace

void TestScoreStore::storesWithProvenanceAndNothingTwice()
{
    ScoringStudy study(1);
    storage::Database database = support::must(storage::Database::open(study.path()));
    scoring::ScoreStore store(database, facts(), scorers(), false);
    const scoring::ScoredValue value{study.assets()[0].id, QStringLiteral("sharpness"), {}, 2.5, {}};
    const auto added = store.commit({value}, {}, {});
    SUPPORT_OK(added);
    QCOMPARE(added->size(), 1);
    const auto again = store.commit({value, {study.assets()[1].id, QStringLiteral("sharpness"), {}, 3.5, {}}}, {}, {});
    SUPPORT_OK(again);
    QCOMPARE(again->size(), 1);
    const QList<study::Score> rows = study.rows();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0].value, 2.5);
    QCOMPARE(rows[0].device, QStringLiteral("cuda:0"));
    QCOMPARE(rows[0].libtorch, QStringLiteral("2.11.0"));
    QCOMPARE(rows[0].appVersion, QStringLiteral("1.2"));
    QCOMPARE(rows[0].origin, QStringLiteral("computed"));
}

void TestScoreStore::againStoresAgain()
{
    ScoringStudy study(1);
    storage::Database database = support::must(storage::Database::open(study.path()));
    const scoring::ScoredValue value{study.assets()[0].id, QStringLiteral("sharpness"), {}, 2.5, {}};
    SUPPORT_OK(scoring::ScoreStore(database, facts(), scorers(), false).commit({value}, {}, {}));
    scoring::ScoredValue newer = value;
    newer.value = 7;
    const auto added = scoring::ScoreStore(database, facts(), scorers(), true).commit({newer}, {}, {});
    SUPPORT_OK(added);
    QCOMPARE(added->size(), 1);
    const auto current = storage::ScoreRepository(database).currentScores();
    SUPPORT_OK(current);
    QCOMPARE(current->size(), 1);
    QCOMPARE(current->first().value, 7.0);
}

void TestScoreStore::allOrNothing()
{
    ScoringStudy study(1);
    storage::Database database = support::must(storage::Database::open(study.path()));
    scoring::ScoreStore store(database, facts(), scorers(), false);
    const scoring::ScoredValue good{study.assets()[0].id, QStringLiteral("sharpness"), {}, 2.5, {}};
    const scoring::ScoredValue orphan{study::AssetId(4711), QStringLiteral("sharpness"), {}, 2.5, {}};
    QVERIFY(!store.commit({good, orphan}, {}, {}));
    QVERIFY(study.rows().isEmpty());
}

QTEST_GUILESS_MAIN(TestScoreStore)
#include "tst_scorestore.moc"
