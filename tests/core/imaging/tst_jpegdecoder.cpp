#include "core/imaging/jpegdecoder.h"

#include <QtTest>

#include "tests/support/pictures.h"

class TestJpegDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesAFractionThatSuffices()
    {
        const QByteArray jpeg = support::encoded(support::texture(800, 400), "jpeg");
        QCOMPARE(imaging::readJpeg(jpeg, {100, 50})->image.size(), QSize(100, 50));
        QCOMPARE(imaging::readJpeg(jpeg, {101, 50})->image.size(), QSize(200, 100));
        QCOMPARE(imaging::readJpeg(jpeg, {800, 400})->image.size(), QSize(800, 400));
    }

    void tellsInksApart()
    {
        using Channels = imaging::StoredPixels::Channels;
        const auto plain = imaging::readJpeg(support::cmykJpeg({8, 8}, 0, 255, 255, 0, false), {8, 8});
        QVERIFY(plain);
        QCOMPARE(plain->channels, Channels::Cmyk);
        const auto adobe = imaging::readJpeg(support::cmykJpeg({8, 8}, 0, 255, 255, 0, true), {8, 8});
        QVERIFY(adobe);
        QCOMPARE(adobe->channels, Channels::InvertedCmyk);
        const auto photo = imaging::readJpeg(support::encoded(support::texture(), "jpeg"), {8, 8});
        QCOMPARE(photo->channels, Channels::Colour);
        QCOMPARE(photo->image.format(), QImage::Format_RGB32);
    }

    void hasTheProfile()
    {
        const QByteArray profile = support::wideProfile();
        const auto pixels = imaging::readJpeg(support::cmykJpeg({8, 8}, 0, 0, 0, 0, true, profile), {8, 8});
        QVERIFY(pixels);
        QCOMPARE(pixels->iccProfile, profile);
    }

    void damageIsAnErrorEvenWhenPixelsCame()
    {
        const QByteArray jpeg = support::encoded(support::texture(256, 256), "jpeg");
        const auto pixels = imaging::readJpeg(jpeg.left(jpeg.size() / 2), {256, 256});
        QVERIFY(!pixels);
        QCOMPARE(pixels.error().code, QStringLiteral("picture.damaged"));
        QVERIFY(!imaging::readJpeg("\xff\xd8 nothing", {1, 1}));
        QVERIFY(!imaging::readJpeg({}, {1, 1}));
    }
};

QTEST_GUILESS_MAIN(TestJpegDecoder)
#include "tst_jpegdecoder.moc"
