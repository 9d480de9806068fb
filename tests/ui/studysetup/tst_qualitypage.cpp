#include <QAbstractItemModelTester>
#include <QTest>

#include "ui/studysetup/qualitypage.h"

using namespace studysetup;

class TestQualityPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsHaveValuesAndIntervals();
    void fewAnswersAreAPoint();
    void nothingKnownIsADash();

private:
    static analysis::AnnotatorQuality careful()
    {
        analysis::AnnotatorQuality one;
        one.annotator = QStringLiteral("a01");
        one.votes = 100;
        one.sided = 80;
        one.left = 44;
        one.sideBiasP = 0.434;
        one.retested = 20;
        one.retestAgreed = 18;
        one.goldShown = 5;
        one.goldPassed = 4;
        one.medianMs = 6800;
        one.tooFast = 2;
        return one;
    }

    static QStringList texts(const widgets::TableRow &row)
    {
        QStringList result;
        for (const widgets::TableCell &cell : row.cells)
            result.append(cell.text);
        return result;
    }
};

void TestQualityPage::rowsHaveValuesAndIntervals()
{
    storage::AnnotatorProgress progress;
    progress.planned = 120;
    progress.answered = 105;
    const auto rows = qualityRows({careful()}, {{QStringLiteral("a01"), progress}});
    QCOMPARE(rows.size(), 1);
    // Wilson: 18 of 20 is 0.699 to 0.972, 44 of 80 is 0.441 to 0.654.
    QCOMPARE(texts(rows[0]),
             QStringList({QStringLiteral("a01"), QStringLiteral("105 of 120"), QStringLiteral("90.0 %"),
                          QStringLiteral("0.699 to 0.972"), QStringLiteral("55.0 %"), QStringLiteral("0.441 to 0.654"),
                          QStringLiteral("0.434"), QStringLiteral("4 of 5"), QStringLiteral("6.8 s"),
                          QStringLiteral("2"), QString()}));
    QVERIFY(rows[0].cells[3].interval && rows[0].cells[3].interval->fromPeople);
    QCOMPARE(rows[0].cells[5].interval->reference, std::optional(0.5));
    widgets::CellModel model(qualityColumns());
    QAbstractItemModelTester tester(&model);
    model.setRows(rows);
    QCOMPARE(model.columnCount(), rows[0].cells.size());
}

void TestQualityPage::fewAnswersAreAPoint()
{
    analysis::AnnotatorQuality one = careful();
    one.retested = 9;
    one.retestAgreed = 8;
    const auto rows = qualityRows({one}, {});
    QCOMPARE(rows[0].cells[3].text, QString());
    // The point alone: an interval of no width is drawn without caps.
    const auto mark = rows[0].cells[3].interval;
    QVERIFY(mark && mark->hasValue);
    QCOMPARE(mark->value, 8.0 / 9);
    QCOMPARE(std::pair(mark->low, mark->high), std::pair(mark->value, mark->value));
    one.retested = one.retestAgreed = 0;
    QVERIFY(!qualityRows({one}, {})[0].cells[3].interval);
    QCOMPARE(rows[0].cells[2].text, QStringLiteral("88.9 %"));
}

void TestQualityPage::nothingKnownIsADash()
{
    analysis::AnnotatorQuality one;
    one.annotator = QStringLiteral("a02");
    const auto rows = qualityRows({one}, {});
    const QStringList row = texts(rows[0]);
    for (const int column : {2, 4, 6, 7, 8})
        QCOMPARE(row[column], QStringLiteral("–"));
}

QTEST_GUILESS_MAIN(TestQualityPage)
#include "tst_qualitypage.moc"
