#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/tablecell.h"
#include "ui/widgets/tablehead.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

using namespace widgets;

class TestTableView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sortsInThreeStates();
    void sortsNumbersByValue();
    void copiesWithHead();
    void pressesByMouseAndEnter();
    void headKeepsThePaddingOfCells();
    void paintsRolesInTokens();
    void drawsIntervals();
    void showsSkeletonsWhileLoading();
    void columnsThatSayLeastGiveWay();
    void mirrorsWithTheChrome();

private:
    static void fill(QStandardItemModel &model);
    static QStringList firstColumn(const TableView &view);
};

void TestTableView::initTestCase()
{
    Theme::instance().install(*qApp, Theme::Choice::Light);
}

void TestTableView::fill(QStandardItemModel &model)
{
    model.setHorizontalHeaderLabels({QStringLiteral("Scorer"), QStringLiteral("n"), QStringLiteral("Action")});
    const QList<QPair<QString, int>> rows{
        {QStringLiteral("b"), 100}, {QStringLiteral("c"), 20}, {QStringLiteral("a"), 3}};
    for (const auto &[name, n] : rows) {
        auto *number = new QStandardItem(QString::number(n));
        number->setData(n, SortRole);
        number->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        auto *action = new QStandardItem(QStringLiteral("Load"));
        action->setData(true, PressableRole);
        model.appendRow({new QStandardItem(name), number, action});
    }
}

QStringList TestTableView::firstColumn(const TableView &view)
{
    QStringList result;
    for (int row = 0; row < view.model()->rowCount(); ++row)
        result.append(view.model()->index(row, 0).data().toString());
    return result;
}

