#include "core/reward/pillowresize.h"

#include <QRandomGenerator>
#include <QTest>

#include "tests/core/reward/patterns.h"

using reward::ResizeLoops;
using reward::ResizeTarget;

class TestPillowResize : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksums_data();
    void checksums();
    void pixels();
    void windows();
    void bothLoops_data();
    void bothLoops();
    void unchangedSize();
    void constantStaysConstant();
    void sixteenBits();
    void nearest();
    void extremeShapes();
};

namespace {

constexpr int sourceWidth = 400;
constexpr int sourceHeight = 300;

reward::Samples source()
{
    return patternSamples(sourceWidth, sourceHeight, 3);
}

std::vector<std::uint8_t> random(int size, quint32 seed)
{
    QRandomGenerator generator(seed);
    std::vector<std::uint8_t> samples(static_cast<std::size_t>(size));
    for (std::uint8_t &sample : samples)
        sample = std::uint8_t(generator.generate());
    return samples;
}

} // namespace

void TestPillowResize::checksums_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("from"); // columns of the window
    QTest::addColumn<int>("length");
    QTest::addColumn<quint32>("crc");
    QTest::newRow("short side 224") << 298 << 224 << 0 << 298 << 0xd0262385U;
    QTest::newRow("its middle") << 298 << 224 << 37 << 224 << 0xa3337424U;
    QTest::newRow("384 x 384") << 384 << 384 << 0 << 384 << 0xbf9c656eU;
    QTest::newRow("392 x 532") << 532 << 392 << 0 << 532 << 0x9f5d8904U;
}

void TestPillowResize::checksums()
{
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(int, from);
    QFETCH(int, length);
    QFETCH(quint32, crc);
    const auto samples = source();
    QCOMPARE(crc32Of(std::span<const std::uint8_t>(samples)), 0x54cc8d72U);
    for (const ResizeLoops loops : {ResizeLoops::Vector, ResizeLoops::Plain}) {
        const auto resized = reward::pillowBicubic({samples.data(), sourceWidth, sourceHeight, 3},
                                                   {width, height, {from, length}, {0, height}}, loops);
        QCOMPARE(crc32Of(std::span<const std::uint8_t>(resized)), crc);
    }
}

void TestPillowResize::pixels()
{
    const auto samples = source();
    const auto resized =
        reward::pillowBicubic({samples.data(), sourceWidth, sourceHeight, 3}, ResizeTarget::whole(298, 224));
    const auto pixel = [&](int y, int x) {
        const auto at = resized.begin() + (y * 298 + x) * 3;
        return std::vector<std::uint8_t>(at, at + 3);
    };
    QCOMPARE(pixel(0, 0), (std::vector<std::uint8_t>{4, 33, 62}));
    QCOMPARE(pixel(100, 57), (std::vector<std::uint8_t>{58, 77, 94}));
    QCOMPARE(pixel(223, 297), (std::vector<std::uint8_t>{75, 104, 133}));
}

void TestPillowResize::windows()
{
    const auto samples = source();
    const reward::SampleView view{samples.data(), sourceWidth, sourceHeight, 3};
    const auto whole = reward::pillowBicubic(view, ResizeTarget::whole(101, 77));
    const auto part = reward::pillowBicubic(view, {101, 77, {13, 40}, {60, 17}});
    for (int y = 0; y < 17; ++y)
        for (int i = 0; i < 40 * 3; ++i)
            QCOMPARE(part[std::size_t(y * 120 + i)], whole[std::size_t((60 + y) * 303 + 39 + i)]);
}

void TestPillowResize::bothLoops_data()
{
    QTest::addColumn<QSize>("from");
    QTest::addColumn<QSize>("to");
    QTest::addColumn<int>("channels");
    QRandomGenerator generator(7);
    for (int i = 0; i < 60; ++i) {
        const QSize from(generator.bounded(1, 150), generator.bounded(1, 150));
        const QSize to(generator.bounded(1, 150), generator.bounded(1, 150));
        const int channels = generator.bounded(3, 5);
        QTest::addRow("%d x %d to %d x %d, %d", from.width(), from.height(), to.width(), to.height(), channels)
            << from << to << channels;
    }
}

