// `score` and its worker killed at random moments: every stored score is the right one, none is there twice, the same
// command again finishes the work, and no worker is left behind.

#include <csignal>

#include <QDir>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTest>

#include "tests/core/scoring/scoringstudy.h"
#include "tests/support/coreimage.h"
#include "tests/support/kills.h"
#include "tests/support/program.h"
#include "tests/support/storedvotes.h"
#include "tests/support/text.h"

using support::must;
using support::s;

namespace {

constexpr int groups = 12; // two pictures each

QStringList scoreCommand(const QString &study, const QString &worker)
{
    return {s("score"), study, s("--scorer"), s("sharpness"), s("--batch"), s("2"), s("--worker"), worker, s("--json")};
}

} // namespace

class TestScoreKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scoreKilled();
    void workerKilled();

private:
    /// A fresh copy of the study beside its pictures.
    QString copy(int number) const
    {
        const QString path = m_study.folder().file(s("copy %1.dissensus").arg(number));
        QFile::remove(path);
        if (!QFile::copy(m_study.path(), path))
            qFatal("the study cannot be copied");
        return path;
    }
    /// How many scores the study holds; ends the program when one is wrong or there twice.
    qint64 rightScores(const QString &study) const;
    /// The worker that takes `ms` for each message.
    QString slowWorker(int ms) const { return m_study.fake(s("slow"), QString::number(ms)); }

    ScoringStudy m_study{groups};
};

qint64 TestScoreKill::rightScores(const QString &study) const
{
    support::soundVotes(study);
    auto database = must(storage::Database::open(study, storage::Database::Mode::ReadOnly));
    auto select =
        must(database.prepare(s("SELECT a.sha256, s.value FROM score AS s JOIN asset AS a ON a.id = s.asset_id")));
    must(select.run());
    QSet<QString> seen;
    while (select.next()) {
        const QString sha256 = select.text(0);
        if (seen.contains(sha256) || select.real(1) != sha256.left(6).toInt(nullptr, 16))
            qFatal("a score is wrong or there twice");
        seen.insert(sha256);
    }
    return seen.size();
}

void TestScoreKill::scoreKilled()
{
    constexpr int pictures = 2 * groups;
    support::Kills kills("score", 12);
    int done = 0;
    while (kills.next()) {
        const QString study = copy(kills.done());
        QProcess score;
        score.start(support::binFolder() + s("/dissensus-cli"), scoreCommand(study, slowWorker(15)));
        QVERIFY(score.waitForStarted());
        constexpr int wholeMs = 450;
        QTest::qSleep(kills.upTo(wholeMs));
        const QList<pid_t> workers = support::childProcesses(static_cast<pid_t>(score.processId()));
        score.kill();
        score.waitForFinished();
        done += score.exitStatus() == QProcess::NormalExit ? 1 : 0;
        for (const pid_t worker : workers)
            QVERIFY2(support::waitUntilGone(worker), "the worker outlives the program");

        const qint64 stored = rightScores(study);
        const support::Run again = support::runCli(scoreCommand(study, slowWorker(0)));
        QVERIFY2(again.exitCode == 0, again.err.constData());
        const QJsonObject summary = again.json().object();
        QCOMPARE(summary.value(s("reused")).toInt(), stored); // what was there is not scored twice
        QCOMPARE(summary.value(s("scored")).toInt(), pictures - stored);
        QCOMPARE(rightScores(study), pictures);
        QVERIFY(QFile::remove(study));
    }
    qInfo("%d of %d were done before the kill", done, kills.done());
    QVERIFY(done < kills.done() || kills.done() < 3);
}

void TestScoreKill::workerKilled()
{
    constexpr int pictures = 2 * groups;
    support::Kills kills("worker", 12);
    const QString real = support::binFolder() + s("/dissensus-scorer");
    int killed = 0;
    while (kills.next()) {
        // Now and then the real one; its values are its own business.
        const bool isReal = kills.done() % 6 == 0 && QFile::exists(real);
        const QString study = copy(kills.done());
        QProcess score;
        score.start(support::binFolder() + s("/dissensus-cli"),
                    scoreCommand(study, isReal ? s("\"%1\"").arg(real) : slowWorker(15)));
        QVERIFY(score.waitForStarted());
        // At most two: what stands in the way of three workers in a row counts as a poisonous picture.
        for (int i = 1 + kills.upTo(2); i > 0 && score.state() != QProcess::NotRunning; --i) {
            score.waitForFinished(1 + kills.upTo(isReal ? 1500 : 400));
            for (const pid_t worker : support::childProcesses(static_cast<pid_t>(score.processId())))
                killed += ::kill(worker, SIGKILL) == 0 ? 1 : 0;
        }
        QVERIFY(score.state() == QProcess::NotRunning || score.waitForFinished(60000));
        const QByteArray complaint = score.readAllStandardError();
        if (score.exitCode() != 0) { // it died before it had said hello: that is no restart, but a refusal to start
            QCOMPARE(score.exitCode(), 1);
            QVERIFY2(complaint.contains("scorer.start"), complaint.constData());
            QCOMPARE(support::runCli(scoreCommand(study, slowWorker(0))).exitCode, 0);
        }
        if (isReal)
            support::soundVotes(study);
        else
            QCOMPARE(rightScores(study), pictures);
        auto database = must(storage::Database::open(study, storage::Database::Mode::ReadOnly));
        auto count = must(database.prepare(s("SELECT count(*), count(DISTINCT asset_id) FROM score")));
        must(count.run());
        QVERIFY(count.next());
        QCOMPARE(count.integer(1), pictures);
        QVERIFY(isReal || count.integer(0) == pictures);
    }
    qInfo("%d workers were killed in %d runs", killed, kills.done());
    QVERIFY(killed > 0);
}

QTEST_GUILESS_MAIN(TestScoreKill)
#include "tst_scorekill.moc"
