#include <QtTest>

#include "core/imaging/containers.h"
#include "tests/support/pictures.h"

class TestWebPProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsLossyAndLossless()
    {
        for (const int quality : {80, 100}) {
            const auto info = imaging::probeWebP(support::encoded(support::texture(), "webp", quality));
            QVERIFY(info);
            QCOMPARE(info->width, 96);
            QCOMPARE(info->height, 64);
        }
    }

    void chunksMustLieInside()
    {
        QByteArray webp = support::encoded(support::texture(), "webp", 80);
        const auto cut = imaging::probeWebP(webp.left(webp.size() - 1));
        QVERIFY(!cut);
        QCOMPARE(cut.error().code, QStringLiteral("picture.truncated"));
        webp[19] = '\x7f'; // length of the first chunk
        const auto inner = imaging::probeWebP(webp);
        QVERIFY(!inner);
        QCOMPARE(inner.error().code, QStringLiteral("picture.truncated"));
    }

    void refusesAnimations()
    {
        QByteArray webp = support::webpWithOrientation(support::encoded(support::texture(), "webp", 80), 3);
        QCOMPARE(imaging::probeWebP(webp)->orientation, 3);
        webp[20] = static_cast<char>(webp[20] | 0x02);
        const auto animated = imaging::probeWebP(webp);
        QVERIFY(!animated);
        QCOMPARE(animated.error().code, QStringLiteral("picture.format"));
    }
};

QTEST_GUILESS_MAIN(TestWebPProbe)
#include "tst_webpprobe.moc"
