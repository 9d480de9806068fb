#include "ui/compare/scoretexts.h"

#include <QTest>

class TestScoreTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesInAPrompt_data()
    {
        QTest::addColumn<int>("rank");
        QTest::addColumn<int>("of");
        QTest::addColumn<QString>("text");
        QTest::newRow("not known yet") << 0 << 5 << QString();
        QTest::newRow("rank") << 2 << 5 << QStringLiteral("2/5");
        QTest::newRow("highest") << 1 << 20 << QStringLiteral("P100");
        QTest::newRow("lowest") << 21 << 21 << QStringLiteral("P0");
        QTest::newRow("between") << 6 << 21 << QStringLiteral("P75");
    }

    void placesInAPrompt()
    {
        QFETCH(int, rank);
        QFETCH(int, of);
        QFETCH(QString, text);
        QCOMPARE(compare::rankText(rank, size_t(of)), text);
    }

    void theTooltipSaysWhereTheNumberStands()
    {
        analysis::PromptSheet sheet;
        sheet.prompt.text = QStringLiteral("a calm harbour");
        analysis::SheetScore score;
        score.value = 0.2871234567;
        score.fingerprint = QStringLiteral("0123456789abcdef");
        score.rank = 2;
        analysis::SheetRow row;
        row.scorer = QStringLiteral("clip-l");
        row.cells.resize(5);
        const QString text = compare::scoreToolTip(row, score, sheet);
        QVERIFY(text.startsWith(QStringLiteral("<b>0.2871234567</b>")));
        QVERIFY(text.contains(QStringLiteral("rank 2 of 5, percentile 75 within the prompt")));
        QVERIFY(text.contains(QStringLiteral("fingerprint 01234567")));
        QVERIFY(text.contains(QStringLiteral("a calm harbour")));
        row.comparable = false;
        QVERIFY(compare::scoreToolTip(row, score, sheet).contains(QStringLiteral("different prompt")));
        score.rank = 0; // the row is not complete
        QVERIFY(!compare::scoreToolTip(row, score, sheet).contains(QStringLiteral("percentile")));
    }
};

QTEST_APPLESS_MAIN(TestScoreTexts)
#include "tst_scoretexts.moc"
