#include "core/scoring/scorerun.h"

#include <csignal>

#include <unistd.h>

#include <QSet>
#include <QTest>

#include "tests/core/scoring/scoringstudy.h"
#include "tests/support/coreimage.h"

class TestScoreRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scoresEverythingOnce();
    void theRateIsThatOfScoring();
    void resumes();
    void scoresAgain();
    void underEveryPrompt();
    void survives_data();
    void survives();
    void diesAtEachMessage_data();
    void diesAtEachMessage();
    void stoppedWorkerIsReplaced();
    void thePoisonousPictureIsSetAside();
    void severalPoisonousPictures();
    void aWorkerThatAlwaysDiesGivesUp();
    void aWorkerThatAlwaysErrsFailsEachPicture();
    void aDeviceWithoutMemoryEndsTheRun();
    void smallerBatchesAreTold();
    void missingAndChangedFilesAreListed();
    void cancelKeepsWhatIsCommitted();
    void pauseAndResume();
    void whatIsVisibleComesFirst();
    void unknownScorers();
    void aMissingWorkerIsAnError();
};

namespace {

QSet<qint64> scoredAssets(const QList<study::Score> &rows)
{
    QSet<qint64> assets;
    for (const study::Score &row : rows)
        assets.insert(row.asset.value);
    return assets;
}

/// Every picture has the one score that belongs to it, but for those left out.
void verifyScores(const ScoringStudy &study, const QSet<qint64> &leftOut = {})
{
    const QList<study::Score> rows = study.rows();
    QCOMPARE(rows.size(), study.assets().size() - leftOut.size()); // nothing lost, nothing twice
    QHash<qint64, double> values;
    for (const study::Score &row : rows)
        values.insert(row.asset.value, row.value);
    for (const study::Asset &asset : study.assets()) {
        QCOMPARE(values.contains(asset.id.value), !leftOut.contains(asset.id.value));
        if (!leftOut.contains(asset.id.value))
            QCOMPARE(values.value(asset.id.value), double(asset.sha256.left(6).toInt(nullptr, 16)));
    }
}

class Recorder : public scoring::RunObserver
{
public:
    void scored(const QList<scoring::ScoredValue> &some) override
    {
        values += some;
        if (onScored)
            onScored();
    }
    void pictureFailed(const scoring::FailedPicture &picture) override { failed += picture; }
    void stateChanged(const scoring::QueueState &state) override
    {
        phases.insert(int(state.phase));
        last = state;
    }

    std::function<void()> onScored;
    QList<scoring::ScoredValue> values;
    QList<scoring::FailedPicture> failed;
    QSet<int> phases;
    scoring::QueueState last;
};

} // namespace

void TestScoreRun::scoresEverythingOnce()
{
    ScoringStudy study(10);
    Recorder recorder;
    const auto summary = study.run(study.request(QStringLiteral("good")), recorder);
    SUPPORT_OK(summary);
    QCOMPARE(summary->scored, 20);
    QCOMPARE(summary->pictures, 20);
    QCOMPARE(summary->reused, 0);
    QVERIFY(summary->failed.isEmpty() && !summary->cancelled);
    QCOMPARE(summary->scorers.size(), 1);
    QCOMPARE(summary->scorers[0].device, QStringLiteral("cpu"));
    QCOMPARE(recorder.values.size(), 20);
    QCOMPARE(recorder.last.done, 20);
    QCOMPARE(recorder.last.total, 20);
    verifyScores(study);
    QCOMPARE(study.log().size(), 20); // asked about once each, as bytes: this worker did not prove that it sees files
}

void TestScoreRun::theRateIsThatOfScoring()
{
    ScoringStudy study(2);
    scoring::ScoreRequest request = study.request(QStringLiteral("good"));
    const QString script =
        study.folder().write(QStringLiteral("slow start.sh"), "sleep 0.5\nexec " + request.worker.toUtf8() + '\n');
    request.worker = QStringLiteral("sh \"%1\"").arg(script);
    const auto summary = study.run(request);
    SUPPORT_OK(summary);
    QCOMPARE(summary->pictures, 4);
    QVERIFY(summary->scoringSeconds > 0);
    QVERIFY(summary->seconds >= summary->scoringSeconds + 0.5);
    QCOMPARE(summary->picturesPerSecond(), 4 / summary->scoringSeconds);
    // Nothing was left to score.
    const auto again = study.run(request);
    SUPPORT_OK(again);
    QCOMPARE(again->scoringSeconds, 0.0);
    QCOMPARE(again->picturesPerSecond(), 0.0);
}

