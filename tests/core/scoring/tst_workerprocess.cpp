#include "core/scoring/workerprocess.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include "tests/support/paths.h"
#include "tests/support/studies.h"

using scoring::WorkerProcess;

class TestWorkerProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysHelloAndAnswers();
    void bannerIsSkipped();
    void largePagesUnlessChosenOtherwise();
    void starts_data();
    void starts();
    void whatItPrintedIsInTheError();
    void cancelled();
    void deathIsSeen();
    void aHungWorkerIsKilled();
    void defaultCommand();
    void deviceNames();
};

namespace {

QString fake(const QString &mode, const QString &when = QStringLiteral("0"))
{
    return QStringLiteral("\"%1/../tests/fakescorer\" %2 %3").arg(support::binFolder(), mode, when);
}

base::Result<std::unique_ptr<WorkerProcess>> start(const QString &command, int helloTimeoutMs = 10000)
{
    scoring::WorkerOptions options;
    options.command = command;
    options.helloTimeoutMs = helloTimeoutMs;
    return WorkerProcess::start(options, {});
}

scoring::ScoreMessage message()
{
    scoring::ScoreMessage message;
    message.scorers = {QStringLiteral("sharpness")};
    message.pictures = {{QStringLiteral("00000a"), "bytes", {}, {}}};
    return message;
}

} // namespace

void TestWorkerProcess::saysHelloAndAnswers()
{
    const auto worker = start(fake(QStringLiteral("good")));
    SUPPORT_OK(worker);
    QCOMPARE((*worker)->facts().version, QStringLiteral("9.9.9"));
    const auto answer = (*worker)->ask(toMessage((*worker)->nextId(), message()), 10000, {});
    SUPPORT_OK(answer);
    QCOMPARE(scoring::scoresFrom(*answer)->first().value, 10.0);
}

void TestWorkerProcess::bannerIsSkipped()
{
    SUPPORT_OK(start(fake(QStringLiteral("banner"))));
}

void TestWorkerProcess::largePagesUnlessChosenOtherwise()
{
    support::TestFolder folder;
    const QString seen = folder.file(QStringLiteral("seen"));
    const QString command =
        QStringLiteral("sh -c \"printenv GLIBC_TUNABLES > '%1'; exec '%2/../tests/fakescorer' good 0\"")
            .arg(seen, support::binFolder());
    const auto written = [&] {
        QFile file(seen);
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
    };
    SUPPORT_OK(start(command));
    QCOMPARE(written(), QByteArray("glibc.malloc.hugetlb=1"));
    qputenv("GLIBC_TUNABLES", "glibc.malloc.hugetlb=0");
    const auto chosen = start(command);
    qunsetenv("GLIBC_TUNABLES");
    SUPPORT_OK(chosen);
    QCOMPARE(written(), QByteArray("glibc.malloc.hugetlb=0"));
}

void TestWorkerProcess::starts_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("code");
    QTest::newRow("missing") << QStringLiteral("/nowhere/dissensus-scorer") << QStringLiteral("scorer.start");
    QTest::newRow("ends at once") << fake(QStringLiteral("refuse")) << QStringLiteral("scorer.start");
    QTest::newRow("ends within its hello") << fake(QStringLiteral("halfhello")) << QStringLiteral("scorer.start");
    QTest::newRow("another protocol") << fake(QStringLiteral("old")) << QStringLiteral("scorer.version");
    QTest::newRow("prints without end") << fake(QStringLiteral("endless")) << QStringLiteral("scorer.protocol");
    QTest::newRow("says nothing") << fake(QStringLiteral("mute")) << QStringLiteral("scorer.hello");
    QTest::newRow("another program") << QStringLiteral("cat /etc/passwd") << QStringLiteral("scorer.start");
    QTest::newRow("no words") << QStringLiteral("  ") << QStringLiteral("scorer.start");
}

void TestWorkerProcess::starts()
{
    QFETCH(QString, command);
    QFETCH(QString, code);
    const auto worker = start(command, 1000);
    QVERIFY(!worker);
    QCOMPARE(worker.error().code, code);
    QVERIFY(!worker.error().hint.isEmpty());
}

void TestWorkerProcess::whatItPrintedIsInTheError()
{
    const auto worker = start(fake(QStringLiteral("refuse")));
    QVERIFY(!worker);
    QVERIFY(worker.error().message.endsWith(QStringLiteral("ssh: no such host")));
}

void TestWorkerProcess::cancelled()
{
    base::Progress progress;
    progress.cancel();
    scoring::WorkerOptions options;
    options.command = fake(QStringLiteral("mute"));
    SUPPORT_FAILS(WorkerProcess::start(options, progress), "cancelled");
}

void TestWorkerProcess::deathIsSeen()
{
    const auto worker = start(fake(QStringLiteral("die"), QStringLiteral("1")));
    SUPPORT_OK(worker);
    const auto answer = (*worker)->ask(toMessage((*worker)->nextId(), message()), 10000, {});
    SUPPORT_FAILS(answer, "scorer.died");
    QVERIFY(answer.error().message.contains(QStringLiteral("out of memory, as it were")));
}

void TestWorkerProcess::aHungWorkerIsKilled()
{
    qint64 process = 0;
    {
        const auto worker = start(fake(QStringLiteral("hang"), QStringLiteral("1")));
        SUPPORT_OK(worker);
        process = (*worker)->processId();
        SUPPORT_FAILS((*worker)->ask(toMessage((*worker)->nextId(), message()), 200, {}), "scorer.hung");
    }
    QVERIFY(!QFile::exists(QStringLiteral("/proc/%1").arg(process)));
}

void TestWorkerProcess::defaultCommand()
{
    qputenv("DISSENSUS_SCORER", "ssh gpu-box dissensus-scorer");
    QCOMPARE(WorkerProcess::defaultCommand(), QStringLiteral("ssh gpu-box dissensus-scorer"));
    qunsetenv("DISSENSUS_SCORER");
    QCOMPARE(QProcess::splitCommand(WorkerProcess::defaultCommand()),
             QStringList{QCoreApplication::applicationDirPath() + QStringLiteral("/dissensus-scorer")});
}

void TestWorkerProcess::deviceNames()
{
    for (const char *good : {"auto", "cpu", "cuda:0", "cuda:12"})
        QVERIFY(scoring::isDeviceName(QLatin1String(good)));
    for (const char *bad : {"", "gpu", "cuda", "cuda:", "cuda:a", "cpu ", "cuda:0\n", "cuda:1234"})
        QVERIFY(!scoring::isDeviceName(QLatin1String(bad)));
}

QTEST_GUILESS_MAIN(TestWorkerProcess)
#include "tst_workerprocess.moc"
