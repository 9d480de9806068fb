// Golden values: tests/reference/pillow_colour.py, Pillow 12.3.0.
#include "core/reward/pillowcolour.h"

#include <QTest>
#include <zlib.h>

namespace {

constexpr std::size_t places = 65536;

std::uint8_t colour(std::size_t place, int channel)
{
    return std::uint8_t(channel == 0 ? place : channel == 1 ? 5 * place + 3 : 255 - (place & 255));
}

/// Every pair of a value and its ink or alpha; that is the last channel, where there are four.
std::vector<std::uint8_t> pixels(int channels)
{
    std::vector<std::uint8_t> pixels;
    for (std::size_t i = 0; i < places; ++i)
        for (int c = 0; c < channels; ++c)
            pixels.push_back(c == 3 ? std::uint8_t(i >> 8) : colour(i, c));
    return pixels;
}

std::uint32_t checksum(std::span<const std::uint8_t> bytes)
{
    return std::uint32_t(crc32(crc32(0, nullptr, 0), bytes.data(), uInt(bytes.size())));
}

} // namespace

class TestPillowColour : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPair()
    {
        std::vector<std::uint8_t> alpha;
        for (std::size_t i = 0; i < places; ++i)
            alpha.push_back(std::uint8_t(i >> 8));
        QCOMPARE(checksum(reward::premultiplied(pixels(3), alpha)), 0x10240bb0U);
        QCOMPARE(checksum(reward::unpremultiplied(pixels(4))), 0x1514b3fdU);
        QCOMPARE(checksum(reward::cmykToRgb(pixels(4))), 0x44e4e340U);
        std::vector<std::uint16_t> grey;
        for (std::size_t i = 0; i < places; ++i)
            grey.push_back(std::uint16_t(i));
        QCOMPARE(checksum(reward::grey16ToRgb(grey)), 0xf0221455U);
    }

    void picturesByMode()
    {
        std::vector<std::uint8_t> storage;
        reward::Picture picture{.width = 1, .height = 1, .rgb = {1, 2, 3}};
        for (const auto mode : {reward::PictureMode::Rgb, reward::PictureMode::Alpha, reward::PictureMode::Nearest}) {
            picture.mode = mode;
            picture.extra = {128};
            QCOMPARE(reward::pillowRgb(picture, storage).data(), picture.rgb.data()); // as it is, and not copied
        }
        picture.mode = reward::PictureMode::Cmyk;
        picture.extra = {0, 0, 255, 0};
        const auto ink = reward::pillowRgb(picture, storage);
        QCOMPARE(std::vector<std::uint8_t>(ink.begin(), ink.end()), (std::vector<std::uint8_t>{255, 255, 0}));
        picture.mode = reward::PictureMode::Grey16;
        picture.grey16 = {300};
        const auto grey = reward::pillowRgb(picture, storage);
        QCOMPARE(std::vector<std::uint8_t>(grey.begin(), grey.end()), (std::vector<std::uint8_t>{255, 255, 255}));
    }
};

QTEST_APPLESS_MAIN(TestPillowColour)
#include "tst_pillowcolour.moc"
