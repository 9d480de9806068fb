#include "core/reward/devices.h"

#include <QTest>

using reward::Batcher;
using reward::chooseDevice;

class TestDevices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choose_data();
    void choose();
    void batchesFollowTheFreeMemory();
    void halvesWhenMemoryRunsOut();
    void staysHalved();
    void oneItemThatDoesNotFit();
};

namespace {

class FakeDevices : public reward::Devices
{
public:
    int cudaCount() const override { return count; }
    std::string cudaMissingReason() const override { return count > 0 ? "" : "no NVIDIA driver"; }
    std::size_t freeBytes(const std::string &) const override { return free; }
    void releaseKept(const std::string &device) override { released.push_back(device); }

    int count = 0;
    std::size_t free = 1000;
    std::vector<std::string> released;
};

} // namespace

void TestDevices::choose_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<std::string>("wanted");
    QTest::addColumn<std::string>("device"); // empty: an error
    QTest::addColumn<std::string>("problem");
    QTest::newRow("auto without") << 0 << std::string("auto") << std::string("cpu") << std::string();
    QTest::newRow("auto with") << 2 << std::string("auto") << std::string("cuda:0") << std::string();
    QTest::newRow("cpu") << 2 << std::string("cpu") << std::string("cpu") << std::string();
    QTest::newRow("second") << 2 << std::string("cuda:1") << std::string("cuda:1") << std::string();
    QTest::newRow("leading zero") << 2 << std::string("cuda:01") << std::string("cuda:1") << std::string();
    QTest::newRow("none") << 0 << std::string("cuda:0") << std::string() << std::string("no NVIDIA driver");
    QTest::newRow("third of two") << 2 << std::string("cuda:2") << std::string() << std::string("2 CUDA devices");
    QTest::newRow("form") << 2 << std::string("gpu") << std::string() << std::string("auto, cpu or cuda:N");
    QTest::newRow("no number") << 2 << std::string("cuda:") << std::string() << std::string("auto, cpu or cuda:N");
    QTest::newRow("too long") << 2 << std::string("cuda:1234") << std::string() << std::string("auto, cpu or cuda:N");
}

void TestDevices::choose()
{
    QFETCH(int, count);
    QFETCH(std::string, wanted);
    QFETCH(std::string, device);
    QFETCH(std::string, problem);
    FakeDevices devices;
    devices.count = count;
    const auto chosen = chooseDevice(wanted, devices);
    QCOMPARE(chosen.has_value(), !device.empty());
    if (chosen)
        QCOMPARE(*chosen, device);
    else
        QVERIFY2(chosen.error().message.find(problem) != std::string::npos, chosen.error().message.c_str());
}

void TestDevices::batchesFollowTheFreeMemory()
{
    FakeDevices devices;
    const Batcher batcher(devices, "cuda:0", 50, 8);
    QCOMPARE(batcher.size(), 8U); // 1000 / 2 / 50 = 10, but 8 are enough
    devices.free = 600;
    QCOMPARE(batcher.size(), 6U);
    devices.free = 0;
    QCOMPARE(batcher.size(), 1U);
}

void TestDevices::halvesWhenMemoryRunsOut()
{
    FakeDevices devices;
    Batcher batcher(devices, "cuda:0", 1, 64);
    std::vector<std::size_t> done;
    int failures = 0;
    const auto ran = batcher.run(10, [&](std::size_t first, std::size_t length) {
        if (length > 3) {
            ++failures;
            throw reward::OutOfMemory{};
        }
        for (std::size_t i = 0; i < length; ++i)
            done.push_back(first + i);
    });
    QVERIFY(ran.has_value());
    QCOMPARE(failures, 2);                                                    // 10, 5, then 3
    QCOMPARE(done, (std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9})); // each once, in order
    QCOMPARE(devices.released, (std::vector<std::string>{"cuda:0", "cuda:0"}));
}

void TestDevices::staysHalved()
{
    FakeDevices devices;
    devices.free = 100000;
    Batcher batcher(devices, "cuda:0", 1, 64);
    QCOMPARE(batcher.size(), 64U);
    QVERIFY(!batcher.limit().isShrunk());
    QVERIFY(batcher
                .run(64,
                     [](std::size_t, std::size_t length) {
                         if (length > 20)
                             throw reward::OutOfMemory{};
                     })
                .has_value());
    QCOMPARE(batcher.size(), 16U); // the next batch starts with what fitted
    QVERIFY(batcher.limit().isShrunk());
    QCOMPARE(batcher.limit().usual, 64U);
    QCOMPARE(batcher.limit().now, 16U);
}

void TestDevices::oneItemThatDoesNotFit()
{
    FakeDevices devices;
    devices.free = 5 << 20;
    Batcher batcher(devices, "cuda:1", 1, 64);
    const auto ran = batcher.run(4, [](std::size_t, std::size_t) { throw reward::OutOfMemory{}; });
    QVERIFY(!ran);
    QCOMPARE(ran.error().code, std::string("device.memory"));
    QVERIFY(ran.error().message.find("cuda:1") != std::string::npos);
    QVERIFY(ran.error().message.find("5 MiB") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestDevices)
#include "tst_devices.moc"
