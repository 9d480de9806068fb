// Where a study lies goes wrong: a file and a folder that cannot be written, a folder that is removed, a clock that
// jumps, a computer that sleeps. No acknowledged answer is lost, one line says what is wrong, and the same answer is
// taken once the fault is gone.

#include <csignal>

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/stat.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include "tests/support/annotateclient.h"
#include "tests/support/coreimage.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/smallstudy.h"
#include "tests/support/storedvotes.h"
#include "tests/support/studies.h"
#include "tests/support/text.h"

using support::answerLeft;
using support::errorOf;
using support::must;
using support::s;

namespace {

const QByteArray protocol(R"({"version": 1, "pairs": {"per_annotator": 180, "practice": 0, "repeats": 0}, "questions":
    [{"id": "preference", "kind": "choice", "answers": ["left", "right"]}]})");

/// Of a build with a sanitizer, whose library must be loaded before every other: the files that this process has of it.
QStringList sanitizerLibraries()
{
    QStringList files;
    QFile maps(s("/proc/self/maps"));
    if (maps.open(QIODevice::ReadOnly))
        for (const QByteArray &line : maps.readAll().split('\n'))
            if (line.contains("/libasan.so") || line.contains("/libtsan.so"))
                files += QString::fromLocal8Bit(line.mid(line.indexOf('/')));
    files.removeDuplicates();
    return files;
}

} // namespace

class TestPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readOnlyFileAndFolder_data();
    void readOnlyFileAndFolder();
    void removedFolder();
    void clockJumpsBack();
    void asleep();
};

void TestPlaces::readOnlyFileAndFolder_data()
{
    QTest::addColumn<uint>("file");
    QTest::addColumn<uint>("folder");
    QTest::newRow("file") << 0444U << 0777U;
    QTest::newRow("folder") << 0666U << 0555U;
    QTest::newRow("both") << 0444U << 0555U;
}

void TestPlaces::readOnlyFileAndFolder()
{
    QFETCH(uint, file);
    QFETCH(uint, folder);
    const support::TestFolder place;
    const QByteArray inside = QFile::encodeName(place.file(s("inside")));
    QDir().mkpath(place.file(s("inside")));
    QString path;
    {
        support::SmallStudy study(place.file(s("inside")));
        study.setProtocol(protocol);
        path = study.path();
    }
    ::chmod(QFile::encodeName(place.path()).constData(), 0755);
    ::chmod(QFile::encodeName(path).constData(), file);
    ::chmod(inside.constData(), folder);
    // Permissions bind root only without these rights.
    const auto withoutRights = [] {
        for (const int right : {CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH})
            ::prctl(PR_CAPBSET_DROP, right);
    };
    QProcess program;
    program.setChildProcessModifier(withoutRights);
    program.start(support::binFolder() + s("/dissensus-cli"), {s("annotate"), path, s("--annotator"), s("p1")});
    QVERIFY(program.waitForFinished(10000));
    QCOMPARE(program.exitCode(), 1);
    const QByteArray said = program.readAllStandardError() + program.readAllStandardOutput();
    QVERIFY2(said.contains("cannot be written"), said.constData());
    ::chmod(inside.constData(), 0777);
    ::chmod(QFile::encodeName(path).constData(), 0666);
    QCOMPARE(QDir(place.file(s("inside"))).entryList({s("small.dissensus*")}), QStringList{s("small.dissensus")});
    support::AnnotateClient client(path, s("p1"));
    QCOMPARE(client.judge(answerLeft, 2).size(), 2); // with the rights back, it works
    QCOMPARE(client.finish(), 0);
}

void TestPlaces::removedFolder()
{
    const support::TestFolder folder;
    QDir().mkpath(folder.file(s("place")));
    QString path;
    {
        support::SmallStudy study(folder.file(s("place")));
        study.setProtocol(protocol);
        path = study.path();
    }
    support::AnnotateClient client(path, s("p1"));
    const QJsonObject first = client.read();
    client.send(answerLeft(first));
    QVERIFY(client.read().contains(s("committed")));
    const QJsonObject second = client.read();
    QVERIFY(second.contains(s("trial")));

    QVERIFY(QDir().rename(folder.file(s("place")), folder.file(s("away"))));
    client.send(answerLeft(second));
    QCOMPARE(errorOf(client.read()), s("study.gone"));
    QVERIFY(QDir().rename(folder.file(s("away")), folder.file(s("place")))); // the stick is plugged in again
    client.send(answerLeft(second));
    QVERIFY(client.read().contains(s("committed")));
    const QJsonObject third = client.read();
    QCOMPARE(support::soundVotes(path), 2);

    QVERIFY(QDir(folder.file(s("place"))).removeRecursively()); // and once for good
    client.send(answerLeft(third));
    QCOMPARE(errorOf(client.read()), s("study.gone"));
    QVERIFY(!QDir(folder.file(s("place"))).exists()); // it was not made anew
    client.finish();
}

