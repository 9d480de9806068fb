#include "ui/widgets/picturelist.h"

#include <QPainter>
#include <QScrollBar>
#include <QTest>

namespace {

constexpr int margin = 10;
constexpr int length = 50;
constexpr int space = 6;

/// Numbers instead of pictures.
class Numbers : public widgets::PictureList
{
public:
    Numbers(Qt::Orientation axis, int items)
        : PictureList(axis, margin, nullptr)
        , m_items(items)
    {
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    }

    int count() const override { return m_items; }
    QRect rectOf(int index) const { return itemRect(index); }
    QScrollBar *scroll() const { return bar(); }

    QList<int> painted;
    QList<int> opened;
    bool saidEmpty = false;

protected:
    int extent() const override { return length; }
    int gap() const override { return space; }
    int crossStart() const override { return 3; }
    int crossExtent() const override { return 20; }
    void paintItem(QPainter *, const QRect &, int index) override { painted.append(index); }
    void paintEmpty(QPainter *) override { saidEmpty = true; }
    QString describe(int index) const override { return QString::number(index); }
    void open(int index) override { opened.append(index); }

private:
    int m_items;
};

} // namespace

class TestPictureList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatIsInViewIsPainted_data() { axes(); }
    void onlyWhatIsInViewIsPainted();
    void keysMoveAlongTheAxis_data() { axes(); }
    void keysMoveAlongTheAxis();
    void mouseChoosesAndOpens_data() { axes(); }
    void mouseChoosesAndOpens();
    void nothingToShow();

private:
    static void axes()
    {
        QTest::addColumn<Qt::Orientation>("axis");
        QTest::newRow("row") << Qt::Horizontal;
        QTest::newRow("column") << Qt::Vertical;
    }
    static void show(Numbers &list)
    {
        list.resize(300, 300);
        list.show();
        QVERIFY(QTest::qWaitForWindowExposed(&list));
    }
};

void TestPictureList::onlyWhatIsInViewIsPainted()
{
    QFETCH(const Qt::Orientation, axis);
    Numbers list(axis, 100000);
    show(list);
    list.scroll()->setValue(20000 * (length + space));
    list.painted.clear();
    list.viewport()->repaint();
    QVERIFY(list.painted.contains(20000));
    QVERIFY2(list.painted.size() <= 300 / (length + space) + 2, qPrintable(QString::number(list.painted.size())));
}

void TestPictureList::keysMoveAlongTheAxis()
{
    QFETCH(const Qt::Orientation, axis);
    Numbers list(axis, 40);
    show(list);
    const Qt::Key forth = axis == Qt::Horizontal ? Qt::Key_Right : Qt::Key_Down;
    const Qt::Key back = axis == Qt::Horizontal ? Qt::Key_Left : Qt::Key_Up;
    const Qt::Key across = axis == Qt::Horizontal ? Qt::Key_Down : Qt::Key_Right;
    QTest::keyClick(&list, Qt::Key_Return);
    QVERIFY(list.opened.isEmpty()); // none is current yet
    QTest::keyClick(&list, forth);
    QCOMPARE(list.current(), 0);
    QTest::keyClick(&list, across);
    QCOMPARE(list.current(), 0);
    for (int i = 0; i < 20; ++i)
        QTest::keyClick(&list, forth);
    QCOMPARE(list.current(), 20);
    QVERIFY(list.viewport()->rect().contains(list.rectOf(20)));
    QCOMPARE(list.accessibleDescription(), QStringLiteral("20"));
    QTest::keyClick(&list, Qt::Key_End);
    QCOMPARE(list.current(), 39);
    QCOMPARE(list.scroll()->value(), list.scroll()->maximum());
    QTest::keyClick(&list, forth);
    QCOMPARE(list.current(), 39);
    QTest::keyClick(&list, Qt::Key_Home);
    QTest::keyClick(&list, back);
    QCOMPARE(list.current(), 0);
    QCOMPARE(list.scroll()->value(), 0);
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(list.opened, QList<int>{0});
}

void TestPictureList::mouseChoosesAndOpens()
{
    QFETCH(const Qt::Orientation, axis);
    Numbers list(axis, 40);
    show(list);
    list.scroll()->setValue(7 * (length + space));
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.rectOf(9).center());
    QCOMPARE(list.current(), 9);
    const QPoint between = axis == Qt::Horizontal ? QPoint(list.rectOf(8).right() + space / 2, 5)
                                                  : QPoint(5, list.rectOf(8).bottom() + space / 2);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, between);
    QCOMPARE(list.current(), 9);
    QTest::mouseDClick(list.viewport(), Qt::LeftButton, {}, list.rectOf(10).center());
    QCOMPARE(list.opened, QList<int>{10});
}

void TestPictureList::nothingToShow()
{
    Numbers list(Qt::Vertical, 0);
    show(list);
    list.viewport()->repaint();
    QVERIFY(list.saidEmpty);
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_End, Qt::Key_Return})
        QTest::keyClick(&list, key);
    QCOMPARE(list.current(), -1);
    QVERIFY(list.opened.isEmpty());
}

QTEST_MAIN(TestPictureList)
#include "tst_picturelist.moc"
