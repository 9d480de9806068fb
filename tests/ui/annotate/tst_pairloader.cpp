#include "ui/annotate/pairloader.h"

#include <atomic>

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include "tests/support/pictures.h"

using annotate::PairLoader;

namespace {

/// A picture of 6000 × 40 pixels for "large", of 64 × 48 for any other handle; counts what is asked of it.
class FakeSource : public trials::PictureSource
{
public:
    base::Result<QImage> picture(const QString &handle) const override
    {
        ++whole;
        onUiThread = onUiThread || QThread::currentThread() == ui;
        if (handle == QLatin1String("missing"))
            return base::fail(QStringLiteral("picture.missing"), QStringLiteral("no file"));
        QImage image(handle == QLatin1String("large") ? QSize(6000, 40) : QSize(64, 48), QImage::Format_RGB32);
        image.fill(Qt::red);
        return image;
    }

    QThread *ui = QThread::currentThread();
    mutable std::atomic<int> whole = 0;
    mutable std::atomic<bool> onUiThread = false;
};

} // namespace

class TestPairLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void largePicturesComeReducedAndThenWhole()
    {
        auto source = std::make_shared<FakeSource>();
        PairLoader loader;
        loader.setFrameSize(QSize(300, 300));
        loader.setSource(source);
        loader.want({QStringLiteral("large"), QStringLiteral("small")});
        QTRY_VERIFY(loader.isReady(QStringLiteral("large")) && loader.isReady(QStringLiteral("small")));
        QCOMPARE((*loader.picture(QStringLiteral("large")))->image.width(), PairLoader::aheadSide);
        QCOMPARE((*loader.picture(QStringLiteral("large")))->scaled.width(), 300);
        QSignalSpy whole(&loader, &PairLoader::whole);
        loader.wantWhole({QStringLiteral("large"), QStringLiteral("small")});
        QTRY_COMPARE(whole.size(), 1);
        QCOMPARE((*loader.picture(QStringLiteral("large")))->image.width(), 6000);
        const int asked = source->whole;
        loader.wantWhole({QStringLiteral("large")}); // it is there
        QTest::qWait(20);
        QCOMPARE(source->whole.load(), asked);
        QVERIFY(!source->onUiThread);
    }

    void anotherFrameIsScaledFor()
    {
        PairLoader loader;
        loader.setFrameSize(QSize(32, 32));
        loader.setSource(std::make_shared<FakeSource>());
        loader.want({QStringLiteral("a")});
        QTRY_VERIFY(loader.isReady(QStringLiteral("a")));
        QCOMPARE((*loader.picture(QStringLiteral("a")))->scaled.width(), 32);
        QSignalSpy rescaled(&loader, &PairLoader::rescaled);
        loader.setFrameSize(QSize(48, 48));
        QTRY_COMPARE(rescaled.size(), 1);
        QCOMPARE((*loader.picture(QStringLiteral("a")))->scaled.width(), 48);
    }

    void anotherScreenDecodesAnew()
    {
        PairLoader loader;
        loader.setFrameSize(QSize(32, 32));
        loader.setSource(std::make_shared<FakeSource>());
        loader.want({QStringLiteral("a")});
        QTRY_VERIFY(loader.isReady(QStringLiteral("a")));
        const QRgb before = (*loader.picture(QStringLiteral("a")))->image.pixel(0, 0);
        loader.setColours(imaging::DisplayTransform::fromProfile(support::wideProfile()));
        QVERIFY(!loader.isReady(QStringLiteral("a")));
        QTRY_VERIFY(loader.isReady(QStringLiteral("a")));
        QVERIFY((*loader.picture(QStringLiteral("a")))->image.pixel(0, 0) != before);
    }

    void whatIsNotWantedIsForgotten()
    {
        PairLoader loader;
        loader.setFrameSize(QSize(32, 32));
        loader.setSource(std::make_shared<FakeSource>());
        loader.want({QStringLiteral("a"), QStringLiteral("missing")});
        QTRY_VERIFY(loader.isReady(QStringLiteral("a")) && loader.isReady(QStringLiteral("missing")));
        QCOMPARE(loader.picture(QStringLiteral("missing"))->error().code, QStringLiteral("picture.missing"));
        loader.want({QStringLiteral("b")});
        QVERIFY(!loader.isReady(QStringLiteral("a")));
    }
};

QTEST_GUILESS_MAIN(TestPairLoader)
#include "tst_pairloader.moc"
