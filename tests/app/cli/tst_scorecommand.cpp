#include <csignal>

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include "tests/core/scoring/scoringstudy.h"
#include "tests/support/program.h"

class TestScoreCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scoresThenReuses();
    void failuresAreListed();
    void wrongUsage_data();
    void wrongUsage();
    void interrupted();
    void killedAndGivenAgain();
};

namespace {

support::Run score(const ScoringStudy &study, const QStringList &more)
{
    return support::runCli(QStringList{QStringLiteral("score"), study.path()} + more);
}

} // namespace

void TestScoreCommand::scoresThenReuses()
{
    ScoringStudy study(3);
    const support::Run first =
        score(study, {QStringLiteral("--json"), QStringLiteral("--scorer"), QStringLiteral("exposure,contrast")});
    QCOMPARE(first.exitCode, 0);
    QVERIFY(first.err.isEmpty());
    const QJsonObject document = first.json().object();
    QCOMPARE(document[QLatin1String("scored")].toInt(), 12);
    QCOMPARE(document[QLatin1String("reused")].toInt(), 0);
    QVERIFY(document[QLatin1String("failed")].toArray().isEmpty());
    QVERIFY(document[QLatin1String("seconds")].toDouble() > 0);
    QVERIFY(document[QLatin1String("pictures_per_second")].toDouble() > 0);
    const QJsonArray scorers = document[QLatin1String("scorers")].toArray();
    QCOMPARE(scorers.size(), 2);
    QCOMPARE(scorers[0][QLatin1String("scorer")].toString(), QStringLiteral("exposure"));
    QCOMPARE(scorers[0][QLatin1String("fingerprint")].toString().size(), 64);
    QCOMPARE(scorers[0][QLatin1String("device")].toString(), QStringLiteral("cpu"));
    QCOMPARE(scorers[0][QLatin1String("dtype")].toString(), QStringLiteral("u8"));

    // Without --scorer all five: two of them are there.
    const QJsonObject rest = score(study, {QStringLiteral("--json")}).json().object();
    QCOMPARE(rest[QLatin1String("scored")].toInt(), 18);
    QCOMPARE(rest[QLatin1String("reused")].toInt(), 12);
    const QJsonObject again = score(study, {QStringLiteral("--json"), QStringLiteral("--again"),
                                            QStringLiteral("--scorer"), QStringLiteral("contrast")})
                                  .json()
                                  .object();
    QCOMPARE(again[QLatin1String("scored")].toInt(), 6);
    QCOMPARE(again[QLatin1String("reused")].toInt(), 0);
    QCOMPARE(study.rows().size(), 36);
    for (const study::Score &row : study.rows())
        QVERIFY(row.libtorch == QLatin1String("2.11.0") && row.origin == QLatin1String("computed")
                && row.promptHash.isEmpty());
}

void TestScoreCommand::failuresAreListed()
{
    ScoringStudy study(3);
    QVERIFY(QFile::remove(study.file(2)));
    const support::Run run =
        score(study, {QStringLiteral("--json"), QStringLiteral("--scorer"), QStringLiteral("contrast")});
    QCOMPARE(run.exitCode, 3);
    const QJsonObject document = run.json().object();
    QCOMPARE(document[QLatin1String("scored")].toInt(), 5);
    const QJsonArray failed = document[QLatin1String("failed")].toArray();
    QCOMPARE(failed.size(), 1);
    QVERIFY(!failed[0][QLatin1String("picture")].toString().isEmpty());
    QVERIFY(failed[0][QLatin1String("reason")].toString().contains(QStringLiteral("2.png")));
}

void TestScoreCommand::wrongUsage_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("exitCode");
    const auto row = [](const char *name, const QString &options, int exitCode) {
        QTest::newRow(name) << options.split(QLatin1Char(' ')) << exitCode;
    };
    row("no device", QStringLiteral("--device gpu"), 2);
    row("no choice of prompts", QStringLiteral("--prompts some"), 2);
    row("no batch", QStringLiteral("--batch 0"), 2);
    row("batch is a word", QStringLiteral("--batch many"), 2);
    row("unknown option", QStringLiteral("--fast"), 2);
    row("unknown scorer", QStringLiteral("--scorer beauty"), 1);
    row("imported scorer", QStringLiteral("--scorer import:hps-v3"), 1);
    row("scorer without its weights", QStringLiteral("--scorer hps-v3"), 1);
    row("device that is not there", QStringLiteral("--device cuda:99"), 1);
    row("worker that is not there", QStringLiteral("--worker /nowhere/scorer"), 1);
    row("worker that is something else", QStringLiteral("--worker /bin/true"), 1);
}

void TestScoreCommand::wrongUsage()
{
    QFETCH(QStringList, options);
    QFETCH(int, exitCode);
    const ScoringStudy study(1);
    const support::Run run = score(study, options);
    QCOMPARE(run.exitCode, exitCode);
    QVERIFY(run.out.isEmpty());
    QVERIFY2(run.err.startsWith("dissensus-cli: ") && run.err.count('\n') == 1, run.err.constData());
    QVERIFY(study.rows().isEmpty());
}

void TestScoreCommand::interrupted()
{
    const ScoringStudy study(20);
    QProcess process;
    process.start(support::binFolder() + QStringLiteral("/dissensus-cli"),
                  {QStringLiteral("score"), study.path(), QStringLiteral("--json"), QStringLiteral("--batch"),
                   QStringLiteral("2"), QStringLiteral("--worker"),
                   study.fake(QStringLiteral("slow"), QStringLiteral("100"))});
    QTRY_VERIFY_WITH_TIMEOUT(!study.rows().isEmpty(), 30000);
    QCOMPARE(process.state(), QProcess::Running); // its number would be 0, our own group
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(30000));
    QCOMPARE(process.exitCode(), 130);
    const QJsonObject document = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QCOMPARE(study.rows().size(), document[QLatin1String("scored")].toInt());
    QVERIFY(study.rows().size() < 40);
}

void TestScoreCommand::killedAndGivenAgain()
{
    const ScoringStudy study(20);
    for (int round = 1; round <= 3; ++round) {
        QProcess process;
        process.start(support::binFolder() + QStringLiteral("/dissensus-cli"),
                      {QStringLiteral("score"), study.path(), QStringLiteral("--batch"), QStringLiteral("2"),
                       QStringLiteral("--worker"), study.fake(QStringLiteral("slow"), QStringLiteral("50"))});
        const qsizetype before = study.rows().size();
        QTRY_VERIFY_WITH_TIMEOUT(study.rows().size() > before, 30000);
        process.kill();
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(study.rows().size() % 2, 0); // whole batches only
    }
    const support::Run rest = score(study, {QStringLiteral("--worker"), study.fake(QStringLiteral("good"))});
    QCOMPARE(rest.exitCode, 0);
    QCOMPARE(study.rows().size(), 40);
    QSet<qint64> assets;
    for (const study::Score &row : study.rows())
        assets.insert(row.asset.value);
    QCOMPARE(assets.size(), 40);
}

QTEST_GUILESS_MAIN(TestScoreCommand)
#include "tst_scorecommand.moc"
