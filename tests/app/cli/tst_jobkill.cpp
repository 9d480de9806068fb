// Import and merge killed at random moments, and three programs that write at once: the study is sound after each, the
// same command again finishes the work, and nobody is told of a lock.

#include <csignal>
#include <thread>

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTest>

#include "core/storage/database.h"
#include "tests/support/annotateclient.h"
#include "tests/support/kills.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/smallstudy.h"
#include "tests/support/storedvotes.h"
#include "tests/support/studies.h"
#include "tests/support/text.h"

using storage::Database;
using support::must;
using support::s;

namespace {

QByteArray votesTable(const char *annotator, int votes)
{
    QByteArray table("vote_id,trial_id,annotator,prompt_group,prompt,left_picture,right_picture,answer\n");
    for (int i = 0; i < votes; ++i)
        table += QByteArray(annotator) + "-v" + QByteArray::number(i) + ',' + annotator + "-t" + QByteArray::number(i)
                 + ',' + annotator + ",g" + QByteArray::number(i % 50) + ",prompt " + QByteArray::number(i % 50) + ",l"
                 + QByteArray::number(i % 50) + ",r" + QByteArray::number(i % 50) + ",left\n";
    return table;
}

/// Starts the command and kills it after `us` microseconds; true when it ended by itself before.
bool killedOrDone(const QStringList &words, int us)
{
    QProcess process;
    process.start(support::binFolder() + s("/dissensus-cli"), words);
    if (!process.waitForStarted())
        qFatal("dissensus-cli does not start");
    std::this_thread::sleep_for(std::chrono::microseconds(us));
    process.kill();
    process.waitForFinished();
    return process.exitStatus() == QProcess::NormalExit;
}

void removeStudy(const QString &study)
{
    for (const char *suffix : {"", "-wal", "-shm"})
        QFile::remove(study + QLatin1String(suffix));
}

/// How long the command takes when nobody kills it, in microseconds: kills are spread over that.
int runUs(const QStringList &words)
{
    QElapsedTimer clock;
    clock.start();
    const support::Run run = support::runCli(words);
    if (run.exitCode != 0)
        qFatal("%s", run.err.constData());
    return static_cast<int>(clock.nsecsElapsed() / 1000);
}

} // namespace

class TestJobKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void importKilled();
    void mergeKilled();
    void manyWriters();
};

void TestJobKill::importKilled()
{
    const support::TestFolder folder;
    const QString table = folder.write(s("votes.csv"), votesTable("a", 2000));
    const QString whole = folder.file(s("whole.dissensus"));
    must(Database::create(whole, s("kill")));
    const int us = runUs({s("import"), whole, table});
    support::Kills kills("import", 15);
    int done = 0;
    while (kills.next()) {
        const QString study = folder.file(s("i.dissensus"));
        must(Database::create(study, s("kill")));
        done += killedOrDone({s("import"), study, table}, kills.upTo(us)) ? 1 : 0;
        const qint64 votes = support::soundVotes(study);
        QVERIFY2(votes == 0 || votes == 2000, qPrintable(QString::number(votes)));
        QCOMPARE(support::runCli({s("import"), study, table}).exitCode, 0);
        QCOMPARE(support::soundVotes(study), 2000);
        removeStudy(study);
    }
    qInfo("%d of %d imports were done before the kill", done, kills.done());
    QVERIFY(done < kills.done() || kills.done() < 3);
}

void TestJobKill::mergeKilled()
{
    const support::TestFolder folder;
    const QString base = folder.file(s("base.dissensus"));
    must(Database::create(base, s("kill")));
    QStringList others;
    for (const char *annotator : {"a", "b", "c"}) {
        const QString other = folder.file(QLatin1String(annotator) + s(".dissensus"));
        QVERIFY(QFile::copy(base, other));
        QCOMPARE(support::runCli({s("import"), other, folder.write(s("x.csv"), votesTable(annotator, 1000))}).exitCode,
                 0);
        others += other;
    }
    const QString study = folder.file(s("m.dissensus"));
    QVERIFY(QFile::copy(base, study));
    const int us = runUs(QStringList{s("merge"), study} + others);
    support::Kills kills("merge", 15);
    int done = 0;
    while (kills.next()) {
        removeStudy(study);
        QVERIFY(QFile::copy(base, study));
        done += killedOrDone(QStringList{s("merge"), study} + others, kills.upTo(us)) ? 1 : 0;
        const qint64 votes = support::soundVotes(study);
        QVERIFY2(votes == 0 || votes == 3000, qPrintable(QString::number(votes)));
        QCOMPARE(support::runCli(QStringList{s("merge"), study} + others).exitCode, 0);
        QCOMPARE(support::soundVotes(study), 3000);
    }
    qInfo("%d of %d merges were done before the kill", done, kills.done());
    QVERIFY(done < kills.done() || kills.done() < 3);
}

/// Two annotators judge while imports of others' votes come and go.
void TestJobKill::manyWriters()
{
    const support::TestFolder folder;
    support::SmallStudyPlan plan;
    plan.groups = 30;
    plan.side = 8;
    support::SmallStudy study(folder.path(), plan);
    study.setProtocol(R"({"version":1,"pairs":{"practice":0,"repeats":0}})");
    const QString table = folder.write(s("other.csv"), votesTable("elsewhere", 3000));
    std::array<QStringList, 2> said;
    std::array<std::thread, 2> annotators;
    for (size_t i = 0; i < annotators.size(); ++i)
        annotators[i] = std::thread([&, i] {
            support::AnnotateClient client(study.path(), s("p%1").arg(i));
            said[i] = client.judge(
                [](const QJsonObject &trial) {
                    return QJsonObject{{s("trial"), trial.value(s("trial"))}, {s("answer"), s("left")}};
                },
                80);
        });
    for (int i = 0; i < 3; ++i) {
        const support::Run imported = support::runCli({s("import"), study.path(), table});
        QVERIFY2(imported.exitCode == 0, imported.err.constData());
        QVERIFY2(!imported.err.contains("locked"), imported.err.constData());
    }
    for (std::thread &annotator : annotators)
        annotator.join();
    for (const QStringList &votes : said)
        QCOMPARE(votes.size(), 80);
    QCOMPARE(support::soundVotes(study.path()), 80 + 80 + 3000);
}

QTEST_GUILESS_MAIN(TestJobKill)
#include "tst_jobkill.moc"
