#include <QTest>

#include "core/scoring/scorequeue.h"
#include "ui/widgets/activity.h"
#include "ui/widgets/scoreactivity.h"

using namespace widgets;
using Phase = scoring::QueueState::Phase;

class TestScoreActivity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void saysAndForgets();

private:
    static scoring::QueueState state(Phase phase, double left = -1)
    {
        scoring::QueueState result;
        result.phase = phase;
        result.done = 37;
        result.total = 60;
        result.secondsLeft = left;
        result.message = QStringLiteral("out of memory");
        return result;
    }
};

void TestScoreActivity::text_data()
{
    QTest::addColumn<scoring::QueueState>("state");
    QTest::addColumn<QString>("expected");
    QTest::newRow("idle") << state(Phase::Idle) << QString();
    QTest::newRow("scoring, not known yet") << state(Phase::Scoring) << QStringLiteral("Scoring 37 of 60");
    QTest::newRow("scoring") << state(Phase::Scoring, 41) << QStringLiteral("Scoring 37 of 60, about 40 s");
    QTest::newRow("paused") << state(Phase::Paused, 41) << QStringLiteral("Scoring paused, 37 of 60");
    QTest::newRow("failed") << state(Phase::Failed) << QStringLiteral("Scoring failed: out of memory");
}

void TestScoreActivity::text()
{
    QFETCH(scoring::QueueState, state);
    QFETCH(QString, expected);
    QCOMPARE(queueText(state), expected);
}

void TestScoreActivity::saysAndForgets()
{
    {
        scoring::ScoreQueue queue(QStringLiteral("none.dissensus"));
        new ScoreActivity(&queue);
        Q_EMIT queue.stateChanged(state(Phase::Failed));
        QCOMPARE(Activity::instance().entries().size(), 1);
        QVERIFY(Activity::instance().entries().first().isError);
        Q_EMIT queue.stateChanged(state(Phase::Idle));
        QVERIFY(Activity::instance().entries().isEmpty());
        Q_EMIT queue.stateChanged(state(Phase::Scoring, 10));
        QVERIFY(Activity::instance().entries().first().isRunning);
    }
    QVERIFY(Activity::instance().entries().isEmpty());
}

QTEST_MAIN(TestScoreActivity)
#include "tst_scoreactivity.moc"
