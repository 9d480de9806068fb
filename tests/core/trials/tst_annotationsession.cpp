#include "core/trials/annotationsession.h"

#include <QTest>

#include "core/base/clock.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/revealrepository.h"
#include "core/storage/studyrepository.h"
#include "core/storage/trialrepository.h"
#include "core/trials/studyprotocol.h"
#include "tests/support/leakhunt.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "tests/support/submissions.h"

using study::Choice;
using support::must;
using trials::AnnotationSession;
using trials::Submission;

namespace {

const QByteArray twoStages = R"({"version":1,"pairs":{"repeats":0,"practice":0,"per_annotator":6},
    "questions":[{"kind":"choice"},{"kind":"labels","intensity":3}]})";

std::unique_ptr<AnnotationSession> open(const support::SmallStudy &study, const QString &code = QStringLiteral("a01"))
{
    return must(AnnotationSession::open(study.path(), {code, study::AnnotatorKind::Human, {}}));
}

Submission vote(const trials::BlindTrial &trial, study::Vote vote, bool finishes)
{
    Submission submission = support::voteOn(trial, vote, finishes);
    submission.responseMs = 900;
    return submission;
}

Submission emotions(const trials::BlindTrial &trial, int intensity)
{
    Submission submission;
    submission.trial = trial.id;
    submission.answers = {{QStringLiteral("emotion"), {}, {{{}, 1, QStringLiteral("fear"), intensity}}, {}}};
    return submission;
}

trials::BlindTrial current(AnnotationSession &session)
{
    const auto trial = must(session.current());
    if (!trial)
        qFatal("no trial is open");
    return *trial;
}

QList<study::Answer> allAnswers(support::SmallStudy &study, const QString &code = QStringLiteral("a01"))
{
    const auto annotator = must(storage::AnnotatorRepository(study.database()).annotatorByCode(code));
    return must(storage::TrialRepository(study.database()).answersOf(annotator->id));
}

} // namespace

class TestAnnotationSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<support::TestFolder>();
        m_study = std::make_unique<support::SmallStudy>(m_folder->path());
        m_study->setProtocol(twoStages);
        base::setClock([this] { return m_now += 1000; });
    }
    void cleanup()
    {
        base::setClock({});
        m_study.reset();
    }

    void wholeSequence();
    void storedRow();
    void stagesSurviveARestart();
    void changedPreference();
    void notesOfALaterStageBelongToTheVote();
    void undoAcrossRestarts();
    void impossibleSubmissionsChangeNothing();
    void tooFastIsFlagged();
    void votesAfterARevealAreFlagged();
    void oneSessionPerAnnotator();
    void codes();
    void lookingLeavesNoSession();
    void failedCommitChangesNothing();
    void consentAndBackground();
    void blindness();

private:
    std::unique_ptr<support::TestFolder> m_folder;
    std::unique_ptr<support::SmallStudy> m_study;
    qint64 m_now = 1000000;
};

void TestAnnotationSession::wholeSequence()
{
    m_study->setProtocol(R"({"version":1,"pairs":{"repeats":0.5,"practice":2,"per_annotator":4}})");
    auto session = open(*m_study);
    const QStringList prompts = must(session->prompts());
    QVERIFY(!prompts.isEmpty());
    QCOMPARE(QSet<QString>(prompts.begin(), prompts.end()).size(), prompts.size());
    QStringList seen;
    for (int i = 0; i < 8; ++i) {
        const trials::BlindTrial trial = current(*session);
        QCOMPARE(trial.practice, i < 2);
        QCOMPARE(trial.position, i < 2 ? i + 1 : i - 1);
        QCOMPARE(trial.of, i < 2 ? 2 : 6);
        QCOMPARE(must(session->upcoming(3)).size(), std::min(3, 7 - i));
        QVERIFY(prompts.contains(trial.prompt));
        QVERIFY(!seen.contains(trial.id));
        seen.append(trial.id);
        const auto committed = must(session->answer(vote(trial, {Choice::Tie, -1, 0}, true)));
        QVERIFY(committed.trialDone);
    }
    QVERIFY(!must(session->current()));
    QVERIFY(session->openQuestions().isEmpty());
    QCOMPARE(session->progress().done, 6);
    QCOMPARE(session->progress().practiceDone, 2);
    QCOMPARE(session->progress().answeredNow, 8);
    session.reset();
    session = open(*m_study);
    QVERIFY(!must(session->current()));
    QCOMPARE(session->progress().answeredNow, 0);
}

