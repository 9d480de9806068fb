#include "core/analysis/snapshotloader.h"

#include <QTest>

#include "core/base/hash.h"
#include "core/base/progress.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/scorerepository.h"
#include "core/storage/studyrepository.h"
#include "core/storage/trialrepository.h"
#include "tests/support/studies.h"

using analysis::Outcome;
using support::must;

/// One prompt group with both variants, one generator, two pictures, one annotator.
class SnapshotLoaderTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<support::TestFolder> m_folder;
    std::unique_ptr<storage::Database> m_database;
    study::Prompt m_original;
    study::Prompt m_distorted;
    study::PictureId m_originalPicture;
    study::PictureId m_distortedPicture;
    study::AssetId m_originalAsset;
    study::AssetId m_distortedAsset;
    study::AnnotatorId m_annotator;
    base::Progress m_progress;

    study::AssetId addAsset(const QByteArray &content)
    {
        study::Asset asset;
        asset.sha256 = base::sha256(content);
        asset.bytes = content.size();
        asset.width = asset.height = 8;
        asset.format = QStringLiteral("png");
        return must(storage::AssetRepository(*m_database).addAsset(asset)).id;
    }

    study::PictureId addPicture(study::AssetId asset, study::GeneratorId generator, const study::Prompt &prompt)
    {
        study::Picture picture;
        picture.asset = asset;
        picture.generator = generator;
        picture.prompt = prompt.id;
        picture.variant = prompt.variant;
        return must(storage::PictureRepository(*m_database).addPicture(picture));
    }

    study::Trial addTrial(bool originalLeft)
    {
        study::Trial trial;
        trial.annotator = m_annotator;
        trial.prompt = m_distorted.id;
        trial.question = QStringLiteral("preference");
        trial.pictures =
            originalLeft ? QList{m_originalPicture, m_distortedPicture} : QList{m_distortedPicture, m_originalPicture};
        return trial;
    }

    study::AnswerId answer(study::TrialId trial, study::Vote vote, study::AnswerId supersedes = {},
                           const QStringList &flags = {})
    {
        study::Answer answer;
        answer.trial = trial;
        answer.question = QStringLiteral("preference");
        answer.supersedes = supersedes;
        answer.vote = vote;
        answer.answeredAt = 1000;
        answer.responseMs = 700;
        answer.flags = flags;
        answer.appVersion = QStringLiteral("test");
        return must(storage::TrialRepository(*m_database).addAnswer(answer)).id;
    }

    void addScore(study::FingerprintId fingerprint, study::AssetId asset, const QString &promptHash, double value,
                  study::PictureId picture = {})
    {
        study::Score score;
        score.asset = asset;
        score.picture = picture;
        score.promptHash = promptHash;
        score.fingerprint = fingerprint;
        score.value = value;
        score.origin = QStringLiteral("computed");
        must(storage::ScoreRepository(*m_database).addScore(score));
    }

    analysis::Snapshot load() { return must(analysis::Snapshot::load(*m_database, m_progress)); }

    static study::Vote side(int position) { return {study::Choice::Picture, position, 1}; }

