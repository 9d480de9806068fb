#include "core/trials/answerledger.h"

#include <QTest>

#include "core/trials/protocol.h"

using study::Answer;
using study::Choice;
using trials::AnswerLedger;

namespace {

const QString preference = QStringLiteral("preference");
const QString emotion = QStringLiteral("emotion");

QList<study::Question> questions()
{
    return trials::defaultProtocol().questions.mid(0, 2); // a choice and labels
}

/// Trials with ids from 1: `practice` of them first, then counted ones.
QList<study::Trial> sequence(int practice, int counted)
{
    QList<study::Trial> made;
    for (int i = 0; i < practice + counted; ++i) {
        study::Trial trial;
        trial.id = study::TrialId(i + 1);
        trial.uid = QStringLiteral("t%1").arg(i + 1);
        trial.position = i;
        trial.isPractice = i < practice;
        made.append(trial);
    }
    return made;
}

Answer answer(int id, int trial, const QString &question, int supersedes = 0)
{
    Answer made;
    made.id = study::AnswerId(id);
    made.uid = QStringLiteral("a%1").arg(id, 4, 10, QLatin1Char('0'));
    made.trial = study::TrialId(trial);
    made.question = question;
    made.supersedes = study::AnswerId(supersedes);
    made.answeredAt = id;
    return made;
}

Answer vote(int id, int trial, Choice choice, int supersedes = 0)
{
    Answer made = answer(id, trial, preference, supersedes);
    made.vote = study::Vote{choice, choice == Choice::Picture ? 0 : -1, choice == Choice::Picture ? 1 : 0};
    return made;
}

Answer fear(int id, int trial, int supersedes = 0)
{
    Answer made = answer(id, trial, emotion, supersedes);
    made.labels = {{{}, 0, QStringLiteral("fear"), 0}};
    return made;
}

} // namespace

class TestAnswerLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptySequence();
    void stages();
    void skipNeedsNoSecondStage();
    void undoReturnsToItsTrial();
    void changedVoteKeepsLabels();
    void sameFromHistoryAsStepByStep();
    void mergedRowsLaterOneCounts();
    void practiceCountsApart();
};

void TestAnswerLedger::emptySequence()
{
    const AnswerLedger ledger({}, questions(), {});
    QCOMPARE(ledger.current(), -1);
    QCOMPARE(ledger.lastVoted(), -1);
    QVERIFY(ledger.upcoming(3).isEmpty());
}

void TestAnswerLedger::stages()
{
    AnswerLedger ledger(sequence(0, 3), questions(), {});
    QCOMPARE(ledger.current(), 0);
    QCOMPARE(ledger.openQuestions(0), (QStringList{preference, emotion}));
    ledger.record(vote(1, 1, Choice::Picture));
    QCOMPARE(ledger.current(), 0);
    QCOMPARE(ledger.openQuestions(0), QStringList{emotion});
    QCOMPARE(ledger.countedDone(), 0);
    ledger.record(answer(2, 1, emotion)); // nothing chosen is an answer
    QCOMPARE(ledger.current(), 1);
    QCOMPARE(ledger.countedDone(), 1);
    QCOMPARE(ledger.upcoming(5), QList<qsizetype>{2});
}

void TestAnswerLedger::skipNeedsNoSecondStage()
{
    AnswerLedger ledger(sequence(0, 2), questions(), {});
    ledger.record(vote(1, 1, Choice::Skip));
    QCOMPARE(ledger.current(), 1);
    QVERIFY(ledger.openQuestions(0).isEmpty());
}

