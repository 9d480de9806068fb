#include "core/trials/answerledger.h"

#include <algorithm>
#include <tuple>

#include <QSet>

namespace trials {

namespace {

bool isUndone(const study::Answer &answer)
{
    return answer.vote && answer.vote->choice == study::Choice::Undone;
}

/// Whether the answer says something that can be shown again.
bool isGiven(const study::Answer &answer)
{
    return (answer.vote && !isUndone(answer)) || !answer.labels.isEmpty() || !answer.ratings.isEmpty();
}

} // namespace

AnswerLedger::AnswerLedger(const QList<study::Trial> &trials, const QList<study::Question> &questions,
                           const QList<study::Answer> &answers)
    : m_questions(questions)
{
    int practice = 0;
    for (const study::Trial &trial : trials) {
        m_indexOf.insert(trial.id, m_entries.size());
        m_open.insert(m_open.end(), m_entries.size());
        m_entries.append({trial, trial.isPractice ? ++practice : ++m_counted, false, {}, {}, {}});
    }
    // Rows are numbered in the order in which they were stored; among several that nothing supersedes, which
    // a merge may leave, the later one by its own time counts.
    QList<study::Answer> ordered = answers;
    std::sort(ordered.begin(), ordered.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    QSet<study::AnswerId> superseded;
    for (const study::Answer &answer : ordered)
        superseded.insert(answer.supersedes);
    for (const study::Answer &answer : std::as_const(ordered)) {
        const qsizetype index = m_indexOf.value(answer.trial, -1);
        if (index < 0)
            continue;
        const study::Answer *known = currentAnswer(index, answer.question);
        const bool counts = !superseded.contains(answer.id)
                            && (!known || superseded.contains(known->id)
                                || std::tie(known->answeredAt, known->uid) < std::tie(answer.answeredAt, answer.uid));
        if (counts || !known)
            enter(answer);
        else if (isGiven(answer))
            m_entries[index].given.insert(answer.question, answer);
        if (isUndone(answer))
            m_entries[index].lastUndo = std::max(m_entries[index].lastUndo, answer.id);
    }
    for (qsizetype i = 0; i < m_entries.size(); ++i)
        recount(i);
}

void AnswerLedger::record(const study::Answer &answer)
{
    const qsizetype index = m_indexOf.value(answer.trial, -1);
    if (index < 0)
        return;
    enter(answer);
    if (isUndone(answer))
        m_takenBack = index;
    recount(index);
    if (m_takenBack == index && m_entries.at(index).done)
        m_takenBack = -1;
}

void AnswerLedger::enter(const study::Answer &answer)
{
    const qsizetype index = m_indexOf.value(answer.trial);
    Entry &entry = m_entries[index];
    const bool isFirst = answer.question == m_questions.constFirst().id;
    if (isFirst && entry.current.contains(answer.question))
        m_votes.erase(entry.current.value(answer.question).id);
    entry.current.insert(answer.question, answer);
    if (isGiven(answer))
        entry.given.insert(answer.question, answer);
    if (isUndone(answer))
        entry.lastUndo = std::max(entry.lastUndo, answer.id);
    else if (isFirst)
        m_votes.emplace(answer.id, index);
}

void AnswerLedger::recount(qsizetype index)
{
    Entry &entry = m_entries[index];
    const QString first = m_questions.constFirst().id;
    const bool skipped = isAnswered(entry, first) && entry.current.value(first).vote->choice == study::Choice::Skip;
    const bool done = skipped
                      || std::all_of(m_questions.begin(), m_questions.end(),
                                     [&](const study::Question &question) { return isAnswered(entry, question.id); });
    if (done == entry.done)
        return;
    entry.done = done;
    if (done)
        m_open.erase(index);
    else
        m_open.insert(index);
    (entry.trial.isPractice ? m_practiceDone : m_countedDone) += done ? 1 : -1;
}

bool AnswerLedger::isAnswered(const Entry &entry, const QString &question) const
{
    const auto found = entry.current.constFind(question);
    return found != entry.current.cend() && !isUndone(*found) && found->id > entry.lastUndo;
}

qsizetype AnswerLedger::current() const
{
    if (m_takenBack >= 0)
        return m_takenBack;
    return m_open.empty() ? -1 : *m_open.begin();
}

QList<qsizetype> AnswerLedger::upcoming(int count) const
{
    QList<qsizetype> indices;
    const qsizetype now = current();
    for (const qsizetype index : m_open) {
        if (indices.size() == count)
            break;
        if (index != now)
            indices.append(index);
    }
    return indices;
}

QStringList AnswerLedger::openQuestions(qsizetype index) const
{
    QStringList open;
    const Entry &entry = m_entries.at(index);
    if (!entry.done)
        for (const study::Question &question : m_questions)
            if (!isAnswered(entry, question.id))
                open.append(question.id);
    return open;
}

const study::Answer *AnswerLedger::currentAnswer(qsizetype index, const QString &question) const
{
    const auto &current = m_entries.at(index).current;
    const auto found = current.constFind(question);
    return found == current.cend() ? nullptr : &*found;
}

QList<QuestionAnswer> AnswerLedger::givenAnswers(qsizetype index) const
{
    QList<QuestionAnswer> answers;
    for (const study::Question &question : m_questions) {
        const auto found = m_entries.at(index).given.constFind(question.id);
        if (found != m_entries.at(index).given.cend())
            answers.append({question.id, found->vote, found->labels, found->ratings});
    }
    return answers;
}

qsizetype AnswerLedger::lastVoted() const
{
    return m_votes.empty() ? -1 : m_votes.rbegin()->second;
}

} // namespace trials