void TestAnnotationSession::storedRow()
{
    auto session = open(*m_study);
    Submission submission = vote(current(*session), {Choice::Picture, 1, 2}, true);
    submission.reason = QStringLiteral("warmer");
    submission.comment = QStringLiteral("hm");
    submission.flags = {QStringLiteral("unfocused")};
    submission.answers.append({QStringLiteral("emotion"), {}, {{{}, 0, QStringLiteral("sad"), 2}}, {}});
    const auto committed = must(session->answer(submission));
    const QList<study::Answer> rows = allAnswers(*m_study);
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows.at(0).uid, committed.voteId);
    QCOMPARE(committed.answerIds, (QStringList{rows.at(0).uid, rows.at(1).uid}));
    QCOMPARE(*rows.at(0).vote, (study::Vote{Choice::Picture, 1, 2}));
    QCOMPARE(rows.at(0).reason, QStringLiteral("warmer"));
    QCOMPARE(rows.at(0).comment, QStringLiteral("hm"));
    QCOMPARE(rows.at(0).flags, QStringList{QStringLiteral("unfocused")});
    QCOMPARE(rows.at(0).responseMs, 900);
    QCOMPARE(rows.at(0).shownAt, rows.at(0).answeredAt - 900);
    QCOMPARE(rows.at(0).protocolHash, must(trials::studyProtocol(m_study->database())).hash);
    QVERIFY(rows.at(0).session.isValid());
    QCOMPARE(rows.at(1).labels.size(), 1);
    QCOMPARE(rows.at(1).labels.at(0).intensity, 2);
    // A side without a strength is stored with the least one.
    must(session->answer(vote(current(*session), {Choice::Picture, 0, 0}, true)));
    QCOMPARE(allAnswers(*m_study).at(2).vote->strength, 1);
}

void TestAnnotationSession::stagesSurviveARestart()
{
    auto session = open(*m_study);
    const trials::BlindTrial trial = current(*session);
    QVERIFY(!must(session->answer(vote(trial, {Choice::Picture, 0, 1}, false))).trialDone);
    QCOMPARE(session->openQuestions(), QStringList{QStringLiteral("emotion")});
    session.reset(); // as if killed between the stages
    session = open(*m_study);
    QCOMPARE(current(*session).id, trial.id);
    QCOMPARE(session->openQuestions(), QStringList{QStringLiteral("emotion")});
    QCOMPARE(session->earlierAnswers().at(0).vote->position, 0);
    QVERIFY(must(session->answer(emotions(trial, 3))).trialDone);
    QVERIFY(current(*session).id != trial.id);
    QCOMPARE(session->progress().done, 1);
}

void TestAnnotationSession::changedPreference()
{
    auto session = open(*m_study);
    const trials::BlindTrial trial = current(*session);
    const QString first = must(session->answer(vote(trial, {Choice::Picture, 0, 1}, false))).voteId;
    must(session->answer(vote(trial, {Choice::Picture, 1, 1}, false)));
    const QList<study::Answer> rows = allAnswers(*m_study);
    QCOMPARE(rows.at(1).supersedes, rows.at(0).id);
    QCOMPARE(rows.at(0).uid, first);
    QCOMPARE(session->openQuestions(), QStringList{QStringLiteral("emotion")});
}

