#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include "tests/support/program.h"
#include "tests/support/studies.h"

class TestScorersCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void list();
    void listWithoutAWorker();
    void info();
    void installAndRemove();
    void selfTest();
    void errors_data();
    void errors();
};

namespace {

support::Run scorers(const QString &words)
{
    return support::runCli(QStringList{QStringLiteral("scorers")} + words.split(QLatin1Char(' ')));
}

} // namespace

void TestScorersCommand::list()
{
    const support::Run run = scorers(QStringLiteral("list --json"));
    QCOMPARE(run.exitCode, 0);
    const QJsonArray rows = run.json().array();
    QCOMPARE(rows.size(), 17);
    for (const QJsonValue &row : rows) {
        const QJsonObject entry = row.toObject();
        for (const char *key : {"scorer", "title", "installed", "needs_prompt", "range", "licence", "weights_bytes"})
            QVERIFY2(entry.contains(QLatin1String(key)), key);
        QCOMPARE(entry[QLatin1String("range")].toArray().size(), 2);
        QCOMPARE(entry.contains(QLatin1String("fingerprint")), entry[QLatin1String("installed")].toBool());
    }
    const support::Run text = scorers(QStringLiteral("list"));
    QVERIFY(text.out.contains("libtorch 2.11.0"));
    QVERIFY(text.out.contains("CPU threads"));
    QVERIFY(text.out.contains("CUDA: "));
}

void TestScorersCommand::listWithoutAWorker()
{
    qputenv("DISSENSUS_SCORER", "/nowhere/scorer");
    const support::Run run = scorers(QStringLiteral("list --json"));
    const support::Run text = scorers(QStringLiteral("list"));
    qunsetenv("DISSENSUS_SCORER");
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.json().array().size(), 17);
    QVERIFY(text.err.contains("/nowhere/scorer"));
}

void TestScorersCommand::info()
{
    const QJsonObject entry = scorers(QStringLiteral("info sharpness --json")).json().object();
    QCOMPARE(entry[QLatin1String("scorer")].toString(), QStringLiteral("sharpness"));
    QCOMPARE(entry[QLatin1String("fingerprint_covers")][QLatin1String("name")].toString(), QStringLiteral("sharpness"));
    QCOMPARE(entry[QLatin1String("libtorch")].toString(), QStringLiteral("2.11.0"));
    QVERIFY(entry[QLatin1String("threads")].toInt() >= 1);
    QVERIFY(!scorers(QStringLiteral("info hps-v3 --json")).json().object()[QLatin1String("installed")].toBool());
}

