#include "core/reward/samples.h"

#include <algorithm>

#include <QTest>

using reward::Samples;

class TestSamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsGivenIsKept()
    {
        Samples samples(3, 9);
        QCOMPARE(std::count(samples.begin(), samples.end(), 9), 3);
        samples.resize(100000);
        QCOMPARE(samples.size(), 100000U);
        QCOMPARE(std::count(samples.begin(), samples.begin() + 3, 9), 3);
        samples.resize(100001, 7);
        QCOMPARE(int(samples.back()), 7);
        const Samples copy = samples;
        QVERIFY(std::equal(copy.begin(), copy.begin() + 3, samples.begin()));
    }

    void growingDoesNotClear()
    {
        Samples samples(4096, 9);
        const std::uint8_t *place = samples.data();
        samples.resize(0);
        samples.resize(4096);
        QCOMPARE(samples.data(), place);
        QCOMPARE(std::count(samples.begin(), samples.end(), 9), 4096);
    }
};

QTEST_APPLESS_MAIN(TestSamples)
#include "tst_samples.moc"