void TestAnnotationSession::notesOfALaterStageBelongToTheVote()
{
    auto session = open(*m_study);
    const trials::BlindTrial trial = current(*session);
    Submission preference = vote(trial, {Choice::Picture, 0, 2}, false);
    preference.flags = {QStringLiteral("unfocused")};
    const QString first = must(session->answer(preference)).voteId;
    Submission second = emotions(trial, 1);
    second.reason = QStringLiteral("the light");
    second.flags = {QStringLiteral("unfocused")};
    const auto committed = must(session->answer(second));
    QVERIFY(committed.voteId != first);
    const QList<study::Answer> rows = allAnswers(*m_study);
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows.at(1).supersedes, rows.at(0).id);
    QCOMPARE(*rows.at(1).vote, *rows.at(0).vote);
    QCOMPARE(rows.at(1).reason, QStringLiteral("the light"));
    QCOMPARE(rows.at(1).responseMs, 900);
    QCOMPARE(rows.at(1).flags, preference.flags);
    QVERIFY(committed.trialDone);
    // What the vote says already needs no new row.
    const trials::BlindTrial next = current(*session);
    preference.trial = next.id;
    must(session->answer(preference));
    second = emotions(next, 1);
    second.flags = preference.flags;
    must(session->answer(second));
    QCOMPARE(allAnswers(*m_study).size(), 5);
}

void TestAnnotationSession::undoAcrossRestarts()
{
    auto session = open(*m_study);
    QStringList trialIds;
    QStringList voteIds;
    for (int i = 0; i < 3; ++i) {
        const trials::BlindTrial trial = current(*session);
        trialIds.append(trial.id);
        voteIds.append(must(session->answer(vote(trial, {Choice::Picture, 0, 1}, false))).voteId);
        must(session->answer(emotions(trial, 2)));
    }
    session.reset();
    session = open(*m_study);
    for (int i = 2; i >= 0; --i) {
        QVERIFY(session->canUndo());
        QCOMPARE(must(session->undo()), voteIds.at(i));
        QCOMPARE(current(*session).id, trialIds.at(i));
        QCOMPARE(session->earlierAnswers().size(), 2);
        QCOMPARE(session->earlierAnswers().at(1).labels.at(0).label, QStringLiteral("fear"));
    }
    QVERIFY(!session->canUndo());
    SUPPORT_FAILS(session->undo(), "annotate.undo");
    QCOMPARE(session->progress().done, 0);
    QCOMPARE(must(storage::StudyRepository(m_study->database()).counts()).votes, 0);
    QCOMPARE(must(storage::StudyRepository(m_study->database()).counts()).labels, 0);
    must(session->answer(vote(current(*session), {Choice::BothBad, -1, 0}, true)));
    QCOMPARE(current(*session).id, trialIds.at(1));
    QCOMPARE(must(storage::StudyRepository(m_study->database()).counts()).votes, 1);
    QCOMPARE(allAnswers(*m_study).size(), 6 + 6 + 2); // nothing was ever taken away
}

void TestAnnotationSession::impossibleSubmissionsChangeNothing()
{
    auto session = open(*m_study);
    const trials::BlindTrial trial = current(*session);
    SUPPORT_FAILS(session->answer(vote(trial, {Choice::Picture, 0, 3}, true)), "annotate.value");
    SUPPORT_FAILS(session->answer(emotions(trial, 2)), "annotate.question"); // the preference comes first
    Submission elsewhere = vote(trial, {Choice::Tie, -1, 0}, true);
    elsewhere.trial = must(session->upcoming(1)).constFirst().id;
    SUPPORT_FAILS(session->answer(elsewhere), "annotate.trial");
    Submission half = vote(trial, {Choice::Tie, -1, 0}, true);
    half.answers.append({QStringLiteral("emotion"), {}, {{{}, 0, QStringLiteral("joy"), 1}}, {}});
    SUPPORT_FAILS(session->answer(half), "annotate.value");
    QCOMPARE(current(*session).id, trial.id);
    QVERIFY(allAnswers(*m_study).isEmpty());
}

