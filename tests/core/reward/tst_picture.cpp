#include "core/reward/picture.h"

#include <QTest>

#include "tests/core/reward/asbytes.h"
#include "tests/support/pictures.h"

class TestPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losslessFormats_data();
    void losslessFormats();
    void jpegIsClose();
    void alphaIsDropped();
    void greyBecomesThreeChannels();
    void paletteIsResolved();
    void sixteenBitsKeepTheHighByte();
    void orientationIsIgnored();
    void refused_data();
    void refused();
    void cutOffAnywhere_data();
    void cutOffAnywhere();
};

namespace {

void compare(const reward::Picture &picture, const QImage &image)
{
    QCOMPARE(picture.width, image.width());
    QCOMPARE(picture.height, image.height());
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const size_t at = (size_t(y) * size_t(image.width()) + size_t(x)) * 3;
            const QColor colour = image.pixelColor(x, y);
            QCOMPARE(int(picture.rgb[at]), colour.red());
            QCOMPARE(int(picture.rgb[at + 1]), colour.green());
            QCOMPARE(int(picture.rgb[at + 2]), colour.blue());
        }
    }
}

} // namespace

void TestPicture::losslessFormats_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("format");
    const QImage image = colourful(31, 17);
    QTest::newRow("png") << support::encoded(image, "png") << int(reward::PictureFormat::Png);
    QTest::newRow("tiff") << support::encoded(image, "tiff") << int(reward::PictureFormat::Tiff);
    QTest::newRow("webp") << support::encoded(image, "webp", 100) << int(reward::PictureFormat::WebP);
}

void TestPicture::losslessFormats()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, format);
    QCOMPARE(int(reward::pictureFormat(asBytes(bytes))), format);
    const auto picture = reward::decodePicture(asBytes(bytes));
    QVERIFY(picture);
    compare(*picture, colourful(31, 17));
}

void TestPicture::jpegIsClose()
{
    QImage flat(40, 30, QImage::Format_RGB888);
    flat.fill(QColor(200, 90, 40));
    const auto picture = reward::decodePicture(asBytes(support::encoded(flat, "jpeg")));
    QVERIFY(picture);
    // One level for each conversion between RGB and YCbCr, in this order: RGB, not BGR.
    QVERIFY(qAbs(int(picture->rgb[0]) - 200) <= 2);
    QVERIFY(qAbs(int(picture->rgb[1]) - 90) <= 2);
    QVERIFY(qAbs(int(picture->rgb[2]) - 40) <= 2);
}

void TestPicture::alphaIsDropped()
{
    QImage image = colourful(9, 7, QImage::Format_RGBA8888);
    for (int x = 0; x < 9; ++x)
        image.setPixelColor(x, 3, QColor(10 * x, 200, 30, 0));
    const auto picture = reward::decodePicture(asBytes(support::encoded(image, "png")));
    QVERIFY(picture);
    compare(*picture, image); // colour under transparent pixels counts; nothing is composited
}

void TestPicture::greyBecomesThreeChannels()
{
    const QImage grey = colourful(9, 7, QImage::Format_Grayscale8);
    const auto picture = reward::decodePicture(asBytes(support::encoded(grey, "png")));
    QVERIFY(picture);
    compare(*picture, grey);
}

void TestPicture::paletteIsResolved()
{
    QImage image(4, 2, QImage::Format_Indexed8);
    image.setColorTable({qRgb(250, 10, 20), qRgb(1, 2, 3)});
    image.fill(0);
    image.setPixel(3, 1, 1);
    const auto picture = reward::decodePicture(asBytes(support::encoded(image, "png")));
    QVERIFY(picture);
    compare(*picture, image.convertToFormat(QImage::Format_RGB888));
}

void TestPicture::sixteenBitsKeepTheHighByte()
{
    QImage image(2, 1, QImage::Format_RGBX64);
    image.setPixelColor(0, 0, QColor(QRgba64::fromRgba64(0x12ff, 0x3400, 0xab80, 0xffff)));
    image.setPixelColor(1, 0, QColor(QRgba64::fromRgba64(0xffff, 0x0000, 0x00ff, 0xffff)));
    const auto picture = reward::decodePicture(asBytes(support::encoded(image, "png")));
    QVERIFY(picture);
    const reward::Samples expected{0x12, 0x34, 0xab, 0xff, 0x00, 0x00};
    QCOMPARE(picture->rgb, expected);
}

void TestPicture::orientationIsIgnored()
{
    const QByteArray jpeg = support::jpegWithOrientation(support::encoded(colourful(24, 16), "jpeg"), 6);
    const auto picture = reward::decodePicture(asBytes(jpeg));
    QVERIFY(picture);
    QCOMPARE(picture->width, 24);
    QCOMPARE(picture->height, 16);
}

void TestPicture::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<std::string>("code");
    QTest::newRow("empty") << QByteArray() << std::string("picture.format");
    QTest::newRow("text") << QByteArray("hello, world, this is no picture") << std::string("picture.format");
    QTest::newRow("gif") << QByteArray("GIF89a\1\0\1\0\0\0\0;", 14) << std::string("picture.format");
    QTest::newRow("only a magic word") << QByteArray("\x89PNG\r\n\x1a\n") << std::string("picture.damaged");

    QByteArray huge = support::encoded(colourful(3, 3), "png");
    huge.replace(16, 8, QByteArray::fromHex("0000ffff0000ffff"));
    QTest::newRow("4 gigapixels") << huge << std::string("picture.size");

    QByteArray none = support::encoded(colourful(3, 3), "png");
    none.replace(16, 4, QByteArray(4, '\0'));
    QTest::newRow("no pixels") << none << std::string("picture.damaged");
}

void TestPicture::refused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(std::string, code);
    const auto picture = reward::decodePicture(asBytes(bytes));
    QVERIFY(!picture);
    QCOMPARE(picture.error().code, code);
    QVERIFY(!picture.error().message.empty());
}

void TestPicture::cutOffAnywhere_data()
{
    QTest::addColumn<QByteArray>("whole");
    for (const char *format : {"png", "jpeg", "webp", "tiff"})
        QTest::newRow(format) << support::encoded(colourful(64, 48), format, 90);
}

void TestPicture::cutOffAnywhere()
{
    QFETCH(QByteArray, whole);
    QVERIFY(reward::decodePicture(asBytes(whole)));
    for (int i = 0; i < 50; ++i) {
        const QByteArray cut = whole.left(whole.size() * i / 50);
        const auto picture = reward::decodePicture(asBytes(cut));
        QVERIFY2(!picture, qPrintable(QStringLiteral("%1/50 of the file was accepted").arg(i)));
    }
}

QTEST_GUILESS_MAIN(TestPicture)
#include "tst_picture.moc"
