#include "ui/widgets/pictureframe.h"

#include <QPainter>
#include <QTest>

using widgets::PictureFrame;
using widgets::Zoom;

namespace {

QImage wide()
{
    QImage image(800, 400, QImage::Format_RGB32);
    image.fill(Qt::red);
    return image;
}

} // namespace

class TestPictureFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fitsWithoutCropping()
    {
        PictureFrame frame;
        frame.setImage(wide());
        QCOMPARE(frame.fittedRect(QRectF(0, 0, 200, 200), 1), QRectF(0, 50, 200, 100));
    }

    void smallPicturesGrowTwofoldAtMost()
    {
        PictureFrame frame;
        QImage image(50, 50, QImage::Format_RGB32);
        frame.setImage(image);
        QCOMPARE(frame.fittedRect(QRectF(0, 0, 400, 400), 1), QRectF(150, 150, 100, 100));
        QCOMPARE(frame.fittedRect(QRectF(0, 0, 400, 400), 2), QRectF(175, 175, 50, 50));
    }

    void actualSizeIsOneDevicePixel()
    {
        PictureFrame frame;
        frame.setImage(wide());
        Zoom zoom;
        zoom.kind = Zoom::Kind::Actual;
        const QRectF view(0, 0, 200, 200);
        QCOMPARE(frame.scaleAt(view, zoom, 1), 1.0);
        QCOMPARE(frame.pictureRect(view, zoom, 1), QRectF(-300, -100, 800, 400));
        QCOMPARE(frame.pictureRect(view, zoom, 2).size(), QSizeF(400, 200));
    }

    void wheelKeepsThePointUnderThePointer()
    {
        PictureFrame frame;
        frame.setImage(wide());
        const QRectF view(0, 0, 400, 400);
        const QPointF pointer(100, 200);
        Zoom zoom;
        const QRectF before = frame.pictureRect(view, zoom, 1);
        for (int i = 0; i < 8; ++i)
            zoom = frame.zoomedAt(view, zoom, 1, pointer, 1.25);
        const QRectF after = frame.pictureRect(view, zoom, 1);
        const double fractionBefore = (pointer.x() - before.left()) / before.width();
        const double fractionAfter = (pointer.x() - after.left()) / after.width();
        QVERIFY(qAbs(fractionBefore - fractionAfter) < 0.005); // edges are snapped to pixels
        QVERIFY(after.width() > 4 * before.width());
    }

    void zoomingOutEndsAtTheWholePicture()
    {
        PictureFrame frame;
        frame.setImage(wide());
        Zoom zoom = frame.zoomedAt(QRectF(0, 0, 400, 400), {}, 1, {200, 200}, 2);
        QCOMPARE(zoom.kind, Zoom::Kind::Factor);
        zoom = frame.zoomedAt(QRectF(0, 0, 400, 400), zoom, 1, {200, 200}, 0.25);
        QCOMPARE(zoom, Zoom());
    }

    void linkedPicturesShowTheSameFraction()
    {
        PictureFrame big;
        big.setImage(wide());
        PictureFrame small;
        small.setImage(wide().scaled(400, 200));
        const QRectF view(0, 0, 200, 200);
        Zoom zoom = big.zoomedAt(view, {}, 1, {50, 80}, 4);
        zoom = big.pannedBy(view, zoom, 1, {-30, 0});
        QCOMPARE(small.pictureRect(view, zoom, 1), big.pictureRect(view, zoom, 1));
    }

    void panStopsAtTheEdge()
    {
        PictureFrame frame;
        frame.setImage(wide());
        const QRectF view(0, 0, 200, 200);
        Zoom zoom = frame.zoomedAt(view, {}, 1, {100, 100}, 4);
        zoom = frame.pannedBy(view, zoom, 1, {10000, 0});
        QCOMPARE(frame.pictureRect(view, zoom, 1).left(), 0.0);
        zoom = frame.pannedBy(view, zoom, 1, {-20000, 0});
        QCOMPARE(frame.pictureRect(view, zoom, 1).right(), 200.0);
    }

    void smallNeverReplacesFull()
    {
        PictureFrame frame;
        frame.setImage(wide());
        frame.setSmall(QImage(8, 4, QImage::Format_RGB32), QSize(800, 400));
        QCOMPARE(frame.state(), PictureFrame::State::Ready);
    }

    void smallStandsWhereTheFullOneWill()
    {
        PictureFrame frame;
        frame.setSmall(QImage(8, 4, QImage::Format_RGB32), QSize(800, 400));
        const QRectF small = frame.fittedRect(QRectF(0, 0, 200, 200), 1);
        frame.setImage(wide());
        QCOMPARE(frame.fittedRect(QRectF(0, 0, 200, 200), 1), small);
    }

    void scaledForFrameNeverEnlarges()
    {
        QVERIFY(widgets::scaledForFrame(QImage(20, 20, QImage::Format_RGB32), {40, 40}).isNull());
        QCOMPARE(widgets::scaledForFrame(wide(), {100, 100}).size(), QSize(100, 50));
    }

    void problemsAreVisible()
    {
        PictureFrame frame;
        frame.setBroken(QStringLiteral("the file ends too early"));
        QImage image(300, 300, QImage::Format_RGB32);
        image.fill(0x808080);
        QPainter painter(&image);
        frame.paint(&painter, QRectF(0, 0, 300, 300), {});
        painter.end();
        int black = 0;
        for (int y = 0; y < 300; ++y) {
            for (int x = 0; x < 300; ++x)
                black += qGray(image.pixel(x, y)) < 40 ? 1 : 0;
        }
        QVERIFY(black > 200);
        QVERIFY(!frame.hasImage());
    }
};

QTEST_MAIN(TestPictureFrame)
#include "tst_pictureframe.moc"