private Q_SLOTS:
    void init()
    {
        m_database.reset();
        m_folder = std::make_unique<support::TestFolder>();
        m_database = std::make_unique<storage::Database>(
            must(storage::Database::create(m_folder->file(QStringLiteral("a.dissensus")), QStringLiteral("Test"))));
        storage::PromptRepository prompts(*m_database);
        const auto group = must(prompts.addGroup(QStringLiteral("boat")));
        m_original = must(prompts.addPrompt(group.id, QStringLiteral("original"), QStringLiteral("a boat")));
        m_distorted = must(prompts.addPrompt(group.id, QStringLiteral("distorted"), QStringLiteral("a blurry boat")));
        const auto generator = must(storage::PictureRepository(*m_database).addGenerator(QStringLiteral("G"))).id;
        m_originalAsset = addAsset("one");
        m_distortedAsset = addAsset("two");
        m_originalPicture = addPicture(m_originalAsset, generator, m_original);
        m_distortedPicture = addPicture(m_distortedAsset, generator, m_distorted);
        m_annotator =
            must(storage::AnnotatorRepository(*m_database)
                     .addAnnotator(QStringLiteral("ann"), study::AnnotatorKind::Human, {QStringLiteral("art")}))
                .id;
    }

    void cleanup() { m_database.reset(); }

    void readsPicturesWithCounterparts()
    {
        const auto snapshot = load();
        QCOMPARE(snapshot.groups.size(), 1);
        QCOMPARE(snapshot.prompts.size(), 2);
        QCOMPARE(snapshot.pictures.size(), 2);
        QCOMPARE(snapshot.counterpart[0], 1);
        QCOMPARE(snapshot.counterpart[1], 0);
        QCOMPARE(snapshot.generatorName(0), QStringLiteral("G"));
        QVERIFY(!snapshot.simulated);
        QCOMPARE(snapshot.revision, must(m_database->revision()));
    }

    void turnsDisplayedSidesIntoCanonicalOrder()
    {
        storage::TrialRepository trials(*m_database);
        answer(must(trials.addTrial(addTrial(true))), side(0));  // original, on the left
        answer(must(trials.addTrial(addTrial(false))), side(0)); // distorted, on the left
        answer(must(trials.addTrial(addTrial(true))), side(1), {},
               {QStringLiteral("too_fast")}); // distorted, on the right
        const auto snapshot = load();
        QCOMPARE(snapshot.votes.size(), 3U);
        for (const auto &vote : snapshot.votes)
            QCOMPARE(snapshot.pictures[vote.first].id, m_distortedPicture);
        QCOMPARE(snapshot.votes[0].outcome, Outcome::Second);
        QCOMPARE(snapshot.votes[1].outcome, Outcome::First);
        QCOMPARE(snapshot.votes[2].outcome, Outcome::First);
        QVERIFY(!snapshot.votes[0].firstWasLeft);
        QVERIFY(snapshot.votes[1].firstWasLeft);
        QVERIFY(snapshot.votes[2].tooFast);
        QCOMPARE(snapshot.votes[0].responseMs, 700);
    }

    void onlyCurrentVotesCount()
    {
        storage::TrialRepository trials(*m_database);
        const auto corrected = must(trials.addTrial(addTrial(true)));
        answer(corrected, side(1), answer(corrected, side(0)));
        const auto undone = must(trials.addTrial(addTrial(true)));
        answer(undone, {study::Choice::Undone, -1, 0}, answer(undone, side(0)));
        const auto snapshot = load();
        QCOMPARE(snapshot.votes.size(), 1U);
        QCOMPARE(snapshot.votes[0].outcome, Outcome::First);
    }

    void readsKindsOfTrialsAndTies()
    {
        storage::TrialRepository trials(*m_database);
        const auto first = must(trials.addTrial(addTrial(true)));
        answer(first, {study::Choice::BothGood, -1, 0});
        study::Trial repeat = addTrial(false);
        repeat.isRepeat = true;
        repeat.repeatOf = first;
        answer(must(trials.addTrial(repeat)), {study::Choice::Skip, -1, 0});
        study::Trial practice = addTrial(false);
        practice.isPractice = true;
        answer(must(trials.addTrial(practice)), {study::Choice::BothBad, -1, 0});
        const auto snapshot = load();
        QCOMPARE(snapshot.votes.size(), 3U);
        QCOMPARE(snapshot.votes[0].outcome, Outcome::BothGood);
        QVERIFY(snapshot.votes[1].isRepeat);
        QCOMPARE(snapshot.votes[1].repeatOf, first.value);
        QCOMPARE(snapshot.votes[1].outcome, Outcome::Skip);
        QVERIFY(snapshot.votes[2].isPractice);
        QCOMPARE(snapshot.votes[2].outcome, Outcome::BothBad);
    }

    void judgesGoldByTheProtocol()
    {
        storage::StudyRepository repository(*m_database);
        const QByteArray body = "{\"gold\":[{\"better\":\"" + base::sha256("one").toLatin1() + "\",\"worse\":\""
                                + base::sha256("two").toLatin1() + "\"}],\"version\":1}";
        const auto protocol = must(repository.setProtocol(body, QStringLiteral("hash")));
        storage::TrialRepository trials(*m_database);
        study::Trial gold = addTrial(true);
        gold.isGold = true;
        gold.protocol = protocol;
        answer(must(trials.addTrial(gold)), side(0)); // original = better
        answer(must(trials.addTrial(gold)), side(1));
        const auto snapshot = load();
        QVERIFY(snapshot.votes[0].goldPassed.value());
        QVERIFY(!snapshot.votes[1].goldPassed.value());
    }

    void theNewestScoreOfAKeyIsCurrent()
    {
        storage::ScoreRepository scores(*m_database);
        const auto fingerprint =
            must(scores.addFingerprint(QStringLiteral("contrast"), QStringLiteral("f1"), QStringLiteral("{}"))).id;
        addScore(fingerprint, m_originalAsset, QString(), 1);
        addScore(fingerprint, m_originalAsset, QString(), 2);
        const auto snapshot = load();
        QCOMPARE(snapshot.scores.size(), 1U);
        QCOMPARE(*snapshot.score(snapshot.scores[0], 0, 0), 2.0);
        QCOMPARE(*snapshot.score(snapshot.scores[0], 0, 1), 2.0); // counts under every prompt
        QVERIFY(!snapshot.score(snapshot.scores[0], 1, 0));
    }

    void versionsOfAScorerAreNeverMixed()
    {
        storage::ScoreRepository scores(*m_database);
        const auto old =
            must(scores.addFingerprint(QStringLiteral("contrast"), QStringLiteral("old"), QStringLiteral("{}"))).id;
        const auto fresh =
            must(scores.addFingerprint(QStringLiteral("contrast"), QStringLiteral("new"), QStringLiteral("{}"))).id;
        addScore(old, m_originalAsset, QString(), 1);
        addScore(old, m_distortedAsset, QString(), 1);
        addScore(fresh, m_originalAsset, QString(), 5);
        QCOMPARE(load().scores[0].fingerprint(), QStringLiteral("old")); // the new one covers less
        addScore(fresh, m_distortedAsset, QString(), 5);
        QCOMPARE(load().scores[0].fingerprint(), QStringLiteral("new"));
        QCOMPARE(load().scores.size(), 1U);
    }

    void importedScoresBelongToPictures()
    {
        storage::ScoreRepository scores(*m_database);
        const auto first =
            must(scores.addFingerprint(QStringLiteral("import:hps-v3"), QStringLiteral("a.csv"), QStringLiteral("{}")))
                .id;
        const auto second =
            must(scores.addFingerprint(QStringLiteral("import:hps-v3"), QStringLiteral("b.csv"), QStringLiteral("{}")))
                .id;
        addScore(first, {}, base::promptHash(m_distorted.text), 12.5, m_originalPicture);
        addScore(second, {}, base::promptHash(m_distorted.text), 7.5, m_distortedPicture);
        const auto snapshot = load();
        QCOMPARE(snapshot.scores.size(), 1U);
        const qint32 distorted = snapshot.prompts[0].variant == QLatin1String("distorted") ? 0 : 1;
        QCOMPARE(*snapshot.score(snapshot.scores[0], 0, distorted), 12.5);
        QCOMPARE(*snapshot.score(snapshot.scores[0], 1, distorted), 7.5);
        QVERIFY(!snapshot.score(snapshot.scores[0], 0, 1 - distorted));
    }

    void stopsWhenCancelled()
    {
        answer(must(storage::TrialRepository(*m_database).addTrial(addTrial(true))), side(0));
        base::Progress cancelled;
        cancelled.cancel();
        SUPPORT_FAILS(analysis::Snapshot::load(*m_database, cancelled), "cancelled");
        QCOMPARE(load().votes.size(), 1U); // the connection is free for the next transaction
    }
};

QTEST_GUILESS_MAIN(SnapshotLoaderTest)
#include "tst_snapshotloader.moc"
