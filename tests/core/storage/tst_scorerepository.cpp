#include "core/storage/scorerepository.h"

#include <QtTest>

#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/studyrepository.h"
#include "tests/support/studies.h"

using storage::Database;
using storage::ScoreRepository;

class TestScoreRepository : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;
    int m_made = 0;

    Database newStudy()
    {
        return support::must(Database::create(m_folder.file(QStringLiteral("%1.dissensus").arg(++m_made)), {}));
    }

    static study::Score computed(study::FingerprintId fingerprint, study::AssetId asset, double value,
                                 const QString &promptHash = {})
    {
        study::Score score;
        score.asset = asset;
        score.fingerprint = fingerprint;
        score.promptHash = promptHash;
        score.value = value;
        score.origin = QStringLiteral("computed");
        return score;
    }

    static study::AssetId addAsset(Database &database, char digit)
    {
        return support::must(storage::AssetRepository(database).addAsset(
                                 {{}, QString(64, QLatin1Char(digit)), 1, 1, 1, QStringLiteral("png")}))
            .id;
    }

private Q_SLOTS:
    void fingerprintsAreUniquePerScorer()
    {
        Database database = newStudy();
        ScoreRepository scores(database);
        const auto a = support::must(
            scores.addFingerprint(QStringLiteral("hps-v3"), QStringLiteral("f1"), QStringLiteral("{\"a\":1}")));
        QCOMPARE(support::must(scores.addFingerprint(QStringLiteral("hps-v3"), QStringLiteral("f1"), {})).id, a.id);
        QVERIFY(support::must(scores.addFingerprint(QStringLiteral("hps-v3"), QStringLiteral("f2"), {})).id != a.id);
        QVERIFY(support::must(scores.addFingerprint(QStringLiteral("import:hps-v3"), QStringLiteral("f1"), {})).id
                != a.id);
        const auto all = support::must(scores.fingerprints());
        QCOMPARE(all.size(), 3);
        QCOMPARE(all[0].description, QStringLiteral("{\"a\":1}"));
        QVERIFY(scores.scorers()->isEmpty()); // none has a score yet
    }

    void newestRowOfAKeyIsCurrent()
    {
        Database database = newStudy();
        ScoreRepository scores(database);
        const auto fingerprint =
            support::must(scores.addFingerprint(QStringLiteral("contrast"), QStringLiteral("f"), {})).id;
        const auto one = addAsset(database, 'a');
        const auto two = addAsset(database, 'b');
        support::must(scores.addScore(computed(fingerprint, one, 0.1)));
        support::must(scores.addScore(computed(fingerprint, two, 0.2)));
        support::must(scores.addScore(computed(fingerprint, one, 0.3)));
        support::must(scores.addScore(computed(fingerprint, one, 0.4, QStringLiteral("hash of a prompt"))));
        const auto current = support::must(scores.currentScores(QStringLiteral("contrast")));
        QList<double> values;
        for (const study::Score &score : current)
            values += score.value;
        std::sort(values.begin(), values.end());
        QCOMPARE(values, (QList<double>{0.2, 0.3, 0.4}));
        QCOMPARE(scores.currentScores(QStringLiteral("sharpness"))->size(), 0);
        QCOMPARE(scores.currentScores()->size(), 3);
        QCOMPARE(storage::StudyRepository(database).counts()->scores, 3);
        const auto scored = support::must(scores.scored(fingerprint));
        QCOMPARE(scored.value(one).size(), 2);
        QCOMPARE(scored.value(two), QStringList{QString()});
        QCOMPARE(scores.scorers().value(), QStringList{QStringLiteral("contrast")});
    }

    void everythingIsReadBackToTheLastBit()
    {
        Database database = newStudy();
        ScoreRepository scores(database);
        const auto group = support::must(storage::PromptRepository(database).addGroup(QStringLiteral("g"))).id;
        study::Picture picture;
        picture.prompt =
            support::must(storage::PromptRepository(database).addPrompt(group, QStringLiteral("original"), {})).id;
        picture.variant = QStringLiteral("original");
        study::Score score;
        score.picture = support::must(storage::PictureRepository(database).addPicture(picture));
        score.fingerprint =
            support::must(scores.addFingerprint(QStringLiteral("import:hps-v3"), QStringLiteral("f"), {})).id;
        score.promptHash = QStringLiteral("h");
        score.value = 0.1 + 0.2;
        score.second = -1e-300;
        score.valueText = QStringLiteral("0.30000000000000004");
        score.device = QStringLiteral("cuda:0");
        score.dtype = QStringLiteral("bf16");
        score.origin = QStringLiteral("me, from scores.csv");
        score.libtorch = QStringLiteral("2.11.0");
        score.computedAt = 1234567890123;
        score.id = support::must(scores.addScore(score));
        const auto read = support::must(scores.currentScores()).constFirst();
        QCOMPARE(read.id, score.id);
        QVERIFY(!read.asset.isValid());
        QCOMPARE(read.picture, score.picture);
        QVERIFY(read.value == score.value && read.second == score.second);
        QCOMPARE(read.valueText, score.valueText);
        QCOMPARE(read.device, score.device);
        QCOMPARE(read.dtype, score.dtype);
        QCOMPARE(read.origin, score.origin);
        QCOMPARE(read.libtorch, score.libtorch);
        QCOMPARE(read.appVersion, QStringLiteral(DISSENSUS_VERSION));
        QCOMPARE(read.computedAt, score.computedAt);
    }

    void coverageCountsPicturesOnce()
    {
        Database database = newStudy();
        ScoreRepository scores(database);
        QVERIFY(support::must(scores.coverage()).isEmpty());
        const auto first = support::must(scores.addFingerprint(QStringLiteral("contrast"), QStringLiteral("f"), {})).id;
        const auto second =
            support::must(scores.addFingerprint(QStringLiteral("contrast"), QStringLiteral("g"), {})).id;
        const auto asset = addAsset(database, 'a');
        SUPPORT_OK(scores.addScore(computed(first, asset, 1)));
        SUPPORT_OK(scores.addScore(computed(first, asset, 2)));
        SUPPORT_OK(scores.addScore(computed(second, asset, 3)));
        const auto coverage = support::must(scores.coverage());
        QCOMPARE(coverage.size(), 1);
        QCOMPARE(coverage[0].scorer, QStringLiteral("contrast"));
        QCOMPARE(coverage[0].pictures, 1);
    }

    void scoreBelongsToAnAssetOrAPicture()
    {
        Database database = newStudy();
        ScoreRepository scores(database);
        const auto fingerprint =
            support::must(scores.addFingerprint(QStringLiteral("contrast"), QStringLiteral("f"), {})).id;
        SUPPORT_FAILS(scores.addScore(computed(fingerprint, {}, 1)), "study.constraint");
    }

    void embeddingsAreKeptOnce()
    {
        Database database = newStudy();
        ScoreRepository scores(database);
        const storage::StoredEmbedding embedding{QStringLiteral("tower"), QStringLiteral("asset"),
                                                 QStringLiteral("h"),     QStringLiteral("fp16"),
                                                 QStringLiteral("2x2"),   QByteArray("\0\1\2\3", 4)};
        SUPPORT_OK(scores.addEmbedding(embedding));
        SUPPORT_OK(scores.addEmbedding(embedding));
        QCOMPARE(scores.embedding(QStringLiteral("tower"), QStringLiteral("asset"), QStringLiteral("h")).value(),
                 embedding.data);
        QCOMPARE(scores.embedding(QStringLiteral("tower"), QStringLiteral("text"), QStringLiteral("h")).value(),
                 QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestScoreRepository)
#include "tst_scorerepository.moc"
