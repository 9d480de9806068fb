// Import and merge killed at random moments, and three programs that write at once: the study is sound after each, the
// same command again finishes the work, and nobody is told of a lock.

#include <csignal>
#include <random>
#include <thread>

#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

#include "core/storage/backup.h"
#include "core/storage/studycheck.h"
#include "core/storage/studyrepository.h"
#include "tests/support/annotateclient.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"

using storage::Database;
using support::must;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// As many as DISSENSUS_KILLS says; few in the ordinary tests.
int kills()
{
    return qEnvironmentVariableIsSet("DISSENSUS_KILLS") ? qEnvironmentVariable("DISSENSUS_KILLS").toInt() : 15;
}

QByteArray votesTable(const char *annotator, int votes)
{
    QByteArray table("vote_id,trial_id,annotator,prompt_group,prompt,left_picture,right_picture,answer\n");
    for (int i = 0; i < votes; ++i)
        table += QByteArray(annotator) + "-v" + QByteArray::number(i) + ',' + annotator + "-t" + QByteArray::number(i)
                 + ',' + annotator + ",g" + QByteArray::number(i % 50) + ",prompt " + QByteArray::number(i % 50) + ",l"
                 + QByteArray::number(i % 50) + ",r" + QByteArray::number(i % 50) + ",left\n";
    return table;
}

/// Starts the command and kills it after at most `longest`; true when it ended by itself before.
bool killedOrDone(const QStringList &words, std::chrono::microseconds delay)
{
    QProcess process;
    process.start(support::binFolder() + s("/dissensus-cli"), words);
    if (!process.waitForStarted())
        qFatal("dissensus-cli does not start");
    std::this_thread::sleep_for(delay);
    ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
    process.waitForFinished();
    return process.exitStatus() == QProcess::NormalExit;
}

/// The study holds all of `votes` or what it held before, and is sound.
qint64 soundVotes(const QString &study)
{
    auto database = must(Database::open(study));
    const auto report = must(storage::checkContent(database));
    for (const auto &problem : report.problems)
        qFatal("%s: %s", qPrintable(problem.where), qPrintable(problem.what));
    return must(storage::StudyRepository(database).counts()).votes;
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
    std::mt19937 random(QRandomGenerator::system()->generate());
    const support::TestFolder folder;
    int done = 0;
    for (int i = 0; i < kills(); ++i) {
        const QString study = folder.file(s("i%1.dissensus").arg(i));
        must(Database::create(study, s("kill")));
        const QString table = folder.write(s("votes.csv"), votesTable("a", 2000));
        done += killedOrDone({s("import"), study, table}, std::chrono::microseconds(random() % 1000000)) ? 1 : 0;
        const qint64 votes = soundVotes(study);
        QVERIFY2(votes == 0 || votes == 2000, qPrintable(QString::number(votes)));
        QCOMPARE(support::runCli({s("import"), study, table}).exitCode, 0);
        QCOMPARE(soundVotes(study), 2000);
    }
    qInfo("%d imports, %d of them done before the kill", kills(), done);
    QVERIFY(done < kills());
}

void TestJobKill::mergeKilled()
{
    std::mt19937 random(QRandomGenerator::system()->generate());
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
    int done = 0;
    for (int i = 0; i < kills(); ++i) {
        const QString study = folder.file(s("m%1.dissensus").arg(i));
        QVERIFY(QFile::copy(base, study));
        done += killedOrDone(QStringList{s("merge"), study} + others, std::chrono::microseconds(random() % 1000000))
                    ? 1
                    : 0;
        const qint64 votes = soundVotes(study);
        QVERIFY2(votes == 0 || votes == 3000, qPrintable(QString::number(votes)));
        QCOMPARE(support::runCli(QStringList{s("merge"), study} + others).exitCode, 0);
        QCOMPARE(soundVotes(study), 3000);
    }
    qInfo("%d merges, %d of them done before the kill", kills(), done);
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
    QCOMPARE(soundVotes(study.path()), 80 + 80 + 3000);
}

QTEST_GUILESS_MAIN(TestJobKill)
#include "tst_jobkill.moc"
