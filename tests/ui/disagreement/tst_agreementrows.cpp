#include "ui/disagreement/agreementrows.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include "core/analysis/definitions.h"
#include "core/analysis/statsdocument.h"

class AgreementRowsTest : public QObject
{
    Q_OBJECT

    static analysis::ScorerAgreement row(const QString &scorer, qint64 right, qint64 wrong)
    {
        analysis::ScorerAgreement row;
        row.scorer = scorer;
        row.variantPair = QStringLiteral("distorted/original");
        row.confusion.truePositives = right;
        row.confusion.falseNegatives = wrong;
        if (row.n() > 0) {
            row.accuracy = row.confusion.accuracy();
            row.accuracyInterval = statistics::Interval{0.1, 0.9};
            row.f1 = row.confusion.f1();
        }
        row.undefined[QStringLiteral("auroc")] = QStringLiteral("people preferred the same side in every unit");
        return row;
    }

    static QStringList printed(const disagreement::AgreementTable &table)
    {
        QStringList lines;
        for (const widgets::TableRow &row : table.rows) {
            if (!row.section.isEmpty()) {
                lines.append(QStringLiteral("[%1]").arg(row.section));
                continue;
            }
            QStringList cells;
            for (const widgets::TableCell &cell : row.cells)
                cells.append(cell.text);
            cells.removeAt(disagreement::IntervalColumn);
            lines.append(cells.join(QLatin1Char('|')));
        }
        return lines;
    }

private Q_SLOTS:
    void rewardsByAccuracyThenPictureStatistics()
    {
        disagreement::Data data;
        data.agreement = {row(QStringLiteral("contrast"), 19, 1), row(QStringLiteral("import:hps-v3"), 2, 8),
                          row(QStringLiteral("imagereward"), 12, 4), row(QStringLiteral("clip-l"), 0, 0)};
        data.agreement.back().missing = 5;
        data.agreement[2].humanTies = 3;
        const auto table = disagreement::agreementTable(data);
        QCOMPARE(printed(table), (QStringList{QStringLiteral("ImageReward|0.750|0.100 to 0.900|–|–|0.857|16|0|3||"),
                                              QStringLiteral("HPSv3, imported|0.200|0.100 to 0.900|–|–|0.333|10|0|0||"),
                                              QStringLiteral("[Picture statistics]"),
                                              QStringLiteral("Contrast|0.950|0.100 to 0.900|–|–|0.974|20|0|0||"),
                                              QStringLiteral("[Without numbers here]"),
                                              QStringLiteral("CLIP-L|–|no scores yet|–|–|–|–|–|–||")}));
        QCOMPARE(table.rowOf(QStringLiteral("clip-l")), 5);
        QCOMPARE(table.rows[0].cells[disagreement::AurocColumn].toolTip,
                 QStringLiteral("people preferred the same side in every unit"));
    }

    void aurocHasAnIntervalBesideIt()
    {
        disagreement::Data data;
        data.agreement = {row(QStringLiteral("imagereward"), 12, 4), row(QStringLiteral("hps-v3"), 5, 4)};
        for (analysis::ScorerAgreement &one : data.agreement) {
            one.auroc = 0.641;
            one.aurocInterval = statistics::Interval{0.6, 0.68};
        }
        const auto table = disagreement::agreementTable(data);
        const QList<widgets::TableCell> many = table.rows[0].cells;
        QCOMPARE(many[disagreement::AurocColumn].text, QStringLiteral("0.641"));
        QCOMPARE(many[disagreement::AurocRangeColumn].text, QStringLiteral("0.600 to 0.680"));
        const QList<widgets::TableCell> few = table.rows[1].cells;
        QCOMPARE(few[disagreement::AurocColumn].text, QStringLiteral("0.641"));
        QCOMPARE(few[disagreement::AurocRangeColumn].text, QStringLiteral("–"));
        QCOMPARE(few[disagreement::AurocRangeColumn].toolTip, QStringLiteral("fewer than 10 units"));
    }

    void belowTenUnitsOnlyThePoint()
    {
        disagreement::Data data;
        data.agreement = {row(QStringLiteral("imagereward"), 5, 4)};
        const auto table = disagreement::agreementTable(data);
        QCOMPARE(table.rows[0].cells[disagreement::RangeColumn].text, QStringLiteral("–"));
        const auto interval = table.rows[0].cells[disagreement::IntervalColumn].interval;
        QVERIFY(interval);
        QCOMPARE(interval->low, interval->high);
        QVERIFY(!interval->fromPeople);
    }

