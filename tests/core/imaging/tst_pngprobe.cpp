#include <QtTest>

#include "core/imaging/containers.h"
#include "tests/support/pictures.h"

class TestPngProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksEveryChunk()
    {
        const QByteArray png = support::encoded(support::texture(), "png");
        const auto info = imaging::probePng(png);
        QVERIFY(info);
        QCOMPARE(info->width, 96);
        QCOMPARE(info->height, 64);
        QVERIFY(imaging::probePng(support::pngWithChunk(png, "tEXt", "prompt\0a cow")));
        for (qsizetype at = 8; at < png.size(); at += 7) {
            QByteArray bad = png;
            bad[at] = static_cast<char>(bad[at] ^ 0x10);
            QVERIFY2(!imaging::probePng(bad), qPrintable(QString::number(at)));
        }
    }

    void namesTheDamagedChunk()
    {
        QByteArray png = support::pngWithChunk(support::encoded(support::texture(), "png"), "tEXt", "abcdef");
        png[png.indexOf("abcdef")] = 'x';
        const auto info = imaging::probePng(png);
        QVERIFY(!info);
        QCOMPARE(info.error().code, QStringLiteral("picture.damaged"));
        QVERIFY(info.error().message.contains(QStringLiteral("tEXt")));
    }

    void wantsHeaderFirstAndAnEnd()
    {
        const QByteArray png = support::encoded(support::texture(), "png");
        QVERIFY(!imaging::probePng(png.left(8) + png.mid(33)));
        const auto cut = imaging::probePng(png.left(png.size() - 12));
        QVERIFY(!cut);
        QCOMPARE(cut.error().code, QStringLiteral("picture.truncated"));
        QVERIFY(imaging::probePng(png + "trailing"));
    }

    void seesTheProfile()
    {
        QVERIFY(imaging::probePng(support::pngWithProfile(support::texture(), support::wideProfile()))->hasIccProfile);
    }
};

QTEST_GUILESS_MAIN(TestPngProbe)
#include "tst_pngprobe.moc"
