#include <QFileInfo>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/program.h"

class TestDemoCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAStudy();
    void wrongUse();
};

void TestDemoCommand::makesAStudy()
{
    QTemporaryDir folder;
    const QString target = folder.filePath(QStringLiteral("my demo"));
    const QStringList arguments{QStringLiteral("demo"),         target,
                                QStringLiteral("--prompts"),    QStringLiteral("1"),
                                QStringLiteral("--annotators"), QStringLiteral("1"),
                                QStringLiteral("--json")};
    const support::Run made = support::runCli(arguments);
    QCOMPARE(made.exitCode, 0);
    const QJsonObject document = made.json().object();
    QCOMPARE(document.value(QStringLiteral("pictures")).toInt(), 8);
    QCOMPARE(document.value(QStringLiteral("annotators")).toInt(), 1);
    QVERIFY(document.value(QStringLiteral("votes")).toInt() > 0);
    const QString study = document.value(QStringLiteral("study")).toString();
    QVERIFY(QFileInfo::exists(study));

    const support::Run info =
        support::runCli({QStringLiteral("study"), QStringLiteral("info"), study, QStringLiteral("--json")});
    QCOMPARE(info.exitCode, 0);
    QCOMPARE(info.json().object().value(QStringLiteral("simulated")).toBool(), true);
    const support::Run check = support::runCli({QStringLiteral("check"), study});
    QCOMPARE(check.exitCode, 0);

    const support::Run again = support::runCli(arguments);
    QCOMPARE(again.exitCode, 1);
    QCOMPARE(again.json().object().size(), 0);
    QVERIFY(again.err.contains("demo.exists"));
}

void TestDemoCommand::wrongUse()
{
    QCOMPARE(support::runCli({QStringLiteral("demo")}).exitCode, 2);
    QTemporaryDir folder;
    QCOMPARE(support::runCli({QStringLiteral("demo"), folder.path(), QStringLiteral("--prompts"), QStringLiteral("0")})
                 .exitCode,
             2);
    // A folder that cannot be made.
    QFile file(folder.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const support::Run run = support::runCli({QStringLiteral("demo"), folder.filePath(QStringLiteral("file/demo")),
                                              QStringLiteral("--prompts"), QStringLiteral("1")});
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.err.startsWith("dissensus-cli: ") && run.err.count('\n') == 1, run.err.constData());
}

QTEST_GUILESS_MAIN(TestDemoCommand)
#include "tst_democommand.moc"
