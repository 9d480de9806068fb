#include "core/imaging/decode.h"

#include <cstdio>

#include <QColorSpace>
#include <QDir>
#include <QTemporaryFile>
#include <QtTest>

#include "core/imaging/probe.h"
#include "tests/support/paths.h"
#include "tests/support/pictures.h"

namespace {

constexpr QRgb red = 0xffff0000;
constexpr QRgb green = 0xff00ff00;
constexpr QRgb blue = 0xff0000ff;
constexpr QRgb white = 0xffffffff;

/// Largest difference of a channel; lossy codecs are given 24 (of 255) on flat quarters, which is far from
/// any swap.
int distance(QRgb a, QRgb b)
{
    return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
}

/// The four quarters of a picture, as read.
QList<QRgb> corners(const QImage &image)
{
    const int x = image.width();
    const int y = image.height();
    return {image.pixel(x / 4, y / 4), image.pixel(3 * x / 4, y / 4), image.pixel(x / 4, 3 * y / 4),
            image.pixel(3 * x / 4, 3 * y / 4)};
}

bool hasCorners(const QImage &image, const QList<QRgb> &expected)
{
    const QList<QRgb> got = corners(image);
    for (int i = 0; i < 4; ++i)
        if (distance(got[i], expected[i]) > 24)
            return false;
    return true;
}

QByteArray withOrientation(const char *format, int orientation)
{
    const QByteArray plain = support::encoded(support::quarters(), format, 100);
    if (qstrcmp(format, "jpeg") == 0)
        return support::jpegWithOrientation(plain, orientation);
    if (qstrcmp(format, "png") == 0)
        return support::pngWithChunk(plain, "eXIf", support::exifBlock(orientation));
    if (qstrcmp(format, "webp") == 0)
        return support::webpWithOrientation(plain, orientation);
    return support::tiffWithOrientation(plain, orientation);
}

} // namespace

