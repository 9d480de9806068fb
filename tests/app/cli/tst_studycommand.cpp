#include <QFile>
#include <QJsonObject>
#include <QtTest>

#include "tests/support/program.h"
#include "tests/support/studies.h"

class TestStudyCommand : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

    static QString s(const char *text) { return QString::fromUtf8(text); }

private Q_SLOTS:
    void createPrintsWhatInfoPrints()
    {
        const QString study = m_folder.file(s("new.dissensus"));
        const support::Run created =
            support::runCli({s("study"), s("create"), study, s("--title"), s("Größe = 1"), s("--json")});
        QCOMPARE(created.exitCode, 0);
        QVERIFY(created.err.isEmpty());
        const support::Run info = support::runCli({s("--json"), s("study"), s("info"), study});
        QCOMPARE(info.exitCode, 0);
        QCOMPARE(info.out, created.out);
        const QJsonObject document = info.json().object();
        QCOMPARE(document.value(s("title")).toString(), s("Größe = 1"));
        QCOMPARE(document.value(s("schema_version")).toInt(), 1);
        QVERIFY(!document.value(s("id")).toString().isEmpty());
        QVERIFY(document.contains(s("protocol_hash")));
        QCOMPARE(document.value(s("locked")), QJsonValue(false));
        const QJsonObject counts = document.value(s("counts")).toObject();
        for (const char *name : {"prompts", "prompt_groups", "generators", "pictures", "assets", "trials", "votes",
                                 "annotators", "scores", "labels"})
            QCOMPARE(counts.value(s(name)), QJsonValue(0));
    }

    void createNeverOverwrites()
    {
        const QString study = m_folder.write(s("taken.dissensus"), "precious");
        const support::Run run = support::runCli({s("study"), s("create"), study});
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.err.count('\n'), 1);
        QFile file(study);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("precious"));
    }

    void createWantsTheSuffix()
    {
        const support::Run run = support::runCli({s("study"), s("create"), m_folder.file(s("study.db"))});
        QCOMPARE(run.exitCode, 2);
        QVERIFY(!QFile::exists(m_folder.file(s("study.db"))));
    }

    void infoLeavesNothingBeside()
    {
        const QString study = m_folder.file(s("quiet.dissensus"));
        QCOMPARE(support::runCli({s("study"), s("create"), study}).exitCode, 0);
        QCOMPARE(support::runCli({s("study"), s("info"), study}).exitCode, 0);
        QCOMPARE(QDir(m_folder.path()).entryList({s("quiet*")}), QStringList{s("quiet.dissensus")});
    }
};

QTEST_APPLESS_MAIN(TestStudyCommand)
#include "tst_studycommand.moc"
