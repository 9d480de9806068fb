#include "ui/annotate/annotatecontroller.h"

#include <algorithm>

#include <QLoggingCategory>

#include "ui/annotate/annotateview.h"
#include "ui/annotate/answerstrip.h"
#include "ui/annotate/helppanel.h"
#include "ui/annotate/labelstrip.h"
#include "ui/annotate/pairview.h"
#include "ui/annotate/promptbar.h"
#include "ui/annotate/ratingstrip.h"
#include "ui/annotate/stagerow.h"
#include "ui/annotate/stagetexts.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/progressline.h"

namespace annotate {

Q_LOGGING_CATEGORY(lcAnnotate, "dissensus.annotate", QtWarningMsg)

namespace {

constexpr int loadingNoteMs = 300;

} // namespace

AnnotateController::AnnotateController(AnnotateView *view, QObject *parent)
    : QObject(parent)
    , m_view(view)
    , m_loader(this)
    , m_colours(new widgets::ScreenProfile(view))
{
    m_hold.setSingleShot(true);
    m_loadingNote.setSingleShot(true);
    m_loadingNote.setInterval(loadingNoteMs);
    connect(&m_hold, &QTimer::timeout, this, &AnnotateController::adoptWhenSeen);
    connect(&m_loadingNote, &QTimer::timeout, this, [this] { m_view->pair()->setNote(tr("Loading the next pair")); });
    connect(&m_loader, &PairLoader::loaded, this, [this] {
        if (m_state == State::Loading && hasPictures())
            present();
        else if (m_recoloured && hasPictures()) {
            m_recoloured = false;
            fillFrames();
        }
    });
    connect(&m_loader, &PairLoader::whole, this, &AnnotateController::fillFrames);
    connect(&m_loader, &PairLoader::rescaled, this, &AnnotateController::takeRescaled);
    connect(view->pair(), &PairView::zoomChanged, this, [this] {
        if (m_now.trial && m_view->pair()->zoom().kind != widgets::Zoom::Kind::Fit)
            m_loader.wantWhole(handlesOf(*m_now.trial));
    });
    connect(m_colours, &widgets::ScreenProfile::changed, this, [this] {
        m_loader.setColours(m_colours->transform());
        m_recoloured = true;
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
    m_view->ratings()->setAnswersEnabled(judging || state == State::Holding);
    const study::Question *question = currentQuestion();
    m_view->answers()->setSkipEnabled((judging || state == State::Warned) && question && question->allowSkip);
    const bool canUndo =
        m_now.canUndo && (judging || state == State::Warned || state == State::Done || state == State::Loading);
    m_view->answers()->setUndoEnabled(canUndo);
    m_view->labels()->row()->setUndoEnabled(canUndo);
    m_view->ratings()->row()->setUndoEnabled(canUndo);
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
                m_view->setWindowRules(m_protocol.minimumWindow, m_protocol.pictureSize == trials::PictureSize::Fixed);
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
    here.device = m_view->viewingConditions(m_colours->transform().get());
    m_session->open(studyPath, here);
}

void AnnotateController::close()
{
    m_session.reset();
    m_view->setWindowRules({}, false);
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

void AnnotateController::submitStage()
{
    const study::Question *question = currentQuestion();
    if (!question)
        return;
    trials::QuestionAnswer answer{question->id, std::nullopt, {}, {}};
    if (question->kind == study::QuestionKind::Ratings)
        answer.ratings = m_view->ratings()->ratings();
    else
        answer.labels = m_view->labels()->labels();
    trials::Submission submission;
    submission.answers.append(answer);
    submission.comment = m_view->stageRow()->comment();
    submission.finishes = m_now.openQuestions.size() == 1;
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
    if (!m_now.canUndo
        || (m_state != State::Judging && m_state != State::Warned && m_state != State::Done
            && m_state != State::Loading))
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

} // namespace annotate
