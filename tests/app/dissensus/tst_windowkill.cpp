// Kills the window while somebody judges in it, with --annotate and as a whole, and the helper beside it. Every answer
// after which the next pair was shown is in the study, as it was pressed; none is there by half; the next start goes
// on.

#include <csignal>

#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/trialrepository.h"
#include "tests/support/coreimage.h"
#include "tests/support/kills.h"
#include "tests/support/scriptedwindow.h"
#include "tests/support/smallstudy.h"
#include "tests/support/storedvotes.h"
#include "tests/support/studies.h"
#include "tests/support/text.h"

using support::must;
using support::s;
using support::ScriptedWindow;

namespace {

constexpr const char *code = "w01";

/// The current votes in the order of the trials: 'L' or 'R'.
QByteArray storedVotes(storage::Database &database)
{
    const auto annotator = must(storage::AnnotatorRepository(database).annotatorByCode(QLatin1String(code)));
    if (!annotator)
        return {};
    storage::TrialRepository repository(database);
    QByteArray votes;
    for (const study::Trial &trial : must(repository.trialsOf(annotator->id)))
        for (const study::Answer &answer : must(repository.currentAnswers(trial.id)))
            votes += !answer.vote ? '?' : answer.vote->position == 0 ? 'L' : 'R';
    return votes;
}

} // namespace

class TestWindowKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedWhileJudging_data();
    void killedWhileJudging();
    void helperKilledWhileJudging();

private:
    /// Judges until it is killed. `said` grows by the answers that were acknowledged; returns the one that was not.
    static QByteArray judgeUntilKilled(ScriptedWindow &window, support::Kills &kills, QByteArray *said);
};

void TestWindowKill::killedWhileJudging_data()
{
    QTest::addColumn<int>("mode");
    QTest::newRow("annotator mode") << static_cast<int>(ScriptedWindow::Mode::Annotator);
    QTest::newRow("whole window") << static_cast<int>(ScriptedWindow::Mode::Whole);
}

QByteArray TestWindowKill::judgeUntilKilled(ScriptedWindow &window, support::Kills &kills, QByteArray *said)
{
    if (kills.upTo(5) == 0) { // every fifth dies while it starts and plans
        constexpr int startMs = 1200;
        QTest::qWait(kills.upTo(startMs));
        window.kill();
        return {};
    }
    QByteArray pending;
    const int answers = 1 + kills.upTo(3);
    for (int i = 0; i < answers; ++i) {
        if (!window.waitUntilAsked())
            qFatal("the window asks for no answer");
        *said += std::exchange(pending, kills.upTo(2) == 0 ? "L" : "R");
        window.press(pending == "L" ? "Left" : "Right");
    }
    constexpr int commitUs = 60000; // a key, a commit and the next pair take less
    QTest::qSleep(kills.upTo(commitUs) / 1000);
    window.kill();
    if (window.asked() > answers)
        *said += std::exchange(pending, QByteArray());
    return pending;
}

void TestWindowKill::killedWhileJudging()
{
    QFETCH(int, mode);
    const support::TestFolder folder;
    support::SmallStudyPlan plan;
    plan.groups = 200;
    plan.generators = {s("A"), s("B"), s("C"), s("D"), s("E")};
    plan.side = 8;
    support::SmallStudy study(folder.path(), plan);
    study.setProtocol(
        R"({"version":1,"too_fast_ms":0,"pairs":{"per_annotator":100000,"repeats":0,"practice":0},"questions":[{"kind":"choice"}]})");
    support::Kills kills(QTest::currentDataTag(), 6);
    QByteArray said;
    int unacknowledged = 0;
    while (kills.next()) {
        ScriptedWindow window(static_cast<ScriptedWindow::Mode>(mode), study.path(), QLatin1String(code),
                              folder.path());
        const QList<pid_t> helpers = support::childProcesses(static_cast<pid_t>(window.process().processId()));
        const QByteArray pending = judgeUntilKilled(window, kills, &said);
        for (const pid_t helper : helpers)
            QVERIFY2(support::waitUntilGone(helper), "the helper outlives the window");
        const QByteArray stored = storedVotes(study.database());
        // The last answer may be on disk without the next pair having been shown: both are right.
        QVERIFY2(stored == said || stored == said + pending,
                 qPrintable(s("kill %1: said %2 and perhaps %3, stored %4")
                                .arg(kills.done())
                                .arg(QLatin1String(said), QLatin1String(pending), QLatin1String(stored))));
        unacknowledged += stored == said ? 0 : 1;
        said = stored;
        if (kills.done() % 3 == 0)
            QCOMPARE(support::soundVotes(study.path()), said.size());
    }
    QCOMPARE(support::soundVotes(study.path()), said.size());
    qInfo("%d answers acknowledged, %d committed and not yet acknowledged", static_cast<int>(said.size()),
          unacknowledged);
}

/// The process that knows where pictures are dies: nothing is lost, and the window says so instead of waiting.
void TestWindowKill::helperKilledWhileJudging()
{
    const support::TestFolder folder;
    support::SmallStudyPlan plan;
    plan.groups = 40;
    plan.side = 8;
    support::SmallStudy study(folder.path(), plan);
    study.setProtocol(
        R"({"version":1,"too_fast_ms":0,"pairs":{"repeats":0,"practice":0},"questions":[{"kind":"choice"}]})");
    support::Kills kills("the window's helper", 3);
    QByteArray said;
    while (kills.next() && said.size() < 100) {
        ScriptedWindow window(ScriptedWindow::Mode::Annotator, study.path(), QLatin1String(code), folder.path());
        QVERIFY(window.waitUntilAsked());
        window.press("Left");
        QVERIFY(window.waitUntilAsked());
        said += 'L';
        const QList<pid_t> helpers = support::childProcesses(static_cast<pid_t>(window.process().processId()));
        QVERIFY(!helpers.isEmpty());
        for (const pid_t helper : helpers)
            ::kill(helper, SIGKILL);
        window.press("Right");
        QTest::qWait(300 + kills.upTo(300));
        QCOMPARE(window.process().state(), QProcess::Running);
        window.kill();
        const QByteArray stored = storedVotes(study.database());
        QVERIFY2(stored == said || stored == said + 'R', stored.constData());
        said = stored;
    }
    QCOMPARE(support::soundVotes(study.path()), said.size());
}

QTEST_GUILESS_MAIN(TestWindowKill)
#include "tst_windowkill.moc"
