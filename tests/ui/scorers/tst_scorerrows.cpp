#include <QAbstractItemModelTester>
#include <QTest>

#include "ui/scorers/scorerrows.h"

using namespace scorers;
using Phase = scoring::QueueState::Phase;

namespace {

scoring::SelfTestAnswer selfTest(const QString &scorer, double expected, double got)
{
    scoring::SelfTestAnswer answer;
    answer.scorer = scorer;
    answer.tolerance = 0.0005;
    answer.passed = std::abs(got - expected) <= answer.tolerance;
    answer.cases = 1;
    answer.details = {{QStringLiteral("pattern, 400 x 300"), expected, got}};
    return answer;
}

/// A worker for which everything without weights works.
ScorersState working()
{
    ScorersState state;
    state.worker.emplace();
    state.worker->facts.device = QStringLiteral("cpu");
    state.worker->facts.scorers = scoring::ScorerCatalogue::scorers();
    StudyScores study;
    study.files = 2100;
    study.scored = {{QStringLiteral("contrast"), 2100},
                    {QStringLiteral("sharpness"), 812},
                    {QStringLiteral("import:hps-v3"), 2100},
                    {QStringLiteral("judge:gpt"), 12}};
    state.study = study;
    return state;
}

/// One row as text, cells joined by " | ".
QString print(const ScorersState &state, const QString &scorer)
{
    const QList<ScorerRow> rows = scorerRows(state);
    for (const ScorerRow &row : rows) {
        if (row.id != scorer)
            continue;
        QStringList cells;
        for (const widgets::TableCell &cell : row.row.cells)
            cells.append(cell.text);
        return cells.join(QStringLiteral(" | "));
    }
    return {};
}

} // namespace

class TestScorerRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statisticsComeLastUnderTheirHead();
    void rows_data();
    void rows();
    void queueShowsWhereSomethingIsMissing();
    void failedTestSwitchesOff();
    void selfTestTable();
    void modelIsSound();
};

void TestScorerRows::statisticsComeLastUnderTheirHead()
{
    const QList<ScorerRow> rows = scorerRows({});
    qsizetype head = -1;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (!rows[i].row.section.isEmpty()) {
            QCOMPARE(head, -1);
            head = i;
        }
    }
    QVERIFY(head > 0);
    QCOMPARE(rows[head].row.section, QStringLiteral("picture statistics"));
    QStringList after;
    for (const ScorerRow &row : rows.mid(head + 1))
        after.append(row.id);
    QCOMPARE(after, scoring::ScorerCatalogue::withoutWeights());
}

void TestScorerRows::rows_data()
{
    QTest::addColumn<QString>("scorer");
    QTest::addColumn<QString>("expected");
    QTest::newRow("complete") << QStringLiteral(
        "contrast") << QStringLiteral("Contrast | none | CPU | u8 | – | – | GPL-3.0-or-later | 2,100 | ready");
    QTest::newRow("in part") << QStringLiteral(
        "sharpness") << QStringLiteral("Sharpness | none | CPU | u8 | – | – | GPL-3.0-or-later | 812 of 2,100 | ready");
    QTest::newRow("not installed") << QStringLiteral(
        "clip-l") << QStringLiteral("CLIP-L | 1.7 GB | – | – | – | after download | MIT | 0 | not installed");
    QTest::newRow("known from imports only")
        << QStringLiteral("judge:gpt") << QStringLiteral("gpt | – | – | – | – | – | – | 12 imported | judge");
}

void TestScorerRows::rows()
{
    QFETCH(QString, scorer);
    QFETCH(QString, expected);
    QCOMPARE(print(working(), scorer), expected);
    // Imported values of a known scorer stand in its own row.
    QVERIFY(print(working(), QStringLiteral("hps-v3")).contains(QStringLiteral("2,100 imported")));
    QVERIFY(print(working(), QStringLiteral("import:hps-v3")).isEmpty());
}

void TestScorerRows::queueShowsWhereSomethingIsMissing()
{
    ScorersState state = working();
    state.queue.phase = Phase::Scoring;
    state.queue.done = 812;
    state.queue.total = 2100;
    state.queue.secondsLeft = 180;
    QVERIFY(print(state, QStringLiteral("sharpness")).endsWith(QStringLiteral("| about 3 min")));
    QVERIFY(print(state, QStringLiteral("contrast")).endsWith(QStringLiteral("| ready")));
    state.queue.phase = Phase::Paused;
    QVERIFY(print(state, QStringLiteral("sharpness")).endsWith(QStringLiteral("| paused")));
    state.queue = {};
    state.worker.reset();
    state.workerError = QStringLiteral("the scorer does not start");
    QVERIFY(print(state, QStringLiteral("sharpness")).endsWith(QStringLiteral("| stopped")));
}

void TestScorerRows::failedTestSwitchesOff()
{
    ScorersState state = working();
    state.worker->tests = {selfTest(QStringLiteral("contrast"), 0.231, 0.25)};
    const QString row = print(state, QStringLiteral("contrast"));
    QVERIFY2(row.contains(QStringLiteral("failed: 0.250, expected 0.231")), qPrintable(row));
    QVERIFY(row.endsWith(QStringLiteral("| off until the test passes")));
    state.worker->tests = {selfTest(QStringLiteral("contrast"), 0.231, 0.2312)};
    QVERIFY(print(state, QStringLiteral("contrast")).contains(QStringLiteral("| passed |")));
}

void TestScorerRows::selfTestTable()
{
    const auto good = selfTestRows(QStringLiteral("contrast"), selfTest(QStringLiteral("contrast"), 0.231, 0.2312));
    QCOMPARE(good.size(), 1);
    QCOMPARE(good[0].cells[0].text, QStringLiteral("pattern, 400 x 300"));
    QCOMPARE(good[0].cells[1].text, QStringLiteral("0.231"));
    QCOMPARE(good[0].cells[3].text, QStringLiteral("0.000"));
    QCOMPARE(good[0].cells[2].ink, widgets::Ink::Text);
    const auto bad = selfTestRows(QStringLiteral("contrast"), selfTest(QStringLiteral("contrast"), 0.231, 0.221));
    QCOMPARE(bad[0].cells[3].text, QStringLiteral("−0.010"));
    QCOMPARE(bad[0].cells[2].ink, widgets::Ink::Error);
}

void TestScorerRows::modelIsSound()
{
    widgets::CellModel model(scorerColumns());
    QAbstractItemModelTester tester(&model);
    for (const ScorersState &state : {ScorersState(), working()}) {
        QList<widgets::TableRow> rows;
        for (const ScorerRow &row : scorerRows(state)) {
            QVERIFY(row.row.cells.isEmpty() || row.row.cells.size() == scorerColumns().size());
            rows.append(row.row);
        }
        model.setRows(rows);
        QCOMPARE(model.rowCount(), rows.size());
    }
}

QTEST_GUILESS_MAIN(TestScorerRows)
#include "tst_scorerrows.moc"
