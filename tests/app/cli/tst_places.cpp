// Where a study lies goes wrong: a disk that is full, a disk and a folder that cannot be written, a folder that is
// removed, a clock that jumps, a computer that sleeps. No acknowledged answer is lost, one line says what is wrong, and
// the same answer is taken once the fault is gone.

#include <csignal>

#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/trialrepository.h"
#include "tests/support/annotateclient.h"
#include "tests/support/coreimage.h"
#include "tests/support/kills.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"

using support::must;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// Gives this process and its children mounts of their own, which vanish with it. False without the right to.
bool ownMounts()
{
    static const bool done =
        unshare(CLONE_NEWNS) == 0 && mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    return done;
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

QJsonObject answerTo(const QJsonObject &trial)
{
    return {{s("trial"), trial.value(s("trial"))}, {s("answer"), s("left")}};
}

QStringList storedVotes(const QString &study, const QString &code = s("p1"))
{
    auto database = must(storage::Database::open(study, storage::Database::Mode::ReadOnly));
    const auto annotator = must(storage::AnnotatorRepository(database).annotatorByCode(code));
    QStringList votes;
    if (annotator)
        for (const study::Answer &answer : must(storage::TrialRepository(database).answersOf(annotator->id)))
            votes += answer.uid;
    return votes;
}

QString errorOf(const QJsonObject &message)
{
    return message.value(s("error")).toObject().value(s("code")).toString();
}

} // namespace

#define NEED_MOUNTS                                                                                                    \
    if (!ownMounts())                                                                                                  \
    QSKIP("NOT TESTED: this needs the right to mount (root)")

class TestPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fullDisk();
    void fullDiskAndJobs();
    void readOnlyDisk();
    void readOnlyFileAndFolder_data();
    void readOnlyFileAndFolder();
    void removedFolder();
    void clockJumpsBack();
    void asleep();
};

void TestPlaces::fullDisk()
{
    NEED_MOUNTS;
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
        client.send(answerTo(trial));
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
    QCOMPARE(storedVotes(path), committed);
    QCOMPARE(support::soundVotes(path), committed.size());
}

/// Import, merge and backup on a full disk change nothing, and do their work once there is room.
void TestPlaces::fullDiskAndJobs()
{
    NEED_MOUNTS;
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
        const support::Run run = support::runCli(job);
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.err.contains("full"), run.err.constData());
        QCOMPARE(run.err.count('\n'), 1);
        QCOMPARE(support::soundVotes(study), 0);
        QVERIFY(!QFile::exists(folder.file(s("disk/copy.dissensus"))));
    }
    const QString roomy = folder.file(s("study.dissensus"));
    QVERIFY(QFile::copy(study, roomy));
    QCOMPARE(support::runCli({s("import"), roomy, votes}).exitCode, 0);
    QCOMPARE(support::soundVotes(roomy), 6000);
}

