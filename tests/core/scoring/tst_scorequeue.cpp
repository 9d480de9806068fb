#include "core/scoring/scorequeue.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/core/scoring/scoringstudy.h"

using scoring::ScoreQueue;

class TestScoreQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scoresInTheBackground();
    void cancel();
    void pause();
    void aNewRequestReplacesTheOld();
    void cancelOfAWaitingRequest();
    void failureIsASignal();
    void destructionWaits();
};

void TestScoreQueue::scoresInTheBackground()
{
    ScoringStudy study(10);
    ScoreQueue queue(study.path());
    QSignalSpy finished(&queue, &ScoreQueue::finished);
    int values = 0;
    connect(&queue, &ScoreQueue::scored, this, [&](const QList<scoring::ScoredValue> &some) {
        QCOMPARE(QThread::currentThread(), queue.thread());
        values += int(some.size());
    });
    queue.start(study.request(QStringLiteral("good")));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30000);
    QCOMPARE(values, 20);
    QCOMPARE(qvariant_cast<scoring::ScoreSummary>(finished[0][0]).scored, 20);
    QCOMPARE(queue.state().phase, scoring::QueueState::Phase::Idle);
    QCOMPARE(queue.state().done, 20);
    QTRY_VERIFY(!queue.isRunning());
}

void TestScoreQueue::cancel()
{
    ScoringStudy study(20);
    ScoreQueue queue(study.path());
    QSignalSpy scored(&queue, &ScoreQueue::scored);
    QSignalSpy finished(&queue, &ScoreQueue::finished);
    queue.start(study.request(QStringLiteral("slow"), QStringLiteral("50")));
    QTRY_VERIFY_WITH_TIMEOUT(scored.size() >= 1, 30000);
    queue.cancel();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30000);
    const auto summary = qvariant_cast<scoring::ScoreSummary>(finished[0][0]);
    QVERIFY(summary.cancelled);
    QCOMPARE(study.rows().size(), summary.scored);
    QVERIFY(summary.scored < 40);
}

void TestScoreQueue::pause()
{
    ScoringStudy study(20);
    ScoreQueue queue(study.path());
    QSignalSpy scored(&queue, &ScoreQueue::scored);
    QSignalSpy finished(&queue, &ScoreQueue::finished);
    queue.start(study.request(QStringLiteral("slow"), QStringLiteral("50")));
    QTRY_VERIFY_WITH_TIMEOUT(scored.size() >= 1, 30000);
    queue.pause();
    QTRY_COMPARE_WITH_TIMEOUT(queue.state().phase, scoring::QueueState::Phase::Paused, 30000);
    const qsizetype then = study.rows().size();
    QTest::qWait(300);
    QCOMPARE(study.rows().size(), then);
    QVERIFY(then < 40);
    queue.resume();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30000);
    QCOMPARE(study.rows().size(), 40);
}

void TestScoreQueue::aNewRequestReplacesTheOld()
{
    ScoringStudy study(20);
    ScoreQueue queue(study.path());
    QSignalSpy scored(&queue, &ScoreQueue::scored);
    QSignalSpy finished(&queue, &ScoreQueue::finished);
    queue.start(study.request(QStringLiteral("slow"), QStringLiteral("50")));
    QTRY_VERIFY_WITH_TIMEOUT(scored.size() >= 1, 30000);
    queue.start(study.request(QStringLiteral("slow"), QStringLiteral("60")));
    queue.start(study.request(QStringLiteral("good"))); // the one between never runs
    QVERIFY(queue.isRunning());
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30000);
    const auto summary = qvariant_cast<scoring::ScoreSummary>(finished[0][0]);
    QVERIFY(!summary.cancelled); // of the last request; the first one's end is nobody's business any more
    QCOMPARE(summary.scored + summary.reused, 40);
    QCOMPARE(study.rows().size(), 40);
}

void TestScoreQueue::cancelOfAWaitingRequest()
{
    ScoringStudy study(20);
    ScoreQueue queue(study.path());
    QSignalSpy scored(&queue, &ScoreQueue::scored);
    QSignalSpy finished(&queue, &ScoreQueue::finished);
    queue.start(study.request(QStringLiteral("slow"), QStringLiteral("50")));
    QTRY_VERIFY_WITH_TIMEOUT(scored.size() >= 1, 30000);
    queue.start(study.request(QStringLiteral("good")));
    queue.cancel();
    QCOMPARE(finished.size(), 1);
    QVERIFY(qvariant_cast<scoring::ScoreSummary>(finished[0][0]).cancelled);
    QVERIFY(!queue.isRunning());
    queue.start(study.request(QStringLiteral("good")));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 30000);
    QCOMPARE(study.rows().size(), 40);
}

void TestScoreQueue::failureIsASignal()
{
    ScoringStudy study(1);
    ScoreQueue queue(study.path());
    QSignalSpy failed(&queue, &ScoreQueue::failed);
    scoring::ScoreRequest request;
    request.worker = QStringLiteral("/nowhere/scorer");
    queue.start(request);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30000);
    QCOMPARE(queue.state().phase, scoring::QueueState::Phase::Failed);
    QVERIFY(!queue.state().message.isEmpty());

    ScoreQueue nowhere(QStringLiteral("/nowhere/study.dissensus"));
    QSignalSpy alsoFailed(&nowhere, &ScoreQueue::failed);
    nowhere.start(request);
    QTRY_COMPARE_WITH_TIMEOUT(alsoFailed.size(), 1, 30000);
}

void TestScoreQueue::destructionWaits()
{
    ScoringStudy study(20);
    {
        ScoreQueue queue(study.path());
        QSignalSpy scored(&queue, &ScoreQueue::scored);
        queue.start(study.request(QStringLiteral("slow"), QStringLiteral("50")));
        QTRY_VERIFY_WITH_TIMEOUT(scored.size() >= 1, 30000);
    }
    const qsizetype then = study.rows().size();
    QTest::qWait(200);
    QCOMPARE(study.rows().size(), then); // no thread goes on writing
}

QTEST_GUILESS_MAIN(TestScoreQueue)
#include "tst_scorequeue.moc"