void TestScoreRun::resumes()
{
    ScoringStudy study(4);
    SUPPORT_OK(study.run(study.request(QStringLiteral("good"))));
    const auto summary = study.run(study.request(QStringLiteral("good")));
    SUPPORT_OK(summary);
    QCOMPARE(summary->scored, 0);
    QCOMPARE(summary->reused, 8);
    verifyScores(study);
}

void TestScoreRun::scoresAgain()
{
    ScoringStudy study(2);
    SUPPORT_OK(study.run(study.request(QStringLiteral("good"))));
    scoring::ScoreRequest request = study.request(QStringLiteral("good"));
    request.again = true;
    const auto summary = study.run(request);
    SUPPORT_OK(summary);
    QCOMPARE(summary->scored, 4);
    QCOMPARE(study.rows().size(), 8); // appended, not replaced
}

void TestScoreRun::underEveryPrompt()
{
    ScoringStudy study(3);
    scoring::ScoreRequest request = study.request(QStringLiteral("prompts"));
    const auto summary = study.run(request);
    SUPPORT_OK(summary);
    QCOMPARE(summary->scored, 12); // 6 pictures × 2 prompts of their group
    request.prompts = scoring::PromptScope::All;
    const auto more = study.run(request);
    SUPPORT_OK(more);
    QCOMPARE(more->reused, 12);
    QCOMPARE(more->scored, 24);
    QSet<QPair<qint64, QString>> keys;
    for (const study::Score &row : study.rows())
        keys.insert({row.asset.value, row.promptHash});
    QCOMPARE(keys.size(), 36);
    QCOMPARE(study.rows().size(), 36);
}

void TestScoreRun::survives_data()
{
    QTest::addColumn<QString>("mode");
    for (const char *mode : {"die", "after", "hang", "rubbish", "half", "long", "damaged", "stranger", "twice", "omit",
                             "infinite", "otherid"})
        QTest::newRow(mode) << QString::fromLatin1(mode);
}

void TestScoreRun::survives()
{
    // Each worker answers two messages well and does its bad deed at the third; the next worker likewise.
    QFETCH(QString, mode);
    ScoringStudy study(10);
    Recorder recorder;
    const auto summary = study.run(study.request(mode, QStringLiteral("3")), recorder);
    SUPPORT_OK(summary);
    QVERIFY2(summary->failed.isEmpty(), qPrintable(summary->failed.isEmpty() ? QString() : summary->failed[0].reason));
    QCOMPARE(summary->scored, 20);
    QVERIFY(recorder.phases.contains(int(scoring::QueueState::Phase::Restarting)));
    verifyScores(study);
}

void TestScoreRun::diesAtEachMessage_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<int>("message");
    for (const QString &mode : {QStringLiteral("die"), QStringLiteral("after")})
        for (int message = 2; message <= 10; message += mode == QLatin1String("die") ? 1 : 4)
            QTest::newRow((mode + QString::number(message)).toLatin1().constData()) << mode << message;
}

void TestScoreRun::diesAtEachMessage()
{
    QFETCH(QString, mode);
    QFETCH(int, message);
    ScoringStudy study(10);
    scoring::ScoreRequest request = study.request(mode, QString::number(message));
    request.batch = 2; // ten messages
    const auto summary = study.run(request);
    SUPPORT_OK(summary);
    QVERIFY(summary->failed.isEmpty());
    QCOMPARE(summary->scored, 20);
    verifyScores(study);
}

