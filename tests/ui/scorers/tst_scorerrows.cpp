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
        cells.removeLast(); // what the button says has a test of its own
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
    void weightsShowWhatTheyAre();
    void failedTestSwitchesOff();
    void selfTestTable();
    void memoryOfWhatIsLoaded();
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
    QCOMPARE(rows[head].row.section, QStringLiteral("Picture statistics"));
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
        "contrast") << QStringLiteral("Contrast | none | CPU | u8 | – | – | – | GPL-3.0-or-later | 2,100 | ready");
    QTest::newRow("in part")
        << QStringLiteral("sharpness")
        << QStringLiteral("Sharpness | none | CPU | u8 | – | – | – | GPL-3.0-or-later | 812 of 2,100 | ready");
    QTest::newRow("not installed") << QStringLiteral(
        "clip-l") << QStringLiteral("CLIP-L | 1.7 GB | – | – | – | – | after installation | MIT | 0 | not installed");
    QTest::newRow("known from imports only")
        << QStringLiteral("judge:gpt") << QStringLiteral("gpt | – | – | – | – | – | – | – | 12 imported | judge");
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
    const QString sharpness = QStringLiteral("sharpness");
    const auto action = [](const ScorersState &state, const QString &scorer) {
        for (const ScorerRow &row : scorerRows(state)) {
            if (row.id == scorer)
                return row.row.cells[ActionColumn].text;
        }
        return QString();
    };
    ScorersState state = working();
    state.study->missingOf = {{sharpness, 1288}};
    QVERIFY(print(state, sharpness).endsWith(QStringLiteral("| ready")));
    QCOMPARE(action(state, sharpness), QStringLiteral("Score"));
    QCOMPARE(action(state, QStringLiteral("contrast")), QString());

    state.queue.phase = Phase::Scoring;
    state.queue.done = 812;
    state.queue.total = 2100;
    state.queue.secondsLeft = 180;
    state.places[sharpness].running = true;
    state.places[QStringLiteral("contrast")].waitsFor = {sharpness};
    QVERIFY(print(state, sharpness).endsWith(QStringLiteral("| about 3 min")));
    QCOMPARE(action(state, sharpness), QStringLiteral("Pause"));
    state.queue.limit = {8, 4};
    QVERIFY(print(state, sharpness).endsWith(QStringLiteral("| batch 8 → 4, continues")));
    state.queue.limit = {};
    QVERIFY(print(state, QStringLiteral("contrast")).endsWith(QStringLiteral("| queued after Sharpness")));
    QCOMPARE(action(state, QStringLiteral("contrast")), QStringLiteral("Do not score"));
    QVERIFY(print(state, QStringLiteral("exposure")).endsWith(QStringLiteral("| ready")));
    state.queue.phase = Phase::Paused;
    QVERIFY(print(state, sharpness).endsWith(QStringLiteral("| paused")));
    QCOMPARE(action(state, sharpness), QStringLiteral("Resume"));
    state.queue.phase = Phase::Starting;
    QVERIFY(print(state, sharpness).endsWith(QStringLiteral("| loading")));

    state.queue = {};
    state.places = {};
    state.places[sharpness].failed = true;
    state.failure = QStringLiteral("the scorer ended unexpectedly (signal 9)");
    QVERIFY(print(state, sharpness).endsWith(QStringLiteral("| stopped (exit 137)")));
    QCOMPARE(action(state, sharpness), QStringLiteral("Restart"));
    state.worker.reset();
    state.asking = true;
    QVERIFY(print(state, sharpness).endsWith(QStringLiteral("| loading")));
    state.asking = false;
    state.workerError = QStringLiteral("the scorer does not start");
    QVERIFY(print(state, sharpness).endsWith(QStringLiteral("| stopped")));
}

void TestScorerRows::weightsShowWhatTheyAre()
{
    const QString scorer = QStringLiteral("imagereward");
    ScorersState state = working();
    QVERIFY(print(state, scorer).endsWith(QStringLiteral("| not installed")));
    QVERIFY(print(state, QStringLiteral("mps")).endsWith(QStringLiteral("| needs your own weights file")));
    state.installing = scorer;
    state.installProgress = QStringLiteral("1.2 of 3.9 GB, about 40 s");
    QVERIFY(print(state, scorer).endsWith(QStringLiteral("| checking the file, 1.2 of 3.9 GB, about 40 s")));
    state.downloading = true;
    QVERIFY(print(state, scorer).endsWith(QStringLiteral("| download, 1.2 of 3.9 GB, about 40 s")));
    state.installing.clear();
    state.stoppedDownloads = {scorer};
    QVERIFY(print(state, scorer).endsWith(QStringLiteral("| download stopped")));
    state.stoppedDownloads.clear();
    for (scoring::ScorerInfo &info : state.worker->facts.scorers) {
        if (info.id == scorer)
            info.problem = QStringLiteral("a tensor has another shape");
    }
    QVERIFY(print(state, scorer).endsWith(QStringLiteral("| weights cannot be used")));
    for (scoring::ScorerInfo &info : state.worker->facts.scorers)
        info.problem.clear();
    scoring::InstalledModel model;
    model.scorer = scorer;
    state.models.insert(scorer, model);
    QVERIFY(print(state, scorer).endsWith(QStringLiteral("| cannot run in this version yet")));
    state.models[scorer].problem = QStringLiteral("ImageReward.pt is missing");
    QVERIFY(print(state, scorer).endsWith(QStringLiteral("| weights are damaged")));
    // A worker that can run a network says whether its weights are in memory.
    for (scoring::ScorerInfo &info : state.worker->facts.scorers)
        info.installed = info.installed || info.id == scorer;
    QVERIFY(print(state, scorer).endsWith(QStringLiteral("| not loaded")));
    state.worker->loaded = {{scorer, 0}};
    QVERIFY(print(state, scorer).endsWith(QStringLiteral("| ready")));
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

void TestScorerRows::memoryOfWhatIsLoaded()
{
    const QCborArray said{
        QCborMap{{QStringLiteral("scorer"), QStringLiteral("clip-l")},
                 {QStringLiteral("memory_bytes"), qint64(1'710'000'000)}},
        QStringLiteral("hps-v2.1"), 7, QCborMap{{QStringLiteral("memory_bytes"), 5}},
        QCborMap{{QStringLiteral("scorer"), QStringLiteral("mps")}, {QStringLiteral("memory_bytes"), -5}}};
    const QHash<QString, qint64> loaded = loadedFrom(said);
    const QHash<QString, qint64> expected{
        {QStringLiteral("clip-l"), 1'710'000'000}, {QStringLiteral("hps-v2.1"), 0}, {QStringLiteral("mps"), 0}};
    QCOMPARE(loaded, expected);
    ScorersState state = working();
    state.worker->loaded = loaded;
    const QList<ScorerRow> rows = scorerRows(state);
    for (const ScorerRow &row : rows) {
        if (row.id == QLatin1String("clip-l"))
            QCOMPARE(row.row.cells[MemoryColumn].text, QStringLiteral("1.7 GB"));
        if (row.id == QLatin1String("hps-v2.1"))
            QCOMPARE(row.row.cells[MemoryColumn].text, QStringLiteral("–"));
    }
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
