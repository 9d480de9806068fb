#include "core/imaging/displaytransform.h"

#include <atomic>
#include <thread>
#include <vector>

#include <QTest>

#include "tests/support/pictures.h"

using imaging::DisplayTransform;

class TestDisplayTransform : public QObject
{
    Q_OBJECT

    static QRgb converted(const DisplayTransform &transform, QRgb colour)
    {
        QImage image(5, 3, QImage::Format_ARGB32);
        image.fill(colour);
        transform.apply(&image);
        return image.pixel(2, 1);
    }

private Q_SLOTS:
    void srgbBecomesTheDisplaysColours()
    {
        const auto wide = DisplayTransform::fromProfile(support::wideProfile());
        QVERIFY(wide);
        QCOMPARE(wide->id().size(), 16);
        // sRGB's red has the value 219 on a display of Adobe RGB's primaries: (0.7152)^(1/2.2), its share of their red.
        const QRgb red = converted(*wide, qRgba(255, 0, 0, 255));
        QVERIFY2(qAbs(qRed(red) - 219) <= 1, qPrintable(QString::number(qRed(red))));
        // The steep foot of the gamma makes a few counts of the tables' last bit.
        QVERIFY2(qGreen(red) <= 8 && qBlue(red) <= 8,
                 qPrintable(QStringLiteral("%1 %2").arg(qGreen(red)).arg(qBlue(red))));
        // Neutral stays neutral, white stays white, and alpha is not touched.
        const QRgb grey = converted(*wide, qRgba(128, 128, 128, 77));
        QVERIFY(qAbs(qRed(grey) - qGreen(grey)) <= 1 && qAbs(qGreen(grey) - qBlue(grey)) <= 1);
        QCOMPARE(qAlpha(grey), 77);
        QCOMPARE(converted(*wide, qRgba(255, 255, 255, 255)), qRgba(255, 255, 255, 255));
    }

    void whatIsNoDisplayProfileIsNone()
    {
        QVERIFY(!DisplayTransform::fromProfile({}));
        QVERIFY(!DisplayTransform::fromProfile("no profile at all"));
        QVERIFY(!DisplayTransform::fromProfile(support::linearGreyProfile()));
        QVERIFY(!DisplayTransform::fromProfile(support::wideProfile().left(200)));
    }

    void otherFormatsAreLeftAlone()
    {
        const auto wide = DisplayTransform::fromProfile(support::wideProfile());
        QImage grey(4, 4, QImage::Format_Grayscale8);
        grey.fill(99);
        const QImage before = grey;
        wide->apply(&grey);
        QCOMPARE(grey, before);
        QImage none;
        wide->apply(&none);
        QVERIFY(none.isNull());
    }

    void manyThreadsShareOne()
    {
        const auto wide = DisplayTransform::fromProfile(support::wideProfile());
        QImage expected = support::texture(300, 200);
        const QImage source = expected;
        wide->apply(&expected);
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads; // not Qt's pool: the thread sanitizer cannot see how that synchronises
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                QImage image = source.copy();
                wide->apply(&image);
                wrong += image != expected;
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
        QVERIFY(expected != source);
    }
};

QTEST_GUILESS_MAIN(TestDisplayTransform)
#include "tst_displaytransform.moc"
