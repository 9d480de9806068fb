#include <QFile>
#include <QJsonObject>
#include <QtTest>

#include "tests/support/program.h"
#include "tests/support/studies.h"

class TestBackupCommand : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

    static QString s(const char *text) { return QString::fromUtf8(text); }

private Q_SLOTS:
    void copyIsTheSameStudy()
    {
        const QString study = m_folder.file(s("a.dissensus"));
        const QString copy = m_folder.file(s("copy of a.dissensus"));
        QCOMPARE(support::runCli({s("study"), s("create"), study, s("--title"), s("A")}).exitCode, 0);
        const support::Run run = support::runCli({s("backup"), study, copy, s("--json")});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.json().object().value(s("file")).toString(), copy);
        QCOMPARE(support::runCli({s("study"), s("info"), copy, s("--json")}).out,
                 support::runCli({s("study"), s("info"), study, s("--json")}).out);
        QCOMPARE(support::runCli({s("check"), copy}).exitCode, 0);
    }

    void neverOverwrites()
    {
        const QString study = m_folder.file(s("b.dissensus"));
        QCOMPARE(support::runCli({s("study"), s("create"), study}).exitCode, 0);
        const support::Run run = support::runCli({s("backup"), study, study, s("--json")});
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(QJsonDocument::fromJson(run.err).object().value(s("error")).toObject().value(s("code")).toString(),
                 s("backup.exists"));
        QCOMPARE(support::runCli({s("check"), study}).exitCode, 0);
    }
};

QTEST_APPLESS_MAIN(TestBackupCommand)
#include "tst_backupcommand.moc"
