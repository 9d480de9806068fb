#include <QtTest>

#include "core/imaging/containers.h"
#include "tests/support/pictures.h"

class TestJpegProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsProgressiveAndTrailingBytes()
    {
        const QByteArray jpeg = support::encoded(support::texture(), "jpeg") + "trailing bytes of a phone's camera";
        const auto info = imaging::probeJpeg(jpeg);
        QVERIFY(info);
        QCOMPARE(info->width, 96);
        QCOMPARE(info->height, 64);
    }

    void aThumbnailInsideIsNotTheEnd()
    {
        // An end marker inside an APP segment must not count as the picture's own.
        const QByteArray jpeg = support::encoded(support::texture(), "jpeg");
        const QByteArray segment("\xff\xe4\0\x06\xff\xd8\xff\xd9", 8);
        const QByteArray whole = jpeg.left(2) + segment + jpeg.mid(2);
        QVERIFY(imaging::probeJpeg(whole));
        const auto cut = imaging::probeJpeg(whole.left(whole.size() - 2));
        QVERIFY(!cut);
        QCOMPARE(cut.error().code, QStringLiteral("picture.truncated"));
    }

    void readsOrientationAndProfile()
    {
        const QByteArray plain = support::encoded(support::texture(), "jpeg");
        QCOMPARE(imaging::probeJpeg(support::jpegWithOrientation(plain, 6))->orientation, 6);
        QCOMPARE(imaging::probeJpeg(support::jpegWithOrientation(plain, 9))->orientation, 1);
        const QByteArray profiled = support::cmykJpeg({8, 8}, 0, 0, 0, 0, true, support::wideProfile());
        QVERIFY(imaging::probeJpeg(profiled)->hasIccProfile);
    }

    void refusesNonsense()
    {
        const auto noMarker = imaging::probeJpeg(QByteArray("\xff\xd8\xff\xe0\0\x04xxyyyy"));
        QVERIFY(!noMarker);
        const auto noPicture = imaging::probeJpeg(QByteArray("\xff\xd8\xff\xd9"));
        QVERIFY(!noPicture);
        QCOMPARE(noPicture.error().code, QStringLiteral("picture.damaged"));
        const auto noLength = imaging::probeJpeg(QByteArray("\xff\xd8\xff\xe0\0\0\0\0\0\0", 10));
        QVERIFY(!noLength);
        QCOMPARE(noLength.error().code, QStringLiteral("picture.damaged"));
    }
};

QTEST_GUILESS_MAIN(TestJpegProbe)
#include "tst_jpegprobe.moc"
