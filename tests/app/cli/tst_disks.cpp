// Disks that go wrong: one that is full and then has room again, one that cannot be written. No acknowledged answer is
// lost, one line says what is wrong, and the same answer or command is taken once the fault is gone. The disks are
// mounted in memory: CMake leaves this test out where nothing can be mounted.

#include <memory>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonObject>
#include <QTest>

#include "tests/support/annotateclient.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/smallstudy.h"
#include "tests/support/storedvotes.h"
#include "tests/support/studies.h"
#include "tests/support/text.h"

using support::answerLeft;
using support::errorOf;
using support::must;
using support::s;

namespace {

bool writeFile(const char *path, const QByteArray &text)
{
    QFile file{QString::fromLatin1(path)};
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(text) == text.size();
}

/// Gives this process and its children mounts of their own, which vanish with it: as root, or else as the root of a
/// user namespace. Only before there is a second thread.
bool takeOwnMounts()
{
    const QByteArray user = QByteArray::number(::getuid());
    const QByteArray group = QByteArray::number(::getgid());
    if (::unshare(CLONE_NEWNS) != 0
        && (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0 || !writeFile("/proc/self/setgroups", "deny")
            || !writeFile("/proc/self/uid_map", "0 " + user + " 1")
            || !writeFile("/proc/self/gid_map", "0 " + group + " 1")))
        return false;
    return ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

/// A mounted folder; unmounted when it goes out of scope.
class Mounted
{
public:
    /// A disk of its own, in memory.
    static std::unique_ptr<Mounted> disk(const QString &folder, const QByteArray &size)
    {
        QDir().mkpath(folder);
        return make(folder,
                    mount("tmpfs", QFile::encodeName(folder).constData(), "tmpfs", 0, ("size=" + size).constData()));
    }
    /// The same folder once more, where nothing can be written.
    static std::unique_ptr<Mounted> readOnly(const QString &what, const QString &folder)
    {
        QDir().mkpath(folder);
        const QByteArray at = QFile::encodeName(folder);
        const int bound = mount(QFile::encodeName(what).constData(), at.constData(), nullptr, MS_BIND, nullptr);
        return make(folder, bound != 0
                                ? bound
                                : mount(nullptr, at.constData(), nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr));
    }
    ~Mounted() { umount2(m_folder.constData(), MNT_DETACH); }
    Q_DISABLE_COPY_MOVE(Mounted)

private:
    explicit Mounted(QByteArray folder)
        : m_folder(std::move(folder))
    {
    }
    static std::unique_ptr<Mounted> make(const QString &folder, int result)
    {
        return result == 0 ? std::unique_ptr<Mounted>(new Mounted(QFile::encodeName(folder))) : nullptr;
    }
    QByteArray m_folder;
};

const QByteArray protocol(R"({"version": 1, "pairs": {"per_annotator": 180, "practice": 0, "repeats": 0}, "questions":
    [{"id": "preference", "kind": "choice", "answers": ["left", "right"]}]})");

} // namespace

class TestDisks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fullDisk();
    void fullDiskAndJobs();
    void readOnlyDisk();
};

void TestDisks::fullDisk()
{
    const support::TestFolder folder;
    const auto disk = Mounted::disk(folder.file(s("disk")), "6m");
    QVERIFY(disk);
    support::SmallStudyPlan plan;
    plan.groups = 60;
    plan.side = 8;
    QString path;
    {
        support::SmallStudy study(folder.file(s("disk")), plan);
        study.setProtocol(protocol);
        path = study.path();
    }
    support::AnnotateClient client(path, s("p1"));
    QJsonObject trial = client.read();
    QVERIFY(trial.contains(s("trial")));
    QStringList committed;
    const auto judgeOne = [&] {
        client.send(answerLeft(trial));
        const QJsonObject answer = client.read();
        if (answer.contains(s("committed"))) {
            committed += answer.value(s("committed")).toString();
            trial = client.read();
        }
        return answer;
    };
    for (int i = 0; i < 5; ++i)
        QVERIFY(judgeOne().contains(s("committed")));

    QFile filler(folder.file(s("disk/filler")));
    QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    while (filler.write(QByteArray(4096, 'x')) == 4096) {
    }
    filler.close();
    QJsonObject answer;
    for (int i = 0; i < 100 && errorOf(answer).isEmpty(); ++i)
        answer = judgeOne();
    QCOMPARE(errorOf(answer), s("study.full"));
    QVERIFY(answer.value(s("error")).toObject().value(s("message")).toString().contains(s("full")));
    QCOMPARE(errorOf(judgeOne()), s("study.full")); // still the same trial, still a clear message

    QVERIFY(filler.remove());
    QVERIFY(judgeOne().contains(s("committed"))); // the session goes on without a new start
    QCOMPARE(client.finish(), 0);
    QCOMPARE(support::storedVotes(path, s("p1")), committed);
    QCOMPARE(support::soundVotes(path), committed.size());
}

