#include <atomic>

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include "ui/widgets/job.h"

using widgets::Job;

class TestJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsApartAndComesBack();
    void tellsProgressOnTheUiThread();
    void theLastReportBeforeSilenceIsTold();
    void cancelReachesTheWork();
    void newerRunWins();
    void survivesItsOwner();
};

void TestJob::runsApartAndComesBack()
{
    Job job;
    QSignalSpy started(&job, &Job::started);
    QSignalSpy ended(&job, &Job::ended);
    QThread *worker = nullptr;
    QThread *home = nullptr;
    int result = 0;
    job.run(
        [&worker](base::Progress &) {
            worker = QThread::currentThread();
            return 42;
        },
        [&](int value) {
            home = QThread::currentThread();
            result = value;
        });
    QVERIFY(job.isRunning());
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(started.size(), 1);
    QCOMPARE(result, 42);
    QCOMPARE(home, thread());
    QVERIFY(worker != thread());
    QVERIFY(!job.isRunning());
}

void TestJob::tellsProgressOnTheUiThread()
{
    Job job;
    QSignalSpy progressed(&job, &Job::progressed);
    job.run(
        [](base::Progress &progress) {
            for (int i = 0; i <= 1000; ++i)
                progress.report(QStringLiteral("Scoring"), i, 1000);
            return true;
        },
        [](bool) {});
    QTRY_VERIFY(!job.isRunning());
    // The first and the last always come; the others at most five times a second.
    QVERIFY(progressed.size() >= 2 && progressed.size() < 100);
    QCOMPARE(progressed.first(), QVariantList({QStringLiteral("Scoring"), 0, 1000}));
    QCOMPARE(progressed.last(), QVariantList({QStringLiteral("Scoring"), 1000, 1000}));
}

void TestJob::theLastReportBeforeSilenceIsTold()
{
    Job job;
    QSignalSpy progressed(&job, &Job::progressed);
    std::atomic<bool> goesOn{false};
    job.run(
        [&goesOn](base::Progress &progress) {
            for (int i = 0; i <= 7; ++i)
                progress.report(QStringLiteral("Downloading"), i, 1000);
            while (!goesOn)
                QThread::msleep(1);
            return true;
        },
        [](bool) {});
    QTRY_COMPARE(progressed.size(), 2);
    QCOMPARE(progressed.first(), QVariantList({QStringLiteral("Downloading"), 0, 1000}));
    QCOMPARE(progressed.last(), QVariantList({QStringLiteral("Downloading"), 7, 1000}));
    QTest::qWait(600); // and only once
    QCOMPARE(progressed.size(), 2);
    goesOn = true;
    QTRY_VERIFY(!job.isRunning());
}

void TestJob::cancelReachesTheWork()
{
    Job job;
    QString outcome;
    job.run(
        [](base::Progress &progress) {
            while (!progress.isCancelled())
                QThread::msleep(1);
            return QStringLiteral("cancelled");
        },
        [&outcome](const QString &value) { outcome = value; });
    job.cancel();
    QTRY_COMPARE(outcome, QStringLiteral("cancelled"));
}

void TestJob::newerRunWins()
{
    Job job;
    QList<int> results;
    QSemaphore hold;
    job.run(
        [&hold](base::Progress &) {
            hold.acquire();
            return 1;
        },
        [&results](int value) { results.append(value); });
    job.run([](base::Progress &) { return 2; }, [&results](int value) { results.append(value); });
    hold.release();
    QTRY_VERIFY(!job.isRunning());
    QTest::qWait(50); // the older one's result would arrive here
    QCOMPARE(results, QList<int>({2}));
}

void TestJob::survivesItsOwner()
{
    std::atomic<bool> cancelled = false;
    bool called = false;
    {
        Job job;
        job.run(
            [&cancelled](base::Progress &progress) {
                while (!progress.isCancelled())
                    QThread::msleep(1);
                cancelled = true;
                return 0;
            },
            [&called](int) { called = true; });
    }
    QTRY_VERIFY(cancelled);
    QTest::qWait(50);
    QVERIFY(!called);
}

QTEST_MAIN(TestJob)
#include "tst_job.moc"