void TestTableView::mirrorsWithTheChrome()
{
    QApplication::setLayoutDirection(Qt::RightToLeft); // painters take the program's
    const auto back = qScopeGuard([] { QApplication::setLayoutDirection(Qt::LeftToRight); });
    QStandardItemModel model;
    fill(model);
    TableView view;
    view.setSource(&model);
    view.resize(500, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage shot = view.viewport()->grab().toImage();
    const double ratio = shot.devicePixelRatio();
    /// First and last inked column of a cell, counted from its left edge in logical pixels.
    const auto ink = [&](int column) {
        const QRect cell = view.visualRect(view.model()->index(0, column)).adjusted(1, 1, -1, -2);
        int first = -1;
        int last = -1;
        for (int x = cell.left(); x <= cell.right(); ++x) {
            for (int y = cell.top(); y <= cell.bottom(); ++y) {
                if (shot.pixelColor(int(x * ratio), int(y * ratio)).lightness() < 160) {
                    first = first < 0 ? x - cell.left() : first;
                    last = x - cell.left();
                }
            }
        }
        return std::pair(first, cell.width() - 1 - last);
    };
    QVERIFY(view.visualRect(view.model()->index(0, 0)).left() > view.visualRect(view.model()->index(0, 1)).left());
    const auto [textLeft, textRight] = ink(0);
    QVERIFY2(
        textRight <= view.edgePadding() + 2 && textLeft > textRight,
        qPrintable(QStringLiteral("%1 left of the first cell's text, %2 right of it").arg(textLeft).arg(textRight)));
    const auto [numberLeft, numberRight] = ink(1);
    QVERIFY2(numberRight <= metrics::space8 + 2 && numberLeft > numberRight,
             qPrintable(QStringLiteral("%1 left of the number, %2 right of it").arg(numberLeft).arg(numberRight)));
}

void TestTableView::sortsInThreeStates()
{
    QStandardItemModel model;
    fill(model);
    TableView view;
    view.setSource(&model);
    QAbstractItemModelTester tester(view.model());
    view.resize(500, 200);
    view.show();
    const QPoint head(view.head()->sectionViewportPosition(0) + 20, 10);
    const QStringList own{QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("a")};
    QTest::mouseClick(view.head()->viewport(), Qt::LeftButton, {}, head);
    QCOMPARE(firstColumn(view), QStringList({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
    QTest::mouseClick(view.head()->viewport(), Qt::LeftButton, {}, head);
    QCOMPARE(firstColumn(view), QStringList({QStringLiteral("c"), QStringLiteral("b"), QStringLiteral("a")}));
    QCOMPARE(view.sourceRow(0), 1);
    QCOMPARE(view.viewRow(1), 0);
    QTest::mouseClick(view.head()->viewport(), Qt::LeftButton, {}, head);
    QCOMPARE(firstColumn(view), own);
    QVERIFY(!view.head()->isSortIndicatorShown());
}

void TestTableView::sortsNumbersByValue()
{
    QStandardItemModel model;
    fill(model);
    TableView view;
    view.setSource(&model);
    view.resize(500, 200);
    view.show();
    QTest::mouseClick(view.head()->viewport(), Qt::LeftButton, {},
                      QPoint(view.head()->sectionViewportPosition(1) + 20, 10));
    // As text "100" would come before "20".
    QCOMPARE(firstColumn(view), QStringList({QStringLiteral("a"), QStringLiteral("c"), QStringLiteral("b")}));
}

void TestTableView::copiesWithHead()
{
    QStandardItemModel model;
    fill(model);
    TableView view;
    view.setSource(&model);
    view.show();
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("Scorer\tn\tAction\nb\t100\tLoad\nc\t20\tLoad\na\t3\tLoad\n"));
    view.selectRow(1);
    view.head()->setSectionHidden(1, true);
    QCOMPARE(view.toTsv(), QStringLiteral("Scorer\tAction\nc\tLoad\n"));
}

void TestTableView::pressesByMouseAndEnter()
{
    QStandardItemModel model;
    fill(model);
    TableView view;
    view.setSource(&model);
    view.resize(500, 200);
    view.show();
    QSignalSpy pressed(&view, &TableView::cellPressed);
    const auto click = [&view](int row, int column) {
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          view.visualRect(view.model()->index(row, column)).center());
    };
    click(1, 0);
    QCOMPARE(pressed.size(), 0);
    click(1, 2);
    QCOMPARE(pressed.takeFirst(), QVariantList({1, 2}));
    view.setCurrentIndex(view.model()->index(2, 0));
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(pressed.takeFirst(), QVariantList({2, 2}));
}

void TestTableView::headKeepsThePaddingOfCells()
{
    QStandardItemModel model;
    fill(model);
    TableView view;
    view.setEdgePadding(metrics::pageMargin);
    view.setSource(&model);
    const QRect cell(0, 0, 100, 28);
    QCOMPARE(view.head()->content(cell, 0).left(), 16);
    QCOMPARE(view.head()->content(cell, 1).left(), 8);
    QCOMPARE(view.head()->content(cell, 2).right(), 99 - 16);
    view.head()->moveSection(1, 0);
    QCOMPARE(view.head()->content(cell, 1).left(), 16);
    QCOMPARE(view.head()->content(cell, 0).left(), 8);
}

void TestTableView::paintsRolesInTokens()
{
    QStandardItemModel model(1, 2);
    auto *item = new QStandardItem(QStringLiteral("failed"));
    item->setData(int(Ink::Error), InkRole);
    item->setData(0.5, ShareRole);
    model.setItem(0, 0, item);
    TableView view;
    view.setSource(&model);
    view.setColumnWidth(0, 200); // room for the line and the word
    view.resize(400, 100);
    view.show();
    const QImage image = view.viewport()->grab().toImage();
    const double scale = image.devicePixelRatio();
    const auto at = [&](int x, int y) { return image.pixelColor(int(x * scale), int(y * scale)); };
    // The line of 80 x 4 from the edge padding, half of it done, on the base fill; a grid line below.
    QCOMPARE(at(12 + 20, 13), tokens().text2);
    QCOMPARE(at(12 + 60, 13), tokens().skeleton);
    QCOMPARE(at(390, 13), tokens().base);
    QCOMPARE(at(390, 27), tokens().grid);
    bool ink = false;
    for (int x = 100; x < 150; ++x) {
        for (int y = 4; y < 24; ++y)
            ink = ink || at(x, y).red() - at(x, y).green() > 60;
    }
    QVERIFY2(ink, "no text in the error ink");
}

void TestTableView::drawsIntervals()
{
    QStandardItemModel model(1, 2);
    auto *item = new QStandardItem(QStringLiteral("0.60 to 0.80"));
    item->setData(QVariant::fromValue(IntervalMark{
                      .value = 0.7, .low = 0.6, .high = 0.8, .axisLow = 0, .axisHigh = 1, .reference = {}}),
                  IntervalRole);
    model.setItem(0, 1, item);
    TableView view;
    view.setSource(&model);
    view.setColumnWidth(0, 100);
    view.head()->setStretchLastSection(false);
    view.setColumnWidth(1, 8 + 12 + 101); // an axis of 101 pixels between the paddings, from x = 108
    view.resize(400, 100);
    view.show();
    const QImage image = view.viewport()->grab().toImage();
    QCOMPARE(image.pixelColor(108 + 70, 13), tokens().people);
    const auto inked = [&](int x, int y) { return image.pixelColor(x, y) != tokens().base; };
    QVERIFY(inked(108 + 63, 13) && inked(108 + 78, 13));
    QVERIFY(!inked(108 + 50, 13) && !inked(108 + 90, 13));
    QVERIFY(inked(108 + 60, 10)); // the cap
}

void TestTableView::showsSkeletonsWhileLoading()
{
    QStandardItemModel model;
    model.setHorizontalHeaderLabels({QStringLiteral("Scorer"), QStringLiteral("n")});
    TableView view;
    view.setSource(&model);
    view.resize(400, 300);
    view.show();
    const auto skeletons = [&view] {
        const QImage image = view.viewport()->grab().toImage();
        int rows = 0;
        for (int row = 0; row * 28 + 14 < image.height(); ++row)
            rows += image.pixelColor(20, row * 28 + 13) == tokens().skeleton;
        return rows;
    };
    QCOMPARE(skeletons(), 0);
    view.setLoading(true);
    QCOMPARE(skeletons(), 8);
    view.setLoading(false);
    QCOMPARE(skeletons(), 0);

    // A placeholder stands where the digits will: at the right of a column of numbers.
    model.setHeaderData(1, Qt::Horizontal, int(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    view.setLoading(true);
    const QImage image = view.viewport()->grab().toImage();
    const int left = view.columnViewportPosition(1) + metrics::space8;
    const int right = view.columnViewportPosition(1) + view.columnWidth(1) - view.edgePadding();
    QCOMPARE(image.pixelColor(left + 8, 13), tokens().base);
    QCOMPARE(image.pixelColor(right - 8, 13), tokens().skeleton);
}

void TestTableView::columnsThatSayLeastGiveWay()
{
    QStandardItemModel model;
    fill(model);
    TableView view;
    view.setSource(&model);
    view.setColumnWidths({200, 100, 60});
    view.setGivingColumns({1});
    view.resize(400, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QVERIFY(!view.isColumnHidden(1));
    QCOMPARE(view.columnWidth(0), scaled(200));
    view.resize(300, 200);
    QVERIFY(view.isColumnHidden(1));
    QVERIFY2(view.visualRect(view.model()->index(0, 2)).right() < view.viewport()->width(), "the button is in view");
    view.resize(400, 200);
    QVERIFY(!view.isColumnHidden(1));
    // What somebody else hid does not come back with the room.
    view.setColumnHidden(1, true);
    view.resize(300, 200);
    view.resize(400, 200);
    QVERIFY(view.isColumnHidden(1));
}

QTEST_MAIN(TestTableView)
#include "tst_tableview.moc"