void TestAnnotationSession::tooFastIsFlagged()
{
    auto session = open(*m_study);
    Submission submission = vote(current(*session), {Choice::Tie, -1, 0}, true);
    submission.responseMs = 399;
    must(session->answer(submission));
    submission = vote(current(*session), {Choice::Tie, -1, 0}, true);
    submission.responseMs = 400;
    must(session->answer(submission));
    submission = vote(current(*session), {Choice::Tie, -1, 0}, true);
    submission.responseMs = -1; // not measured
    must(session->answer(submission));
    const QList<study::Answer> rows = allAnswers(*m_study);
    QCOMPARE(rows.at(0).flags, QStringList{QStringLiteral("too_fast")});
    QVERIFY(rows.at(2).flags.isEmpty());
    QVERIFY(rows.at(4).flags.isEmpty());
    QCOMPARE(rows.at(4).shownAt, 0);
}

void TestAnnotationSession::votesAfterARevealAreFlagged()
{
    m_study->setProtocol(
        R"({"version":1,"pairs":{"repeats":0,"practice":0,"per_annotator":12},"questions":[{"kind":"choice"}]})");
    const QString flag = QStringLiteral("after_reveal");
    auto session = open(*m_study);
    must(session->answer(vote(current(*session), {Choice::Tie, -1, 0}, true)));
    QVERIFY(!allAnswers(*m_study).constLast().flags.contains(flag));

    // Somebody looks at the prompt of the pair that is open, in another connection.
    const auto annotator =
        must(storage::AnnotatorRepository(m_study->database()).annotatorByCode(QStringLiteral("a01")));
    const QString seen = current(*session).prompt;
    study::PromptGroupId group;
    for (const study::Prompt &prompt : must(storage::PromptRepository(m_study->database()).prompts())) {
        if (prompt.text == seen)
            group = prompt.group;
    }
    must(storage::RevealRepository(m_study->database()).reveal(*annotator, {group}));
    int flagged = 0;
    int clean = 0;
    while (const auto trial = must(session->current())) {
        must(session->answer(vote(*trial, {Choice::Tie, -1, 0}, true)));
        QCOMPARE(allAnswers(*m_study).constLast().flags.contains(flag), trial->prompt == seen);
        (trial->prompt == seen ? flagged : clean) += 1;
    }
    QVERIFY(flagged > 0 && clean > 0);

    session.reset(); // it is kept in the study
    must(storage::RevealRepository(m_study->database()).revealAll(*annotator));
    session = open(*m_study);
    must(session->undo());
    must(session->answer(vote(current(*session), {Choice::Tie, -1, 0}, true)));
    QVERIFY(allAnswers(*m_study).constLast().flags.contains(flag));
}

void TestAnnotationSession::oneSessionPerAnnotator()
{
    const auto session = open(*m_study);
    SUPPORT_FAILS(AnnotationSession::open(m_study->path(), {QStringLiteral("a01"), study::AnnotatorKind::Human, {}}),
                  "study.locked");
    QVERIFY(AnnotationSession::open(m_study->path(), {QStringLiteral("a02"), study::AnnotatorKind::Human, {}}));
}

void TestAnnotationSession::codes()
{
    for (const char *code : {"", " a", "a\nb", "a;b"})
        SUPPORT_FAILS(
            AnnotationSession::open(m_study->path(), {QString::fromLatin1(code), study::AnnotatorKind::Human, {}}),
            "annotator.code");
    SUPPORT_FAILS(AnnotationSession::open(m_study->path(), {QString(201, u'a'), study::AnnotatorKind::Human, {}}),
                  "annotator.code");
    SUPPORT_FAILS(AnnotationSession::open(m_study->path(),
                                          {QStringLiteral("a"), study::AnnotatorKind::Human, {QStringLiteral("x;y")}}),
                  "annotator.code");
    open(*m_study, QStringLiteral("../Ä 1"));
    SUPPORT_FAILS(
        AnnotationSession::open(m_study->path(), {QStringLiteral("../Ä 1"), study::AnnotatorKind::Machine, {}}),
        "annotator.kind");
    SUPPORT_FAILS(AnnotationSession::open(m_folder->file(QStringLiteral("none.dissensus")),
                                          {QStringLiteral("a"), study::AnnotatorKind::Human, {}}),
                  "study.missing");
}

