#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/trialrepository.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "tests/support/table.h"
#include "tests/support/virtualdisplay.h"

using support::must;
using support::Row;

namespace {

constexpr int pairs = 30;
/// Longer than the guard time in which a pair that was just painted takes no answer.
constexpr int guardMs = 250;
constexpr int answerMs = 30000;

/// What is pressed for a preference, and what an export must say of it.
struct Preference
{
    QString keys; ///< as xdotool names them, separated by spaces
    QString answer;
    int strength; ///< signed as in exports, negative is left
    QString reason;
};

const QList<Preference> preferences{
    {QStringLiteral("Left"), QStringLiteral("left"), -1, {}},
    {QStringLiteral("shift+Left"), QStringLiteral("left"), -2, {}},
    {QStringLiteral("Down"), QStringLiteral("tie"), 0, {}},
    {QStringLiteral("Right"), QStringLiteral("right"), 1, {}},
    {QStringLiteral("shift+Right"), QStringLiteral("right"), 2, {}},
    {QStringLiteral("Insert"), QStringLiteral("both_good"), 0, {}},
    {QStringLiteral("Delete"), QStringLiteral("both_bad"), 0, {}},
    {QStringLiteral("End 4"), QStringLiteral("skip"), 0, QStringLiteral("disturbing")},
};

/// What is pressed in the second stage, and the labels "position:key:intensity" that follow.
struct Emotions
{
    QString keys;
    QStringList labels;
};

const QList<Emotions> emotions{
    {QStringLiteral("7 7 Return Return"), {QStringLiteral("0:fear:2")}},
    {QStringLiteral("1 Return 8 8 8 Return"), {QStringLiteral("0:amusement:1"), QStringLiteral("1:sadness:3")}},
    {QStringLiteral("Right 9 Left 2 2 Return Return"),
     {QStringLiteral("0:awe:2"), QStringLiteral("1:something_else:1")}},
    {QStringLiteral("4 0 Return Return"), {}},
    {QStringLiteral("5 5 5 5 6 Return Return"), {QStringLiteral("0:disgust:1")}},
};

} // namespace

/// The real program under a real X server with real keys: what was pressed is what is exported.
class TestRealKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thirtyPairsWithEmotionsAndUndo();

private:
    /// Waits until the program waits for an answer once more, presses the keys, and waits until `answers` more are
    /// stored.
    bool pressUntilStored(const QString &keys, int answers);
    bool waitUntilAsked();
    int answerCount();
    void compareVotes(const QList<Row> &votes);
    void compareLabels(const QList<Row> &labels, const QList<Row> &votes);

    std::unique_ptr<support::VirtualDisplay> m_display;
    std::unique_ptr<support::SmallStudy> m_study;
    QList<Preference> m_pressed;        ///< the preference that counts, per pair
    QList<QStringList> m_pressedLabels; ///< per pair
    QProcess m_program;
    QByteArray m_log;
    int m_asked = 0;
    int m_stored = 0;
};

int TestRealKeys::answerCount()
{
    const auto annotator =
        must(storage::AnnotatorRepository(m_study->database()).annotatorByCode(QStringLiteral("k01")));
    return annotator ? int(must(storage::TrialRepository(m_study->database()).answersOf(annotator->id)).size()) : 0;
}

bool TestRealKeys::pressUntilStored(const QString &keys, int answers)
{
    if (!waitUntilAsked())
        return false;
    QElapsedTimer waiting;
    waiting.start();
    for (const QString &key : keys.split(QLatin1Char(' '))) {
        if (!m_display->press(key))
            return false;
    }
    while (answerCount() < m_stored + answers) {
        if (waiting.elapsed() > answerMs) {
            qWarning("nothing was stored for the keys %s", qPrintable(keys));
            return false;
        }
        QTest::qWait(10);
    }
    m_stored += answers;
    return answerCount() == m_stored;
}

bool TestRealKeys::waitUntilAsked()
{
    // The program's own log says when a pair was painted: how long that takes depends on the machine.
    QElapsedTimer waiting;
    waiting.start();
    while (m_log.count("Waiting for an answer.") <= m_asked) {
        if (waiting.elapsed() > answerMs) {
            qWarning("the program asks for no answer");
            return false;
        }
        m_program.waitForReadyRead(100);
        m_log += m_program.readAllStandardError();
    }
    ++m_asked;
    QTest::qWait(guardMs);
    return true;
}

