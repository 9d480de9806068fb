#include "core/imaging/picturetexts.h"

#include <QTest>

#include "tests/support/picturetexts.h"

using imaging::pictureTexts;

/// The layouts are those of the PNG specification (chunks of 11.3.3) and of EXIF 2.3 (4.6.2 and 4.6.5).
class TestPictureTexts : public QObject
{
    Q_OBJECT

    static QStringList lines(const QByteArray &bytes)
    {
        QStringList lines;
        for (const imaging::PictureText &text : pictureTexts(bytes))
            lines.append(text.key + u'=' + text.text);
        return lines;
    }

private Q_SLOTS:
    void chunksOfPng()
    {
        QCOMPARE(lines(support::pngText("parameters", "a castle")), QStringList(QStringLiteral("parameters=a castle")));
        const QByteArray packed = qCompress("a castle").mid(4); // without Qt's length
        QCOMPARE(lines(support::pngWith("zTXt", QByteArray("k\0\0", 3) + packed)),
                 QStringList(QStringLiteral("k=a castle")));
        QCOMPARE(lines(support::pngWith("iTXt", QByteArray("k\0\1\0de\0Burg\0", 12) + packed)),
                 QStringList(QStringLiteral("k=a castle")));
        QCOMPARE(lines(support::pngWith("iTXt", QByteArray("k\0\0\0de\0Burg\0", 12) + "ein Schloß")),
                 QStringList(QStringLiteral("k=ein Schloß")));
    }

    void severalKeepTheirOrder()
    {
        const QByteArray png = support::pngText("second", "b"); // both go right behind the header
        QCOMPARE(lines(support::pngWithChunk(png, "tEXt", QByteArray("first\0a", 7))),
                 (QStringList{QStringLiteral("first=a"), QStringLiteral("second=b")}));
    }

    void textIsUtf8OrElseLatin1()
    {
        QCOMPARE(lines(support::pngText("k", "Schlo\xc3\x9f")), QStringList(QStringLiteral("k=Schloß")));
        QCOMPARE(lines(support::pngText("k", "Schlo\xdf")), QStringList(QStringLiteral("k=Schloß")));
    }

    void exifInEveryContainer()
    {
        const QByteArray exif = support::exifText(0x010e, "a castle");
        const QStringList expected(QStringLiteral("ImageDescription=a castle"));
        QCOMPARE(lines(support::jpegWithExif(exif)), expected);
        QCOMPARE(lines(support::webpWithExif(exif)), expected);
        QCOMPARE(lines(support::pngWith("eXIf", exif)), expected);
        QCOMPARE(lines(support::jpegWithExif(support::exifText(0x010f, "Canon"))),
                 QStringList(QStringLiteral("Make=Canon")));
        QCOMPARE(lines(support::jpegWithExif(support::exifText(0x0110, "EOS R5"))),
                 QStringList(QStringLiteral("Model=EOS R5")));
        // The artist (0x013b) is nobody's prompt.
        QVERIFY(lines(support::jpegWithExif(support::exifText(0x013b, "somebody"))).isEmpty());
    }

    void aTextOfExifEndsAtItsZero()
    {
        QCOMPARE(lines(support::jpegWithExif(support::exifText(0x010e, QByteArray("a castle\0rest", 13)))),
                 QStringList(QStringLiteral("ImageDescription=a castle")));
        // Up to four bytes stand in the entry itself, at the place of the offset.
        QByteArray shortText = support::exifText(0x010f, "abc");
        shortText.replace(18, 4, QByteArray("abc\0", 4));
        QCOMPARE(lines(support::jpegWithExif(shortText)), QStringList(QStringLiteral("Make=abc")));
    }

    void userCommentsInTheirCodes()
    {
        const QStringList expected(QStringLiteral("UserComment=a castle ☃"));
        for (const bool big : {false, true}) // whatever the byte order of the structure says
            QCOMPARE(lines(support::jpegWithExif(
                         support::exifText(0x9286, support::unicodeComment(QStringLiteral("a castle ☃"), big)))),
                     expected);
        QCOMPARE(lines(support::jpegWithExif(support::exifText(0x9286, QByteArray("ASCII\0\0\0", 8) + "a castle ☃"))),
                 expected);
        QVERIFY(lines(support::jpegWithExif(support::exifText(0x9286, "ASCII"))).isEmpty()); // no room for a code
    }

    void whatCannotBeReadGivesNothing()
    {
        QVERIFY(lines({}).isEmpty());
        QVERIFY(lines("GIF89a parameters").isEmpty());
        QVERIFY(lines(support::encoded(support::texture(8, 8, 1), "png")).isEmpty());
        QVERIFY(lines(support::pngWith("tEXt", "no zero")).isEmpty());
        QVERIFY(lines(support::pngWith("tEXt", QByteArray("\0no key", 7))).isEmpty());
        QVERIFY(lines(support::pngWith("zTXt", QByteArray("k\0\0no stream", 12))).isEmpty());
        QVERIFY(lines(support::pngWith("iTXt", QByteArray("k\0\0\0no second zero", 18))).isEmpty());
        QVERIFY(lines(support::jpegWithExif("II")).isEmpty());
        QVERIFY(lines(support::jpegWithExif("XX")).isEmpty());
    }

    void aTextIsAtMostSixteenMebibytes()
    {
        const QByteArray most(16 << 20, 'a');
        const auto packed = [](const QByteArray &text) {
            return support::pngWith("zTXt", QByteArray("k\0\0", 3) + qCompress(text, 9).mid(4));
        };
        const auto texts = pictureTexts(packed(most));
        QCOMPARE(texts.size(), 1);
        QCOMPARE(texts.first().text.size(), most.size());
        QVERIFY(pictureTexts(packed(most + 'a')).isEmpty());
    }

    void anExifDirectoryThatPointsAtItselfEnds()
    {
        QByteArray loop = support::exifText(0x9286, "ASCII\0\0\0x");
        loop.replace(18, 4, support::littleEndian(8, 4));
        QVERIFY(lines(support::jpegWithExif(loop)).isEmpty());
    }

    void everyCutIsHarmless()
    {
        const QByteArray exif = support::exifText(0x9286, support::unicodeComment(QStringLiteral("a castle"), true));
        for (const QByteArray &whole :
             {support::pngText("parameters", "a castle"), support::jpegWithExif(exif), support::webpWithExif(exif)}) {
            QCOMPARE(pictureTexts(whole).size(), 1);
            for (qsizetype length = 0; length < whole.size(); ++length)
                QVERIFY(pictureTexts(whole.first(length)).size() <= 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestPictureTexts)
#include "tst_picturetexts.moc"
