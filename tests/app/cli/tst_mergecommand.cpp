#include <QtTest>

#include "tests/support/annotateclient.h"
#include "tests/support/program.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "tests/support/text.h"

using support::s;

namespace {

/// Three votes of one person in a copy of the study.
void judgeThree(const QString &study, const QString &annotator)
{
    support::AnnotateClient client(study, annotator);
    const QStringList votes = client.judge(
        [](const QJsonObject &trial) {
            return QJsonObject{{s("trial"), trial.value(s("trial"))}, {s("answer"), s("left")}};
        },
        3);
    QCOMPARE(votes.size(), 3);
    QCOMPARE(client.finish(), 0);
}

int votesIn(const support::Run &merge)
{
    return merge.json().object().value(s("added")).toObject().value(s("votes")).toInt(-1);
}

} // namespace

class TestMergeCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsVotesOnce()
    {
        const support::TestFolder folder;
        QString path;
        {
            const support::SmallStudy study(folder.path());
            path = study.path();
        }
        const QString anna = folder.file(s("anna.dissensus"));
        const QString ben = folder.file(s("ben.dissensus"));
        QVERIFY(QFile::copy(path, anna) && QFile::copy(path, ben));
        judgeThree(anna, s("anna"));
        judgeThree(ben, s("ben"));

        const support::Run first = support::runCli({s("merge"), path, anna, ben, s("--json")});
        QCOMPARE(first.exitCode, 0);
        QCOMPARE(first.json().object().value(s("files")).toInt(), 2);
        QCOMPARE(votesIn(first), 6);
        const support::Run again = support::runCli({s("merge"), path, ben, s("--json")});
        QCOMPARE(again.exitCode, 0);
        QCOMPARE(votesIn(again), 0);
    }

    void refusesAMissingFile()
    {
        const support::TestFolder folder;
        const QString one = folder.file(s("one.dissensus"));
        const QString other = folder.file(s("other.dissensus"));
        QCOMPARE(support::runCli({s("study"), s("create"), one}).exitCode, 0);
        const support::Run missing = support::runCli({s("merge"), one, other});
        QVERIFY(missing.exitCode != 0);
        QCOMPARE(missing.err.count('\n'), 1);
        QVERIFY(missing.err.contains("other.dissensus"));
    }
};

QTEST_GUILESS_MAIN(TestMergeCommand)
#include "tst_mergecommand.moc"