void TestRealKeys::thirtyPairsWithEmotionsAndUndo()
{
    SUPPORT_NEED_DISPLAY;
    const support::TestFolder folder;
    support::SmallStudyPlan plan;
    plan.groups = 10;
    m_study = std::make_unique<support::SmallStudy>(folder.path(), plan);
    m_study->setProtocol(R"({"version":1,"too_fast_ms":0,"pairs":{"repeats":0,"practice":0,"per_annotator":30},
        "questions":[{"kind":"choice"},{"kind":"labels","set":"artemis","intensity":3}]})");
    m_display = std::make_unique<support::VirtualDisplay>(1280, 900);
    QVERIFY(m_display->isRunning());

    QProcessEnvironment environment = m_display->environment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder.file(QStringLiteral("config")));
    environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("dissensus.annotate.info=true"));
    m_program.setProcessEnvironment(environment);
    m_program.start(
        support::binFolder() + QStringLiteral("/dissensus"),
        {QStringLiteral("--annotate"), QStringLiteral("--annotator"), QStringLiteral("k01"), m_study->path()});
    QVERIFY(m_program.waitForStarted());
    QVERIFY(m_display->waitForFocus(QStringLiteral("Dissensus")));

    for (int pair = 0; pair < pairs; ++pair) {
        Preference preference = preferences[pair % preferences.size()];
        QVERIFY(pressUntilStored(preference.keys, 1));
        const bool skipped = preference.answer == QLatin1String("skip");
        const Emotions &felt = emotions[pair % emotions.size()];
        if (!skipped)
            QVERIFY(pressUntilStored(felt.keys, 1));
        if (pair % 7 == 3) { // think again: take the whole pair back and answer it otherwise
            const bool labelled = !skipped && !felt.labels.isEmpty();
            QVERIFY(pressUntilStored(QStringLiteral("BackSpace"), labelled ? 2 : 1));
            preference = preferences[(pair + 3) % 5];
            QVERIFY(pressUntilStored(preference.keys, 1));
            // The old labels stand there again: "None" clears them before others are given.
            QVERIFY(pressUntilStored(QStringLiteral("0 Right 0 3 Left Return Return"), 1));
            m_pressedLabels << QStringList{QStringLiteral("1:contentment:1")};
        } else {
            m_pressedLabels << (skipped ? QStringList() : felt.labels);
        }
        m_pressed << preference;
    }
    m_program.terminate();
    QVERIFY(m_program.waitForFinished(answerMs));

    const QString votesFile = folder.file(QStringLiteral("votes.csv"));
    const QString labelsFile = folder.file(QStringLiteral("labels.csv"));
    const support::Run run = support::runCli({QStringLiteral("export"), m_study->path(), QStringLiteral("--votes"),
                                              votesFile, QStringLiteral("--labels"), labelsFile});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QFile votes(votesFile);
    QFile labels(labelsFile);
    QVERIFY(votes.open(QIODevice::ReadOnly) && labels.open(QIODevice::ReadOnly));
    const QList<Row> voteRows = support::readCsv(votes.readAll());
    compareVotes(voteRows);
    compareLabels(support::readCsv(labels.readAll()), voteRows);
}

void TestRealKeys::compareVotes(const QList<Row> &votes)
{
    QStringList exported;
    QStringList pressed;
    for (const Row &vote : votes) {
        if (vote[QStringLiteral("superseded_by")].isEmpty())
            exported << QStringLiteral("%1 %2 %3")
                            .arg(vote[QStringLiteral("answer")], vote[QStringLiteral("strength")],
                                 vote[QStringLiteral("reason")]);
        QCOMPARE(vote[QStringLiteral("annotator")], QStringLiteral("k01"));
        QCOMPARE(vote[QStringLiteral("annotator_kind")], QStringLiteral("human"));
    }
    for (const Preference &preference : std::as_const(m_pressed))
        pressed << QStringLiteral("%1 %2 %3").arg(preference.answer).arg(preference.strength).arg(preference.reason);
    QCOMPARE(exported, pressed);
    const int undone = int(std::count_if(votes.begin(), votes.end(), [](const Row &vote) {
        return vote[QStringLiteral("answer")] == QLatin1String("undone");
    }));
    QCOMPARE(undone, 4);
    QCOMPARE(votes.size(), pairs + 2 * undone);
}

void TestRealKeys::compareLabels(const QList<Row> &labels, const QList<Row> &votes)
{
    QStringList order; // of the trials, as judged
    QHash<QString, std::pair<QString, QString>> picturesOf;
    for (const Row &vote : votes) {
        const QString trial = vote[QStringLiteral("trial_id")];
        if (!order.contains(trial))
            order << trial;
        picturesOf[trial] = {vote[QStringLiteral("left_picture")], vote[QStringLiteral("right_picture")]};
    }
    QHash<QString, QStringList> exported;
    for (const Row &label : labels) {
        if (!label[QStringLiteral("superseded_by")].isEmpty())
            continue;
        const QString trial = label[QStringLiteral("trial_id")];
        const int position = picturesOf[trial].first == label[QStringLiteral("picture")] ? 0 : 1;
        exported[trial] << QStringLiteral("%1:%2:%3")
                               .arg(position)
                               .arg(label[QStringLiteral("label")], label[QStringLiteral("intensity")]);
    }
    QCOMPARE(order.size(), pairs);
    for (int pair = 0; pair < pairs; ++pair) {
        QStringList found = exported[order[pair]];
        found.sort();
        QCOMPARE(found, m_pressedLabels[pair]);
    }
}

QTEST_GUILESS_MAIN(TestRealKeys)
#include "tst_realkeys.moc"
