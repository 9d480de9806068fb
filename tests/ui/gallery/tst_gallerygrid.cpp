#include "ui/gallery/gallerygrid.h"

#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "ui/widgets/theme.h"

using gallery::GalleryGrid;
using gallery::GridCell;

class TestGalleryGrid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void asksForVisibleCellsOnly();
    void keysMoveTheSelection();
    void mouseSelects();
    void sizeKeepsTheTop();
    void emptyGridIsQuiet();
};

namespace {

void fill(GalleryGrid &grid, int count, QSet<int> *asked = nullptr)
{
    grid.resize(800, 600);
    grid.setCells(count, [asked](int cell) {
        if (asked)
            asked->insert(cell);
        return GridCell{{}, QString::number(cell), QStringLiteral("Lumen"), {}};
    });
    grid.show();
    QVERIFY(QTest::qWaitForWindowExposed(&grid));
}

} // namespace

void TestGalleryGrid::initTestCase()
{
    widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light);
}

void TestGalleryGrid::asksForVisibleCellsOnly()
{
    GalleryGrid grid;
    QSet<int> asked;
    fill(grid, 100000, &asked);
    grid.grab();
    QVERIFY(asked.contains(0));
    QVERIFY2(asked.size() < 60, qPrintable(QString::number(asked.size())));
    asked.clear();
    grid.verticalScrollBar()->setValue(grid.verticalScrollBar()->maximum());
    grid.grab();
    QVERIFY(asked.contains(99999));
    QVERIFY(!asked.contains(0));
    QVERIFY2(asked.size() < 60, qPrintable(QString::number(asked.size())));
}

void TestGalleryGrid::keysMoveTheSelection()
{
    GalleryGrid grid;
    fill(grid, 40);
    QSignalSpy changed(&grid, &GalleryGrid::selectionChanged);
    QTest::keyClick(&grid, Qt::Key_Right);
    QCOMPARE(grid.selected(), QList<int>{0});
    QTest::keyClick(&grid, Qt::Key_Right);
    QTest::keyClick(&grid, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(grid.selected(), (QList<int>{1, 2}));
    QCOMPARE(changed.count(), 3);
    QTest::keyClick(&grid, Qt::Key_End);
    QCOMPARE(grid.current(), 39);
    QVERIFY(grid.viewport()->rect().contains(grid.cellRect(39)));
    QTest::keyClick(&grid, Qt::Key_Down);
    QCOMPARE(grid.current(), 39);
    QTest::keySequence(&grid, QKeySequence::SelectAll);
    QCOMPARE(grid.selected().size(), 40);
    QTest::keyClick(&grid, Qt::Key_Escape);
    QVERIFY(grid.selected().isEmpty());
    QSignalSpy opened(&grid, &GalleryGrid::opened);
    grid.setCurrent(3);
    QTest::keyClick(&grid, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().toInt(), 3);
}

void TestGalleryGrid::mouseSelects()
{
    GalleryGrid grid;
    fill(grid, 10);
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.cellRect(1).center());
    QCOMPARE(grid.selected(), QList<int>{1});
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, Qt::ControlModifier, grid.cellRect(3).center());
    QCOMPARE(grid.selected(), (QList<int>{1, 3}));
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, Qt::ControlModifier, grid.cellRect(1).center());
    QCOMPARE(grid.selected(), QList<int>{3});
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, Qt::ShiftModifier, grid.cellRect(5).center());
    QVERIFY(grid.selected().contains(5));
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, QPoint(2, 2));
    QVERIFY(grid.selected().isEmpty());
}

void TestGalleryGrid::sizeKeepsTheTop()
{
    GalleryGrid grid;
    fill(grid, 1000);
    QSignalSpy changed(&grid, &GalleryGrid::sideChanged);
    QTest::keyClick(&grid, Qt::Key_Plus);
    QVERIFY(grid.side() > 136);
    QCOMPARE(changed.count(), 1);
    grid.setSide(10);
    QCOMPARE(grid.side(), GalleryGrid::smallestSide);
    grid.setSide(10000);
    QCOMPARE(grid.side(), GalleryGrid::largestSide);
    QVERIFY(grid.cellRect(0).width() >= GalleryGrid::largestSide);
}

void TestGalleryGrid::emptyGridIsQuiet()
{
    GalleryGrid grid;
    fill(grid, 0);
    QVERIFY(grid.isSettled());
    QTest::keyClick(&grid, Qt::Key_Right);
    QTest::keyClick(&grid, Qt::Key_End);
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, QPoint(100, 100));
    QVERIFY(grid.selected().isEmpty());
    const QImage image = grid.grab().toImage();
    QCOMPARE(image.pixelColor(200, 200), widgets::tokens().browse);
}

QTEST_MAIN(TestGalleryGrid)
#include "tst_gallerygrid.moc"
