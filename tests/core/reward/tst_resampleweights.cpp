#include "core/reward/resampleweights.h"

#include <numeric>

#include <QTest>

using reward::AxisWeights;
using reward::AxisWindow;

namespace {

/// The weights of one output over all of the source.
std::vector<double> row(const AxisWeights &axis, int output, int sourceSize)
{
    std::vector<double> row(std::size_t(sourceSize), 0);
    for (int t = 0; t < axis.counts[std::size_t(output)]; ++t)
        row[std::size_t(axis.first[std::size_t(output)] + t)] = axis.weights[std::size_t(output * axis.taps + t)];
    return row;
}

void compare(const std::vector<double> &made, const std::vector<double> &golden, double tolerance)
{
    QCOMPARE(made.size(), golden.size());
    for (std::size_t i = 0; i < made.size(); ++i)
        QVERIFY2(std::abs(made[i] - golden[i]) <= tolerance, qPrintable(QString::number(made[i], 'g', 10)));
}

} // namespace

class TestResampleWeights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// torch 2.11, interpolate(mode="bicubic") of rows with one lit pixel, to four digits as it prints them.
    void asTorch()
    {
        const AxisWeights shrunk = reward::antialiasedBicubic(7, 3, {0, 3});
        compare(row(shrunk, 0, 7), {0.38306, 0.43952, 0.21371, 0, -0.032258, -0.0040323, 0}, 5e-6);
        compare(row(shrunk, 1, 7), {-0.030525, 0.045177, 0.27595, 0.41880, 0.27595, 0.045177, -0.030525}, 5e-6);
        const AxisWeights plain = reward::fourTapBicubic(7, 5, {0, 5});
        compare(row(plain, 0, 7), {0.824, 0.2, -0.024, 0, 0, 0, 0}, 1e-6); // the edge's pixel stands for those beyond
        compare(row(plain, 1, 7), {-0.072, 0.46, 0.72, -0.108, 0, 0, 0}, 1e-6);
        compare(row(plain, 2, 7), {0, 0, 0, 1, 0, 0, 0}, 1e-6);
    }

    /// Twice as large: the kernels at distances of 0.25, 0.75, 1.25 and 1.75, by hand.
    void byHand()
    {
        const AxisWeights keys = reward::antialiasedBicubic(8, 16, {0, 16});
        compare(row(keys, 8, 8), {0, 0, -0.0234375, 0.2265625, 0.8671875, -0.0703125, 0, 0}, 1e-15);
        const AxisWeights sharper = reward::fourTapBicubic(8, 16, {0, 16});
        compare(row(sharper, 8, 8), {0, 0, -0.03515625, 0.26171875, 0.87890625, -0.10546875, 0, 0}, 1e-7);
    }

    void sumsAndRanges_data()
    {
        QTest::addColumn<int>("source");
        QTest::addColumn<int>("target");
        QTest::newRow("shrink") << 900 << 224;
        QTest::newRow("shrink a lot") << 4000 << 3;
        QTest::newRow("enlarge") << 10 << 224;
        QTest::newRow("the same") << 50 << 50;
        QTest::newRow("one pixel") << 1 << 20;
    }

    void sumsAndRanges()
    {
        QFETCH(const int, source);
        QFETCH(const int, target);
        for (const AxisWeights &axis : {reward::antialiasedBicubic(source, target, {0, target}),
                                        reward::fourTapBicubic(source, target, {0, target})}) {
            QCOMPARE(axis.size(), target);
            QVERIFY(axis.begin() >= 0);
            QVERIFY(axis.end() <= source);
            for (int i = 0; i < target; ++i) {
                QVERIFY(axis.counts[std::size_t(i)] >= 1 && axis.counts[std::size_t(i)] <= axis.taps);
                const std::vector<double> weights = row(axis, i, source);
                QVERIFY(std::abs(std::accumulate(weights.begin(), weights.end(), 0.0) - 1) < 1e-6);
            }
        }
    }

    void aWindowIsAPartOfTheWhole()
    {
        constexpr AxisWindow window{37, 20};
        const auto check = [&](auto weightsOf) {
            const AxisWeights whole = weightsOf(300, 100, AxisWindow{0, 100});
            const AxisWeights part = weightsOf(300, 100, window);
            QCOMPARE(part.size(), window.length);
            for (int i = 0; i < window.length; ++i)
                QCOMPARE(row(part, i, 300), row(whole, int(window.from) + i, 300)); // to the last bit
            QVERIFY(part.begin() > 0 && part.end() < 300);
        };
        check(reward::antialiasedBicubic);
        check(reward::fourTapBicubic);
    }
};

QTEST_APPLESS_MAIN(TestResampleWeights)
#include "tst_resampleweights.moc"
