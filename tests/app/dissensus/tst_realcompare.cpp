#include <functional>

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/trialrepository.h"
#include "tests/support/paths.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "tests/support/virtualdisplay.h"

using support::must;

namespace {

constexpr int answerMs = 30000;
/// Longer than the guard time in which a pair that was just painted takes no answer.
constexpr int guardMs = 300;
const QString code = QStringLiteral("c01");

} // namespace

/// The real window under a real X server: prompts are walked, pictures opened and laid over each other, pairs sent and
/// judged with ratings, all with real keys; what is in the study afterwards is what was pressed.
class TestRealCompare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromCompareToRatings();

private:
    bool waitForLog(const char *text, int times);
    bool waitFor(const std::function<bool()> &condition);
    bool press(const QString &keys);
    QList<study::Trial> trials();
    QList<study::Answer> answers();

    std::unique_ptr<support::VirtualDisplay> m_display;
    std::unique_ptr<support::SmallStudy> m_study;
    QProcess m_program;
    QByteArray m_log;
};

bool TestRealCompare::waitFor(const std::function<bool()> &condition)
{
    QElapsedTimer waiting;
    waiting.start();
    while (!condition()) {
        if (waiting.elapsed() > answerMs)
            return false;
        m_program.waitForReadyRead(20);
        m_log += m_program.readAllStandardError();
    }
    return true;
}

bool TestRealCompare::waitForLog(const char *text, int times)
{
    return waitFor([this, text, times] { return m_log.count(text) >= times; });
}

bool TestRealCompare::press(const QString &keys)
{
    for (const QString &key : keys.split(QLatin1Char(' '))) {
        if (!m_display->press(key))
            return false;
    }
    return true;
}

QList<study::Trial> TestRealCompare::trials()
{
    const auto annotator = must(storage::AnnotatorRepository(m_study->database()).annotatorByCode(code));
    return annotator ? must(storage::TrialRepository(m_study->database()).trialsOf(annotator->id))
                     : QList<study::Trial>();
}

QList<study::Answer> TestRealCompare::answers()
{
    const auto annotator = must(storage::AnnotatorRepository(m_study->database()).annotatorByCode(code));
    return must(storage::TrialRepository(m_study->database()).answersOf(annotator->id));
}