void TestScorersCommand::installAndRemove()
{
    QCOMPARE(scorers(QStringLiteral("install contrast")).exitCode, 0); // it is there
    support::TestFolder folder;
    qputenv("DISSENSUS_MODELS", folder.file(QStringLiteral("models")).toLocal8Bit());
    const support::Run missing = scorers(QStringLiteral("install hps-v2.1 --from /nowhere/file.pt"));
    QCOMPARE(missing.exitCode, 1);
    QVERIFY(missing.err.contains("/nowhere/file.pt"));
    const support::Run nowhere = scorers(QStringLiteral("install hps-v2.1"));
    QCOMPARE(nowhere.exitCode, 1);
    QVERIFY(nowhere.err.contains("--from") && nowhere.err.contains("HPS_v2.1_compressed.pt"));
    const support::Run web = scorers(QStringLiteral("install hps-v2.1 --from http://127.0.0.1:9/a.pt"));
    QCOMPARE(web.exitCode, 1);
    QCOMPARE(web.err.count('\n'), 1);
    QCOMPARE(scorers(QStringLiteral("remove hps-v2.1")).exitCode, 1); // it is not there
    folder.write(QStringLiteral("own.safetensors"), QByteArray("\x02\0\0\0\0\0\0\0{}", 10));
    const support::Run own = support::runCli(
        {QStringLiteral("scorers"), QStringLiteral("install"), QStringLiteral("hps-v2.1"), QStringLiteral("--from"),
         folder.file(QStringLiteral("own.safetensors")), QStringLiteral("--json")});
    QVERIFY2(own.exitCode == 0, own.err.constData());
    QVERIFY(own.json().object()[QLatin1String("weights_present")].toBool());
    QVERIFY(!own.json().object()[QLatin1String("installed")].toBool()); // this version cannot run it
    const QJsonArray listed = scorers(QStringLiteral("list --json")).json().array();
    QVERIFY(std::any_of(listed.begin(), listed.end(), [](const QJsonValue &entry) {
        return entry[QLatin1String("scorer")].toString() == QLatin1String("hps-v2.1")
               && entry[QLatin1String("weights_present")].toBool();
    }));
    QCOMPARE(scorers(QStringLiteral("remove hps-v2.1")).exitCode, 0);

    // Used in place, and a licence that nobody states.
    QStringList unclear{QStringLiteral("scorers"),
                        QStringLiteral("install"),
                        QStringLiteral("pickscore"),
                        QStringLiteral("--from"),
                        folder.file(QStringLiteral("own.safetensors")),
                        QStringLiteral("--link"),
                        QStringLiteral("--json")};
    const support::Run refused = support::runCli(unclear);
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(refused.err.contains("weights.licence") && refused.err.contains("--accept-licence"));
    const support::Run linked = support::runCli(unclear << QStringLiteral("--accept-licence"));
    QVERIFY2(linked.exitCode == 0, linked.err.constData());
    QCOMPARE(linked.json().object()[QLatin1String("files")][0][QLatin1String("path")].toString(),
             folder.file(QStringLiteral("own.safetensors")));
    QVERIFY(!QFile::exists(folder.file(QStringLiteral("models/pickscore/own.safetensors"))));
    qunsetenv("DISSENSUS_MODELS");
    QCOMPARE(scorers(QStringLiteral("remove contrast")).exitCode, 1);
}

void TestScorersCommand::selfTest()
{
    const support::Run run = scorers(QStringLiteral("self-test --json"));
    QCOMPARE(run.exitCode, 0);
    const QJsonArray rows = run.json().array();
    QCOMPARE(rows.size(), 6);
    for (const QJsonValue &row : rows) {
        QVERIFY(row[QLatin1String("passed")].toBool());
        QVERIFY(row[QLatin1String("max_error")].toDouble() <= row[QLatin1String("tolerance")].toDouble());
        QVERIFY(row[QLatin1String("cases")].toInt() >= 11);
    }
    QCOMPARE(scorers(QStringLiteral("self-test contrast --json")).json().array().size(), 1);
}

void TestScorersCommand::errors_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("info of nothing") << QStringLiteral("info") << 2;
    QTest::newRow("info of an unknown one") << QStringLiteral("info beauty") << 1;
    QTest::newRow("install an unknown one") << QStringLiteral("install beauty") << 1;
    QTest::newRow("remove an unknown one") << QStringLiteral("remove beauty") << 1;
    QTest::newRow("test an unknown one") << QStringLiteral("self-test beauty") << 1;
    QTest::newRow("test one without its weights") << QStringLiteral("self-test hps-v3") << 1;
    QTest::newRow("measure an unknown one") << QStringLiteral("bench beauty") << 1;
    QTest::newRow("measure one without its weights") << QStringLiteral("bench hps-v3") << 1;
    QTest::newRow("unknown subcommand") << QStringLiteral("train") << 2;
}

void TestScorersCommand::errors()
{
    QFETCH(QString, words);
    QFETCH(int, exitCode);
    const support::Run run = scorers(words);
    QCOMPARE(run.exitCode, exitCode);
    QVERIFY2(run.err.startsWith("dissensus-cli: ") && run.err.count('\n') == 1, run.err.constData());
}

QTEST_GUILESS_MAIN(TestScorersCommand)
#include "tst_scorerscommand.moc"
