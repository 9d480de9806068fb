// Kills `annotate` at random moments while answers stream in. Every acknowledged answer must be there, none
// by half, and the next start must go on at the right trial.

#include <csignal>
#include <map>
#include <random>
#include <thread>

#include <QJsonDocument>
#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/trialrepository.h"
#include "tests/support/annotateclient.h"
#include "tests/support/kills.h"
#include "tests/support/program.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "tests/support/text.h"

using support::must;
using support::s;

namespace {

/// Trials answered so far, in order, with the acknowledged vote ids.
using Said = QList<std::pair<QString, QString>>;

/// What one process did before it died.
struct Round
{
    QString firstTrial; ///< empty: it died before it showed one
    Said said;          ///< what is acknowledged after it
    QString pending;    ///< the trial of an answer that was not acknowledged
    bool pendingUndo = false;
};

/// The trial of each current vote in the study. Fails the test through `half` when a submission is there in
/// part.
QStringList votedTrials(support::SmallStudy &study, QString *half)
{
    const auto annotator = must(storage::AnnotatorRepository(study.database()).annotatorByCode(s("a01")));
    if (!annotator)
        return {};
    storage::TrialRepository repository(study.database());
    const auto trials = must(repository.trialsOf(annotator->id));
    std::map<study::TrialId, QList<study::Answer>> rows;
    for (const study::Answer &answer : must(repository.answersOf(annotator->id)))
        rows[answer.trial].append(answer);
    QStringList voted;
    for (const study::Trial &trial : trials) {
        if (!rows.contains(trial.id))
            continue;
        // Each submission and each undo stores a row for both questions.
        const QList<study::Answer> &answers = rows.at(trial.id);
        const auto votes =
            std::count_if(answers.begin(), answers.end(), [](const study::Answer &a) { return a.vote.has_value(); });
        if (2 * votes != answers.size())
            *half = trial.uid;
        for (const study::Answer &current : must(repository.currentAnswers(trial.id))) {
            const bool isVote = current.vote && current.vote->choice != study::Choice::Undone;
            if (isVote)
                voted.append(trial.uid);
            if (!current.vote && current.labels.size() != 2 && !current.supersedes.isValid())
                *half = trial.uid;
        }
    }
    return voted;
}

QJsonObject answerTo(const QString &trial)
{
    QJsonObject answer =
        QJsonDocument::fromJson(R"({"answer":"left","labels":{"left":[{"label":"fear"},{"label":"sad"}]}})").object();
    answer.insert(s("trial"), trial);
    return answer;
}

QStringList trialsOf(const Said &said)
{
    QStringList ids;
    for (const auto &[trial, vote] : said)
        ids.append(trial);
    return ids;
}

} // namespace

class TestAnnotateKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedAtRandomMoments();

private:
    /// Some kills of annotators of one study.
    static void killSeries(support::Kills &kills, bool *goesOn);
    static Round runUntilKilled(const QString &study, const Said &before, std::mt19937 &random);
};

Round TestAnnotateKill::runUntilKilled(const QString &study, const Said &before, std::mt19937 &random)
{
    Round round;
    round.said = before;
    support::AnnotateClient client(study, s("a01"));
    // Every fourth dies while it starts and plans; the others shortly after a random number of requests, so
    // that the number of answers does not depend on how busy the machine is.
    const bool early = random() % 4 == 0;
    const int requests = early ? 0 : 1 + static_cast<int>(random() % 25);
    const std::chrono::microseconds delay(early ? random() % 80000 : random() % 12000);
    std::thread killer;
    const auto arm = [&killer, delay, pid = static_cast<pid_t>(client.process().processId())] {
        killer = std::thread([pid, delay] {
            std::this_thread::sleep_for(delay);
            ::kill(pid, SIGKILL);
        });
    };
    if (early)
        arm();
    int sent = 0;
    bool isKilled = false;
    for (QJsonObject message = client.read(); !message.isEmpty(); message = client.read()) {
        const QString trial = message.value(s("trial")).toString();
        if (!trial.isEmpty()) {
            if (round.firstTrial.isEmpty())
                round.firstTrial = trial;
            if (isKilled)
                continue;
            round.pendingUndo = random() % 8 == 0 && !round.said.isEmpty();
            round.pending = round.pendingUndo ? QString() : trial;
            if (++sent == requests)
                arm();
            client.send(round.pendingUndo ? QJsonObject{{s("undo"), true}} : answerTo(trial));
        } else if (message.contains(s("committed"))) {
            round.said.append({round.pending, message.value(s("committed")).toString()});
            round.pending.clear();
        } else if (message.contains(s("undone"))) {
            if (round.said.takeLast().second != message.value(s("undone")).toString())
                qFatal("another vote was undone");
            round.pendingUndo = false;
        }
        isKilled = client.process().state() == QProcess::NotRunning;
    }
    if (killer.joinable())
        killer.join();
    return round;
}

