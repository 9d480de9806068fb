#include "core/imaging/thumbnail.h"

#include <QTest>

#include "tests/support/pictures.h"
#include "tests/support/studies.h"

class TestThumbnail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fitsAndKeepsProportions()
    {
        const auto made =
            support::must(imaging::makeThumbnail(support::encoded(support::texture(1024, 512), "jpeg", 90)));
        QCOMPARE(made.image.size(), QSize(256, 128));
        const auto small = support::must(imaging::makeThumbnail(support::encoded(support::texture(40, 30), "png")));
        QCOMPARE(small.image.size(), QSize(40, 30)); // never enlarged
    }

    void meanColour()
    {
        QImage half(64, 64, QImage::Format_RGB32);
        half.fill(qRgb(200, 100, 0));
        for (int y = 0; y < 32; ++y)
            for (int x = 0; x < 64; ++x)
                half.setPixel(x, y, qRgb(0, 100, 50));
        const auto made = support::must(imaging::makeThumbnail(support::encoded(half, "png")));
        QCOMPARE(made.mean, qRgb(100, 100, 25));
        // What is transparent does not count.
        QImage clear(8, 8, QImage::Format_ARGB32);
        clear.fill(qRgba(0, 0, 0, 0));
        clear.setPixel(0, 0, qRgba(10, 20, 30, 255));
        QCOMPARE(support::must(imaging::makeThumbnail(support::encoded(clear, "png"))).mean, qRgb(10, 20, 30));
    }

    void survivesTheStore()
    {
        const auto made =
            support::must(imaging::makeThumbnail(support::encoded(support::texture(800, 600), "jpeg", 95)));
        const QImage read = support::must(imaging::decodeThumbnail(imaging::encodeThumbnail(made)));
        QCOMPARE(read.size(), made.image.size());
        // JPEG at this quality moves a colour by a few steps, on average by much less.
        double difference = 0;
        for (int y = 0; y < read.height(); ++y)
            for (int x = 0; x < read.width(); ++x)
                difference += qAbs(qGreen(read.pixel(x, y)) - qGreen(made.image.pixel(x, y)));
        QVERIFY2(difference / (read.width() * read.height()) < 4, qPrintable(QString::number(difference)));

        QImage clear(20, 20, QImage::Format_ARGB32);
        clear.fill(qRgba(200, 0, 0, 128));
        const auto transparent = support::must(imaging::makeThumbnail(support::encoded(clear, "png")));
        QCOMPARE(qAlpha(support::must(imaging::decodeThumbnail(imaging::encodeThumbnail(transparent))).pixel(3, 3)),
                 128);
    }

    void refusesWhatItDidNotMake()
    {
        SUPPORT_FAILS(imaging::decodeThumbnail(support::encoded(support::texture(300, 200), "jpeg")),
                      "picture.too_large");
        SUPPORT_FAILS(imaging::decodeThumbnail(support::encoded(support::texture(30, 20), "webp")),
                      "picture.too_large");
        SUPPORT_FAILS(imaging::decodeThumbnail({}), "picture.empty");
        const QByteArray whole = imaging::encodeThumbnail(
            support::must(imaging::makeThumbnail(support::encoded(support::texture(400, 300), "jpeg"))));
        for (int part = 1; part < 20; ++part)
            QVERIFY(!imaging::decodeThumbnail(whole.left(whole.size() * part / 20)));
    }
};

QTEST_APPLESS_MAIN(TestThumbnail)
#include "tst_thumbnail.moc"
