#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

#include "tests/support/paths.h"
#include "tests/support/pictures.h"
#include "tests/support/program.h"
#include "tests/support/studies.h"

class TestImportCommand : public QObject
{
    Q_OBJECT

private:
    static QString s(const char *text) { return QString::fromUtf8(text); }

    static QString makeStudy(const support::TestFolder &folder)
    {
        const QString path = folder.file(s("study.dissensus"));
        if (support::runCli({s("study"), s("create"), path}).exitCode != 0)
            qFatal("no study");
        return path;
    }

    static int added(const support::Run &run, const char *what)
    {
        return run.json().object()[s("added")][s(what)].toInt(-1);
    }

private Q_SLOTS:
    void theDocumentHoldsWhatTheContractPromises()
    {
        support::TestFolder folder;
        const QString study = makeStudy(folder);
        const QString table = folder.write(s("p.csv"), "prompt,generator,score:mine\na cow,alpha,1.5\na cow,beta,\n");
        const support::Run run = support::runCli({s("import"), study, table, s("--json")});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.err, QByteArray());
        const QJsonObject document = run.json().object();
        for (const char *key : {"source_id", "kind", "added", "unchanged", "skipped", "warnings", "seconds"})
            QVERIFY2(document.contains(s(key)), key);
        for (const char *key : {"prompts", "generators", "pictures", "scores", "votes", "labels"})
            QVERIFY2(document[s("added")].toObject().contains(s(key)), key);
        QCOMPARE(added(run, "pictures"), 2);
        QCOMPARE(added(run, "scores"), 1);
        QVERIFY(!document.contains(s("dry_run")));

        const support::Run again = support::runCli({s("import"), study, table, s("--json")});
        QCOMPARE(added(again, "pictures"), 0);
        QCOMPARE(again.json().object()[s("unchanged")].toInt(), 3);

        const QString source = document[s("source_id")].toString();
        QCOMPARE(support::runCli({s("import"), study, s("--undo"), source, s("--json")}).exitCode, 0);
        const auto pictures = [&] {
            return support::runCli({s("study"), s("info"), study, s("--json")})
                .json()
                .object()[s("counts")][s("pictures")]
                .toInt(-1);
        };
        QCOMPARE(pictures(), 0);
        QCOMPARE(support::runCli({s("import"), study, table}).exitCode, 0);
        QCOMPARE(pictures(), 2);
    }

    void aDryRunSaysTheSameAndChangesNothing()
    {
        support::TestFolder folder;
        const QString study = makeStudy(folder);
        const QString table = folder.write(s("p.csv"), "prompt,generator\na cow,alpha\n");
        const support::Run run = support::runCli({s("import"), study, table, s("--dry-run"), s("--json")});
        QCOMPARE(run.json().object()[s("dry_run")], QJsonValue(true));
        QCOMPARE(added(run, "pictures"), 1);
        QCOMPARE(added(support::runCli({s("import"), study, table, s("--json")}), "pictures"), 1);
    }

    void badRowsFailOrAreListed()
    {
        support::TestFolder folder;
        const QString study = makeStudy(folder);
        folder.write(s("cut.png"), support::encoded(support::quarters(), "png").left(90));
        const QString table =
            folder.write(s("p.csv"), "file,prompt,generator\n,a cow,alpha\ncut.png,a cow,beta\n,a cow,gamma\n");
        const support::Run failed = support::runCli({s("import"), study, table});
        QCOMPARE(failed.exitCode, 1);
        QCOMPARE(failed.out, QByteArray());
        QCOMPARE(failed.err.count('\n'), 1);
        QVERIFY2(failed.err.startsWith("dissensus-cli: " + table.toUtf8() + ":3: "), failed.err.constData());
        const QJsonObject error = support::runCli({s("import"), study, table, s("--json")}).json().object();
        QVERIFY(error.isEmpty() || error.contains(s("error")));

        const support::Run partial = support::runCli({s("import"), study, table, s("--keep-going"), s("--json")});
        QCOMPARE(partial.exitCode, 3);
        QCOMPARE(added(partial, "pictures"), 2);
        const QJsonObject skipped = partial.json().object()[s("skipped")][0].toObject();
        QCOMPARE(skipped[s("file")].toString(), table);
        QCOMPARE(skipped[s("line")].toInt(), 3);
        QVERIFY(skipped[s("reason")].toString().contains(s("cut off")));
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("nothing to import") << QStringList{} << 2;
        QTest::newRow("unknown kind") << QStringList{s("p.csv"), s("--as"), s("spreadsheet")} << 2;
        QTest::newRow("source and undo") << QStringList{s("p.csv"), s("--undo"), s("x")} << 2;
        QTest::newRow("unknown option") << QStringList{s("p.csv"), s("--fast")} << 2;
        QTest::newRow("no such file") << QStringList{s("/nowhere/p.csv")} << 1;
        QTest::newRow("no such import") << QStringList{s("--undo"), s("x")} << 1;
        QTest::newRow("no score tables") << QStringList{s("/usr"), s("--as"), s("aas-scores")} << 1;
        QTest::newRow("no such map") << QStringList{s("/tmp"), s("--map"), s("/nowhere/map.json")} << 1;
    }

    void wrongUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        support::TestFolder folder;
        const support::Run run = support::runCli(QStringList{s("import"), makeStudy(folder)} + arguments);
        QCOMPARE(run.exitCode, exitCode);
        QCOMPARE(run.out, QByteArray());
        QCOMPARE(run.err.count('\n'), 1);
    }

    void thePapersPictures()
    {
        SUPPORT_NEED_AAS;
        support::TestFolder folder;
        const QString study = makeStudy(folder);
        const support::Run run = support::runCli({s("import"), study, support::aasFolder(), s("--json")});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.json().object()[s("kind")].toString(), s("aas-site"));
        QVERIFY(!run.json().object()[s("recognised")].toString().isEmpty());
        QCOMPARE(added(run, "pictures"), 72);
        QCOMPARE(added(run, "scores"), 196);
        QCOMPARE(support::runCli({s("check"), study}).exitCode, 0);
    }
};

QTEST_GUILESS_MAIN(TestImportCommand)
#include "tst_importcommand.moc"
