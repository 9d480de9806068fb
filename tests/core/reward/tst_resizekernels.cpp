#include "core/reward/resizekernels.h"

#include <algorithm>
#include <random>
#include <vector>

#include <QTest>

using reward::rowLanes;

namespace {

std::vector<std::uint8_t> noise(std::size_t count)
{
    std::mt19937 random(5);
    std::vector<std::uint8_t> bytes(count);
    for (std::uint8_t &byte : bytes)
        byte = std::uint8_t(random());
    return bytes;
}

/// Sixteen rows one after the other, and where each begins.
struct Rows
{
    Rows(std::vector<std::uint8_t> from, std::size_t length)
        : bytes(std::move(from))
    {
        for (int r = 0; r < rowLanes; ++r)
            starts[r] = bytes.data() + std::size_t(r) * length;
    }
    std::vector<std::uint8_t> bytes;
    std::uint8_t *starts[rowLanes];
};

std::uint8_t rounded(std::int64_t sum)
{
    return std::uint8_t(
        std::clamp<std::int64_t>((sum + (1 << (reward::weightBits - 1))) >> reward::weightBits, 0, 255));
}

} // namespace

class TestResizeKernels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreTurnedAndBack_data()
    {
        QTest::addColumn<int>("length");
        for (const int length : {1, 15, 16, 17, 48, 100})
            QTest::addRow("%d bytes", length) << length;
    }

    void rowsAreTurnedAndBack()
    {
        QFETCH(const int, length);
        const std::size_t whole = std::size_t((length + 15) / 16 * 16);
        const Rows rows(noise(std::size_t(length) * rowLanes), std::size_t(length));
        std::vector<std::uint8_t> columns(whole * rowLanes, 99);
        reward::rowsToColumns(rows.starts, std::size_t(length), columns.data());
        for (std::size_t at = 0; at < std::size_t(length); ++at)
            for (std::size_t r = 0; r < rowLanes; ++r)
                QCOMPARE(columns[at * rowLanes + r], rows.bytes[r * std::size_t(length) + at]);
        Rows back(std::vector<std::uint8_t>(whole * rowLanes), whole);
        reward::columnsToRows(columns.data(), std::size_t(length), back.starts);
        for (int r = 0; r < rowLanes; ++r)
            QVERIFY(std::equal(rows.starts[r], rows.starts[r] + length, back.starts[r]));
    }

    void columns_data()
    {
        QTest::addColumn<int>("channels");
        QTest::newRow("three") << 3;
        QTest::newRow("four") << 4;
    }

    /// Weights beyond 1 and below 0: sums are clipped as bytes, and left alone in single precision.
    void columns()
    {
        QFETCH(const int, channels);
        constexpr int pixels = 9;
        constexpr int origin = 2; // the source's first pixel that is there
        constexpr int taps = 3;
        const std::vector<int> first{2, 4, 8};
        const std::vector<int> counts{3, 2, 3};
        const std::vector<float> real{1.5F, -0.25F, -0.25F, 0.5F,  0.5F,
                                      7,    1.75F,  -0.5F,  -0.25F}; // 7: of a tap that is not used
        std::vector<std::int32_t> fixed;
        for (const float weight : real)
            fixed.push_back(std::int32_t(weight * (1 << reward::weightBits)));
        const auto source = noise(std::size_t(pixels * channels * rowLanes));
        std::vector<std::uint8_t> bytes(3 * std::size_t(channels) * rowLanes);
        std::vector<float> floats(bytes.size());
        reward::resizeColumns(source.data(), origin, channels, {3, taps, first.data(), counts.data(), fixed.data()},
                              bytes.data());
        reward::resizeColumns(source.data(), origin, channels, {3, taps, first.data(), counts.data(), real.data()},
                              floats.data());
        bool clipped = false;
        for (std::size_t i = 0; i < 3; ++i) {
            for (std::size_t lane = 0; lane < std::size_t(channels) * rowLanes; ++lane) {
                std::int64_t sum = 0;
                float exact = 0;
                for (std::size_t t = 0; t < std::size_t(counts[i]); ++t) {
                    const std::size_t pixel = std::size_t(first[i] - origin) + t;
                    const std::uint8_t value = source[pixel * std::size_t(channels) * rowLanes + lane];
                    sum += std::int64_t(value) * fixed[i * taps + t];
                    exact += float(value) * real[i * taps + t];
                }
                const std::size_t at = i * std::size_t(channels) * rowLanes + lane;
                QCOMPARE(bytes[at], rounded(sum));
                QCOMPARE(floats[at], exact); // quarters of whole numbers: no order of sums matters
                clipped = clipped || exact < 0 || exact > 255;
            }
        }
        QVERIFY(clipped);
    }

    void rows()
    {
        constexpr std::size_t samples = 48;
        constexpr std::size_t stride = 53;
        const auto source = noise(3 * stride);
        const std::vector<float> real{0.75F, 0.5F, -0.25F};
        std::vector<std::int32_t> fixed;
        for (const float weight : real)
            fixed.push_back(std::int32_t(weight * (1 << reward::weightBits)));
        const std::vector<float> floats(source.begin(), source.end());
        std::vector<std::uint8_t> bytesOut(samples);
        std::vector<float> floatsOut(samples);
        reward::resizeRow(source.data(), stride, samples, fixed.data(), 3, bytesOut.data());
        reward::resizeRow(floats.data(), stride, samples, real.data(), 3, floatsOut.data());
        for (std::size_t i = 0; i < samples; ++i) {
            std::int64_t sum = 0;
            float exact = 0;
            for (std::size_t t = 0; t < 3; ++t) {
                sum += std::int64_t(source[t * stride + i]) * fixed[t];
                exact += floats[t * stride + i] * real[t];
            }
            QCOMPARE(bytesOut[i], rounded(sum));
            QCOMPARE(floatsOut[i], exact);
        }
    }
};

QTEST_APPLESS_MAIN(TestResizeKernels)
#include "tst_resizekernels.moc"
