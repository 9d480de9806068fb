// What towers made is kept in the study: what a worker is sent, and what is stored, counted message by message.

#include <QTest>

#include "tests/core/scoring/scoringstudy.h"

class TestFeatureShelf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoPicturesTwoPrompts();
    void aFurtherPromptOpensNoPicture();
    void aScorerThatSharesTheTowerOpensNoPicture();
    void againLooksAgain();
    void damagedFeaturesAreMadeAgain();
    void survives_data();
    void survives();
};

namespace {

scoring::ScoreRequest towers(const ScoringStudy &study, const QStringList &scorers,
                             const QString &mode = QStringLiteral("towers"), const QString &when = QStringLiteral("0"))
{
    scoring::ScoreRequest request = study.request(mode, when);
    request.scorers = scorers;
    return request;
}

qint64 embeddings(const ScoringStudy &study)
{
    storage::Database database =
        support::must(storage::Database::open(study.path(), storage::Database::Mode::ReadOnly));
    storage::Statement select = support::must(database.prepare(QStringLiteral("SELECT count(*) FROM embedding")));
    support::must(select.run());
    select.next();
    return select.integer(0);
}

void forgetLog(const ScoringStudy &study)
{
    QFile::remove(study.folder().file(QStringLiteral("log")));
}

/// clip-l gives the picture's number minus the text's, laion-v1 the picture's.
void verifyValues(const ScoringStudy &study, qsizetype count)
{
    QHash<qint64, QString> hashes;
    for (const study::Asset &asset : study.assets())
        hashes.insert(asset.id.value, asset.sha256);
    const auto number = [](const QString &hash) { return double(hash.left(6).toInt(nullptr, 16)); };
    const QList<study::Score> rows = study.rows();
    QCOMPARE(rows.size(), count);
    for (const study::Score &row : rows)
        QCOMPARE(row.value, number(hashes.value(row.asset.value)) - number(row.promptHash));
}

const QString clip = QStringLiteral("clip-l");
const QString laion = QStringLiteral("laion-v1");

} // namespace

void TestFeatureShelf::twoPicturesTwoPrompts()
{
    ScoringStudy study(1);
    QCOMPARE(support::must(study.run(towers(study, {clip}))).scored, 4);
    QStringList log = study.log();
    log.sort();
    // Two pictures seen, two texts read, whatever the number of pairs.
    QCOMPARE(log, (QStringList{QStringLiteral("pictures new bytes"), QStringLiteral("pictures new bytes"),
                               QStringLiteral("texts new"), QStringLiteral("texts new")}));
    QCOMPARE(embeddings(study), 4);
    verifyValues(study, 4);
}

void TestFeatureShelf::aFurtherPromptOpensNoPicture()
{
    ScoringStudy study(2);
    support::must(study.run(towers(study, {clip})));
    verifyValues(study, 8);
    {
        storage::Database database = support::must(storage::Database::open(study.path()));
        storage::PromptRepository prompts(database);
        const study::PromptGroup idea = support::must(prompts.addGroup(QStringLiteral("new idea")));
        support::must(prompts.addPrompt(idea.id, study::originalVariant, QStringLiteral("a new prompt")));
    }
    for (const study::Asset &asset : study.assets())
        QVERIFY(QFile::remove(study.file(int(&asset - study.assets().constData())))); // nobody may open them
    forgetLog(study);
    scoring::ScoreRequest request = towers(study, {clip});
    request.prompts = scoring::PromptScope::All;
    request.batch = 256;
    const scoring::ScoreSummary summary = support::must(study.run(request));
    QCOMPARE(summary.failed.size(), 0);
    QCOMPARE(study.log().count(QStringLiteral("pictures known")), 4);
    QCOMPARE(study.log().count(QStringLiteral("texts new")), 1); // the four others were read before
    verifyValues(study, 20);
}

void TestFeatureShelf::aScorerThatSharesTheTowerOpensNoPicture()
{
    ScoringStudy study(2);
    support::must(study.run(towers(study, {clip})));
    const qint64 kept = embeddings(study);
    forgetLog(study);
    QCOMPARE(support::must(study.run(towers(study, {laion}))).scored, 4);
    QCOMPARE(study.log(), QStringList(4, QStringLiteral("pictures known")));
    QCOMPARE(embeddings(study), kept);
}

void TestFeatureShelf::againLooksAgain()
{
    ScoringStudy study(1);
    support::must(study.run(towers(study, {clip})));
    forgetLog(study);
    scoring::ScoreRequest request = towers(study, {clip});
    request.again = true;
    QCOMPARE(support::must(study.run(request)).scored, 4);
    QCOMPARE(study.log().count(QStringLiteral("pictures new bytes")), 2);
    QCOMPARE(embeddings(study), 4);
}

void TestFeatureShelf::damagedFeaturesAreMadeAgain()
{
    ScoringStudy study(1);
    {
        storage::Database database = support::must(storage::Database::open(study.path()));
        support::must(storage::ScoreRepository(database).addEmbedding(
            {QString(64, QLatin1Char('b')), QStringLiteral("asset"), study.assets().first().sha256,
             QStringLiteral("fp32"), QStringLiteral("7"), QByteArray("abcd")}));
    }
    QCOMPARE(support::must(study.run(towers(study, {clip}))).scored, 4);
    QCOMPARE(study.log().count(QStringLiteral("pictures new bytes")), 2);
    verifyValues(study, 4);
}

void TestFeatureShelf::survives_data()
{
    QTest::addColumn<QString>("mode");
    QTest::newRow("a death") << QStringLiteral("dietowers");
    QTest::newRow("features of a tower that was not asked") << QStringLiteral("wrongtower");
}

void TestFeatureShelf::survives()
{
    QFETCH(QString, mode);
    ScoringStudy study(4);
    scoring::ScoreRequest request = towers(study, {clip, laion}, mode, QStringLiteral("3"));
    request.batch = 2;
    const scoring::ScoreSummary summary = support::must(study.run(request));
    QCOMPARE(summary.failed.size(), 0);
    QCOMPARE(summary.scored, 8 * 2 + 8);
    verifyValues(study, 24); // nothing lost, nothing twice
    QCOMPARE(embeddings(study), 16);
}

QTEST_GUILESS_MAIN(TestFeatureShelf)
#include "tst_featureshelf.moc"
