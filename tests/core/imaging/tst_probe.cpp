#include "core/imaging/probe.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/pictures.h"

class TestProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsFormatsByContent_data()
    {
        QTest::addColumn<imaging::Format>("format");
        QTest::addColumn<QString>("name");
        QTest::newRow("jpeg") << imaging::Format::Jpeg << QStringLiteral("a.JPG");
        QTest::newRow("png") << imaging::Format::Png << QStringLiteral("a.png");
        QTest::newRow("webp") << imaging::Format::WebP << QStringLiteral("a.webp");
        QTest::newRow("tiff") << imaging::Format::Tiff << QStringLiteral("a.tif");
    }

    void knowsFormatsByContent()
    {
        QFETCH(imaging::Format, format);
        QFETCH(QString, name);
        const QByteArray bytes = support::encoded(support::quarters(), toText(format).toLatin1().constData());
        const auto info = imaging::probe(bytes, name);
        QVERIFY2(info, qPrintable(info ? QString() : info.error().toLine()));
        QCOMPARE(info->format, format);
        QCOMPARE(QSize(info->width, info->height), QSize(64, 48));
        QVERIFY(!info->hasIccProfile);
        QVERIFY(imaging::probe(bytes, QStringLiteral("no-suffix")));

        const QString wrong = format == imaging::Format::Png ? QStringLiteral("b.jpg") : QStringLiteral("b.png");
        const auto mislabelled = imaging::probe(bytes, wrong);
        QVERIFY(!mislabelled);
        QCOMPARE(mislabelled.error().code, QStringLiteral("picture.mislabelled"));
        QCOMPARE(mislabelled.error().file, wrong);
    }

    void everyCutIsFound_data() { knowsFormatsByContent_data(); }

    void everyCutIsFound()
    {
        QFETCH(imaging::Format, format);
        QFETCH(QString, name);
        const QByteArray bytes = support::encoded(support::texture(24, 16), toText(format).toLatin1().constData());
        for (qsizetype length = 0; length < bytes.size(); ++length) {
            const auto info = imaging::probe(bytes.first(length), name);
            QVERIFY2(!info, qPrintable(QStringLiteral("cut at %1 of %2").arg(length).arg(bytes.size())));
            if (length == 0)
                QCOMPARE(info.error().code, QStringLiteral("picture.empty"));
            else if (length < 4)
                QCOMPARE(info.error().code, QStringLiteral("picture.truncated"));
        }
    }

    void refusesOtherContent()
    {
        const auto text = imaging::probe("once upon a time", QStringLiteral("story.png"));
        QVERIFY(!text);
        QCOMPARE(text.error().code, QStringLiteral("picture.format"));
        const auto gif = imaging::probe("GIF89a.............");
        QVERIFY(!gif);
        QCOMPARE(gif.error().code, QStringLiteral("picture.format"));
    }

    void refusesGiantsFromTheHeader()
    {
        // 20000 x 10001 pixels in the frame header alone: no pixel is read.
        QByteArray jpeg = support::encoded(support::quarters(), "jpeg");
        const qsizetype frame = jpeg.indexOf(QByteArray("\xff\xc0"));
        QVERIFY(frame > 0);
        const int height = 10001;
        const int width = 20000;
        jpeg[frame + 5] = static_cast<char>(height >> 8);
        jpeg[frame + 6] = static_cast<char>(height & 0xff);
        jpeg[frame + 7] = static_cast<char>(width >> 8);
        jpeg[frame + 8] = static_cast<char>(width & 0xff);
        const auto info = imaging::probe(jpeg, QStringLiteral("giant.jpg"));
        QVERIFY(!info);
        QCOMPARE(info.error().code, QStringLiteral("picture.too_large"));
        QVERIFY(info.error().message.contains(QStringLiteral("20000 x 10001")));
    }

    void survivesAnyChangedByte()
    {
        for (const char *format : {"jpeg", "png", "webp", "tiff"}) {
            const QByteArray bytes = support::encoded(support::texture(24, 16), format);
            for (qsizetype at = 0; at < std::min<qsizetype>(bytes.size(), 600); ++at)
                for (const int flip : {0x01, 0x80, 0xff}) {
                    QByteArray bad = bytes;
                    bad[at] = static_cast<char>(bad[at] ^ flip);
                    (void)imaging::probe(bad);
                }
        }
    }

    void readsFiles()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("one picture.png"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(support::encoded(support::quarters(), "png"));
        file.close();
        QVERIFY(imaging::probeFile(path));
        const auto missing = imaging::probeFile(folder.filePath(QStringLiteral("none.png")));
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, QStringLiteral("file.read"));
    }

    void knowsSuffixes()
    {
        QVERIFY(imaging::hasPictureSuffix(QStringLiteral("x.JPeG")));
        QVERIFY(imaging::hasPictureSuffix(QStringLiteral("a.b.tiff")));
        QVERIFY(!imaging::hasPictureSuffix(QStringLiteral("prompts.txt")));
        QVERIFY(!imaging::hasPictureSuffix(QStringLiteral("jpg")));
    }
};

QTEST_GUILESS_MAIN(TestProbe)
#include "tst_probe.moc"
