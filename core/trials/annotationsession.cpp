#include "core/trials/annotationsession.h"

#include <algorithm>

#include <QSet>

#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/database.h"
#include "core/storage/exclusivelock.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/revealrepository.h"
#include "core/storage/transaction.h"
#include "core/storage/trialrepository.h"
#include "core/trials/annotatorname.h"
#include "core/trials/answerledger.h"
#include "core/trials/studypicturesource.h"
#include "core/trials/trialplanner.h"

namespace trials {

class AnnotationSession::Private
{
public:
    Private(storage::Database opened, storage::ExclusiveLock taken, const study::Annotator &who, const QString &where,
            const Plan &plan, const QList<study::Answer> &answers)
        : database(std::move(opened))
        , lock(std::move(taken))
        , annotator(who)
        , device(where)
        , protocol(plan.protocol)
        , ledger(plan.trials, plan.protocol.protocol.questions, answers)
        , pictures(std::make_shared<StudyPictureSource>(database.path()))
        , doneAtOpen(ledger.countedDone() + ledger.practiceDone())
    {
    }

    const QList<study::Question> &questions() const { return protocol.protocol.questions; }
    base::Result<BlindTrial> blind(qsizetype index);
    base::Result<QString> promptText(study::PromptId id);
    base::Result<Submission> withRevealFlag(const Submission &submission, qsizetype index);
    base::Result<QList<study::Answer>> rows(const Submission &submission, qsizetype index) const;
    base::Result<qint64> planState();
    base::Result<bool> planAgain();
    base::Result<QList<study::Answer>> store(const QList<study::Answer> &answers);

    storage::Database database;
    storage::ExclusiveLock lock;
    study::Annotator annotator;
    QString device;
    StudyProtocol protocol;
    AnswerLedger ledger;
    std::shared_ptr<StudyPictureSource> pictures;
    int doneAtOpen;
    qint64 plannedState = -1; ///< planState() of the last refresh
    study::SessionId session; ///< stored with the first answer, so that a look without an answer leaves no session

private:
    base::Result<bool> mayDisturb(study::PictureId picture);
    study::Answer row(qsizetype index, const QString &question) const;
    QString setOf(const QString &question) const;
    void addNotes(QList<study::Answer> &rows, const Submission &submission, qsizetype index) const;