    void publishedValuesAndPeopleStandOnTheAxis()
    {
        disagreement::Data data;
        data.snapshot = std::make_shared<analysis::Snapshot>();
        data.query.variantPair = QStringLiteral("distorted/original");
        data.ceiling = analysis::HumanCeiling{0.65, 0.78, 10, 10};
        data.agreement = {row(QStringLiteral("imagereward"), 12, 4)};
        const auto table = disagreement::agreementTable(data);
        const widgets::TableCell &published = table.rows[0].cells[disagreement::PublishedColumn];
        QCOMPARE(published.text, QStringLiteral("0.762"));
        const auto mark = *table.rows[0].cells[disagreement::IntervalColumn].interval;
        QCOMPARE(*mark.published, 0.762);
        QCOMPARE(mark.band->second, 0.78);
        QVERIFY(mark.hasValue);
        // Scorers that nobody scored with are listed with the reason, and only their published value.
        const QStringList lines = printed(table);
        QCOMPARE(lines[1], QStringLiteral("[Without numbers here]"));
        QVERIFY(lines.contains(QStringLiteral("HPSv3|–|not installed|–|–|–|–|–|–|0.381|")));
        QVERIFY(lines.contains(QStringLiteral("Contrast|–|no scores yet|–|–|–|–|–|–||")));
        QVERIFY(!table.rows[2].cells[disagreement::IntervalColumn].interval->hasValue);
        data.query.variantPair = QStringLiteral("original/original");
        QVERIFY(disagreement::agreementTable(data).rows[0].cells[disagreement::PublishedColumn].text.isEmpty());
    }

    void selectedPairsStandInTheirColumn()
    {
        disagreement::Data data;
        data.agreement = {row(QStringLiteral("imagereward"), 12, 4)};
        analysis::SelectionAgreement selected;
        selected.scorer = QStringLiteral("imagereward");
        selected.decided = 12;
        selected.agreeing = 3;
        const auto table = disagreement::agreementTable(data, {selected});
        QCOMPARE(table.rows[0].cells[disagreement::SelectedColumn].text, QStringLiteral("3 of 12"));
    }

    // What a head's tooltip says is what `stats` prints under "definitions".
    void headsCarryTheDefinitionsOfTheDocument()
    {
        analysis::StatsOptions options;
        options.parts = {QStringLiteral("scorers")};
        const QString printed = analysis::statsDefinitions(options)[QLatin1String("scorers")].toString();
        const auto columns = disagreement::agreementColumns();
        const auto isSaid = [&](int column, analysis::Definition definition) {
            const QString text = QString::fromUtf8(analysis::definitionText(definition));
            return printed.contains(text) && columns[column].toolTip.contains(text, Qt::CaseInsensitive);
        };
        QVERIFY(isSaid(disagreement::AccuracyColumn, analysis::Definition::Prediction));
        QVERIFY(isSaid(disagreement::RangeColumn, analysis::Definition::AccuracyInterval));
        QVERIFY(isSaid(disagreement::AurocColumn, analysis::Definition::Auroc));
        QVERIFY(isSaid(disagreement::F1Column, analysis::Definition::F1));
        QVERIFY(isSaid(disagreement::HumanTiesColumn, analysis::Definition::HumanTies));
    }

    void theModelHoldsTogether()
    {
        widgets::CellModel model(disagreement::agreementColumns());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        disagreement::Data data;
        data.agreement = {row(QStringLiteral("contrast"), 19, 1), row(QStringLiteral("imagereward"), 12, 4)};
        model.setRows(disagreement::agreementTable(data).rows);
        QCOMPARE(model.rowCount(), 3);
        data.agreement.clear();
        model.setRows(disagreement::agreementTable(data).rows);
        QCOMPARE(model.rowCount(), 0);
    }

    void csvHoldsTheDrawnValues()
    {
        disagreement::Data data;
        data.agreement = {row(QStringLiteral("imagereward"), 2, 1)};
        const QList<QByteArray> lines = disagreement::toCsv(disagreement::agreementValues(data)).split('\n');
        QCOMPARE(lines.size(), 3); // head, one row, end
        QVERIFY(lines[1].startsWith("imagereward,distorted/original,vote,3,0,0,0.6666666666666666,0.1,0.9,,,,"));
    }
};

QTEST_MAIN(AgreementRowsTest)
#include "tst_agreementrows.moc"