void TestRealCompare::fromCompareToRatings()
{
    SUPPORT_NEED_DISPLAY;
    const support::TestFolder folder;
    m_study = std::make_unique<support::SmallStudy>(folder.path());
    // One pair is everybody's; the others are sent.
    m_study->setProtocol(R"({"version":1,"too_fast_ms":0,"pairs":{"repeats":0,"practice":0,"per_annotator":1},
        "questions":[{"kind":"choice"},{"kind":"ratings","set":"visionreward"}]})");
    m_display = std::make_unique<support::VirtualDisplay>(1440, 900);
    QVERIFY(m_display->isRunning());
    QProcessEnvironment environment = m_display->environment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder.file(QStringLiteral("config")));
    environment.insert(QStringLiteral("QT_LOGGING_RULES"),
                       QStringLiteral("dissensus.annotate.info=true;dissensus.compare.info=true"));
    environment.insert(QStringLiteral("DISSENSUS_SCORER"), QStringLiteral("/bin/false"));
    m_program.setProcessEnvironment(environment);
    m_program.start(support::binFolder() + QStringLiteral("/dissensus"), {m_study->path()});
    QVERIFY(m_program.waitForStarted());
    QVERIFY(m_display->waitForFocus(QStringLiteral("Small – Dissensus")));

    // Two prompts on, one back.
    QVERIFY(press(QStringLiteral("ctrl+2")));
    QVERIFY(waitForLog("Showing a prompt.", 1));
    QVERIFY(press(QStringLiteral("Right")));
    QVERIFY(waitForLog("Showing a prompt.", 2));
    QVERIFY(press(QStringLiteral("Right")));
    QVERIFY(waitForLog("Showing a prompt.", 3));
    QVERIFY(press(QStringLiteral("Left")));
    QVERIFY(waitForLog("Showing a prompt.", 4));

    // Names away, the grid and back; the first picture alone, the next one, both over each other: sent as a pair.
    QVERIFY(press(QStringLiteral("n g g 1 Return Right v space v v v c")));
    QVERIFY(m_display->type(code));
    QVERIFY(press(QStringLiteral("Return")));
    QVERIFY(waitFor([this] { return trials().size() >= 1; }));
    QList<study::Trial> sent = trials();
    const auto groupKeyOf = [this](const study::Trial &trial) {
        storage::PromptRepository prompts(m_study->database());
        const study::PromptGroupId group = must(prompts.prompt(trial.prompt))->group;
        for (const study::PromptGroup &each : must(prompts.groups())) {
            if (each.id == group)
                return each.key;
        }
        return QString();
    };
    QStringList keys;
    for (const study::PromptGroup &group : must(storage::PromptRepository(m_study->database()).groups()))
        keys << group.key;
    keys.sort();
    const auto generatorsOf = [this](const study::Trial &trial) {
        QStringList names;
        for (const study::PictureId id : trial.pictures) {
            const auto picture = must(storage::PictureRepository(m_study->database()).picture(id));
            for (const study::Generator &generator :
                 must(storage::PictureRepository(m_study->database()).generators())) {
                if (generator.id == picture->generator)
                    names << generator.name;
            }
        }
        names.sort();
        return names;
    };
    QCOMPARE(groupKeyOf(sent.constLast()), keys.at(1));
    QCOMPARE(generatorsOf(sent.constLast()), (QStringList{QStringLiteral("Xerus"), QStringLiteral("Yak")}));

    // Taken back and sent again, this time every pair of the prompt.
    const qsizetype before = sent.size();
    QVERIFY(press(QStringLiteral("ctrl+z")));
    QVERIFY(waitFor([&] { return trials().size() < before; }));
    QVERIFY(press(QStringLiteral("Escape c")));
    QVERIFY(press(QStringLiteral("ctrl+a")));
    QVERIFY(m_display->type(code));
    QVERIFY(press(QStringLiteral("Return")));
    QVERIFY(waitFor([&] { return trials().size() > before; }));

    // Judged, with ratings: what was seen in Compare is marked, what was not is not.
    QVERIFY(press(QStringLiteral("ctrl+1")));
    QTest::qWait(guardMs);
    QVERIFY(m_display->type(code));
    QVERIFY(press(QStringLiteral("Return")));
    const int pairs = int(trials().size());
    for (int pair = 0; pair < pairs; ++pair) {
        QVERIFY(waitForLog("Waiting for an answer.", 2 * pair + 1));
        QTest::qWait(guardMs);
        QVERIFY(press(QStringLiteral("Left")));
        QVERIFY(waitForLog("Waiting for an answer.", 2 * pair + 2));
        QVERIFY(press(QStringLiteral("1 3 Return 2 Return")));
        QVERIFY(waitFor([&] { return answers().size() >= 2 * (pair + 1); }));
    }
    m_program.terminate();
    QVERIFY(m_program.waitForFinished(answerMs));

    QCOMPARE(answers().size(), 2 * pairs);
    int marked = 0;
    for (const study::Trial &trial : trials()) {
        const bool seen = keys.indexOf(groupKeyOf(trial)) <= 2; // three prompts were shown
        for (const study::Answer &answer : answers()) {
            if (answer.trial != trial.id)
                continue;
            if (answer.vote) {
                QCOMPARE(answer.flags.contains(QStringLiteral("after_reveal")), seen);
                marked += seen;
                continue;
            }
            QCOMPARE(answer.ratings.size(), 3);
            QCOMPARE(answer.ratings[0].dimension, QStringLiteral("symmetry"));
            QCOMPARE(answer.ratings[0].value, -1.0);
            QCOMPARE(answer.ratings[1].value, 1.0);
            QCOMPARE(answer.ratings[2].position, 1);
            QCOMPARE(answer.ratings[2].value, 0.0);
        }
    }
    QVERIFY(marked >= 2);
}

QTEST_GUILESS_MAIN(TestRealCompare)
#include "tst_realcompare.moc"
