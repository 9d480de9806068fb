#include "core/trials/annotationsession.h"

#include <algorithm>
#include <utility>

#include <QSet>

#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/answersonly.h"
#include "core/storage/database.h"
#include "core/storage/exclusivelock.h"
#include "core/storage/revealrepository.h"
#include "core/storage/transaction.h"
#include "core/storage/trialrepository.h"
#include "core/trials/annotatorname.h"
#include "core/trials/answerledger.h"
#include "core/trials/studypicturesource.h"
#include "core/trials/unblindedhelper.h"
#include "core/trials/unblindedstudy.h"

namespace trials {

class AnnotationSession::Private
{
public:
    Private(storage::Database opened, storage::ExclusiveLock taken, std::shared_ptr<Unblinded> otherSide, Seat told,
            const SessionOwner &who)
        : database(std::move(opened))
        , lock(std::move(taken))
        , unblinded(std::move(otherSide))
        , owner(who)
        , pictures(std::make_shared<StudyPictureSource>(unblinded))
    {
        takeSeat(std::move(told));
        doneAtOpen = ledger.countedDone() + ledger.practiceDone();
    }

    const QList<study::Question> &questions() const { return seat.protocol.questions; }
    base::Result<BlindTrial> blind(qsizetype index);
    base::Result<Submission> withRevealFlag(const Submission &submission, qsizetype index);
    base::Result<QList<study::Answer>> rows(const Submission &submission, qsizetype index) const;
    base::Result<bool> planAgain();
    void takeSeat(Seat told);
    base::Result<QList<study::Answer>> store(const QList<study::Answer> &answers);

    storage::Database database;
    storage::ExclusiveLock lock;
    std::shared_ptr<Unblinded> unblinded;
    SessionOwner owner;
    Seat seat; ///< its trials and answers are in the ledger
    AnswerLedger ledger{{}, {}, {}};
    std::shared_ptr<StudyPictureSource> pictures;
    int doneAtOpen = 0;
    qint64 plannedState = -1; ///< Unblinded::planState() of the last refresh
    study::SessionId session; ///< stored with the first answer, so that a look without an answer leaves no session

private:
    study::Answer row(qsizetype index, const QString &question) const;
    QString setOf(const QString &question) const;
    void addNotes(QList<study::Answer> &rows, const Submission &submission, qsizetype index) const;

