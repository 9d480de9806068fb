#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "ui/widgets/cellmodel.h"
#include "ui/widgets/tableview.h"

using namespace widgets;

class TestCellModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesCellsAndHeads();
    void sectionsCannotBeSelected();
    void changesInPlaceWhenRowsStay();

private:
    static TableRow row(const QString &name, int n)
    {
        TableRow result;
        result.cells = {{.text = name}, {.text = QString::number(n), .sort = n, .ink = Ink::Error, .share = 0.25}};
        return result;
    }
};

void TestCellModel::givesCellsAndHeads()
{
    CellModel model({{QStringLiteral("Scorer")}, {QStringLiteral("n"), true}});
    QAbstractItemModelTester tester(&model);
    model.setRows({row(QStringLiteral("a"), 3), row(QStringLiteral("b"), 5)});
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), QStringLiteral("n"));
    QVERIFY(model.headerData(1, Qt::Horizontal, Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    const QModelIndex cell = model.index(1, 1);
    QCOMPARE(cell.data().toString(), QStringLiteral("5"));
    QCOMPARE(cell.data(SortRole).toInt(), 5);
    QCOMPARE(Ink(cell.data(InkRole).toInt()), Ink::Error);
    QCOMPARE(cell.data(ShareRole).toDouble(), 0.25);
    QCOMPARE(cell.data(Qt::AccessibleTextRole).toString(), QStringLiteral("n, 5"));
    QVERIFY(!model.index(1, 0).data(ShareRole).isValid());
}

void TestCellModel::sectionsCannotBeSelected()
{
    CellModel model({{QStringLiteral("Scorer")}, {QStringLiteral("n"), true}});
    QAbstractItemModelTester tester(&model);
    TableRow head;
    head.section = QStringLiteral("picture statistics");
    model.setRows({head, row(QStringLiteral("a"), 1)});
    QCOMPARE(model.index(0, 0).data(SectionRole).toString(), QStringLiteral("picture statistics"));
    QVERIFY(!(model.index(0, 0).flags() & Qt::ItemIsSelectable));
    QVERIFY(!model.index(0, 1).data().isValid());
    QVERIFY(model.index(1, 0).flags() & Qt::ItemIsSelectable);
}

void TestCellModel::changesInPlaceWhenRowsStay()
{
    CellModel model({{QStringLiteral("Scorer")}, {QStringLiteral("n"), true}});
    QAbstractItemModelTester tester(&model);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setRows({row(QStringLiteral("a"), 3)});
    QCOMPARE(reset.size(), 1);
    model.setRows({row(QStringLiteral("a"), 4)});
    QCOMPARE(reset.size(), 1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("4"));
    model.setRows({});
    QCOMPARE(reset.size(), 2);
}

QTEST_MAIN(TestCellModel)
#include "tst_cellmodel.moc"