void TestPlaces::clockJumpsBack()
{
    const support::TestFolder folder;
    support::SmallStudyPlan plan;
    plan.groups = 20;
    support::SmallStudy study(folder.path(), plan);
    study.setProtocol(protocol);
    const QString clock = folder.write(s("clock"), "0");
    const QString preloaded = support::binFolder() + s("/../tests/libjumpingclock.so");
    qputenv("LD_PRELOAD", (sanitizerLibraries() + QStringList{preloaded}).join(u':').toLocal8Bit());
    qputenv("JUMPING_CLOCK", clock.toLocal8Bit());
    QStringList committed;
    for (const char *offset :
         {"0", "-3600", "0", "86400", "-86400"}) { // five starts, with a jump in the middle of each
        support::AnnotateClient client(study.path(), s("p1"));
        committed += client.judge(
            [&, number = 0](const QJsonObject &trial) mutable {
                if (++number == 2)
                    folder.write(s("clock"), offset);
                return answerLeft(trial);
            },
            4);
        if (offset[0] == '-') { // taking back works across the jump
            client.send({{s("undo"), true}});
            QJsonObject undone = client.read();
            if (undone.contains(s("trial"))) // the trial that was shown before
                undone = client.read();
            QCOMPARE(undone.value(s("undone")).toString(), committed.constLast());
            const QJsonObject again = client.read();
            client.send(answerLeft(again));
            committed.last() = client.read().value(s("committed")).toString();
        }
        QCOMPARE(client.finish(), 0);
    }
    const support::Run run = support::runCli({s("export"), study.path(), s("--votes"), folder.file(s("votes.csv"))});
    qunsetenv("LD_PRELOAD");
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(committed.size(), 20);
    QVERIFY(!committed.contains(QString()));
    // The answers that count are the ones that were acknowledged, one for each of the first 20 trials.
    auto select = must(study.database().prepare(s(
        "SELECT a.uid FROM trial AS t JOIN current_answer AS a ON a.trial_id = t.id JOIN vote AS v ON v.answer_id = a.id "
        "WHERE v.choice <> 'undone' ORDER BY t.position")));
    must(select.run());
    QStringList current;
    while (select.next())
        current += select.text(0);
    QCOMPARE(current, committed);
    QVERIFY(support::soundVotes(study.path()) >= 20);
}

/// A computer that sleeps while somebody judges and somebody else's import waits: afterwards both go on.
void TestPlaces::asleep()
{
    const support::TestFolder folder;
    support::SmallStudyPlan plan;
    plan.groups = 20;
    support::SmallStudy study(folder.path(), plan);
    study.setProtocol(protocol);
    support::AnnotateClient client(study.path(), s("p1"));
    const auto process = static_cast<pid_t>(client.process().processId());
    QStringList committed = client.judge(answerLeft, 2);
    QCOMPARE(committed.size(), 2);
    QList<pid_t> all = support::childProcesses(process);
    all.prepend(process);
    QTest::qSleep(500); // after an answer the log is still moved into the study
    for (const pid_t one : std::as_const(all))
        ::kill(one, SIGSTOP);
    // Longer than SQLite waits for a lock (5 s): whoever sleeps holds none.
    const support::Run other = support::runCli(
        {s("import"), study.path(),
         folder.write(s("votes.csv"), "annotator,prompt,left_generator,right_generator,answer\na,p,G,H,left\n")});
    QVERIFY2(other.exitCode == 0, other.err.constData());
    QTest::qSleep(6000);
    for (const pid_t one : std::as_const(all))
        ::kill(one, SIGCONT);
    // judge() has read the third trial already.
    auto select = must(study.database().prepare(
        s("SELECT t.uid FROM trial AS t JOIN annotator AS a ON a.id = t.annotator_id WHERE a.code = 'p1' "
          "ORDER BY t.position LIMIT 1 OFFSET 2")));
    must(select.run());
    QVERIFY(select.next());
    client.send({{s("trial"), select.text(0)}, {s("answer"), s("right")}});
    const QJsonObject answer = client.read();
    QVERIFY2(answer.contains(s("committed")), qPrintable(errorOf(answer)));
    committed += answer.value(s("committed")).toString();
    QCOMPARE(client.finish(), 0);
    QCOMPARE(support::storedVotes(study.path(), s("p1")), committed);
    QCOMPARE(support::soundVotes(study.path()), 4);
}

QTEST_GUILESS_MAIN(TestPlaces)
#include "tst_places.moc"
