#include "ui/annotate/pairview.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using annotate::PairView;

namespace {

QImage plain(const QColor &color)
{
    QImage image(400, 400, QImage::Format_RGB32);
    image.fill(color);
    return image;
}

} // namespace

class TestPairView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_view = std::make_unique<PairView>();
        m_view->resize(1392, 641);
        m_view->left().setImage(plain(Qt::red));
        m_view->right().setImage(plain(Qt::blue));
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void framesAreEqualAndCentred()
    {
        QCOMPARE(m_view->frameRect(0).size(), QSize(624, 624));
        QCOMPARE(m_view->frameRect(1).size(), QSize(624, 624));
        QCOMPARE(m_view->frameRect(0).left(), 64);
        QCOMPARE(m_view->frameRect(1).left() - m_view->frameRect(0).right() - 1, 16);
        QVERIFY(qAbs(PairView::frameSide({976, 441}) - 425) <= 1);
    }

    void aFixedSideIsTheSameInEveryWindow()
    {
        // 1440 × 900: beside the rail of 48, under a quarter for the prompt, over the answer strip.
        const int side = PairView::fixedSide({1440, 900});
        QCOMPARE(side, 492);
        m_view->setFixedSide(side);
        QCOMPARE(m_view->frameRect(0).size(), QSize(side, side));
        m_view->resize(2400, 1400);
        QCOMPARE(m_view->frameRect(0).size(), QSize(side, side));
        QCOMPARE(m_view->frameRect(1).left() - m_view->frameRect(0).right() - 1, 16);
        m_view->resize(700, 400); // too small for it: as large as it can be
        QVERIFY(m_view->frameRect(0).width() < side);
        m_view->setFixedSide(0);
        m_view->resize(1392, 641);
        QCOMPARE(m_view->frameRect(0).size(), QSize(624, 624));
    }

    void surroundIsTheJudgingGrey()
    {
        const QImage shot = m_view->grab().toImage();
        QCOMPARE(shot.pixelColor(10, 10), QColor(0x80, 0x80, 0x80));
        QCOMPARE(shot.pixelColor(696, 320), QColor(0x80, 0x80, 0x80)); // between the pictures
        QCOMPARE(shot.pixelColor(70, 320), QColor(Qt::red));           // corners are not rounded
        QCOMPARE(shot.pixelColor(1300, 320), QColor(Qt::blue));
    }

    void flipExchangesInPlace()
    {
        m_view->setFlipped(true);
        QImage shot = m_view->grab().toImage();
        QCOMPARE(shot.pixelColor(300, 320), QColor(Qt::blue));
        QCOMPARE(shot.pixelColor(1000, 320), QColor(Qt::red));
        m_view->setFlipped(false);
        shot = m_view->grab().toImage();
        QCOMPARE(shot.pixelColor(300, 320), QColor(Qt::red));
    }

    void layouts()
    {
        QCOMPARE(m_view->shownSide(), QString());
        m_view->nextLayout();
        QCOMPARE(m_view->pairLayout(), PairView::Layout::Overlay);
        QCOMPARE(m_view->shownSide(), QStringLiteral("showing left"));
        QCOMPARE(m_view->grab().toImage().pixelColor(696, 320), QColor(Qt::red));
        m_view->setFlipped(true);
        QCOMPARE(m_view->shownSide(), QStringLiteral("showing right"));
        QCOMPARE(m_view->grab().toImage().pixelColor(696, 320), QColor(Qt::blue));
        m_view->setFlipped(false);
        m_view->nextLayout();
        const QImage split = m_view->grab().toImage();
        QCOMPARE(split.pixelColor(600, 100), QColor(Qt::red));
        QCOMPARE(split.pixelColor(800, 100), QColor(Qt::blue));
        m_view->nextLayout();
        QCOMPARE(m_view->pairLayout(), PairView::Layout::SideBySide);
    }

    void zoomIsShared()
    {
        QSignalSpy changed(m_view.get(), &PairView::zoomChanged);
        QWheelEvent wheel(QPointF(200, 200), m_view->mapToGlobal(QPointF(200, 200)), {}, {0, 240}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_view.get(), &wheel);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(m_view->zoom().kind, widgets::Zoom::Kind::Factor);
        m_view->resetZoom();
        m_view->toggleActualSize();
        QCOMPARE(m_view->zoom().kind, widgets::Zoom::Kind::Actual);
        m_view->toggleActualSize();
        QCOMPARE(m_view->zoom().kind, widgets::Zoom::Kind::Fit);
    }

    void coveredShowsNothing()
    {
        m_view->setCovered(true);
        QCOMPARE(m_view->grab().toImage().pixelColor(300, 320), QColor(0x80, 0x80, 0x80));
    }

    void activePictureHasAFrameOutside()
    {
        m_view->setActivePicture(1);
        const QImage shot = m_view->grab().toImage();
        const QRect frame = m_view->frameRect(1);
        QCOMPARE(shot.pixelColor(frame.left() - 1, 320), QColor(0x1F, 0x1F, 0x1F));
        QCOMPARE(shot.pixelColor(frame.left(), 320), QColor(Qt::blue));
    }

private:
    std::unique_ptr<PairView> m_view;
};

QTEST_MAIN(TestPairView)
#include "tst_pairview.moc"