/// A worker that sleeps for longer than anybody waits (a machine put to sleep, a job that was suspended).
void TestScoreRun::stoppedWorkerIsReplaced()
{
    ScoringStudy study(10);
    Recorder recorder;
    QSet<pid_t> stopped;
    recorder.onScored = [&] {
        if (!stopped.isEmpty())
            return;
        for (const pid_t worker : support::childProcesses(::getpid())) {
            ::kill(worker, SIGSTOP);
            stopped.insert(worker);
        }
    };
    scoring::ScoreRequest request = study.request(QStringLiteral("slow"), QStringLiteral("50"));
    request.replyTimeoutMs = 400;
    const auto summary = study.run(request, recorder);
    SUPPORT_OK(summary);
    QCOMPARE(stopped.size(), 1);
    QVERIFY(recorder.phases.contains(int(scoring::QueueState::Phase::Restarting)));
    QVERIFY(summary->failed.isEmpty());
    verifyScores(study);
    for (const pid_t worker : std::as_const(stopped))
        QVERIFY(!QFile::exists(QStringLiteral("/proc/%1").arg(worker)));
}

void TestScoreRun::thePoisonousPictureIsSetAside()
{
    ScoringStudy study(10);
    const study::Asset poison = study.assets()[6];
    const auto summary = study.run(study.request(QStringLiteral("poison"), poison.sha256.left(12)));
    SUPPORT_OK(summary);
    QCOMPARE(summary->failed.size(), 1);
    QCOMPARE(summary->failed[0].asset, poison.id);
    QCOMPARE(summary->failed[0].pictures.size(), 1);
    QVERIFY(summary->failed[0].reason.startsWith(QStringLiteral("set aside")));
    QCOMPARE(summary->scored, 19);
    verifyScores(study, {poison.id.value});
    // Once among others, twice alone; not more often.
    QCOMPARE(study.log().filter(poison.sha256).size(), 3);
}

void TestScoreRun::severalPoisonousPictures()
{
    // Every hash that begins with one of 16 digits: some of 40 pictures, spread at random.
    ScoringStudy study(20);
    QHash<QChar, QSet<qint64>> byDigit;
    for (const study::Asset &asset : study.assets())
        byDigit[asset.sha256[0]].insert(asset.id.value);
    const auto most = std::max_element(byDigit.begin(), byDigit.end(),
                                       [](const auto &a, const auto &b) { return a.size() < b.size(); });
    QVERIFY(most->size() >= 3);
    const auto summary = study.run(study.request(QStringLiteral("poison"), most.key()));
    SUPPORT_OK(summary);
    QCOMPARE(summary->failed.size(), most->size());
    verifyScores(study, *most);
}

void TestScoreRun::aWorkerThatAlwaysDiesGivesUp()
{
    ScoringStudy study(10);
    const auto summary = study.run(study.request(QStringLiteral("die"), QStringLiteral("1")));
    SUPPORT_FAILS(summary, "scorer.died");
    QVERIFY(study.rows().isEmpty());
}

void TestScoreRun::aWorkerThatAlwaysErrsFailsEachPicture()
{
    ScoringStudy study(3);
    const auto summary = study.run(study.request(QStringLiteral("error"), QStringLiteral("1")));
    SUPPORT_OK(summary);
    QVERIFY(summary->failed.isEmpty()); // only the first message was refused; its pictures went again, one by one
    verifyScores(study);
}

void TestScoreRun::aDeviceWithoutMemoryEndsTheRun()
{
    ScoringStudy study(10);
    const auto summary = study.run(study.request(QStringLiteral("memory"), QStringLiteral("2")));
    SUPPORT_FAILS(summary, "device.memory");
    QVERIFY(summary.error().message.contains(QStringLiteral("cuda:0")));
    QCOMPARE(study.rows().size(), 4 + 3); // what had been scored is kept, the picture is not blamed
    const auto again = study.run(study.request(QStringLiteral("good")));
    SUPPORT_OK(again);
    QVERIFY(again->failed.isEmpty());
    verifyScores(study);
}

