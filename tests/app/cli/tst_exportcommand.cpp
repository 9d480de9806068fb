#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/studies.h"
#include "tests/support/table.h"

class TestExportCommand : public QObject
{
    Q_OBJECT

private:
    static QString s(const char *text) { return QString::fromUtf8(text); }

    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<missing>");
    }

    static QString makeStudy(const support::TestFolder &folder)
    {
        const QString path = folder.file(s("study.dissensus"));
        const QString votes = folder.write(
            s("in.csv"),
            "annotator,prompt,left_generator,right_generator,answer,comment\nw1,a cow,alpha,beta,left,=1+1\nw2,a cow,beta,alpha,tie,\n");
        if (support::runCli({s("study"), s("create"), path}).exitCode != 0
            || support::runCli({s("import"), path, votes}).exitCode != 0)
            qFatal("no study");
        return path;
    }

private Q_SLOTS:
    void severalAtOnce()
    {
        support::TestFolder folder;
        const QString study = makeStudy(folder);
        const support::Run run = support::runCli({s("export"), study, s("--votes"), folder.file(s("v.csv")),
                                                  s("--pictures"), folder.file(s("p.jsonl")), s("--json")});
        QCOMPARE(run.exitCode, 0);
        const QJsonArray files = run.json().object()[s("files")].toArray();
        QCOMPARE(files.size(), 2);
        QCOMPARE(files[0].toObject()[s("what")].toString(), s("votes"));
        QCOMPARE(files[0].toObject()[s("rows")].toInt(), 2);
        QCOMPARE(support::readCsv(contentOf(folder.file(s("v.csv")))).size(), 2);
        QCOMPARE(contentOf(folder.file(s("p.jsonl"))).count('\n'), 2);
    }

    void formulasAreNeutralisedOnRequest()
    {
        support::TestFolder folder;
        const QString study = makeStudy(folder);
        const QString path = folder.file(s("v.csv"));
        QCOMPARE(support::runCli({s("export"), study, s("--votes"), path}).exitCode, 0);
        QVERIFY(contentOf(path).contains(",=1+1,"));
        QCOMPARE(support::runCli({s("export"), study, s("--votes"), path, s("--for-spreadsheet")}).exitCode, 0);
        QVERIFY(contentOf(path).contains(",'=1+1,"));
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("nothing to write") << QStringList{} << 2;
        QTest::newRow("suffix") << QStringList{s("--votes"), s("v.xlsx")} << 2;
        QTest::newRow("same file twice") << QStringList{s("--votes"), s("v.csv"), s("--labels"), s("v.csv")} << 2;
        QTest::newRow("no such folder") << QStringList{s("--votes"), s("/nowhere/v.csv")} << 1;
    }

    void wrongUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        support::TestFolder folder;
        const support::Run run = support::runCli(QStringList{s("export"), makeStudy(folder)} + arguments);
        QCOMPARE(run.exitCode, exitCode);
        QCOMPARE(run.out, QByteArray());
        QCOMPARE(run.err.count('\n'), 1);
        QCOMPARE(support::runCli({s("export"), folder.file(s("none.dissensus")), s("--votes"), folder.file(s("v.csv"))})
                     .exitCode,
                 1);
    }

    void theRoundTripOfThePapersPictures()
    {
        SUPPORT_NEED_AAS;
        support::TestFolder folder;
        const QString first = folder.file(s("first.dissensus"));
        const QString second = folder.file(s("second.dissensus"));
        for (const QString &study : {first, second})
            QCOMPARE(support::runCli({s("study"), s("create"), study}).exitCode, 0);
        QCOMPARE(support::runCli({s("import"), first, support::aasFolder()}).exitCode, 0);
        const auto write = [&](const QString &study, const char *prefix) {
            return support::runCli({s("export"), study, s("--pictures"), folder.file(s(prefix) + s("pictures.csv")),
                                    s("--scores"), folder.file(s(prefix) + s("scores.csv"))})
                .exitCode;
        };
        QCOMPARE(write(first, "1"), 0);
        for (const char *name : {"1pictures.csv", "1scores.csv"})
            QCOMPARE(support::runCli({s("import"), second, folder.file(s(name))}).exitCode, 0);
        QCOMPARE(write(second, "2"), 0);
        for (const char *name : {"pictures.csv", "scores.csv"})
            QCOMPARE(contentOf(folder.file(s("2") + s(name))), contentOf(folder.file(s("1") + s(name))));
    }
};

QTEST_GUILESS_MAIN(TestExportCommand)
#include "tst_exportcommand.moc"
