#include "core/reward/tensorentry.h"

#include <bit>
#include <cmath>
#include <limits>

#include <QTest>

using reward::TensorEntry;

namespace {

template <typename Number>
TensorEntry entry(const char *dtype, const std::vector<Number> &numbers, std::vector<std::int64_t> shape,
                  std::vector<std::int64_t> strides)
{
    return {dtype, std::move(shape), std::move(strides), reinterpret_cast<const std::byte *>(numbers.data())};
}

} // namespace

class TestTensorEntry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void counts()
    {
        QCOMPARE((TensorEntry{"F32", {}, {}, nullptr}.elementCount()), std::int64_t(1));
        QCOMPARE((TensorEntry{"F32", {3, 4, 5}, {20, 5, 1}, nullptr}.elementCount()), std::int64_t(60));
        // The other sizes of an empty tensor may be anything.
        const std::int64_t huge = std::numeric_limits<std::int64_t>::max();
        QCOMPARE((TensorEntry{"F32", {huge, huge, 0}, {1, 1, 1}, nullptr}.elementCount()), std::int64_t(0));
    }

    void gaps()
    {
        const auto contiguous = [](std::vector<std::int64_t> shape, std::vector<std::int64_t> strides) {
            return TensorEntry{"F32", std::move(shape), std::move(strides), nullptr}.isContiguous();
        };
        QVERIFY(contiguous({}, {}));
        QVERIFY(contiguous({2, 3}, {3, 1}));
        QVERIFY(contiguous({1, 3}, {77, 1})); // a size of 1 is never stepped over
        QVERIFY(contiguous({0, 3}, {5, 5}));
        QVERIFY(!contiguous({2, 3}, {4, 1}));
        QVERIFY(!contiguous({2, 3}, {1, 2})); // a transposed one
        QCOMPARE(reward::contiguousStrides({2, 3, 4}), (std::vector<std::int64_t>{12, 4, 1}));
        QVERIFY(contiguous({2, 3, 4}, reward::contiguousStrides({2, 3, 4})));
        QCOMPARE(reward::contiguousStrides({}), std::vector<std::int64_t>());
        const std::int64_t huge = std::numeric_limits<std::int64_t>::max();
        QCOMPARE(reward::contiguousStrides({0, huge, huge}), (std::vector<std::int64_t>{1, 1, 1})); // nothing overflows
    }

    void sizesOfElements()
    {
        QCOMPARE(reward::elementBytes("F64"), std::size_t(8));
        QCOMPARE(reward::elementBytes("BF16"), std::size_t(2));
        QCOMPARE(reward::elementBytes("BOOL"), std::size_t(1));
        QCOMPARE(reward::elementBytes("F8_E4M3"), std::size_t(1));
        QCOMPARE(reward::elementBytes("F4"), std::size_t(0));
        QCOMPARE(reward::elementBytes(""), std::size_t(0));
    }

    void notFinite()
    {
        const float inf = std::numeric_limits<float>::infinity();
        const std::vector<float> singles{1, NAN, -inf, std::numeric_limits<float>::max(), inf, -0.0F};
        QCOMPARE(reward::nonFiniteCount(entry("F32", singles, {2, 3}, {3, 1})), std::int64_t(3));
        const std::vector<double> doubles{1e308, double(NAN), 5e-324};
        QCOMPARE(reward::nonFiniteCount(entry("F64", doubles, {3}, {1})), std::int64_t(1));
        const std::vector<std::uint16_t> halves{0x7bff, 0x7c00, 0xfe01, 0x03ff}; // largest, infinite, NaN, subnormal
        QCOMPARE(reward::nonFiniteCount(entry("F16", halves, {4}, {1})), std::int64_t(2));
        const std::vector<std::uint16_t> brain{0x7f7f, 0x7f80, 0xffc0};
        QCOMPARE(reward::nonFiniteCount(entry("BF16", brain, {3}, {1})), std::int64_t(2));
        const std::vector<std::int32_t> whole{0x7f800000};
        QCOMPARE(reward::nonFiniteCount(entry("I32", whole, {1}, {1})), std::int64_t(0));
    }

    /// Only what shape and strides reach counts.
    void notFiniteAmongGaps()
    {
        std::vector<float> numbers(24, NAN);
        for (int row = 0; row < 3; ++row)
            for (int column = 0; column < 2; ++column)
                numbers[std::size_t(row * 8 + column * 3)] = 1;
        const TensorEntry gappy = entry("F32", numbers, {3, 2}, {8, 3});
        QCOMPARE(reward::nonFiniteCount(gappy), std::int64_t(0));
        numbers[8 + 3] = NAN;
        QCOMPARE(reward::nonFiniteCount(gappy), std::int64_t(1));
        // One dimension with a step, three with the first one broadcast, and an empty one.
        QCOMPARE(reward::nonFiniteCount(entry("F32", numbers, {3}, {8})), std::int64_t(0));
        QCOMPARE(reward::nonFiniteCount(entry("F32", numbers, {4, 3, 2}, {0, 8, 3})), std::int64_t(4));
        QCOMPARE(reward::nonFiniteCount(entry("F32", numbers, {3, 0}, {9, 9})), std::int64_t(0));
    }

    void texts()
    {
        QCOMPARE(reward::shapeText({}), std::string("[]"));
        QCOMPARE(reward::shapeText({768, 1024}), std::string("[768, 1024]"));
        QCOMPARE(reward::quotedName("a.b"), std::string("\"a.b\""));
        QCOMPARE(reward::quotedName("a\nb\x7f\xc3"), std::string("\"a?b??\""));
        const std::string quoted = reward::quotedName(std::string(500, 'x'));
        QCOMPARE(quoted, '"' + std::string(120, 'x') + "…\"");
    }
};

QTEST_APPLESS_MAIN(TestTensorEntry)
#include "tst_tensorentry.moc"