    QHash<study::TrialId, QList<BlindPicture>> m_shown;
    QSet<study::TrialId> m_warned; ///< of m_shown
    QHash<study::PromptId, QString> m_prompts;
};

base::Result<QString> AnnotationSession::Private::promptText(study::PromptId id)
{
    if (!m_prompts.contains(id)) {
        BASE_TRY_ASSIGN(prompt, storage::PromptRepository(database).prompt(id));
        m_prompts.insert(id, prompt ? prompt->text : QString());
    }
    return m_prompts.value(id);
}

/// By the labels that the protocol warns of.
base::Result<bool> AnnotationSession::Private::mayDisturb(study::PictureId id)
{
    const QStringList &labels = protocol.protocol.contentWarning.labels;
    if (labels.isEmpty())
        return false;
    BASE_TRY_ASSIGN(picture, storage::PictureRepository(database).picture(id));
    if (!picture)
        return false;
    return labels.contains(picture->emotion)
           || std::any_of(picture->taxonomy.cbegin(), picture->taxonomy.cend(), [&labels](const QString &label) {
                  return labels.contains(label) || labels.contains(label.section(u'.', 0, 0));
              });
}

base::Result<BlindTrial> AnnotationSession::Private::blind(qsizetype index)
{
    const study::Trial &trial = ledger.trial(index);
    BASE_TRY_ASSIGN(prompt, promptText(trial.prompt));
    if (!m_shown.contains(trial.id)) {
        QList<BlindPicture> shown;
        bool warns = false;
        for (const study::PictureId id : trial.pictures) {
            BASE_TRY_ASSIGN(disturbs, mayDisturb(id));
            warns = warns || disturbs;
            BASE_TRY_ASSIGN(picture, pictures->show(database, id));
            shown.append(picture);
        }
        m_shown.insert(trial.id, shown);
        if (warns)
            m_warned.insert(trial.id);
    }
    return BlindTrial{trial.uid,
                      prompt,
                      m_shown.value(trial.id),
                      questions(),
                      ledger.ordinal(index),
                      trial.isPractice ? ledger.practiceTrials() : ledger.countedTrials(),
                      trial.isPractice,
                      m_warned.contains(trial.id)};
}

study::Answer AnnotationSession::Private::row(qsizetype index, const QString &question) const
{
    study::Answer answer;
    answer.trial = ledger.trial(index).id;
    answer.question = question;
    if (const study::Answer *known = ledger.currentAnswer(index, question))
        answer.supersedes = known->id;
    answer.protocolHash = protocol.hash;
    return answer;
}

/// Looked up at every answer: what was seen in Compare a moment ago counts too.
base::Result<Submission> AnnotationSession::Private::withRevealFlag(const Submission &submission, qsizetype index)
{
    const QString flag = QStringLiteral("after_reveal");
    Submission flagged = submission;
    BASE_TRY_ASSIGN(revealed, storage::RevealRepository(database).isRevealed(annotator, ledger.trial(index).prompt));
    if (revealed && !flagged.flags.contains(flag))
        flagged.flags.append(flag);
    return flagged;
}

/// Grows with everything that a plan depends on, but for answers: rows are only added.
base::Result<qint64> AnnotationSession::Private::planState()
{
    BASE_TRY_ASSIGN(
        select,
        database.prepare(QStringLiteral(
            "SELECT coalesce((SELECT max(id) FROM picture), 0) + coalesce((SELECT max(id) FROM prompt), 0) "
            "+ coalesce((SELECT max(id) FROM source_event), 0) + coalesce((SELECT max(id) FROM protocol_event), 0) "
            "+ coalesce((SELECT max(id) FROM trial WHERE annotator_id = ?), 0)")));
    BASE_TRY(select.run(annotator.id));
    return select.next() ? select.integer(0) : 0;
}

/// True: the list of trials is another one now. Planning reads all pictures: only when there may be something new.
base::Result<bool> AnnotationSession::Private::planAgain()
{
    BASE_TRY_ASSIGN(state, planState());
    if (state == plannedState)
        return false;
    BASE_TRY_ASSIGN(transaction, storage::Transaction::begin(database));
    BASE_TRY_ASSIGN(plan, TrialPlanner(database).plan(annotator));
    BASE_TRY_ASSIGN(answers, storage::TrialRepository(database).answersOf(annotator.id));
    BASE_TRY(transaction.commit());
    BASE_TRY_ASSIGN(now, planState());
    plannedState = now;
    bool same = plan.protocol.hash == protocol.hash && plan.trials.size() == ledger.size();
    for (qsizetype i = 0; same && i < ledger.size(); ++i)
        same = plan.trials.at(i).id == ledger.trial(i).id;
    if (same)
        return false;
    protocol = plan.protocol;
    ledger = AnswerLedger(plan.trials, plan.protocol.protocol.questions, answers);
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
        if (submission.responseMs >= 0 && submission.responseMs < protocol.protocol.tooFastMs)
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
        BASE_TRY_ASSIGN(added, storage::AnnotatorRepository(database).addSession(annotator.id, now, {}, device));
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
    BASE_TRY_ASSIGN(database, storage::Database::open(studyPath));
    BASE_TRY_ASSIGN(lock, storage::ExclusiveLock::take(studyPath, QStringLiteral("annotator-") + owner.code));

    BASE_TRY_ASSIGN(transaction, storage::Transaction::begin(database));
    BASE_TRY_ASSIGN(annotator,
                    storage::AnnotatorRepository(database).addAnnotator(owner.code, owner.kind, owner.groups));
    BASE_TRY_ASSIGN(plan, TrialPlanner(database).plan(annotator));
    BASE_TRY_ASSIGN(answers, storage::TrialRepository(database).answersOf(annotator.id));
    BASE_TRY(transaction.commit());
    return std::unique_ptr<AnnotationSession>(new AnnotationSession(
        std::make_unique<Private>(std::move(database), std::move(lock), annotator, owner.device, plan, answers)));
}

AnnotationSession::AnnotationSession(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

AnnotationSession::~AnnotationSession() = default;

BlindProtocol AnnotationSession::protocol() const
{
    return toBlind(d->protocol.protocol);
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
        BASE_TRY_ASSIGN(text, d->promptText(id));
        texts.append(text);
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
        back.protocolHash = d->protocol.hash;
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
    const QString text = d->protocol.protocol.consent;
    if (text.isEmpty() || d->annotator.kind == study::AnnotatorKind::Machine)
        return false;
    BASE_TRY_ASSIGN(given,
                    storage::AnnotatorRepository(d->database).hasConsent(d->annotator.id, base::sha256(text.toUtf8())));
    return !given;
}

base::Result<void> AnnotationSession::giveConsent()
{
    return storage::AnnotatorRepository(d->database)
        .addConsent(d->annotator.id, base::sha256(d->protocol.protocol.consent.toUtf8()));
}

base::Result<void> AnnotationSession::answerBackground(const QString &question, const QString &answer)
{
    const QList<BackgroundQuestion> &asked = d->protocol.protocol.backgroundQuestions;
    if (std::none_of(asked.begin(), asked.end(), [&question](const BackgroundQuestion &q) { return q.id == question; }))
        return base::fail(QStringLiteral("annotate.question"), QStringLiteral("'%1' is not asked").arg(question));
    return storage::AnnotatorRepository(d->database).addBackgroundAnswer(d->annotator.id, question, answer);
}

} // namespace trials
