#include "core/reward/floatresize.h"

#include <algorithm>
#include <numeric>

#include <QTest>

#include "tests/core/reward/patterns.h"

using reward::FloatResize;

class TestFloatResize : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fixture_data();
    void fixture();
    void unchangedSize();
    void enlarging();
};

namespace {

/// Torch computes weights and sums in single precision.
constexpr float tolerance = 2e-5F;

} // namespace

void TestFloatResize::fixture_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QList<float>>("first");  // pixel [0, 0]
    QTest::addColumn<QList<float>>("inside"); // pixel [80, 57]
    QTest::addColumn<float>("least");
    QTest::addColumn<float>("most");
    QTest::newRow("plain") << int(FloatResize::Plain) << QList<float>{0.025427F, 0.139153F, 0.252878F}
                           << QList<float>{0.268103F, 0.381829F, 0.495554F} << -0.220165F << 1.259165F;
    QTest::newRow("antialias") << int(FloatResize::Antialias) << QList<float>{0.035328F, 0.149054F, 0.262779F}
                               << QList<float>{0.242498F, 0.365903F, 0.479549F} << -0.055790F << 1.091303F;
}

void TestFloatResize::fixture()
{
    QFETCH(int, kind);
    QFETCH(QList<float>, first);
    QFETCH(QList<float>, inside);
    QFETCH(float, least);
    QFETCH(float, most);
    const auto samples = patternSamples(400, 300, 3);
    const auto resized = reward::resizeFloat({samples.data(), 400, 300, 3}, 224, 168, FloatResize(kind));
    QCOMPARE(resized.size(), std::size_t(224 * 168 * 3));
    for (int c = 0; c < 3; ++c) {
        QVERIFY(std::abs(resized[std::size_t(c)] - first[c]) < tolerance);
        QVERIFY(std::abs(resized[std::size_t((80 * 224 + 57) * 3 + c)] - inside[c]) < tolerance);
    }
    QVERIFY(std::abs(*std::ranges::min_element(resized) - least) < tolerance);
    QVERIFY(std::abs(*std::ranges::max_element(resized) - most) < tolerance);
}

void TestFloatResize::unchangedSize()
{
    const auto samples = patternSamples(37, 21, 3);
    for (const FloatResize kind : {FloatResize::Antialias, FloatResize::Plain}) {
        const auto same = reward::resizeFloat({samples.data(), 37, 21, 3}, 37, 21, kind);
        for (std::size_t i = 0; i < samples.size(); ++i)
            QVERIFY(std::abs(same[i] - float(samples[i]) / 255) < 1e-6F);
    }
}

void TestFloatResize::enlarging()
{
    // One pixel has nothing but itself around it.
    const std::vector<std::uint8_t> samples{51, 102, 255};
    for (const FloatResize kind : {FloatResize::Antialias, FloatResize::Plain}) {
        const auto large = reward::resizeFloat({samples.data(), 1, 1, 3}, 30, 20, kind);
        for (std::size_t i = 0; i < large.size(); ++i)
            QVERIFY(std::abs(large[i] - float(samples[i % 3]) / 255) < 1e-6F);
    }
}

QTEST_APPLESS_MAIN(TestFloatResize)
#include "tst_floatresize.moc"