void TestAnnotateKill::killedAtRandomMoments()
{
    support::Kills kills("annotate", 50);
    bool goesOn = kills.next();
    while (goesOn && !QTest::currentTestFailed())
        killSeries(kills, &goesOn); // each on a fresh study, so that the last is looked through as fast as the first
}

void TestAnnotateKill::killSeries(support::Kills &kills, bool *goesOn)
{
    constexpr int longest = 50;
    const support::TestFolder folder;
    support::SmallStudyPlan plan;
    plan.groups = 150;
    plan.generators = {s("A"), s("B"), s("C"), s("D"), s("E")};
    plan.side = 8;
    support::SmallStudy study(folder.path(), plan);
    study.setProtocol(R"({"version":1,"pairs":{"per_annotator":100000,"repeats":0,"practice":0},
        "questions":[{"kind":"choice"},{"kind":"labels"}]})");

    Said said;
    int died = 0;
    int answered = 0;
    int unacknowledged = 0;
    int count = 0;
    for (; *goesOn && count < longest; *goesOn = kills.next(), ++count) {
        const qsizetype before = said.size();
        const Round round = runUntilKilled(study.path(), said, kills.random());
        died += round.firstTrial.isEmpty() ? 1 : 0;
        answered += static_cast<int>(std::max<qsizetype>(round.said.size() - before, 0));
        said = round.said;

        QString half;
        QStringList stored = votedTrials(study, &half);
        QVERIFY2(half.isEmpty(), qPrintable(s("trial %1 is there by half, kill %2").arg(half).arg(kills.done())));
        // The last request may have been committed without its acknowledgement reaching us: both are right.
        Said alternative = said;
        if (round.pendingUndo)
            alternative.removeLast();
        else if (!round.pending.isEmpty())
            alternative.append({round.pending, QString()});
        QStringList expected = trialsOf(said);
        QStringList also = trialsOf(alternative);
        for (QStringList *list : {&stored, &expected, &also})
            list->sort();
        if (stored != expected) {
            QVERIFY2(stored == also,
                     qPrintable(s("acknowledged answers and the study differ, kill %1").arg(kills.done())));
            ++unacknowledged;
            said = alternative;
            if (!said.isEmpty() && said.constLast().second.isEmpty()) // learn the id that was not told
                for (const study::Answer &answer :
                     must(storage::TrialRepository(study.database())
                              .currentAnswers(
                                  must(storage::TrialRepository(study.database()).trialByUid(said.constLast().first))
                                      ->id)))
                    if (answer.vote)
                        said.last().second = answer.uid;
        }

        // The next start shows the first trial without an answer.
        support::AnnotateClient next(study.path(), s("a01"));
        const QJsonObject trial = next.read();
        QCOMPARE(trial.value(s("position")).toInt(), static_cast<int>(said.size()) + 1);
        QVERIFY(!trialsOf(said).contains(trial.value(s("trial")).toString()));
        QCOMPARE(next.finish(), 0);
        if (kills.done() % 10 == 0)
            QCOMPARE(support::runCli({s("check"), study.path()}).exitCode, 0);
    }
    qInfo("%d before the first trial, %d answers acknowledged, %d committed but not acknowledged", died, answered,
          unacknowledged);
    QVERIFY2(answered > count || count < 5, "the kills came too early to prove anything");
}

QTEST_GUILESS_MAIN(TestAnnotateKill)
#include "tst_annotatekill.moc"
