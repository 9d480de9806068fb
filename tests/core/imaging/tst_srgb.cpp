#include "core/imaging/srgb.h"

#include <QtTest>

#include "tests/support/pictures.h"

using imaging::StoredPixels;

namespace {

StoredPixels inks(int cyan, int magenta, int yellow, int black, StoredPixels::Channels channels)
{
    StoredPixels pixels;
    pixels.image = QImage(4, 4, QImage::Format_RGBA8888);
    for (int y = 0; y < 4; ++y)
        for (int x = 0; x < 4; ++x) {
            uchar *ink = pixels.image.scanLine(y) + 4 * x;
            ink[0] = static_cast<uchar>(cyan);
            ink[1] = static_cast<uchar>(magenta);
            ink[2] = static_cast<uchar>(yellow);
            ink[3] = static_cast<uchar>(black);
        }
    pixels.channels = channels;
    return pixels;
}

} // namespace

class TestSrgb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mixesInks()
    {
        using Channels = StoredPixels::Channels;
        QCOMPARE(imaging::toSrgb(inks(0, 255, 255, 0, Channels::Cmyk)).pixel(0, 0), qRgb(255, 0, 0));
        QCOMPARE(imaging::toSrgb(inks(255, 0, 0, 255, Channels::InvertedCmyk)).pixel(0, 0), qRgb(255, 0, 0));
        QCOMPARE(imaging::toSrgb(inks(0, 0, 0, 255, Channels::Cmyk)).pixel(0, 0), qRgb(0, 0, 0));
        QCOMPARE(imaging::toSrgb(inks(0, 0, 0, 0, Channels::Cmyk)).pixel(0, 0), qRgb(255, 255, 255));
    }

    void appliesAGreyProfile()
    {
        StoredPixels pixels;
        pixels.image = QImage(4, 4, QImage::Format_Grayscale8);
        pixels.image.fill(55);
        pixels.iccProfile = support::linearGreyProfile();
        // sRGB of linear 55/255 = 0.2157: 255 · (1.055 · 0.2157^(1/2.4) − 0.055) = 127.9.
        QVERIFY(std::abs(qGreen(imaging::toSrgb(pixels).pixel(0, 0)) - 128) <= 1);
    }

    void keepsAlpha()
    {
        StoredPixels pixels;
        pixels.image = QImage(4, 4, QImage::Format_ARGB32);
        pixels.image.fill(0x40808080);
        pixels.iccProfile = support::wideProfile();
        const QImage colour = imaging::toSrgb(pixels);
        QCOMPARE(colour.format(), QImage::Format_ARGB32);
        QCOMPARE(qAlpha(colour.pixel(1, 1)), 0x40);
        pixels.iccProfile = support::linearGreyProfile();
        const QImage grey = imaging::toSrgb(pixels);
        QCOMPARE(qAlpha(grey.pixel(1, 1)), 0x40);
        QVERIFY(std::abs(qGreen(grey.pixel(1, 1)) - 188) <= 1); // sRGB of linear 128/255
    }

    void leavesOutWhatCannotBeUsed()
    {
        StoredPixels pixels;
        pixels.image = QImage(4, 4, QImage::Format_RGB32);
        pixels.image.fill(qRgb(10, 20, 30));
        pixels.iccProfile = "not a profile";
        QCOMPARE(imaging::toSrgb(pixels).pixel(0, 0), qRgb(10, 20, 30));
        // An RGB profile in a CMYK picture.
        StoredPixels ink = inks(0, 255, 255, 0, StoredPixels::Channels::Cmyk);
        ink.iccProfile = support::wideProfile();
        QCOMPARE(imaging::toSrgb(ink).pixel(0, 0), qRgb(255, 0, 0));
    }
};

QTEST_GUILESS_MAIN(TestSrgb)
#include "tst_srgb.moc"