void TestScoreRun::smallerBatchesAreTold()
{
    struct Seen : scoring::RunObserver
    {
        void stateChanged(const scoring::QueueState &state) override
        {
            if (state.limit.now > 0)
                limits += {state.limit.usual, state.limit.now};
        }
        QList<std::pair<int, int>> limits;
    } seen;
    ScoringStudy study(2);
    SUPPORT_OK(study.run(study.request(QStringLiteral("shrunk"), QStringLiteral("1")), seen));
    QVERIFY(seen.limits.contains(std::pair(8, 4)));
    verifyScores(study);
}

void TestScoreRun::missingAndChangedFilesAreListed()
{
    ScoringStudy study(3);
    QVERIFY(QFile::remove(study.file(1)));
    QFile changed(study.file(4));
    QVERIFY(changed.open(QIODevice::WriteOnly));
    changed.write("other bytes");
    changed.close();
    const auto summary = study.run(study.request(QStringLiteral("good")));
    SUPPORT_OK(summary);
    QCOMPARE(summary->scored, 4);
    QCOMPARE(summary->failed.size(), 2);
    for (const scoring::FailedPicture &failed : summary->failed)
        QVERIFY(!failed.reason.isEmpty() && failed.pictures.size() == 1);
    verifyScores(study, {study.assets()[1].id.value, study.assets()[4].id.value});
}

void TestScoreRun::cancelKeepsWhatIsCommitted()
{
    ScoringStudy study(20);
    storage::Database database = support::must(storage::Database::open(study.path()));
    base::Progress progress;
    scoring::RunControl control(progress);
    Recorder recorder;
    recorder.onScored = [&] { progress.cancel(); };
    const auto summary = scoring::runScoring(database, study.request(QStringLiteral("good")), control, recorder);
    SUPPORT_OK(summary);
    QVERIFY(summary->cancelled);
    QCOMPARE(summary->scored, 4); // the batch that was committed when it was cancelled
    QCOMPARE(study.rows().size(), 4);
    const auto rest = study.run(study.request(QStringLiteral("good")));
    SUPPORT_OK(rest);
    QCOMPARE(rest->scored, 36);
    verifyScores(study);
}

void TestScoreRun::pauseAndResume()
{
    ScoringStudy study(10);
    storage::Database database = support::must(storage::Database::open(study.path()));
    base::Progress progress;
    scoring::RunControl control(progress);
    control.setPaused(true);
    class Resumer : public Recorder
    {
    public:
        scoring::RunControl *control = nullptr;
        int rowsWhilePaused = -1;
        void stateChanged(const scoring::QueueState &state) override
        {
            if (state.phase == scoring::QueueState::Phase::Paused) {
                rowsWhilePaused = int(values.size());
                control->setPaused(false);
            }
        }
    } resumer;
    resumer.control = &control;
    const auto summary = scoring::runScoring(database, study.request(QStringLiteral("good")), control, resumer);
    SUPPORT_OK(summary);
    QCOMPARE(resumer.rowsWhilePaused, 0);
    verifyScores(study);
}

void TestScoreRun::whatIsVisibleComesFirst()
{
    ScoringStudy study(10);
    storage::Database database = support::must(storage::Database::open(study.path()));
    base::Progress progress;
    scoring::RunControl control(progress);
    control.setVisible({study.assets()[17].id, study.assets()[11].id});
    Recorder recorder;
    SUPPORT_OK(scoring::runScoring(database, study.request(QStringLiteral("good")), control, recorder));
    QCOMPARE(recorder.values[0].asset, study.assets()[17].id);
    QCOMPARE(recorder.values[1].asset, study.assets()[11].id);
    QCOMPARE(scoredAssets(study.rows()).size(), 20);
}

void TestScoreRun::unknownScorers()
{
    ScoringStudy study(1);
    scoring::ScoreRequest request = study.request(QStringLiteral("good"));
    request.scorers = {QStringLiteral("contrast")}; // this worker has no such
    SUPPORT_FAILS(study.run(request), "scorer.unknown");
}

void TestScoreRun::aMissingWorkerIsAnError()
{
    ScoringStudy study(1);
    scoring::ScoreRequest request;
    request.worker = QStringLiteral("/nowhere/scorer");
    SUPPORT_FAILS(study.run(request), "scorer.start");
}

QTEST_GUILESS_MAIN(TestScoreRun)
#include "tst_scorerun.moc"
