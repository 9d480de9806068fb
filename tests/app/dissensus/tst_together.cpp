// The window, `score` and two other annotators on one study at the same time, for DISSENSUS_TOGETHER_SECONDS (a few in
// the ordinary tests, 600 in a soak): no answer and no score is lost, and nobody is told of a lock.

#include <atomic>
#include <thread>

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "tests/support/annotateclient.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/scriptedwindow.h"
#include "tests/support/smallstudy.h"
#include "tests/support/storedvotes.h"
#include "tests/support/studies.h"
#include "tests/support/text.h"

using support::must;
using support::s;
using support::ScriptedWindow;

namespace {

int seconds()
{
    return qEnvironmentVariableIsSet("DISSENSUS_TOGETHER_SECONDS")
               ? qEnvironmentVariableIntValue("DISSENSUS_TOGETHER_SECONDS")
               : 15;
}

qint64 number(storage::Database &database, const char *sql)
{
    auto select = must(database.prepare(QLatin1String(sql)));
    must(select.run());
    return select.next() ? select.integer(0) : -1;
}

bool speaksOfLocks(const QByteArray &text)
{
    return text.contains("locked") || text.contains("study.busy") || text.contains("another program");
}

} // namespace

class TestTogether : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void windowScoreAndTwoAnnotators();
};

void TestTogether::windowScoreAndTwoAnnotators()
{
    const support::TestFolder folder;
    support::SmallStudyPlan plan;
    plan.groups = std::min(60 + 4 * seconds(), 600);
    plan.generators = {s("A"), s("B"), s("C"), s("D")}; // six pairs of each group
    plan.side = 8;
    support::SmallStudy study(folder.path(), plan);
    study.setProtocol(
        R"({"version":1,"too_fast_ms":0,"pairs":{"per_annotator":100000,"repeats":0,"practice":0},"questions":[{"kind":"choice"}]})");
    const QString worker = s("\"%1/../tests/fakescorer\" slow 30").arg(support::binFolder());
    const qint64 assets = number(study.database(), "SELECT count(*) FROM asset");

    // So slow that nobody runs out of pairs before the end.
    const std::chrono::milliseconds pause(std::max(20, seconds() * 1000 / (6 * plan.groups)));

    std::atomic<bool> stop = false;
    std::array<QStringList, 2> said;
    std::array<QByteArray, 2> complaints;
    std::array<std::thread, 2> annotators;
    for (size_t i = 0; i < annotators.size(); ++i)
        annotators[i] = std::thread([&, i] {
            support::AnnotateClient client(study.path(), s("p%1").arg(i));
            for (QJsonObject trial = client.read(); trial.contains(s("trial")) && !stop; trial = client.read()) {
                client.send({{s("trial"), trial.value(s("trial"))}, {s("answer"), s("right")}});
                const QJsonObject answer = client.read();
                if (!answer.contains(s("committed"))) {
                    complaints[i] = QJsonDocument(answer).toJson();
                    return;
                }
                said[i] += answer.value(s("committed")).toString();
                std::this_thread::sleep_for(pause);
            }
            client.finish();
            complaints[i] += client.process().readAllStandardError();
        });
    int rounds = 0;
    QByteArray scoreComplaint;
    std::thread scorer([&] {
        for (bool again = false; !stop; again = true, ++rounds) {
            QStringList words{s("score"),   study.path(), s("--scorer"), s("sharpness"),
                              s("--batch"), s("4"),       s("--worker"), worker};
            const support::Run run = support::runCli(again ? words + QStringList{s("--again")} : words, {}, 1200000);
            if (run.exitCode != 0 || speaksOfLocks(run.err)) {
                scoreComplaint = "exit " + QByteArray::number(run.exitCode) + ": " + run.err;
                return;
            }
        }
    });

    ScriptedWindow window(ScriptedWindow::Mode::Whole, study.path(), s("w01"), folder.path());
    QElapsedTimer clock;
    clock.start();
    int pressed = 0;
    bool isAsked = window.waitUntilAsked(60000);
    while (isAsked && clock.elapsed() < seconds() * 1000) {
        window.press("Left");
        ++pressed;
        isAsked = window.waitUntilAsked();
    }
    stop = true;
    for (std::thread &annotator : annotators)
        annotator.join();
    scorer.join();
    window.kill();

    QVERIFY2(isAsked, window.log().constData());
    QVERIFY2(!speaksOfLocks(window.log()), window.log().constData());
    QVERIFY2(scoreComplaint.isEmpty(), scoreComplaint.constData());
    for (size_t i = 0; i < annotators.size(); ++i) {
        QVERIFY2(complaints[i].isEmpty(), complaints[i].constData());
        QStringList stored = support::storedVotes(study.path(), s("p%1").arg(i));
        stored.sort();
        said[i].sort();
        QCOMPARE(stored, said[i]);
    }
    QCOMPARE(support::storedVotes(study.path(), s("w01")).size(), pressed);
    QCOMPARE(number(study.database(), "SELECT count(*) FROM score"), assets * rounds);
    QCOMPARE(number(study.database(), "SELECT count(DISTINCT asset_id) FROM score"), assets);
    support::soundVotes(study.path());
    qInfo("soak: together: %d s, %d answers in the window, %d and %d beside it, %d rounds of scores", seconds(),
          pressed, static_cast<int>(said[0].size()), static_cast<int>(said[1].size()), rounds);
}

QTEST_GUILESS_MAIN(TestTogether)
#include "tst_together.moc"