/// Import, merge and backup on a full disk change nothing, and do their work once there is room.
void TestDisks::fullDiskAndJobs()
{
    const support::TestFolder folder;
    const auto disk = Mounted::disk(folder.file(s("disk")), "3m");
    QVERIFY(disk);
    const QString study = folder.file(s("disk/study.dissensus"));
    const QString other = folder.file(s("other.dissensus"));
    must(storage::Database::create(study, s("full")));
    QVERIFY(QFile::copy(study, other));
    QByteArray table("vote_id,trial_id,annotator,prompt_group,prompt,left_picture,right_picture,answer\n");
    for (int i = 0; i < 6000; ++i) {
        const QByteArray n = QByteArray::number(i);
        table += "v" + n + ",t" + n + ",a,g" + n + ",prompt " + n + ",l" + n + ",r" + n + ",left\n";
    }
    const QString votes = folder.write(s("votes.csv"), table);
    QCOMPARE(support::runCli({s("import"), other, votes}).exitCode, 0);
    for (const QStringList &job : {QStringList{s("import"), study, votes}, QStringList{s("merge"), study, other},
                                   QStringList{s("backup"), other, folder.file(s("disk/copy.dissensus"))}}) {
        const support::Run run = support::runCli(QStringList{s("--quiet")} + job);
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.err.contains("full"), run.err.constData());
        QVERIFY2(run.err.count('\n') == 1, run.err.constData());
        QCOMPARE(support::soundVotes(study), 0);
        QVERIFY(!QFile::exists(folder.file(s("disk/copy.dissensus"))));
    }
    const QString roomy = folder.file(s("study.dissensus"));
    QVERIFY(QFile::copy(study, roomy));
    QCOMPARE(support::runCli({s("import"), roomy, votes}).exitCode, 0);
    QCOMPARE(support::soundVotes(roomy), 6000);
}

void TestDisks::readOnlyDisk()
{
    const support::TestFolder folder;
    support::SmallStudy study(folder.path());
    study.setProtocol(protocol);
    {
        support::AnnotateClient client(study.path(), s("p1"));
        QCOMPARE(client.judge(answerLeft, 3).size(), 3);
        client.finish();
    }
    must(study.database().execute(s("PRAGMA wal_checkpoint(TRUNCATE)")));
    const QString votes = folder.write(s("votes.csv"), "annotator,prompt,left_generator,right_generator,answer\n"
                                                       "a,p,G,H,left\n");
    const support::TestFolder elsewhere;
    const auto mounted = Mounted::readOnly(folder.path(), elsewhere.file(s("seen")));
    QVERIFY(mounted);
    const QString path = elsewhere.file(s("seen/small.dissensus"));
    for (const QStringList &job :
         {QStringList{s("annotate"), path, s("--annotator"), s("p1")}, QStringList{s("import"), path, votes},
          QStringList{s("study"), s("protocol"), path, s("lock")}}) {
        const support::Run run = support::runCli(QStringList{s("--quiet")} + job);
        QCOMPARE(run.exitCode, 1);
        QVERIFY2((run.err + run.out).contains("cannot be written"), (run.err + run.out).constData());
        QVERIFY2(run.err.count('\n') <= 1, run.err.constData());
    }
    // Reading works all the same.
    const support::Run info = support::runCli({s("study"), s("info"), path, s("--json")});
    QVERIFY2(info.exitCode == 0, info.err.constData());
    QCOMPARE(info.json().object().value(s("counts")).toObject().value(s("votes")).toInt(), 3);
    QCOMPARE(support::runCli({s("export"), path, s("--votes"), elsewhere.file(s("out.csv"))}).exitCode, 0);
    QCOMPARE(support::runCli({s("check"), path}).exitCode, 0);
}

int main(int argc, char **argv)
{
    if (!takeOwnMounts())
        qFatal("nothing can be mounted from here: run this as root, or where user namespaces are allowed");
    QCoreApplication application(argc, argv);
    TestDisks test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_disks.moc"
