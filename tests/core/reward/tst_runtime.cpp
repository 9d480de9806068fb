#include "core/reward/runtime.h"

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include <QTest>

class TestRuntime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { reward::Runtime::start(3); }
    void everyJobRunsOnce();
    void threadsAreBounded();
    void devices();
    void saysWhyThereIsNoCuda();
};

void TestRuntime::everyJobRunsOnce()
{
    std::vector<std::atomic<int>> runs(1000);
    reward::Runtime::forEach(runs.size(), [&](size_t i) { ++runs[i]; });
    for (const auto &count : runs)
        QCOMPARE(count.load(), 1);
    reward::Runtime::forEach(0, [](size_t) { QFAIL("there is nothing to do"); });
}

void TestRuntime::threadsAreBounded()
{
    QCOMPARE(reward::Runtime::threads(), 3);
    std::mutex mutex;
    std::set<std::thread::id> threads;
    reward::Runtime::forEach(200, [&](size_t) {
        const std::lock_guard guard(mutex);
        threads.insert(std::this_thread::get_id());
    });
    QVERIFY(threads.size() <= 3);
}

void TestRuntime::devices()
{
    QCOMPARE(*reward::Runtime::device("cpu"), std::string("cpu"));
    QVERIFY(reward::Runtime::device("auto"));
    for (const char *wrong : {"", "gpu", "cuda", "cuda:", "cuda:x", "cuda:-1", "CPU", "cuda:99999"})
        QCOMPARE(reward::Runtime::device(wrong).error().code, std::string("device.form"));
    QCOMPARE(reward::Runtime::device("cuda:999").error().code, std::string("device.missing"));
}

void TestRuntime::saysWhyThereIsNoCuda()
{
    QCOMPARE(reward::Runtime::cudaMissingReason().empty(), reward::Runtime::hasCuda());
    QCOMPARE(reward::Runtime::libtorchVersion(), std::string("2.11.0"));
    if (!reward::Runtime::hasCuda())
        QVERIFY(reward::Runtime::device("cuda:0").error().message.find(reward::Runtime::cudaMissingReason())
                != std::string::npos);
}

QTEST_GUILESS_MAIN(TestRuntime)
#include "tst_runtime.moc"
