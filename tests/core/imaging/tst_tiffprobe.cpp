#include <QtTest>

#include "core/imaging/containers.h"
#include "tests/support/pictures.h"

class TestTiffProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsSizeAndStrips()
    {
        const auto info = imaging::probeTiff(support::encoded(support::texture(), "tiff"));
        QVERIFY(info);
        QCOMPARE(info->width, 96);
        QCOMPARE(info->height, 64);
        QCOMPARE(info->orientation, 1);
    }

    void stripsMustLieInside()
    {
        QByteArray tiff = support::encoded(support::texture(), "tiff");
        const qsizetype counts = tiff.indexOf(QByteArray("\x17\x01", 2)); // StripByteCounts
        QVERIFY(counts > 0);
        tiff[counts + 11] = '\x7f'; // its value or the place of its values, far beyond the end
        const auto info = imaging::probeTiff(tiff);
        QVERIFY(!info);
        QCOMPARE(info.error().code, QStringLiteral("picture.truncated"));
    }

    void refusesADirectoryWithoutPicture()
    {
        const auto info = imaging::probeTiff(support::exifBlock(1));
        QVERIFY(!info);
        QCOMPARE(info.error().code, QStringLiteral("picture.damaged"));
    }
};

QTEST_GUILESS_MAIN(TestTiffProbe)
#include "tst_tiffprobe.moc"