class TestDecode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turnsUpright_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<int>("orientation");
        QTest::addColumn<QList<QRgb>>("expected");
        // Stored quarters are red green / blue white; what each orientation makes of them (EXIF 2.3,
        // Orientation).
        const QList<QList<QRgb>> upright = {
            {red, green, blue, white}, {green, red, white, blue}, {white, blue, green, red}, {blue, white, red, green},
            {red, blue, green, white}, {blue, red, white, green}, {white, green, blue, red}, {green, white, red, blue},
        };
        for (const char *format : {"jpeg", "png", "webp", "tiff"})
            for (int orientation = 1; orientation <= 8; ++orientation)
                QTest::addRow("%s %d", format, orientation)
                    << QByteArray(format) << orientation << upright[orientation - 1];
    }

    void turnsUpright()
    {
        QFETCH(QByteArray, format);
        QFETCH(int, orientation);
        QFETCH(QList<QRgb>, expected);
        const QByteArray bytes = withOrientation(format.constData(), orientation);
        const QSize size = orientation >= 5 ? QSize(48, 64) : QSize(64, 48);

        const auto info = imaging::probe(bytes);
        QVERIFY2(info, qPrintable(info ? QString() : info.error().message));
        QCOMPARE(info->orientation, orientation);
        QCOMPARE(QSize(info->width, info->height), size);

        const auto image = imaging::decode(bytes);
        QVERIFY2(image, qPrintable(image ? QString() : image.error().message));
        QCOMPARE(image->size(), size);
        QVERIFY(hasCorners(*image, expected));

        const auto small = imaging::decode(bytes, {QSize(20, 20), {}});
        QVERIFY(small);
        QCOMPARE(small->size(), size.scaled(20, 20, Qt::KeepAspectRatio));
        QVERIFY(hasCorners(*small, expected));
    }

    void readsEveryKindOfPixels_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("alpha");
        QTest::addColumn<int>("tolerance");
        const QImage plain = support::quarters();
        QImage clear = plain.convertToFormat(QImage::Format_ARGB32);
        clear.setPixel(0, 0, 0x80ff0000);
        QTest::newRow("PNG RGB") << support::encoded(plain, "png") << false << 0;
        QTest::newRow("PNG RGBA") << support::encoded(clear, "png") << true << 0;
        QTest::newRow("PNG palette") << support::encoded(plain.convertToFormat(QImage::Format_Indexed8), "png") << false
                                     << 0;
        QTest::newRow("PNG 16 bit") << support::encoded(plain.convertToFormat(QImage::Format_RGBX64), "png") << false
                                    << 0;
        QTest::newRow("PNG 16 bit alpha")
            << support::encoded(clear.convertToFormat(QImage::Format_RGBA64), "png") << true << 0;
        QTest::newRow("WebP") << support::encoded(plain, "webp", 100) << false << 0;
        QTest::newRow("WebP lossy") << support::encoded(plain, "webp", 90) << false << 24;
        QTest::newRow("WebP alpha") << support::encoded(clear, "webp", 100) << true << 0;
        QTest::newRow("TIFF") << support::encoded(plain, "tiff") << false << 0;
        QTest::newRow("TIFF alpha") << support::encoded(clear, "tiff") << true << 0;
        QTest::newRow("TIFF 16 bit") << support::encoded(plain.convertToFormat(QImage::Format_RGBX64), "tiff") << false
                                     << 0;
        QTest::newRow("JPEG") << support::encoded(plain, "jpeg", 100) << false << 24;
    }

    void readsEveryKindOfPixels()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, alpha);
        QFETCH(int, tolerance);
        const auto image = imaging::decode(bytes);
        QVERIFY2(image, qPrintable(image ? QString() : image.error().message));
        QCOMPARE(image->format(), alpha ? QImage::Format_ARGB32 : QImage::Format_RGB32);
        const QList<QRgb> expected = {red, green, blue, white};
        for (int i = 0; i < 4; ++i)
            QVERIFY(distance(corners(*image)[i], expected[i]) <= tolerance);
        if (alpha)
            QCOMPARE(qAlpha(image->pixel(0, 0)), 0x80);
    }

    void readsGrey_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QImage grey(16, 16, QImage::Format_Grayscale8);
        grey.fill(100);
        QTest::newRow("PNG") << support::encoded(grey, "png");
        QTest::newRow("PNG 16 bit") << support::encoded(grey.convertToFormat(QImage::Format_Grayscale16), "png");
        QTest::newRow("JPEG") << support::encoded(grey, "jpeg", 100);
        QTest::newRow("TIFF") << support::encoded(grey, "tiff");
    }

    void readsGrey()
    {
        QFETCH(QByteArray, bytes);
        const auto image = imaging::decode(bytes);
        QVERIFY2(image, qPrintable(image ? QString() : image.error().message));
        QCOMPARE(image->format(), QImage::Format_RGB32);
        QVERIFY(distance(image->pixel(8, 8), qRgb(100, 100, 100)) <= 1); // rounding of the JPEG transform
    }

    void appliesProfiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QImage patch(16, 16, QImage::Format_RGB32);
        patch.fill(qRgb(100, 200, 100));
        patch.setColorSpace(QColorSpace::fromIccProfile(support::wideProfile()));
        QImage deep = patch.convertToFormat(QImage::Format_RGBX64);
        QTest::newRow("PNG") << support::pngWithProfile(patch, support::wideProfile());
        QTest::newRow("JPEG") << support::encoded(patch, "jpeg", 100);
        QTest::newRow("WebP") << support::encoded(patch, "webp", 100);
        QTest::newRow("TIFF") << support::encoded(patch, "tiff");
        QTest::newRow("PNG 16 bit") << support::pngWithProfile(deep, support::wideProfile());
    }

    void appliesProfiles()
    {
        QFETCH(QByteArray, bytes);
        const auto info = imaging::probe(bytes);
        QVERIFY(info);
        QVERIFY(info->hasIccProfile);
        const auto image = imaging::decode(bytes);
        QVERIFY2(image, qPrintable(image ? QString() : image.error().message));
        // Adobe RGB (100, 200, 100) in sRGB: red clips to 0, by hand from the primaries: 0, 200.6, 93.
        QVERIFY2(distance(image->pixel(8, 8), qRgb(0, 201, 93)) <= 4, qPrintable(QColor(image->pixel(8, 8)).name()));
    }

    void findsBrokenPixelsInAWholeContainer()
    {
        QByteArray bytes = support::encoded(support::texture(256, 256), "jpeg", 90);
        // Both ends stay, so that only decoding can find what is missing between them.
        bytes.remove(bytes.size() / 2, bytes.size() / 4);
        QVERIFY(imaging::probe(bytes));
        const auto image = imaging::decode(bytes, {{}, QStringLiteral("pictures/one.jpg")});
        QVERIFY(!image);
        QCOMPARE(image.error().code, QStringLiteral("picture.damaged"));
        QCOMPARE(image.error().file, QStringLiteral("pictures/one.jpg"));
    }

    void aWrongWebPBitstreamIsAnError()
    {
        QByteArray bytes = support::encoded(support::texture(64, 64), "webp", 100);
        for (qsizetype i = bytes.size() / 2; i < bytes.size() / 2 + 40; ++i)
            bytes[i] = '\xff';
        const auto image = imaging::decode(bytes);
        QVERIFY(!image);
        QCOMPARE(image.error().code, QStringLiteral("picture.damaged"));
    }

    void aCutOffPictureIsNeverShown_data()
    {
        QTest::addColumn<QByteArray>("format");
        for (const char *format : {"jpeg", "png", "webp", "tiff"})
            QTest::newRow(format) << QByteArray(format);
    }

    void aCutOffPictureIsNeverShown()
    {
        QFETCH(QByteArray, format);
        const QByteArray bytes = support::encoded(support::texture(64, 64), format.constData(), 90);
        for (qsizetype length = 0; length < bytes.size(); length += 1 + length / 40) {
            const auto image = imaging::decode(bytes.left(length));
            QVERIFY2(!image, qPrintable(QString::number(length)));
        }
    }

    void nothingReachesTheLog()
    {
        static int messages = 0;
        messages = 0;
        const QtMessageHandler before =
            qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) { ++messages; });
        for (const char *format : {"jpeg", "png", "webp", "tiff"}) {
            const QByteArray bytes = support::encoded(support::texture(64, 64), format, 90);
            for (qsizetype at = 0; at < bytes.size(); at += 13) {
                QByteArray bad = bytes;
                bad[at] = static_cast<char>(bad[at] ^ 0x55);
                (void)imaging::decode(bad);
            }
        }
        qInstallMessageHandler(before);
        QCOMPARE(messages, 0);
    }

    void decodesThePapersPictures()
    {
        SUPPORT_NEED_AAS;
        int seen = 0;
        for (const QString &group : {QStringLiteral("bench"), QStringLiteral("real"), QStringLiteral("danceflux"),
                                     QStringLiteral("newspeak"), QStringLiteral("critical"), QStringLiteral("lapis")}) {
            const QDir folder(support::aasFolder() + QLatin1Char('/') + group);
            for (const QString &name : folder.entryList({QStringLiteral("*.jpg"), QStringLiteral("*.png")})) {
                QFile file(folder.filePath(name));
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QByteArray bytes = file.readAll();
                const auto info = imaging::probe(bytes, name);
                QVERIFY2(info, qPrintable(info ? name : info.error().toLine()));
                const auto image = imaging::decode(bytes);
                QVERIFY2(image, qPrintable(image ? name : image.error().toLine()));
                QCOMPARE(image->size(), QSize(info->width, info->height));
                const auto small = imaging::decode(bytes, {QSize(128, 128), {}});
                QVERIFY(small);
                QCOMPARE(std::max(small->width(), small->height()), 128);
                ++seen;
            }
        }
        QCOMPARE(seen, 64);
    }
};

QTEST_GUILESS_MAIN(TestDecode)
#include "tst_decode.moc"
