#include "ui/scorers/scoreschedule.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/core/scoring/scoringstudy.h"

using Phase = scoring::QueueState::Phase;

/// With the scorer that misbehaves on demand.
class ScoreScheduleTest : public QObject
{
    Q_OBJECT

    const QStringList m_sharpness{QStringLiteral("sharpness")};

private Q_SLOTS:
    void oneAfterTheOther()
    {
        ScoringStudy study(6);
        scoring::ScoreQueue queue(study.path());
        scorers::ScoreSchedule schedule;
        schedule.setQueue(&queue);
        schedule.setWorker(study.fake(QStringLiteral("slow"), QStringLiteral("100")), QStringLiteral("cpu"));
        schedule.add(m_sharpness);
        QCOMPARE(schedule.running(), m_sharpness);
        schedule.add({QStringLiteral("clip-l")});
        QVERIFY(schedule.isWaiting(QStringLiteral("clip-l")));
        QCOMPARE(schedule.waitsFor(QStringLiteral("clip-l")), m_sharpness);
        schedule.forget(QStringLiteral("clip-l"));
        QVERIFY(!schedule.isWaiting(QStringLiteral("clip-l")));
        QTRY_VERIFY_WITH_TIMEOUT(!schedule.isRunning(), 30000);
        QCOMPARE(study.rows().size(), 12);
        const auto rate = schedule.rate(QStringLiteral("sharpness"));
        QVERIFY(rate && rate->picturesPerSecond > 0);
        QCOMPARE(rate->together, 1);
    }

    void pauseHoldsAndResumeGoesOn()
    {
        ScoringStudy study(20);
        scoring::ScoreQueue queue(study.path());
        scorers::ScoreSchedule schedule;
        schedule.setQueue(&queue);
        schedule.setWorker(study.fake(QStringLiteral("slow"), QStringLiteral("60")), QStringLiteral("cpu"));
        QSignalSpy stored(&schedule, &scorers::ScoreSchedule::stored);
        schedule.add(m_sharpness);
        QTRY_VERIFY_WITH_TIMEOUT(stored.size() > 0, 30000);
        schedule.pause();
        QTRY_COMPARE_WITH_TIMEOUT(schedule.state().phase, Phase::Paused, 30000);
        const qsizetype held = study.rows().size();
        QVERIFY(held < 40);
        QTest::qWait(300);
        QCOMPARE(study.rows().size(), held);
        schedule.resume();
        QTRY_VERIFY_WITH_TIMEOUT(!schedule.isRunning(), 60000);
        QCOMPARE(study.rows().size(), 40);
    }

    void aFailureIsKeptAndRestarted()
    {
        ScoringStudy study(4);
        scoring::ScoreQueue queue(study.path());
        scorers::ScoreSchedule schedule;
        schedule.setQueue(&queue);
        schedule.setWorker(QStringLiteral("/nowhere/scorer"), QStringLiteral("cpu"));
        schedule.add(m_sharpness);
        QTRY_VERIFY_WITH_TIMEOUT(!schedule.failure().isEmpty(), 30000);
        QCOMPARE(schedule.failed(), m_sharpness);
        QVERIFY(!schedule.isRunning());
        schedule.setWorker(study.fake(QStringLiteral("good")), QStringLiteral("cpu"));
        schedule.restart();
        QTRY_VERIFY_WITH_TIMEOUT(!schedule.isRunning(), 30000);
        QVERIFY(schedule.failure().isEmpty());
        QCOMPARE(study.rows().size(), 8);
    }

    void stopForgetsWhatWaits()
    {
        ScoringStudy study(20);
        scoring::ScoreQueue queue(study.path());
        scorers::ScoreSchedule schedule;
        schedule.setQueue(&queue);
        schedule.setWorker(study.fake(QStringLiteral("slow"), QStringLiteral("60")), QStringLiteral("cpu"));
        schedule.add(m_sharpness);
        schedule.add({QStringLiteral("clip-l")});
        schedule.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!schedule.isRunning(), 30000);
        QVERIFY(!schedule.isWaiting(QStringLiteral("clip-l")));
        QVERIFY(study.rows().size() < 40);
    }

    void withoutStudyNothingHappens()
    {
        scorers::ScoreSchedule schedule;
        schedule.add(m_sharpness);
        QVERIFY(!schedule.isRunning());
        schedule.pause();
        schedule.stop();
        QCOMPARE(schedule.state().phase, Phase::Idle);
    }
};

QTEST_MAIN(ScoreScheduleTest)
#include "tst_scoreschedule.moc"
