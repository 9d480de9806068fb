#include "core/statistics/philox.h"

#include <vector>

#include <QTest>

using statistics::philox;
using statistics::RandomStream;

class PhiloxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The known answers that the authors publish with Random123 (kat_vectors, philox4x32 with 10 rounds).
    void matchesTheKnownAnswers()
    {
        using Block = std::array<std::uint32_t, 4>;
        QCOMPARE(philox({0, 0, 0, 0}, {0, 0}), (Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
        QCOMPARE(philox({~0U, ~0U, ~0U, ~0U}, {~0U, ~0U}), (Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
        QCOMPARE(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
                 (Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
    }

    void streamsDiffer()
    {
        RandomStream first(7, 1, 0);
        RandomStream again(7, 1, 0);
        RandomStream other(7, 1, 1);
        RandomStream seeded(8, 1, 0);
        int equalToOther = 0;
        int equalToSeeded = 0;
        for (int i = 0; i < 100; ++i) {
            const auto value = first.next();
            QCOMPARE(again.next(), value);
            equalToOther += other.next() == value;
            equalToSeeded += seeded.next() == value;
        }
        QVERIFY(equalToOther < 3 && equalToSeeded < 3);
    }

    void drawsUniformly()
    {
        // χ² of 7 cells, 70,000 draws: the 99.99 % quantile with 6 degrees of freedom is 27.9. The seed is fixed.
        RandomStream random(1, 0, 0);
        std::vector<int> counts(7, 0);
        for (int i = 0; i < 70000; ++i)
            ++counts[random.below(7)];
        double chiSquared = 0;
        for (const int count : counts)
            chiSquared += (count - 10000.0) * (count - 10000.0) / 10000.0;
        QVERIFY(chiSquared < 27.9);
        RandomStream single(1, 0, 0);
        QCOMPARE(single.below(1), 0U);
    }
};

QTEST_APPLESS_MAIN(PhiloxTest)
#include "tst_philox.moc"