void TestAnnotationSession::lookingLeavesNoSession()
{
    const QString device = QStringLiteral(R"({"window":[1600,1000]})");
    const auto sessions = [this] {
        auto rows = must(m_study->database().prepare(QStringLiteral("SELECT count(*) FROM session")));
        must(rows.run());
        rows.next();
        return rows.integer(0);
    };
    auto session = must(
        AnnotationSession::open(m_study->path(), {QStringLiteral("a01"), study::AnnotatorKind::Human, {}, device}));
    current(*session);
    QCOMPARE(sessions(), 0);
    must(session->answer(vote(current(*session), {Choice::Tie, -1, 0}, true)));
    must(session->answer(vote(current(*session), {Choice::Tie, -1, 0}, true)));
    QCOMPARE(sessions(), 1);
    auto rows = must(m_study->database().prepare(QStringLiteral("SELECT device FROM session")));
    must(rows.run());
    QVERIFY(rows.next());
    QCOMPARE(rows.text(0), device);
}

void TestAnnotationSession::failedCommitChangesNothing()
{
    auto session = open(*m_study);
    const trials::BlindTrial trial = current(*session);
    must(m_study->database().execute(
        QStringLiteral("CREATE TRIGGER broken BEFORE INSERT ON label BEGIN SELECT RAISE(ABORT, 'broken'); END")));
    Submission submission = vote(trial, {Choice::Tie, -1, 0}, true);
    submission.answers.append({QStringLiteral("emotion"), {}, {{{}, 0, QStringLiteral("sad"), 2}}, {}});
    QVERIFY(!session->answer(submission));
    QVERIFY(allAnswers(*m_study).isEmpty());
    QCOMPARE(current(*session).id, trial.id);
    must(m_study->database().execute(QStringLiteral("DROP TRIGGER broken")));
    QVERIFY(must(session->answer(submission)).trialDone);
    QCOMPARE(allAnswers(*m_study).size(), 2);
}

void TestAnnotationSession::consentAndBackground()
{
    m_study->setProtocol(R"({"version":1,"consent":"I agree.","background_questions":[{"id":"age","text":"Age?"}]})");
    auto session = open(*m_study);
    QVERIFY(must(session->consentMissing()));
    must(session->giveConsent());
    QVERIFY(!must(session->consentMissing()));
    must(session->answerBackground(QStringLiteral("age"), QStringLiteral("30-39")));
    SUPPORT_FAILS(session->answerBackground(QStringLiteral("name"), QStringLiteral("x")), "annotate.question");
    const auto machine =
        must(AnnotationSession::open(m_study->path(), {QStringLiteral("m"), study::AnnotatorKind::Machine, {}}));
    QVERIFY(!must(machine->consentMissing()));
}

void TestAnnotationSession::blindness()
{
    auto session = open(*m_study);
    support::LeakHunt hunt({QStringLiteral("Zebra"), QStringLiteral("Yak"), QStringLiteral("Xerus"),
                            QStringLiteral("pictures/"), QStringLiteral(".png")});
    QList<trials::BlindTrial> all = must(session->upcoming(100));
    all.prepend(current(*session));
    for (const trials::BlindTrial &trial : std::as_const(all)) {
        // Every member of the type; a new one must be added here and hunted as well.
        const auto &[id, prompt, pictures, questions, position, of, practice, warns] = trial;
        Q_UNUSED(warns) // yes or no, nothing to be found in it
        hunt.search(QStringLiteral("trial"),
                    id + prompt + QString::number(position) + QString::number(of) + QString::number(practice));
        for (const auto &[handle, size] : pictures)
            hunt.search(QStringLiteral("handle"), handle + QString::number(size.width()));
        for (const study::Question &question : questions)
            hunt.search(QStringLiteral("question"),
                        question.id + question.text + question.set + question.answers.join(u' '));
    }
    QCOMPARE(hunt.findings(), QStringList());
    QVERIFY(hunt.searched() >= 6 * 5);
}

QTEST_GUILESS_MAIN(TestAnnotationSession)
#include "tst_annotationsession.moc"
