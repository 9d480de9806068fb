// A disk that takes no more bytes while somebody judges: what was acknowledged is there, what was not is not,
// and the next start goes on at the trial whose answer could not be stored.

#include <csignal>

#include <sys/resource.h>

#include <QJsonObject>
#include <QtTest>

#include "core/storage/studycheck.h"
#include "tests/support/annotateclient.h"
#include "tests/support/smallstudy.h"
#include "tests/support/storedvotes.h"
#include "tests/support/studies.h"
#include "tests/support/text.h"

using support::must;
using support::s;

namespace {

/// No file of this process grows beyond `bytes`: writes fail, as they do on a full or failing disk.
void limitFileSize(rlim_t bytes)
{
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
}

} // namespace

class TestAnnotateFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void diskThatTakesNoMore()
    {
        support::TestFolder folder;
        support::SmallStudyPlan plan;
        plan.groups = 60; // more trials than the log has room for votes
        support::SmallStudy study(folder.path(), plan);
        study.setProtocol(R"({"version": 1, "pairs": {"per_annotator": 180, "practice": 0, "repeats": 0},
                              "questions": [{"id": "preference", "kind": "choice", "answers": ["left", "right"]}]})");
        { // The plan of the trials is stored before the disk fills up.
            support::AnnotateClient client(study.path(), s("p1"));
            QVERIFY(client.read().contains(s("trial")));
            QCOMPARE(client.finish(), 0);
        }
        // Room for some votes: the log begins at nothing.
        must(study.database().execute(s("PRAGMA wal_checkpoint(TRUNCATE)")));
        constexpr rlim_t room = 300 * 1024;

        QStringList committed;
        QString refusedTrial;
        {
            support::AnnotateClient client(study.path(), s("p1"), {}, [] { limitFileSize(room); });
            committed = client.judge(
                [&](const QJsonObject &trial) {
                    refusedTrial = trial.value(s("trial")).toString();
                    return support::answerLeft(trial);
                },
                1000);
            QVERIFY2(committed.size() < 180, "the disk never filled up");
            QVERIFY2(!committed.isEmpty(), "the disk was full from the start");
        }
        QCOMPARE(support::storedVotes(study.path(), s("p1")), committed);
        QVERIFY(storage::checkStudy(study.database())->isOk());

        support::AnnotateClient next(study.path(), s("p1"));
        QCOMPARE(next.read().value(s("trial")).toString(), refusedTrial);
        next.send(support::answerLeft(QJsonObject{{s("trial"), refusedTrial}}));
        QVERIFY(next.read().contains(s("committed")));
        next.finish();
        QCOMPARE(support::storedVotes(study.path(), s("p1")).size(), committed.size() + 1);
    }

    void studyRemovedWhileSomebodyJudges()
    {
        support::TestFolder folder;
        support::SmallStudy study(folder.path());
        support::AnnotateClient client(study.path(), s("p1"));
        const QJsonObject trial = client.read();
        QVERIFY(trial.contains(s("trial")));
        QVERIFY(QFile::rename(study.path(), study.path() + s(".away")));
        client.send(support::answerLeft(trial));
        // SQLite would store it in a file that nobody will ever find again: it must not be acknowledged.
        const QJsonObject message = client.read();
        QCOMPARE(message.value(s("error")).toObject().value(s("code")).toString(), s("study.gone"));
        QVERIFY(QFile::rename(study.path() + s(".away"), study.path()));
        client.send(support::answerLeft(trial));
        QVERIFY(client.read().contains(s("committed")));
        QCOMPARE(client.finish(), 0);
    }
};

QTEST_GUILESS_MAIN(TestAnnotateFaults)
#include "tst_annotatefaults.moc"