    QHash<study::TrialId, QList<BlindPicture>> m_shown;
};

base::Result<BlindTrial> AnnotationSession::Private::blind(qsizetype index)
{
    const study::Trial &trial = ledger.trial(index);
    if (!m_shown.contains(trial.id)) {
        QList<BlindPicture> shown;
        for (const study::PictureId id : trial.pictures) {
            BASE_TRY_ASSIGN(picture, pictures->show(seat.pictures.value(id)));
            shown.append(picture);
        }
        m_shown.insert(trial.id, shown);
    }
    return BlindTrial{trial.uid,
                      seat.prompts.value(trial.prompt),
                      m_shown.value(trial.id),
                      questions(),
                      ledger.ordinal(index),
                      trial.isPractice ? ledger.practiceTrials() : ledger.countedTrials(),
                      trial.isPractice,
                      seat.warned.contains(trial.id)};
}

study::Answer AnnotationSession::Private::row(qsizetype index, const QString &question) const
{
    study::Answer answer;
    answer.trial = ledger.trial(index).id;
    answer.question = question;
    if (const study::Answer *known = ledger.currentAnswer(index, question))
        answer.supersedes = known->id;
    answer.protocolHash = seat.protocolHash;
    return answer;
}

void AnnotationSession::Private::takeSeat(Seat told)
{
    seat = std::move(told);
    ledger = AnswerLedger(std::exchange(seat.trials, {}), seat.protocol.questions, std::exchange(seat.answers, {}));
}

/// Looked up at every answer: what was seen in Compare a moment ago counts too.
base::Result<Submission> AnnotationSession::Private::withRevealFlag(const Submission &submission, qsizetype index)
{
    const QString flag = QStringLiteral("after_reveal");
    Submission flagged = submission;
    const QStringList keys = seat.revealKeys.value(ledger.trial(index).prompt);
    BASE_TRY_ASSIGN(revealed, storage::RevealRepository(database).isAnySet(keys));
    if (revealed && !flagged.flags.contains(flag))
        flagged.flags.append(flag);
    return flagged;
}

/// True: the list of trials is another one now. Planning reads all pictures: only when there may be something new.
base::Result<bool> AnnotationSession::Private::planAgain()
{
    BASE_TRY_ASSIGN(state, unblinded->planState(seat.annotator));
    if (state == plannedState)
        return false;
    BASE_TRY_ASSIGN(told, unblinded->seat(owner));
    BASE_TRY_ASSIGN(now, unblinded->planState(seat.annotator));
    plannedState = now;
    bool same = told.protocolHash == seat.protocolHash && told.trials.size() == ledger.size();
    for (qsizetype i = 0; same && i < ledger.size(); ++i)
        same = told.trials.at(i).id == ledger.trial(i).id;
    if (same)
        return false;
    takeSeat(std::move(told));
    return true;
}

/// The answer rows that a checked submission becomes, in the order of the questions.
base::Result<QList<study::Answer>> AnnotationSession::Private::rows(const Submission &submission, qsizetype index) const
{
    const QStringList open = ledger.openQuestions(index);
    QList<study::Answer> rows;
    bool skipped = false;
    for (const study::Question &question : questions()) {
        const bool isFirst = question.id == questions().constFirst().id;
        const auto given = std::find_if(submission.answers.begin(), submission.answers.end(),
                                        [&question](const QuestionAnswer &a) { return a.question == question.id; });
        const bool isGiven = given != submission.answers.end();
        if (isFirst && !isGiven && open.contains(question.id))
            return base::fail(QStringLiteral("annotate.question"),
                              QStringLiteral("'%1' must be answered first").arg(question.id));
        if (!isGiven && (!submission.finishes || skipped || !open.contains(question.id)))
            continue;
        study::Answer answer = row(index, question.id);
        if (isGiven) {
            answer.vote = given->vote;
            answer.labels = given->labels;
            answer.ratings = given->ratings;
        } else if (question.kind == study::QuestionKind::Choice) {
            if (!question.allowSkip)
                return base::fail(QStringLiteral("annotate.question"),
                                  QStringLiteral("'%1' must be answered").arg(question.id));
            answer.vote = study::Vote{study::Choice::Skip, -1, 0};
        }
        if (answer.vote && answer.vote->choice == study::Choice::Picture)
            answer.vote->strength = std::max(answer.vote->strength, 1);
        skipped = skipped || (isFirst && answer.vote->choice == study::Choice::Skip);
        answer.responseMs = submission.responseMs;
        rows.append(answer);
    }
    addNotes(rows, submission, index);
    return rows;
}

/// Reason, comment and flags belong to the vote. A later stage that brings new ones stores the same vote
/// again with them.
void AnnotationSession::Private::addNotes(QList<study::Answer> &rows, const Submission &submission,
                                          qsizetype index) const
{
    const QString first = questions().constFirst().id;
    const bool hasVote = !rows.isEmpty() && rows.constFirst().question == first;
    const study::Answer *known = ledger.currentAnswer(index, first);
    if (!hasVote && !known)
        return;
    study::Answer vote = hasVote ? rows.constFirst() : *known;
    if (!submission.reason.isEmpty())
        vote.reason = submission.reason;
    if (!submission.comment.isEmpty())
        vote.comment = submission.comment;
    for (const QString &flag : submission.flags)
        if (!vote.flags.contains(flag))
            vote.flags.append(flag);
    if (hasVote) {
        if (submission.responseMs >= 0 && submission.responseMs < seat.protocol.tooFastMs)
            vote.flags.append(QStringLiteral("too_fast"));
        rows.first() = vote;
    } else if (vote.reason != known->reason || vote.comment != known->comment || vote.flags != known->flags) {
        vote.supersedes = known->id;
        vote.id = {};
        vote.uid.clear();
        rows.prepend(vote);
    }
}

QString AnnotationSession::Private::setOf(const QString &question) const
{
    const auto found = std::find_if(questions().begin(), questions().end(),
                                    [&question](const study::Question &q) { return q.id == question; });
    return found == questions().end() ? QString() : found->set;
}

/// One transaction for everything; the ledger learns of it only when it is on disk.
base::Result<QList<study::Answer>> AnnotationSession::Private::store(const QList<study::Answer> &answers)
{
    BASE_TRY_ASSIGN(transaction, storage::Transaction::begin(database));
    const qint64 now = base::nowMs();
    study::SessionId used = session;
    if (!used.isValid()) {
        BASE_TRY_ASSIGN(added,
                        storage::AnnotatorRepository(database).addSession(seat.annotator, now, {}, owner.device));
        used = added;
    }
    storage::TrialRepository repository(database);
    QList<study::Answer> stored;
    for (study::Answer answer : answers) {
        answer.session = used;
        answer.answeredAt = now;
        if (answer.responseMs >= 0 && answer.shownAt == 0)
            answer.shownAt = now - answer.responseMs;
        BASE_TRY_ASSIGN(added, repository.addAnswer(answer, setOf(answer.question)));
        stored.append(added);
    }
    BASE_TRY(transaction.commit());
    session = used;
    for (const study::Answer &answer : std::as_const(stored))
        ledger.record(answer);
    return stored;
}

base::Result<std::unique_ptr<AnnotationSession>> AnnotationSession::open(const QString &studyPath,
                                                                         const SessionOwner &owner)
{
    BASE_TRY(checkAnnotatorName(QStringLiteral("annotator code"), owner.code));
    for (const QString &group : owner.groups)
        BASE_TRY(checkAnnotatorName(QStringLiteral("group name"), group));
    std::shared_ptr<Unblinded> unblinded;
    if (owner.helper.isEmpty())
        unblinded = std::make_shared<UnblindedStudy>(studyPath);
    else
        unblinded = std::make_shared<UnblindedHelper>(owner.helper, studyPath);
    BASE_TRY(unblinded->open());
    BASE_TRY_ASSIGN(lock, storage::ExclusiveLock::take(studyPath, QStringLiteral("annotator-") + owner.code));
    BASE_TRY_ASSIGN(seat, unblinded->seat(owner));
    BASE_TRY_ASSIGN(database, storage::Database::open(studyPath));
    if (!owner.helper.isEmpty()) // the helper moves the log: pages of every table would pass through this process
        BASE_TRY(database.execute(QStringLiteral("PRAGMA wal_autocheckpoint = 0")));
    storage::allowOnlyAnswers(database);
    return std::unique_ptr<AnnotationSession>(new AnnotationSession(
        std::make_unique<Private>(std::move(database), std::move(lock), std::move(unblinded), std::move(seat), owner)));
}

AnnotationSession::AnnotationSession(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

AnnotationSession::~AnnotationSession() = default;

BlindProtocol AnnotationSession::protocol() const
{
    return d->seat.protocol;
}

std::shared_ptr<const PictureSource> AnnotationSession::pictures() const
{
    return d->pictures;
}

base::Result<std::optional<BlindTrial>> AnnotationSession::current()
{
    const qsizetype index = d->ledger.current();
    if (index < 0)
        return std::nullopt;
    BASE_TRY_ASSIGN(trial, d->blind(index));
    return trial;
}

QStringList AnnotationSession::openQuestions() const
{
    const qsizetype index = d->ledger.current();
    return index < 0 ? QStringList() : d->ledger.openQuestions(index);
}

QList<QuestionAnswer> AnnotationSession::earlierAnswers() const
{
    const qsizetype index = d->ledger.current();
    return index < 0 ? QList<QuestionAnswer>() : d->ledger.givenAnswers(index);
}

base::Result<QList<BlindTrial>> AnnotationSession::upcoming(int count)
{
    QList<BlindTrial> trials;
    for (const qsizetype index : d->ledger.upcoming(count)) {
        BASE_TRY_ASSIGN(trial, d->blind(index));
        trials.append(trial);
    }
    return trials;
}

base::Result<QStringList> AnnotationSession::prompts()
{
    QStringList texts;
    QSet<study::PromptId> seen;
    for (qsizetype index = 0; index < d->ledger.size(); ++index) {
        const study::PromptId id = d->ledger.trial(index).prompt;
        if (seen.contains(id))
            continue;
        seen.insert(id);
        texts.append(d->seat.prompts.value(id));
    }
    return texts;
}

base::Result<Committed> AnnotationSession::answer(const Submission &submission)
{
    const qsizetype index = d->ledger.current();
    if (index < 0 || d->ledger.trial(index).uid != submission.trial)
        return base::fail(QStringLiteral("annotate.trial"), QStringLiteral("this is not the trial that is open"),
                          QStringLiteral("Answer the last trial that was shown, or undo"));
    BASE_TRY(checkSubmission(submission, d->questions(), static_cast<int>(d->ledger.trial(index).pictures.size())));
    BASE_TRY_ASSIGN(flagged, d->withRevealFlag(submission, index));
    BASE_TRY_ASSIGN(rows, d->rows(flagged, index));
    BASE_TRY_ASSIGN(stored, d->store(rows));

    Committed committed;
    for (const study::Answer &answer : stored)
        committed.answerIds.append(answer.uid);
    committed.voteId = d->ledger.currentAnswer(index, d->questions().constFirst().id)->uid;
    committed.trialDone = d->ledger.openQuestions(index).isEmpty();
    return committed;
}

base::Result<bool> AnnotationSession::refresh()
{
    return d->planAgain();
}

bool AnnotationSession::canUndo() const
{
    return d->ledger.lastVoted() >= 0;
}

base::Result<QString> AnnotationSession::undo()
{
    const qsizetype index = d->ledger.lastVoted();
    if (index < 0)
        return base::fail(QStringLiteral("annotate.undo"), QStringLiteral("there is nothing to undo"));
    const QString voteId = d->ledger.currentAnswer(index, d->questions().constFirst().id)->uid;
    QList<study::Answer> rows;
    // The first question comes last: what was stored before an undone vote counts as taken back with it.
    for (auto it = d->questions().crbegin(); it != d->questions().crend(); ++it) {
        const study::Question &question = *it;
        const study::Answer *given = d->ledger.currentAnswer(index, question.id);
        const bool isChoice = question.kind == study::QuestionKind::Choice;
        if (!given || (!isChoice && given->labels.isEmpty() && given->ratings.isEmpty()))
            continue;
        study::Answer back;
        back.trial = given->trial;
        back.question = question.id;
        back.supersedes = given->id;
        back.protocolHash = d->seat.protocolHash;
        if (isChoice)
            back.vote = study::Vote{study::Choice::Undone, -1, 0};
        rows.append(back);
    }
    BASE_TRY(d->store(rows));
    return voteId;
}

SessionProgress AnnotationSession::progress() const
{
    const AnswerLedger &ledger = d->ledger;
    return {ledger.countedDone(), ledger.countedTrials(), ledger.practiceDone(), ledger.practiceTrials(),
            ledger.countedDone() + ledger.practiceDone() - d->doneAtOpen};
}

base::Result<bool> AnnotationSession::consentMissing()
{
    return d->seat.consentMissing;
}

base::Result<void> AnnotationSession::giveConsent()
{
    BASE_TRY(storage::AnnotatorRepository(d->database)
                 .addConsent(d->seat.annotator, base::sha256(d->seat.protocol.consent.toUtf8())));
    d->seat.consentMissing = false;
    return {};
}

base::Result<void> AnnotationSession::answerBackground(const QString &question, const QString &answer)
{
    const QList<BackgroundQuestion> &asked = d->seat.protocol.backgroundQuestions;
    if (std::none_of(asked.begin(), asked.end(), [&question](const BackgroundQuestion &q) { return q.id == question; }))
        return base::fail(QStringLiteral("annotate.question"), QStringLiteral("'%1' is not asked").arg(question));
    return storage::AnnotatorRepository(d->database).addBackgroundAnswer(d->seat.annotator, question, answer);
}

} // namespace trials
