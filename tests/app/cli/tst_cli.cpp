#include <QJsonObject>
#include <QtTest>

#include "tests/support/program.h"

/// The grammar itself, seen from outside.
class TestCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void versionNamesItsParts()
    {
        const support::Run run = support::runCli({QStringLiteral("--version")});
        QCOMPARE(run.exitCode, 0);
        for (const char *name : {"dissensus ", "qt ", "sqlite ", "libtorch ", "schema "})
            QVERIFY2(run.out.contains(name), name);
        QVERIFY(run.err.isEmpty());
    }

    void versionAsJson()
    {
        const support::Run run = support::runCli({QStringLiteral("--json"), QStringLiteral("--version")});
        QCOMPARE(run.json().object().value(QStringLiteral("schema")).toInt(), 1);
    }

    void helpNeedsNoCommand()
    {
        const support::Run run = support::runCli({QStringLiteral("--help")});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.out.contains("Exit codes"));
    }

    void wrongUsageIsOneLineAndExitCodeTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("unknown command") << QStringList{QStringLiteral("frobnicate")};
        QTest::newRow("unknown option") << QStringList{QStringLiteral("--frobnicate")};
    }
    void wrongUsageIsOneLineAndExitCodeTwo()
    {
        QFETCH(QStringList, arguments);
        const support::Run run = support::runCli(arguments);
        QCOMPARE(run.exitCode, 2);
        QVERIFY(run.out.isEmpty());
        QCOMPARE(run.err.count('\n'), 1);
        QVERIFY(run.err.startsWith("dissensus-cli: "));

        const support::Run json = support::runCli(arguments + QStringList{QStringLiteral("--json")});
        QCOMPARE(json.exitCode, 2);
        const QJsonObject error = QJsonDocument::fromJson(json.err).object().value(QStringLiteral("error")).toObject();
        QCOMPARE(error.value(QStringLiteral("code")).toString(), QStringLiteral("usage"));
    }
};

QTEST_APPLESS_MAIN(TestCli)
#include "tst_cli.moc"
