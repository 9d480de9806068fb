#include "core/reward/pictureheader.h"

#include <QTest>

#include "tests/core/reward/asbytes.h"
#include "tests/support/pictures.h"

class TestPictureHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void size_data();
    void size();
    void trailingBytesAreAllowed();
    void everyPrefixIsHarmless_data() { size_data(); }
    void everyPrefixIsHarmless();
};

void TestPictureHeader::size_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("png") << support::encoded(colourful(300, 2), "png") << 300 << 2;
    QTest::newRow("jpeg") << support::encoded(colourful(33, 70), "jpeg") << 33 << 70;
    QTest::newRow("webp lossless") << support::encoded(colourful(65, 31), "webp", 100) << 65 << 31;
    QTest::newRow("webp lossy") << support::encoded(colourful(65, 31), "webp", 50) << 65 << 31;
    QTest::newRow("webp with alpha") << support::encoded(colourful(20, 9, QImage::Format_ARGB32), "webp", 50) << 20
                                     << 9;
    QTest::newRow("tiff") << support::encoded(colourful(12, 500), "tiff") << 12 << 500;
}

void TestPictureHeader::size()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, width);
    QFETCH(int, height);
    const reward::PictureFormat format = reward::pictureFormat(asBytes(bytes));
    const auto size = reward::pictureSize(asBytes(bytes), format);
    QVERIFY(size);
    QCOMPARE(size->width, width);
    QCOMPARE(size->height, height);
    QVERIFY(reward::hasItsEnd(asBytes(bytes), format));
}

void TestPictureHeader::trailingBytesAreAllowed()
{
    for (const char *name : {"png", "jpeg", "webp"}) {
        const QByteArray bytes = support::encoded(colourful(20, 20), name) + QByteArray(100, 'x');
        QVERIFY2(reward::hasItsEnd(asBytes(bytes), reward::pictureFormat(asBytes(bytes))), name);
    }
}

void TestPictureHeader::everyPrefixIsHarmless()
{
    QFETCH(QByteArray, bytes);
    const reward::PictureFormat format = reward::pictureFormat(asBytes(bytes));
    for (int length = 4; length < qMin(bytes.size(), 600); ++length) {
        const QByteArray prefix(bytes.constData(), length);
        reward::pictureSize(asBytes(prefix), format);
        if (format != reward::PictureFormat::Tiff)
            QVERIFY(!reward::hasItsEnd(asBytes(prefix), format) || length == bytes.size());
    }
}

QTEST_GUILESS_MAIN(TestPictureHeader)
#include "tst_pictureheader.moc"
