#include "data/demo/random.h"

#include <cmath>

#include <QSet>
#include <QTest>

class TestRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownSequence();
    void ranges();
    void normalMoments();
    void seedsDiffer();
};

void TestRandom::knownSequence()
{
    // The reference output of SplitMix64 for the seed 1234567.
    demo::Random random(1234567);
    QCOMPARE(random.next(), 6457827717110365317ULL);
    QCOMPARE(random.next(), 3203168211198807973ULL);
    QCOMPARE(random.next(), 9817491932198370423ULL);
}

void TestRandom::ranges()
{
    demo::Random random(7);
    QSet<int> seen;
    for (int i = 0; i < 2000; ++i) {
        const double value = random.uniform(-2, 3);
        QVERIFY(value >= -2 && value < 3);
        const int index = random.index(5);
        QVERIFY(index >= 0 && index < 5);
        seen.insert(index);
    }
    QCOMPARE(seen.size(), 5);
}

void TestRandom::normalMoments()
{
    demo::Random random(11);
    constexpr int count = 20000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; ++i) {
        const double value = random.normal();
        sum += value;
        squares += value * value;
    }
    // Five standard errors of mean and variance.
    QVERIFY(std::abs(sum / count) < 5 / std::sqrt(count));
    QVERIFY(std::abs(squares / count - 1) < 5 * std::sqrt(2.0 / count));
}

void TestRandom::seedsDiffer()
{
    QCOMPARE(demo::seedOf(u"first-light", 1), demo::seedOf(u"first-light", 1));
    QVERIFY(demo::seedOf(u"first-light", 1) != demo::seedOf(u"first-light", 2));
    QVERIFY(demo::seedOf(u"first-light", 1) != demo::seedOf(u"first-lights", 1));
}

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