void TestPlaces::readOnlyDisk()
{
    NEED_MOUNTS;
    const support::TestFolder folder;
    support::SmallStudy study(folder.path());
    study.setProtocol(protocol);
    {
        support::AnnotateClient client(study.path(), s("p1"));
        QCOMPARE(client.judge(answerTo, 3).size(), 3);
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
        const support::Run run = support::runCli(job);
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

void TestPlaces::readOnlyFileAndFolder_data()
{
    QTest::addColumn<uint>("file");
    QTest::addColumn<uint>("folder");
    QTest::newRow("file") << 0444U << 0777U;
    QTest::newRow("folder") << 0666U << 0555U;
    QTest::newRow("both") << 0444U << 0555U;
}

void TestPlaces::readOnlyFileAndFolder()
{
    QFETCH(uint, file);
    QFETCH(uint, folder);
    const support::TestFolder place;
    const QByteArray inside = QFile::encodeName(place.file(s("inside")));
    QDir().mkpath(place.file(s("inside")));
    QString path;
    {
        support::SmallStudy study(place.file(s("inside")));
        study.setProtocol(protocol);
        path = study.path();
    }
    ::chmod(QFile::encodeName(place.path()).constData(), 0755);
    ::chmod(QFile::encodeName(path).constData(), file);
    ::chmod(inside.constData(), folder);
    // Permissions do not bind root: the program runs as somebody without rights.
    const auto asNobody = [] {
        constexpr uid_t nobody = 65534;
        if (::getuid() == 0 && (::setgid(nobody) != 0 || ::setuid(nobody) != 0))
            ::_exit(125);
    };
    QProcess program;
    program.setChildProcessModifier(asNobody);
    program.start(support::binFolder() + s("/dissensus-cli"), {s("annotate"), path, s("--annotator"), s("p1")});
    if (!program.waitForStarted() || (program.waitForFinished(10000) && program.exitCode() == 125))
        QSKIP("NOT TESTED: the programs cannot be run as another user from here");
    QCOMPARE(program.exitCode(), 1);
    const QByteArray said = program.readAllStandardError() + program.readAllStandardOutput();
    QVERIFY2(said.contains("cannot be written"), said.constData());
    ::chmod(inside.constData(), 0777);
    ::chmod(QFile::encodeName(path).constData(), 0666);
    QCOMPARE(QDir(place.file(s("inside"))).entryList({s("small.dissensus*")}), QStringList{s("small.dissensus")});
    support::AnnotateClient client(path, s("p1"));
    QCOMPARE(client.judge(answerTo, 2).size(), 2); // with the rights back, it works
    QCOMPARE(client.finish(), 0);
}

void TestPlaces::removedFolder()
{
    const support::TestFolder folder;
    QDir().mkpath(folder.file(s("place")));
    QString path;
    {
        support::SmallStudy study(folder.file(s("place")));
        study.setProtocol(protocol);
        path = study.path();
    }
    support::AnnotateClient client(path, s("p1"));
    const QJsonObject first = client.read();
    client.send(answerTo(first));
    QVERIFY(client.read().contains(s("committed")));
    const QJsonObject second = client.read();
    QVERIFY(second.contains(s("trial")));

    QVERIFY(QDir().rename(folder.file(s("place")), folder.file(s("away"))));
    client.send(answerTo(second));
    QCOMPARE(errorOf(client.read()), s("study.gone"));
    QVERIFY(QDir().rename(folder.file(s("away")), folder.file(s("place")))); // the stick is plugged in again
    client.send(answerTo(second));
    QVERIFY(client.read().contains(s("committed")));
    const QJsonObject third = client.read();
    QCOMPARE(support::soundVotes(path), 2);

    QVERIFY(QDir(folder.file(s("place"))).removeRecursively()); // and once for good
    client.send(answerTo(third));
    QCOMPARE(errorOf(client.read()), s("study.gone"));
    QVERIFY(!QDir(folder.file(s("place"))).exists()); // it was not made anew
    client.finish();
}

void TestPlaces::clockJumpsBack()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("the sanitizer wants to be loaded first");
#endif
    const support::TestFolder folder;
    support::SmallStudyPlan plan;
    plan.groups = 20;
    support::SmallStudy study(folder.path(), plan);
    study.setProtocol(protocol);
    const QString clock = folder.write(s("clock"), "0");
    qputenv("LD_PRELOAD", (support::binFolder() + s("/../tests/libjumpingclock.so")).toLocal8Bit());
    qputenv("JUMPING_CLOCK", clock.toLocal8Bit());
    QStringList committed;
    for (const char *offset :
         {"0", "-3600", "0", "86400", "-86400"}) { // five starts, with a jump in the middle of each
        support::AnnotateClient client(study.path(), s("p1"));
        committed += client.judge(
            [&, number = 0](const QJsonObject &trial) mutable {
                if (++number == 2)
                    folder.write(s("clock"), offset);
                return answerTo(trial);
            },
            4);
        if (offset[0] == '-') { // taking back works across the jump
            client.send({{s("undo"), true}});
            QJsonObject undone = client.read();
            if (undone.contains(s("trial"))) // the trial that was shown before
                undone = client.read();
            QCOMPARE(undone.value(s("undone")).toString(), committed.constLast());
            const QJsonObject again = client.read();
            client.send(answerTo(again));
            committed.last() = client.read().value(s("committed")).toString();
        }
        QCOMPARE(client.finish(), 0);
    }
    const support::Run run = support::runCli({s("export"), study.path(), s("--votes"), folder.file(s("votes.csv"))});
    qunsetenv("LD_PRELOAD");
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(committed.size(), 20);
    QVERIFY(!committed.contains(QString()));
    // The answers that count are the ones that were acknowledged, one for each of the first 20 trials.
    auto select = must(study.database().prepare(s(
        "SELECT a.uid FROM trial AS t JOIN current_answer AS a ON a.trial_id = t.id JOIN vote AS v ON v.answer_id = a.id "
        "WHERE v.choice <> 'undone' ORDER BY t.position")));
    must(select.run());
    QStringList current;
    while (select.next())
        current += select.text(0);
    QCOMPARE(current, committed);
    QVERIFY(support::soundVotes(study.path()) >= 20);
}

/// A computer that sleeps while somebody judges and somebody else's import waits: afterwards both go on.
void TestPlaces::asleep()
{
    const support::TestFolder folder;
    support::SmallStudyPlan plan;
    plan.groups = 20;
    support::SmallStudy study(folder.path(), plan);
    study.setProtocol(protocol);
    support::AnnotateClient client(study.path(), s("p1"));
    const auto process = static_cast<pid_t>(client.process().processId());
    QStringList committed = client.judge(answerTo, 2);
    QCOMPARE(committed.size(), 2);
    QList<pid_t> all = support::childProcesses(process);
    all.prepend(process);
    QTest::qSleep(500); // after an answer the log is still moved into the study
    for (const pid_t one : std::as_const(all))
        ::kill(one, SIGSTOP);
    // Longer than SQLite waits for a lock (5 s): whoever sleeps holds none.
    const support::Run other = support::runCli(
        {s("import"), study.path(),
         folder.write(s("votes.csv"), "annotator,prompt,left_generator,right_generator,answer\na,p,G,H,left\n")});
    QVERIFY2(other.exitCode == 0, other.err.constData());
    QTest::qSleep(6000);
    for (const pid_t one : std::as_const(all))
        ::kill(one, SIGCONT);
    // judge() has read the third trial already.
    auto select = must(study.database().prepare(
        s("SELECT t.uid FROM trial AS t JOIN annotator AS a ON a.id = t.annotator_id WHERE a.code = 'p1' "
          "ORDER BY t.position LIMIT 1 OFFSET 2")));
    must(select.run());
    QVERIFY(select.next());
    client.send({{s("trial"), select.text(0)}, {s("answer"), s("right")}});
    const QJsonObject answer = client.read();
    QVERIFY2(answer.contains(s("committed")), qPrintable(errorOf(answer)));
    committed += answer.value(s("committed")).toString();
    QCOMPARE(client.finish(), 0);
    QCOMPARE(storedVotes(study.path()), committed);
    QCOMPARE(support::soundVotes(study.path()), 4);
}

QTEST_GUILESS_MAIN(TestPlaces)
#include "tst_places.moc"
