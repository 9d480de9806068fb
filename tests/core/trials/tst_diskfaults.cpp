// A session of 200 answers on a disk that fails at every single write and sync of it, in four ways: what was
// acknowledged is there, what was not is reported in words, and once the disk is well the same answer is stored.

#include <QTest>

#include "core/base/clock.h"
#include "core/storage/studycheck.h"
#include "core/trials/annotationsession.h"
#include "tests/support/faultydisk.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "tests/support/submissions.h"

using storage::Database;
using support::FaultyDisk;
using support::must;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

constexpr int answers = 200;

trials::Submission answerTo(const trials::BlindTrial &trial)
{
    return support::voteOn(trial, {study::Choice::Picture, 0, 1});
}

QStringList votesIn(Database &database)
{
    auto select = must(database.prepare(s("SELECT a.uid FROM vote AS v JOIN answer AS a ON a.id = v.answer_id "
                                          "ORDER BY a.id")));
    must(select.run());
    QStringList ids;
    while (select.next())
        ids += select.text(0);
    return ids;
}

} // namespace

class TestDiskFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWriteAndSync_data();
    void everyWriteAndSync();
    void clockThatJumpsBack();

private:
    /// What somebody finds who pulled the plug now: the files as they are.
    void lookAfterACrash(const QString &study, const QStringList &acknowledged) const
    {
        const support::TestFolder elsewhere;
        const QString copy = elsewhere.file(s("crashed.dissensus"));
        for (const char *suffix : {"", "-wal"})
            QFile::copy(study + QLatin1String(suffix), copy + QLatin1String(suffix));
        auto database = must(Database::open(copy));
        const QStringList found = votesIn(database);
        QVERIFY2(found.size() >= acknowledged.size() && found.size() <= acknowledged.size() + 1,
                 qPrintable(s("%1 of %2").arg(found.size()).arg(acknowledged.size())));
        QCOMPARE(found.mid(0, acknowledged.size()), acknowledged);
        QVERIFY(must(storage::checkContent(database)).isOk());
    }
};

void TestDiskFaults::everyWriteAndSync_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("error") << static_cast<int>(FaultyDisk::Fault::Error);
    QTest::newRow("full") << static_cast<int>(FaultyDisk::Fault::Full);
    QTest::newRow("short write") << static_cast<int>(FaultyDisk::Fault::ShortWrite);
    QTest::newRow("stop") << static_cast<int>(FaultyDisk::Fault::Stop);
}

void TestDiskFaults::everyWriteAndSync()
{
    QFETCH(int, fault);
    const support::TestFolder folder;
    support::SmallStudyPlan plan;
    plan.groups = 70; // three pairs each
    plan.side = 2;
    FaultyDisk disk;
    support::SmallStudy study(folder.path(), plan);
    study.setProtocol(R"({"version":1,"pairs":{"per_annotator":200,"practice":0,"repeats":0},
        "questions":[{"id":"preference","kind":"choice"}]})");
    auto session = must(trials::AnnotationSession::open(study.path(), {s("a01"), study::AnnotatorKind::Human, {}}));
    auto reader = must(Database::open(study.path(), Database::Mode::ReadOnly));

    QStringList acknowledged;
    int faults = 0;
    for (int i = 0; i < answers; ++i) {
        const auto trial = must(session->current());
        QVERIFY(trial);
        // The first operation goes wrong, then the second, … until the answer is stored before its turn comes.
        for (int n = 1;; ++n) {
            disk.arm(n, static_cast<FaultyDisk::Fault>(fault));
            const auto committed = session->answer(answerTo(*trial));
            const bool failed = disk.disarm();
            if (committed) {
                acknowledged += committed->voteId;
                break;
            }
            QVERIFY2(failed, qPrintable(committed.error().toLine()));
            QVERIFY2((QStringList{s("study.io"), s("study.full")}).contains(committed.error().code),
                     qPrintable(committed.error().code));
            QVERIFY(!committed.error().message.isEmpty() && !committed.error().hint.isEmpty());
            QCOMPARE(must(session->current())->id, trial->id);
            ++faults;
            if (faults % 40 == 0)
                lookAfterACrash(study.path(), acknowledged);
            QVERIFY2(n < 200, "the answer is never stored");
        }
        QCOMPARE(votesIn(reader).size(), acknowledged.size());
    }
    QCOMPARE(votesIn(reader), acknowledged);
    QVERIFY(must(storage::checkContent(reader)).isOk());
    QVERIFY2(faults > 2 * answers, qPrintable(QString::number(faults)));
    qInfo("%d faults, %lld answers acknowledged", faults, static_cast<long long>(acknowledged.size()));
}

/// An hour back between two answers: nothing is lost, and what was taken back stays so.
void TestDiskFaults::clockThatJumpsBack()
{
    const support::TestFolder folder;
    support::SmallStudy study(folder.path());
    qint64 now = 1'800'000'000'000;
    base::setClock([&now] { return now++; });
    auto session = must(trials::AnnotationSession::open(study.path(), {s("a01"), study::AnnotatorKind::Human, {}}));
    const auto first = *must(session->current());
    must(session->answer(answerTo(first)));
    now -= 3600 * 1000;
    must(session->undo());
    QCOMPARE(must(session->current())->id, first.id);
    must(session->answer(answerTo(first)));
    const auto second = *must(session->current());
    QVERIFY(second.id != first.id);
    session.reset();
    session = must(trials::AnnotationSession::open(study.path(), {s("a01"), study::AnnotatorKind::Human, {}}));
    QCOMPARE(must(session->current())->id, second.id);
    QCOMPARE(session->progress().done + session->progress().practiceDone, 1);
    base::setClock({});
    QVERIFY(must(storage::checkStudy(study.database())).isOk());
}

QTEST_GUILESS_MAIN(TestDiskFaults)
#include "tst_diskfaults.moc"