void TestPillowResize::bothLoops()
{
    QFETCH(QSize, from);
    QFETCH(QSize, to);
    QFETCH(int, channels);
    // Noise overshoots: the clipping is seen as well.
    const auto samples = random(from.width() * from.height() * channels, quint32(from.width() * 1000 + to.height()));
    const reward::SampleView view{samples.data(), from.width(), from.height(), channels};
    const ResizeTarget target = ResizeTarget::whole(to.width(), to.height());
    QCOMPARE(reward::pillowBicubic(view, target, ResizeLoops::Vector),
             reward::pillowBicubic(view, target, ResizeLoops::Plain));
}

void TestPillowResize::unchangedSize()
{
    const auto samples = random(40 * 30 * 3, 1);
    const reward::SampleView view{samples.data(), 40, 30, 3};
    QCOMPARE(reward::pillowBicubic(view, ResizeTarget::whole(40, 30)), samples);
    // One pass is skipped: the rows of the result are rows of a picture that was resized in one direction.
    const auto wider = reward::pillowBicubic(view, ResizeTarget::whole(55, 30));
    const auto firstRow = reward::pillowBicubic({samples.data(), 40, 1, 3}, ResizeTarget::whole(55, 1));
    QCOMPARE(std::vector<std::uint8_t>(wider.begin(), wider.begin() + 165), firstRow);
}

void TestPillowResize::constantStaysConstant()
{
    for (const int value : {0, 1, 127, 254, 255}) {
        const std::vector<std::uint8_t> samples(90 * 70 * 4, std::uint8_t(value));
        for (const QSize to : {QSize(31, 17), QSize(200, 301)}) {
            const auto resized =
                reward::pillowBicubic({samples.data(), 90, 70, 4}, ResizeTarget::whole(to.width(), to.height()));
            QVERIFY(std::ranges::all_of(resized, [value](std::uint8_t sample) { return sample == value; }));
        }
    }
}

void TestPillowResize::sixteenBits()
{
    std::vector<std::uint16_t> samples(30 * 20, 40'000);
    QVERIFY(std::ranges::all_of(reward::pillowBicubic16(samples, 30, 20, ResizeTarget::whole(11, 27)),
                                [](std::uint16_t sample) { return sample == 40'000; }));
    // Above 65535 Pillow clips the high byte alone; the exact numbers of other pictures are in tst_preprocess.
    samples.assign(samples.size(), 65'535);
    samples[10] = 0;
    QCOMPARE(reward::pillowBicubic16(samples, 30, 20, ResizeTarget::whole(30, 20)), samples);
}

void TestPillowResize::nearest()
{
    const std::vector<std::uint8_t> samples{0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4};
    const auto row = [&](int width) {
        const auto resized = reward::pillowNearest({samples.data(), 5, 1, 3}, ResizeTarget::whole(width, 1));
        QString text;
        for (std::size_t i = 0; i < resized.size(); i += 3)
            text += QString::number(resized[i]);
        return text;
    };
    QCOMPARE(row(5), QStringLiteral("01234"));
    QCOMPARE(row(2), QStringLiteral("13"));
    QCOMPARE(row(3), QStringLiteral("024"));
    QCOMPARE(row(10), QStringLiteral("0011223344"));
}

void TestPillowResize::extremeShapes()
{
    // A picture one pixel wide: the whole result would have 2.24 million rows, the window has 224.
    const auto samples = random(10'000 * 3, 3);
    const reward::SampleView tall{samples.data(), 1, 10'000, 3};
    const ResizeTarget target{224, 2'240'000, {0, 224}, {1'119'888, 224}};
    QCOMPARE(reward::pillowBicubic(tall, target, ResizeLoops::Vector),
             reward::pillowBicubic(tall, target, ResizeLoops::Plain));
    // 200 megapixels in one row; Pillow itself has no answer for it.
    const std::int64_t width = std::int64_t(224) * 200'000'000;
    const std::vector<std::uint8_t> row(600'000'000, 9);
    const auto middle =
        reward::pillowBicubic({row.data(), 200'000'000, 1, 3}, {width, 224, {width / 2 - 112, 224}, {0, 224}});
    QCOMPARE(middle, std::vector<std::uint8_t>(224 * 224 * 3, 9));
    QCOMPARE(reward::pillowNearest({row.data(), 200'000'000, 1, 3}, {width, 224, {width / 2 - 112, 224}, {0, 224}}),
             middle);
}

QTEST_APPLESS_MAIN(TestPillowResize)
#include "tst_pillowresize.moc"
