// A scorer on another machine, through `--worker` and a wrapper script: a login banner, 50 ms each way, a line that
// breaks, a program and a worker that sleep with the computer. Nothing is lost, nothing is scored twice.

#include <csignal>

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTest>

#include "tests/core/scoring/scoringstudy.h"
#include "tests/support/coreimage.h"
#include "tests/support/program.h"
#include "tests/support/storedvotes.h"
#include "tests/support/text.h"

using support::must;
using support::s;

class TestScoreWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_study = std::make_unique<ScoringStudy>(6); }
    void cleanup() { m_study.reset(); }

    void bannerAndLatency_data();
    void bannerAndLatency();
    void theLineBreaksOnce_data();
    void theLineBreaksOnce();
    void theLineAlwaysBreaks();
    void noLine();
    void asleepTogether();

private:
    static constexpr int pictures = 12;

    /// Writes the wrapper and returns the command that runs it.
    QString wrapper(const QString &script) const
    {
        const QString path = m_study->folder().write(s("wrapper.sh"), "#!/bin/sh\n" + script.toUtf8());
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return QLatin1Char('"') + path + QLatin1Char('"');
    }
    QString wire(int delayMs, int bytes, const QString &scorer) const
    {
        return s("exec \"%1/../tests/slowwire\" %2 %3 %4")
            .arg(support::binFolder())
            .arg(delayMs)
            .arg(bytes)
            .arg(scorer);
    }
    QStringList command(const QString &worker) const
    {
        return {s("score"), m_study->path(), s("--scorer"), s("sharpness"), s("--batch"),
                s("2"),     s("--worker"),   worker,        s("--json")};
    }
    void verifyEachOnce() const
    {
        const QList<study::Score> rows = m_study->rows();
        QSet<qint64> assets;
        for (const study::Score &row : rows)
            assets.insert(row.asset.value);
        QCOMPARE(rows.size(), pictures);
        QCOMPARE(assets.size(), pictures);
        support::soundVotes(m_study->path());
    }

    std::unique_ptr<ScoringStudy> m_study;
};

void TestScoreWire::bannerAndLatency_data()
{
    QTest::addColumn<bool>("real");
    QTest::newRow("stand-in") << false;
    if (DISSENSUS_HAS_SCORER)
        QTest::newRow("dissensus-scorer") << true;
}

void TestScoreWire::bannerAndLatency()
{
    QFETCH(bool, real);
    const QString scorer = support::binFolder() + s("/dissensus-scorer");
    const QString worker = wrapper(s("echo 'Welcome to gpu-box!'\necho 'Last login: yesterday'\necho 'a warning' >&2\n")
                                   + wire(50, 0, real ? s("\"%1\"").arg(scorer) : m_study->fake(s("good"))));
    const support::Run run = support::runCli(command(worker));
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(run.json().object().value(s("scored")).toInt(), pictures);
    verifyEachOnce();
}

void TestScoreWire::theLineBreaksOnce_data()
{
    // Inside the first answers, at different places of a frame. The hello of the stand-in has about 330 bytes.
    QTest::addColumn<int>("bytes");
    for (const int bytes : {500, 501, 507, 600, 700, 900})
        QTest::addRow("after %d bytes", bytes) << bytes;
}

void TestScoreWire::theLineBreaksOnce()
{
    QFETCH(int, bytes);
    const QString good = m_study->fake(s("good"));
    const QString mark = m_study->folder().file(s("broken"));
    const QString worker =
        wrapper(s("if [ ! -e '%1' ]; then touch '%1'; %2; fi\n%3").arg(mark, wire(1, bytes, good), wire(1, 0, good)));
    const support::Run run = support::runCli(command(worker));
    QVERIFY(QFile::exists(mark));
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(run.json().object().value(s("scored")).toInt(), pictures);
    QCOMPARE(run.json().object().value(s("failed")).toArray().size(), 0);
    verifyEachOnce();
}

/// Whatever came through stays; the message says what happened, and the same command over a better line finishes.
void TestScoreWire::theLineAlwaysBreaks()
{
    const QString good = m_study->fake(s("good"));
    // A line over which nothing useful comes any more is given up after some tries. Where a hello ends was measured by
    // the first message that did not get through.
    support::Run broken;
    for (int bytes = 100; broken.exitCode != 1 || broken.err.contains("hello"); bytes += 20) {
        QVERIFY2(broken.exitCode != 0, "every line was long enough");
        broken = support::runCli(command(wrapper(wire(1, bytes, good))));
    }
    QVERIFY2(broken.err.contains("the scorer ended unexpectedly"), broken.err.constData());
    QCOMPARE(broken.err.count('\n'), 1);
    const qsizetype before = m_study->rows().size();
    QCOMPARE(before, 0);
    const support::Run healed = support::runCli(command(wrapper(wire(1, 0, good))));
    QVERIFY2(healed.exitCode == 0, healed.err.constData());
    QCOMPARE(healed.json().object().value(s("reused")).toInt(), before);
    verifyEachOnce();
}

void TestScoreWire::noLine()
{
    const support::Run run =
        support::runCli(command(wrapper(s("echo 'ssh: connect to host gpu-box: No route' >&2; exit 255"))));
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.err.contains("scorer.start") && run.err.contains("No route"), run.err.constData());
    QCOMPARE(m_study->rows().size(), 0);
}

/// A computer that is put to sleep stops program and worker alike, in the middle of whatever they do.
void TestScoreWire::asleepTogether()
{
    QProcess score;
    score.start(support::binFolder() + s("/dissensus-cli"), command(m_study->fake(s("slow"), s("120"))));
    QVERIFY(score.waitForStarted());
    const auto program = static_cast<pid_t>(score.processId());
    for (int i = 0; i < 3; ++i) {
        QTest::qSleep(250);
        const QList<pid_t> workers = support::childProcesses(program);
        for (const int signal : {SIGSTOP, SIGCONT}) {
            ::kill(program, signal);
            for (const pid_t worker : workers)
                ::kill(worker, signal);
            if (signal == SIGSTOP)
                QTest::qSleep(700);
        }
    }
    QVERIFY(score.waitForFinished(30000));
    QVERIFY2(score.exitCode() == 0, score.readAllStandardError().constData());
    verifyEachOnce();
}

QTEST_GUILESS_MAIN(TestScoreWire)
#include "tst_scorewire.moc"