void TestAnswerLedger::undoReturnsToItsTrial()
{
    AnswerLedger ledger(sequence(0, 3), questions(),
                        {vote(1, 1, Choice::Picture), fear(2, 1), vote(3, 2, Choice::Tie), fear(4, 2)});
    QCOMPARE(ledger.current(), 2);
    QCOMPARE(ledger.lastVoted(), 1);
    ledger.record(answer(5, 2, emotion, 4));
    ledger.record(vote(6, 2, Choice::Undone, 3));
    QCOMPARE(ledger.current(), 1);
    QCOMPARE(ledger.lastVoted(), 0);
    QCOMPARE(ledger.openQuestions(1), (QStringList{preference, emotion}));
    QCOMPARE(ledger.givenAnswers(1).size(), 2); // the old answers can be shown
    QCOMPARE(ledger.givenAnswers(1).at(0).vote->choice, Choice::Tie);
    ledger.record(vote(7, 1, Choice::Undone, 1));
    QCOMPARE(ledger.current(), 0);
    QCOMPARE(ledger.countedDone(), 0);
    QCOMPARE(ledger.lastVoted(), -1);
    ledger.record(vote(8, 1, Choice::Picture, 7));
    QCOMPARE(ledger.current(), 0); // its emotions were given before the undo: they are asked again
    ledger.record(fear(9, 1, 2));
    QCOMPARE(ledger.current(), 1);
    QCOMPARE(ledger.lastVoted(), 0);
}

void TestAnswerLedger::changedVoteKeepsLabels()
{
    AnswerLedger ledger(sequence(0, 2), questions(), {});
    ledger.record(vote(1, 1, Choice::Picture));
    ledger.record(fear(2, 1));
    ledger.record(vote(3, 1, Choice::Tie, 1));
    QVERIFY(ledger.openQuestions(0).isEmpty());
    QCOMPARE(ledger.currentAnswer(0, preference)->id, study::AnswerId(3));
}

void TestAnswerLedger::sameFromHistoryAsStepByStep()
{
    const QList<Answer> history{vote(1, 1, Choice::Picture),   fear(2, 1),
                                vote(3, 2, Choice::Tie),       vote(4, 2, Choice::Undone, 3),
                                answer(5, 1, emotion, 2),      vote(6, 1, Choice::Undone, 1),
                                vote(7, 1, Choice::BothBad, 6)};
    AnswerLedger steps(sequence(0, 3), questions(), {});
    for (qsizetype i = 0; i < history.size(); ++i) {
        steps.record(history.at(i));
        const AnswerLedger whole(sequence(0, 3), questions(), history.first(i + 1));
        QCOMPARE(whole.current(), steps.current());
        QCOMPARE(whole.lastVoted(), steps.lastVoted());
        QCOMPARE(whole.countedDone(), steps.countedDone());
        for (qsizetype trial = 0; trial < 3; ++trial) {
            QCOMPARE(whole.openQuestions(trial), steps.openQuestions(trial));
            QCOMPARE(whole.givenAnswers(trial).size(), steps.givenAnswers(trial).size());
        }
    }
}

void TestAnswerLedger::mergedRowsLaterOneCounts()
{
    Answer early = vote(3, 1, Choice::Tie, 1);
    early.answeredAt = 10;
    Answer late = vote(2, 1, Choice::BothGood, 1);
    late.answeredAt = 20;
    const AnswerLedger ledger(sequence(0, 1), questions(), {vote(1, 1, Choice::Picture), early, late});
    QCOMPARE(ledger.currentAnswer(0, preference)->vote->choice, Choice::BothGood);
}

void TestAnswerLedger::practiceCountsApart()
{
    AnswerLedger ledger(sequence(2, 3), questions(), {});
    QCOMPARE(ledger.ordinal(1), 2);
    QCOMPARE(ledger.ordinal(2), 1);
    QCOMPARE(ledger.practiceTrials(), 2);
    QCOMPARE(ledger.countedTrials(), 3);
    ledger.record(vote(1, 1, Choice::Skip));
    QCOMPARE(ledger.practiceDone(), 1);
    QCOMPARE(ledger.countedDone(), 0);
}

QTEST_GUILESS_MAIN(TestAnswerLedger)
#include "tst_answerledger.moc"
