#include "core/scoring/frames.h"

#include <QCborValue>
#include <QTest>

#include "tests/support/studies.h"

using scoring::FrameDecoder;

class TestFrames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTripByteByByte();
    void severalAtOnce();
    void bannerIsSkipped();
    void anEndlessBannerIsNot();
    void magicInPieces();
    void broken_data();
    void broken();
};

namespace {

QByteArray frame(int number)
{
    return *scoring::encodeFrame({{QLatin1String("id"), number}});
}

} // namespace

void TestFrames::roundTripByteByByte()
{
    const QCborMap message{{QLatin1String("type"), QLatin1String("score")},
                           {QLatin1String("data"), QByteArray(1000, 'x')}};
    const QByteArray bytes = *scoring::encodeFrame(message);
    FrameDecoder decoder;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const auto early = decoder.next();
        QVERIFY(early && !*early);
        decoder.add(bytes.mid(i, 1));
    }
    const auto decoded = decoder.next();
    QVERIFY(decoded && *decoded);
    QCOMPARE(**decoded, message);
    QVERIFY(!*decoder.next());
}

void TestFrames::severalAtOnce()
{
    FrameDecoder decoder;
    decoder.add(frame(1) + frame(2) + frame(3).left(5));
    QCOMPARE((**decoder.next()).value(QLatin1String("id")).toInteger(), 1);
    QCOMPARE((**decoder.next()).value(QLatin1String("id")).toInteger(), 2);
    QVERIFY(!*decoder.next());
    decoder.add(frame(3).mid(5));
    QCOMPARE((**decoder.next()).value(QLatin1String("id")).toInteger(), 3);
}

void TestFrames::bannerIsSkipped()
{
    FrameDecoder decoder;
    decoder.add(QByteArray(60000, '.')
                + "\x89"
                  "DS almost");
    QVERIFY(!*decoder.next());
    decoder.add(frame(5));
    QCOMPARE((**decoder.next()).value(QLatin1String("id")).toInteger(), 5);
}

void TestFrames::anEndlessBannerIsNot()
{
    FrameDecoder decoder;
    decoder.add(QByteArray(70000, '.'));
    SUPPORT_FAILS(decoder.next(), "scorer.protocol");
}

void TestFrames::magicInPieces()
{
    FrameDecoder decoder;
    const QByteArray bytes = "hello " + frame(9);
    decoder.add(bytes.left(8)); // two bytes of the magic word
    QVERIFY(!*decoder.next());
    decoder.add(bytes.mid(8));
    QCOMPARE((**decoder.next()).value(QLatin1String("id")).toInteger(), 9);
}

void TestFrames::broken_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray magic = frame(1).left(4);
    QTest::newRow("text after a frame") << frame(1) + "some library prints this";
    QTest::newRow("4 GB") << magic + QByteArray("\xff\xff\xff\xff", 4);
    QTest::newRow("257 MiB") << magic + QByteArray("\x00\x00\x10\x10", 4);
    QTest::newRow("damaged") << magic + QByteArray("\x03\0\0\0\xff\xff\xff", 7);
    QTest::newRow("no map") << magic + QByteArray("\x01\0\0\0\x05", 5);
    QTest::newRow("bytes left over") << magic + QByteArray("\x02\0\0\0\xa0\xa0", 6);
    QTest::newRow("empty") << magic + QByteArray("\0\0\0\0", 4);
    QTest::newRow("a text of 2^60 bytes") << magic + QByteArray("\x0a\0\0\0\xa1\x7b\x10\0\0\0\0\0\0\0", 14);
    QTest::newRow("100,000 levels") << magic + QByteArray("\xa0\x86\x01\0", 4) + QByteArray(100000, '\x81');
}

void TestFrames::broken()
{
    QFETCH(QByteArray, bytes);
    FrameDecoder decoder;
    decoder.add(bytes);
    auto message = decoder.next();
    if (message && *message) // the good frame before it
        message = decoder.next();
    SUPPORT_FAILS(message, "scorer.protocol");
}

QTEST_APPLESS_MAIN(TestFrames)
#include "tst_frames.moc"
