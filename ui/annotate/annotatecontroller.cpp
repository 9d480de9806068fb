#include "ui/annotate/annotatecontroller.h"

#include <algorithm>

#include <QLoggingCategory>

#include "ui/annotate/annotateview.h"
#include "ui/annotate/answerstrip.h"
#include "ui/annotate/helppanel.h"
#include "ui/annotate/labelstrip.h"
#include "ui/annotate/pairview.h"
#include "ui/annotate/promptbar.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/progressline.h"

namespace annotate {

namespace {

Q_LOGGING_CATEGORY(lcAnnotate, "dissensus.annotate", QtWarningMsg)

constexpr int loadingNoteMs = 300;
constexpr qint64 laterMs = 5 * 60 * 1000;

/// "left", "no preference": what the second stage says was saved.
QString savedText(const study::Vote &vote)
{
    switch (vote.choice) {
    case study::Choice::Picture:
        return vote.position == 0 ? AnnotateController::tr("left") : AnnotateController::tr("right");
    case study::Choice::Tie:
        return AnnotateController::tr("no preference");
    case study::Choice::BothGood:
        return AnnotateController::tr("both good");
    case study::Choice::BothBad:
        return AnnotateController::tr("both bad");
    case study::Choice::Skip:
    case study::Choice::Undone:
        break;
    }
    return {};
}

QStringList handlesOf(const trials::BlindTrial &trial)
{
    QStringList handles;
    for (const trials::BlindPicture &picture : trial.pictures)
        handles << picture.handle;
    return handles;
}

} // namespace

AnnotateController::AnnotateController(AnnotateView *view, QObject *parent)
    : QObject(parent)
    , m_view(view)
{
    m_hold.setSingleShot(true);
    m_loadingNote.setSingleShot(true);
    m_loadingNote.setInterval(loadingNoteMs);
    connect(&m_hold, &QTimer::timeout, this, &AnnotateController::adoptWhenSeen);
    connect(&m_loadingNote, &QTimer::timeout, this, [this] { m_view->pair()->setNote(tr("Loading the next pair")); });
    connect(&m_loader, &PairLoader::loaded, this, [this] {
        if (m_state == State::Loading && hasPictures())
            present();
    });
    connect(view, &AnnotateView::actionTriggered, this, &AnnotateController::act);
    connect(view, &AnnotateView::retryClicked, this, [this] { submit(m_submission); });
    connect(view, &AnnotateView::focusLost, this, [this] { m_unfocused = m_unfocused || m_state == State::Judging; });
    connect(view, &AnnotateView::frameSizeChanged, this, [this] { m_loader.setFrameSize(m_view->frameDeviceSize()); });
    connect(view->pair(), &PairView::painted, this, &AnnotateController::takePainted);
    applyPreferences(widgets::Preferences::load());
    connect(&widgets::PreferencesWatch::instance(), &widgets::PreferencesWatch::changed, this,
            &AnnotateController::applyPreferences);
    setState(State::Closed);
}

AnnotateController::~AnnotateController() = default;

void AnnotateController::applyPreferences(const widgets::Preferences &preferences)
{
    m_holdMs = preferences.answerHoldMs;
    m_view->setKeys(KeyMap::inForce(preferences));
}

void AnnotateController::setState(State state)
{
    m_state = state;
    const bool judging = state == State::Judging;
    m_view->answers()->setAnswersEnabled((judging && picturesAreShowable()) || state == State::Holding);
    m_view->labels()->setAnswersEnabled(judging || state == State::Holding);
    const study::Question *question = currentQuestion();
    m_view->answers()->setSkipEnabled(judging && question && question->allowSkip);
    const bool canUndo = m_now.canUndo && (judging || state == State::Done || state == State::Loading);
    m_view->answers()->setUndoEnabled(canUndo);
    m_view->labels()->setUndoEnabled(canUndo);
    Q_EMIT stateChanged();
}

bool AnnotateController::isSettled() const
{
    return m_state != State::Opening && m_state != State::Loading && m_state != State::Holding;
}

void AnnotateController::open(const QString &studyPath, const trials::SessionOwner &owner)
{
    close();
    m_session = std::make_unique<SessionThread>();
    connect(m_session.get(), &SessionThread::opened, this,
            [this](const SessionOpening &opening, const Situation &situation) {
                m_protocol = opening.protocol;
                m_view->prompt()->setSessionPrompts(opening.prompts);
                m_view->relayout();
                m_loader.setFrameSize(m_view->frameDeviceSize());
                m_loader.setSource(opening.pictures);
                m_view->help()->setInstructions(m_protocol.instructions);
                const QColor surround(m_protocol.surround);
                if (surround.isValid())
                    m_view->pair()->setSurround(surround);
                m_working.start();
                m_now = situation;
                wantPictures();
                Q_EMIT opened();
                if (opening.consentMissing) {
                    setState(State::Consent);
                    Q_EMIT consentAsked(m_protocol.consent);
                    return;
                }
                adopt(situation);
            });
    connect(m_session.get(), &SessionThread::consentGiven, this, [this] { adopt(m_now); });
    connect(m_session.get(), &SessionThread::committed, this,
            [this](const trials::Committed &, const Situation &situation) {
                Q_EMIT stored();
                m_next = situation;
                adoptWhenSeen();
            });
    connect(m_session.get(), &SessionThread::undone, this, [this](const Situation &situation) {
        Q_EMIT stored();
        adopt(situation);
    });
    connect(m_session.get(), &SessionThread::refreshed, this, &AnnotateController::takeRefreshed);
    connect(m_session.get(), &SessionThread::failed, this, &AnnotateController::takeFailure);
    setState(State::Opening);
    trials::SessionOwner here = owner;
    here.device = m_view->viewingConditions();
    m_session->open(studyPath, here);
}

void AnnotateController::close()
{
    m_session.reset();
    m_loader.setSource(nullptr);
    m_hold.stop();
    m_loadingNote.stop();
    m_now = {};
    m_next.reset();
    m_shownTrial.clear();
    m_undoWanted = false;
    setState(State::Closed);
}

void AnnotateController::giveConsent()
{
    if (m_session)
        m_session->giveConsent();
}

void AnnotateController::refresh()
{
    if (m_session && (m_state == State::Judging || m_state == State::Done || m_state == State::Empty))
        m_session->refresh();
}

void AnnotateController::takeRefreshed(const Situation &situation)
{
    if (m_state == State::Done || m_state == State::Empty) {
        adopt(situation);
    } else if (m_state == State::Judging) {
        const bool samePair = situation.trial && m_now.trial && situation.trial->id == m_now.trial->id;
        if (!samePair) {
            adopt(situation);
            return;
        }
        m_now = situation;
        wantPictures();
        updateCounter();
    }
    // An answer under way brings the new list itself.
}

const study::Question *AnnotateController::currentQuestion() const
{
    if (!m_now.trial || m_now.openQuestions.isEmpty())
        return nullptr;
    for (const study::Question &question : m_now.trial->questions) {
        if (question.id == m_now.openQuestions.constFirst())
            return &question;
    }
    return nullptr;
}

// ── From keys and clicks to actions ────────────────────────────────────────────────────────────────────────────────

void AnnotateController::act(const QString &action)
{
    if (actOnView(action))
        return;
    if (action == QLatin1String("undo")) {
        undo();
        return;
    }
    if (m_state == State::Break) {
        if (action == QLatin1String("proceed") || action == QLatin1String("done"))
            endBreak();
        if (action == QLatin1String("later")) {
            m_breakLaterMs = m_working.elapsed() + laterMs;
            showTrial();
        }
        return;
    }
    if (action == QLatin1String("open_study")) {
        Q_EMIT studyPlaceRequested();
        return;
    }
    if (m_state != State::Judging)
        return;
    if (action == QLatin1String("pause")) {
        showBreak(BreakKind::Asked);
        return;
    }
    // A second press meant for the last pair must not answer one that was not seen.
    if (!m_painted || (m_onScreen.elapsed() < m_guardMs && !m_view->showsLabels())) {
        qCInfo(lcAnnotate, "A key was ignored: the pair had just been painted.");
        return;
    }
    if (m_view->showsLabels())
        actOnLabels(action);
    else
        actOnChoice(action);
}

bool AnnotateController::actOnView(const QString &action)
{
    PairView *pair = m_view->pair();
    if (action == QLatin1String("layout"))
        pair->nextLayout();
    else if (action == QLatin1String("actual_size"))
        pair->toggleActualSize();
    else
        return false;
    return true;
}

void AnnotateController::actOnChoice(const QString &action)
{
    AnswerStrip *answers = m_view->answers();
    if (action == QLatin1String("skip")) {
        const study::Question *question = currentQuestion();
        answers->showReasons(question && question->allowSkip);
    } else if (action == QLatin1String("back")) {
        answers->showReasons(false);
    } else if (action.startsWith(QLatin1String("reason_"))) {
        const int index = action.mid(7).toInt() - 1;
        if (answers->showsReasons() && index >= 0 && index < skipReasonKeys().size())
            chooseVote(action, {study::Choice::Skip, -1, 0}, skipReasonKeys().at(index));
    } else if (action == QLatin1String("flag")) {
        m_flagged = !m_flagged;
        answers->setFlagged(m_flagged);
    } else if (picturesAreShowable()) {
        const QList<ChoiceOption> options = answers->options();
        for (const ChoiceOption &option : options) {
            if (option.action == action) {
                chooseVote(action, option.vote);
                return;
            }
        }
    }
}

void AnnotateController::actOnLabels(const QString &action)
{
    LabelStrip *labels = m_view->labels();
    if (action == QLatin1String("label_none")) {
        labels->press(-1);
    } else if (action.startsWith(QLatin1String("label_"))) {
        const int number = action.mid(6).toInt();
        labels->press(number <= 9 ? number - 1 : number - 2);
    } else if (action == QLatin1String("picture_previous")) {
        labels->setActivePicture(labels->activePicture() - 1);
    } else if (action == QLatin1String("picture_next")) {
        labels->setActivePicture(labels->activePicture() + 1);
    } else if (action == QLatin1String("comment")) {
        labels->editComment();
    } else if (action == QLatin1String("done")) {
        if (labels->activePicture() + 1 < labels->pictures())
            labels->setActivePicture(labels->activePicture() + 1);
        else
            submitLabels();
    }
}

// ── Answers ────────────────────────────────────────────────────────────────────────────────────────────────────────

int AnnotateController::responseMs() const
{
    return m_painted ? int(std::min<qint64>(m_onScreen.elapsed(), INT_MAX)) : -1;
}

QStringList AnnotateController::flags() const
{
    QStringList flags;
    if (m_flagged)
        flags << QStringLiteral("flagged");
    if (m_unfocused)
        flags << QStringLiteral("unfocused");
    return flags;
}

void AnnotateController::chooseVote(const QString &action, const study::Vote &vote, const QString &reason)
{
    const study::Question *question = currentQuestion();
    if (!question)
        return;
    trials::Submission submission;
    submission.answers.append({question->id, vote, {}, {}});
    submission.reason = reason;
    submission.finishes = vote.choice == study::Choice::Skip;
    m_saved = savedText(vote);
    m_view->answers()->markChosen(action);
    submit(submission);
}

void AnnotateController::submitLabels()
{
    const study::Question *question = currentQuestion();
    if (!question)
        return;
    trials::Submission submission;
    submission.answers.append({question->id, std::nullopt, m_view->labels()->labels(), {}});
    submission.comment = m_view->labels()->comment();
    // The window has no page for ratings: what is left of the trial is left empty.
    submission.finishes = std::none_of(
        m_now.trial->questions.begin(), m_now.trial->questions.end(), [this, question](const study::Question &q) {
            return q.id != question->id && q.kind != study::QuestionKind::Ratings && m_now.openQuestions.contains(q.id);
        });
    submit(submission);
}

void AnnotateController::submit(trials::Submission submission)
{
    submission.trial = m_now.trial->id;
    if (m_state == State::Judging) { // a retry keeps the first time
        submission.flags = flags();
        submission.responseMs = responseMs();
    }
    m_submission = submission;
    m_view->showError({});
    setState(State::Holding);
    m_next.reset();
    m_hold.start(m_holdMs);
    m_session->submit(submission);
}

void AnnotateController::adoptWhenSeen()
{
    if (m_state != State::Holding || !m_next || m_hold.isActive())
        return;
    const Situation situation = *m_next;
    m_next.reset();
    adopt(situation);
    if (m_undoWanted)
        undo();
}

void AnnotateController::undo()
{
    if (m_state == State::Holding) { // the answer under way is what is meant
        m_undoWanted = true;
        return;
    }
    m_undoWanted = false;
    if (!m_now.canUndo || (m_state != State::Judging && m_state != State::Done && m_state != State::Loading))
        return;
    setState(State::Holding);
    m_session->undo();
}

void AnnotateController::takeFailure(SessionThread::Request request, const base::Error &error)
{
    if (request == SessionThread::Request::Open) {
        setState(State::Failed);
        Q_EMIT openFailed(error);
        return;
    }
    if (request == SessionThread::Request::Refresh) {
        qCWarning(lcAnnotate, "New pairs could not be read: %s", qPrintable(error.toLine()));
        return; // the pairs at hand can still be judged
    }
    m_hold.stop();
    m_undoWanted = false;
    m_view->answers()->markChosen({});
    const QString hint = error.hint.isEmpty() ? tr("Try again") : error.hint.left(1).toUpper() + error.hint.mid(1);
    if (request == SessionThread::Request::Submit) {
        setState(State::NotSaved);
        m_view->showError(tr("The answer was not saved: %1. %2, then press Retry.").arg(error.message, hint),
                          tr("Retry"));
    } else {
        m_view->showError(tr("Nothing was changed: %1. %2.").arg(error.message, hint));
        setState(State::Judging);
    }
}

// ── What is shown ──────────────────────────────────────────────────────────────────────────────────────────────────

void AnnotateController::adopt(const Situation &situation)
{
    m_now = situation;
    m_flagged = false;
    m_unfocused = false;
    m_view->showError({});
    wantPictures();
    updateCounter();
    if (!m_now.trial)
        showNothing();
    else if (m_now.trial->id != m_shownTrial && breakIsDue())
        showBreak(BreakKind::Due);
    else
        showTrial();
}

void AnnotateController::wantPictures()
{
    QStringList handles;
    if (m_now.trial)
        handles << handlesOf(*m_now.trial);
    for (const trials::BlindTrial &trial : std::as_const(m_now.upcoming))
        handles << handlesOf(trial);
    m_loader.want(handles);
}

bool AnnotateController::hasPictures() const
{
    if (!m_now.trial)
        return false;
    return std::all_of(m_now.trial->pictures.begin(), m_now.trial->pictures.end(),
                       [this](const trials::BlindPicture &picture) { return m_loader.isReady(picture.handle); });
}

bool AnnotateController::picturesAreShowable() const
{
    if (!m_now.trial)
        return false;
    return std::all_of(m_now.trial->pictures.begin(), m_now.trial->pictures.end(),
                       [this](const trials::BlindPicture &picture) {
                           const auto loaded = m_loader.picture(picture.handle);
                           return loaded && loaded->has_value();
                       });
}

void AnnotateController::showTrial()
{
    PairView *pair = m_view->pair();
    pair->setCovered(false);
    m_view->prompt()->setPrompt(m_now.trial->prompt);
    m_view->answers()->showMessage({});
    if (m_now.trial->id != m_shownTrial) {
        m_shownTrial.clear();
        m_painted = false;
        pair->resetZoom();
        pair->resetLayout();
    }
    if (hasPictures()) {
        present();
        return;
    }
    for (int position = 0; position < 2; ++position)
        pair->frame(position).setLoading(m_now.trial->pictures.value(position).size);
    pair->update();
    m_loadingNote.start();
    showStage();
    setState(State::Loading);
}

void AnnotateController::present()
{
    PairView *pair = m_view->pair();
    m_loadingNote.stop();
    pair->setNote({});
    if (m_shownTrial != m_now.trial->id) {
        m_shownTrial = m_now.trial->id;
        m_painted = false;
        for (int position = 0; position < std::min<int>(2, int(m_now.trial->pictures.size())); ++position) {
            const auto loaded = m_loader.picture(m_now.trial->pictures[position].handle);
            if (!loaded || *loaded)
                pair->frame(position).setImage(loaded ? (*loaded)->image : QImage(),
                                               loaded ? (*loaded)->scaled : QImage());
            else if (loaded->error().code == QLatin1String("picture.missing"))
                pair->frame(position).setMissing(loaded->error().message);
            else
                pair->frame(position).setBroken(loaded->error().message);
        }
    } else {
        m_painted = false; // the second stage counts from its own first paint
    }
    pair->update();
    showStage();
    setState(State::Judging);
    if (!picturesAreShowable())
        takePainted(); // nothing to see: Skip and Undo work at once
}

void AnnotateController::showStage()
{
    const study::Question *question = currentQuestion();
    if (!question)
        return;
    const auto former =
        std::find_if(m_now.earlier.begin(), m_now.earlier.end(),
                     [question](const trials::QuestionAnswer &answer) { return answer.question == question->id; });
    const bool labelling = question->kind == study::QuestionKind::Labels;
    AnswerStrip *answers = m_view->answers();
    answers->showReasons(false);
    answers->setFlagged(false);
    if (labelling) {
        LabelStrip *labels = m_view->labels();
        labels->setQuestion(*question, int(m_now.trial->pictures.size()));
        QString saved = m_saved;
        for (const trials::QuestionAnswer &answer : std::as_const(m_now.earlier)) {
            if (answer.vote && answer.question != question->id)
                saved = savedText(*answer.vote);
        }
        labels->setSaved(saved);
        if (former != m_now.earlier.end())
            labels->restore(former->labels);
    } else {
        answers->setQuestion(*question);
        answers->markChosen({});
        if (former != m_now.earlier.end())
            answers->markFormer(former->vote);
    }
    m_view->showLabels(labelling);
}

void AnnotateController::updateCounter()
{
    if (!m_now.trial) {
        m_view->prompt()->setPrompt({});
        m_view->prompt()->setCounter({}, {}, {});
        m_view->progress()->setProgress(m_now.progress.done, m_now.progress.of);
        return;
    }
    const trials::BlindTrial &trial = *m_now.trial;
    const qsizetype stages = trial.questions.size();
    const qsizetype stage = stages - m_now.openQuestions.size();
    QString note = tr("in this session");
    if (trial.practice)
        note = tr("Practice %1 of %2, not counted").arg(trial.position).arg(trial.of);
    else if (stage > 0)
        note = tr("step %1 of %2").arg(stage + 1).arg(stages);
    m_view->prompt()->setCounter(QString::number(trial.position), tr(" of %1").arg(trial.of), note);
    // In stages of a trial, so that the second stage moves the line too.
    const qint64 parts = std::max<qsizetype>(1, stages);
    const qint64 done = stages > 1 ? (trial.position - 1) * parts + stage : trial.position;
    m_view->progress()->setProgress(done, trial.of * parts);
}

void AnnotateController::showNothing()
{
    m_shownTrial.clear();
    m_view->pair()->setCovered(true);
    m_view->showLabels(false);
    if (m_now.progress.of > 0) {
        m_view->answers()->showMessage(
            tr("All %1 pairs are done. You can close the window or look back with Backspace.").arg(m_now.progress.of));
        setState(State::Done);
    } else {
        m_view->answers()->showMessage(
            tr("No pairs to judge. Import pictures in Study, or ask the owner of the study for a batch."),
            tr("Open Study"), QStringLiteral("open_study"));
        setState(State::Empty);
    }
}

bool AnnotateController::breakIsDue() const
{
    const auto dueMs = qint64(m_protocol.breakMinutes * 60 * 1000);
    return dueMs > 0 && m_working.isValid() && m_working.elapsed() >= std::max(dueMs, m_breakLaterMs);
}

void AnnotateController::showBreak(BreakKind kind)
{
    m_view->pair()->setCovered(true);
    m_view->showLabels(false);
    const QString go = tr("Continue");
    const QString proceed = QStringLiteral("proceed");
    if (kind == BreakKind::Asked)
        m_view->answers()->showMessage(tr("Paused. The time is not counted."), go, proceed);
    else
        m_view->answers()->showMessage(
            tr("You have worked for %1 minutes. A short break helps. The time is not counted.")
                .arg(m_working.elapsed() / 60000),
            go, proceed, tr("Later"), QStringLiteral("later"));
    setState(State::Break);
}

void AnnotateController::endBreak()
{
    m_working.restart();
    m_breakLaterMs = 0;
    m_shownTrial.clear(); // shown anew: its time starts again
    showTrial();
}

void AnnotateController::takePainted()
{
    if (m_painted || m_state != State::Judging)
        return;
    m_painted = true;
    m_onScreen.restart();
    qCInfo(lcAnnotate, "Waiting for an answer.");
}

} // namespace annotate
