#pragma once

#include <map>
#include <optional>
#include <set>

#include <QHash>
#include <QList>

#include "core/study/answer.h"
#include "core/study/question.h"
#include "core/study/trial.h"
#include "core/trials/submission.h"

namespace trials {

/// Which of an annotator's trials are answered, which is next, what an undo takes back: all that follows from
/// the planned trials and the answers given, kept up to date answer by answer. Trials are named by their
/// index in the sequence.
///
/// A question of a trial is answered when its current answer was stored after the last undo in that trial. A
/// trial is done when its first question is skipped or all of its questions are answered.
class AnswerLedger
{
public:
    /// `trials` in their order; `answers` in any order, superseded ones included, others' trials are ignored.
    AnswerLedger(const QList<study::Trial> &trials, const QList<study::Question> &questions,
                 const QList<study::Answer> &answers);

    /// Takes in an answer that was just stored.
    void record(const study::Answer &answer);

    qsizetype size() const { return m_entries.size(); }
    const study::Trial &trial(qsizetype index) const { return m_entries.at(index).trial; }
    /// 1-based place of a trial among the practice trials or among the counted ones.
    int ordinal(qsizetype index) const { return m_entries.at(index).ordinal; }
    int countedTrials() const { return m_counted; }
    int practiceTrials() const { return static_cast<int>(m_entries.size()) - m_counted; }
    int countedDone() const { return m_countedDone; }
    int practiceDone() const { return m_practiceDone; }

    /// The trial to be judged: the one taken back last, or else the first that is not done. -1: all are done.
    qsizetype current() const;
    /// Trials that are not done, after the current one.
    QList<qsizetype> upcoming(int count) const;

    QStringList openQuestions(qsizetype index) const;
    /// The answer that counts now, undone ones included; null if there never was one.
    const study::Answer *currentAnswer(qsizetype index, const QString &question) const;
    /// The last answer of each question that said something, also when it was taken back since.
    QList<QuestionAnswer> givenAnswers(qsizetype index) const;

    /// The trial whose first question was answered last and not taken back; -1: none.
    qsizetype lastVoted() const;

private:
    struct Entry
    {
        study::Trial trial;
        int ordinal = 0;
        bool done = false;
        QHash<QString, study::Answer> current;
        QHash<QString, study::Answer> given;
        study::AnswerId lastUndo;
    };

    bool isAnswered(const Entry &entry, const QString &question) const;
    void enter(const study::Answer &answer);
    void recount(qsizetype index);

    QList<study::Question> m_questions;
    QList<Entry> m_entries;
    QHash<study::TrialId, qsizetype> m_indexOf;
    std::set<qsizetype> m_open;                   ///< trials that are not done
    std::map<study::AnswerId, qsizetype> m_votes; ///< current answers to the first question, oldest first
    qsizetype m_takenBack = -1;                   ///< the trial of the last undo, until it is done
    int m_counted = 0;
    int m_countedDone = 0;
    int m_practiceDone = 0;
};

} // namespace trials
