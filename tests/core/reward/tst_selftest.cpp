#include "core/reward/selftest.h"

#include <cmath>

#include <QTest>

#include "core/reward/runtime.h"

class TestSelfTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { reward::Runtime::start(2); }
    void everyInstalledScorerPasses();
    void libtorchPasses();
    void unknownScorer();
    void nanIsTheWorstError();
};

void TestSelfTest::everyInstalledScorerPasses()
{
    const reward::Registry registry;
    for (const reward::ScorerInfo &info : registry.scorers()) {
        if (!info.installed)
            continue;
        const auto result = reward::selfTest(registry, info.id, "cpu");
        QVERIFY2(result && result->passed, info.id.c_str());
        QVERIFY(result->cases >= 11);
        QVERIFY(result->maxError <= result->tolerance);
        QCOMPARE(int(result->details.size()), result->cases);
        QVERIFY(std::abs(result->details[0].got - result->details[0].expected)
                <= result->tolerance * std::max(1.0, result->details[0].expected));
    }
}

void TestSelfTest::libtorchPasses()
{
    const auto result = reward::selfTest(reward::Registry(), reward::libtorchTest, "cpu");
    QVERIFY(result && result->passed);
    QCOMPARE(result->cases, 384);
}

void TestSelfTest::unknownScorer()
{
    QCOMPARE(reward::selfTest(reward::Registry(), "nonsense", "cpu").error().code, std::string("scorer.unknown"));
    QCOMPARE(reward::selfTest(reward::Registry(), "mps", "cpu").error().code, std::string("scorer.notinstalled"));
}

void TestSelfTest::nanIsTheWorstError()
{
    QCOMPARE(reward::worse(0.5, 0.25), 0.5);
    QCOMPARE(reward::worse(0.25, 0.5), 0.5);
    QVERIFY(std::isnan(reward::worse(0.5, NAN)));
    QVERIFY(std::isnan(reward::worse(NAN, 0.5))); // what comes later does not hide it
    QCOMPARE(reward::worse(0, INFINITY), double(INFINITY));
    // A device that cannot be used at all fails libtorch's own test.
    const auto result = reward::selfTest(reward::Registry(), reward::libtorchTest, "cuda:99");
    QVERIFY(result && !result->passed);
    QVERIFY(!result->reason.empty());
}

QTEST_GUILESS_MAIN(TestSelfTest)
#include "tst_selftest.moc"
