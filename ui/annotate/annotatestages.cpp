#include <algorithm>

#include <QLoggingCategory>

#include "ui/annotate/annotatecontroller.h"
#include "ui/annotate/annotateview.h"
#include "ui/annotate/answerstrip.h"
#include "ui/annotate/labelstrip.h"
#include "ui/annotate/pairview.h"
#include "ui/annotate/promptbar.h"
#include "ui/annotate/ratingstrip.h"
#include "ui/annotate/stagerow.h"
#include "ui/annotate/stagetexts.h"
#include "ui/widgets/progressline.h"

/// What is shown: pairs, stages, counter, breaks, the end.
namespace annotate {

Q_DECLARE_LOGGING_CATEGORY(lcAnnotate)

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
    pair->setWarning({});
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
        fillFrames();
    } else {
        m_painted = false; // the second stage counts from its own first paint
    }
    pair->update();
    showStage();
    const bool covered = m_now.trial->warns && m_uncovered != m_now.trial->id && currentQuestion()
                         && m_now.openQuestions.size() == m_now.trial->questions.size();
    pair->setWarning(covered ? warningText() : QString());
    if (covered) {
        setState(State::Warned);
        return;
    }
    setState(State::Judging);
    if (!picturesAreShowable())
        takePainted(); // nothing to see: Skip and Undo work at once
}

QString AnnotateController::warningText() const
{
    const QString reason =
        m_protocol.warningText.isEmpty() ? tr("These pictures may disturb.") : m_protocol.warningText;
    return tr("%1 Press %2 to see them, or skip the pair.").arg(reason, m_view->keyOf(QStringLiteral("proceed")));
}

/// Hands the pictures over to the view.
void AnnotateController::fillFrames()
{
    if (!m_now.trial || m_shownTrial != m_now.trial->id)
        return;
    PairView *pair = m_view->pair();
    for (int position = 0; position < std::min<int>(2, int(m_now.trial->pictures.size())); ++position) {
        const trials::BlindPicture &picture = m_now.trial->pictures[position];
        const auto loaded = m_loader.picture(picture.handle);
        widgets::PictureFrame &frame = pair->frame(position);
        if (!loaded)
            continue;
        if (*loaded && (*loaded)->image.width() < picture.size.width()) {
            frame.clear();
            frame.setSmall((*loaded)->image, picture.size, (*loaded)->scaled);
        } else if (*loaded) {
            frame.setImage((*loaded)->image, (*loaded)->scaled);
        } else if (loaded->error().code == QLatin1String("picture.missing")) {
            frame.setMissing(loaded->error().message);
        } else {
            frame.setBroken(loaded->error().message);
        }
    }
    pair->update();
}

void AnnotateController::takeRescaled(const QString &handle)
{
    if (!m_now.trial)
        return;
    for (int position = 0; position < std::min<int>(2, int(m_now.trial->pictures.size())); ++position) {
        const auto loaded = m_loader.picture(handle);
        if (m_now.trial->pictures[position].handle == handle && loaded && *loaded)
            m_view->pair()->frame(position).setScaled((*loaded)->scaled);
    }
    m_view->pair()->update();
}

void AnnotateController::showStage()
{
    const study::Question *question = currentQuestion();
    if (!question)
        return;
    const auto former =
        std::find_if(m_now.earlier.begin(), m_now.earlier.end(),
                     [question](const trials::QuestionAnswer &answer) { return answer.question == question->id; });
    AnswerStrip *answers = m_view->answers();
    answers->showReasons(false);
    answers->setFlagged(false);
    QString saved = m_saved;
    for (const trials::QuestionAnswer &answer : std::as_const(m_now.earlier)) {
        if (answer.vote && answer.question != question->id)
            saved = savedText(*answer.vote);
    }
    const bool hasFormer = former != m_now.earlier.end();
    const int pictures = int(m_now.trial->pictures.size());
    switch (question->kind) {
    case study::QuestionKind::Choice:
        answers->setQuestion(*question);
        answers->markChosen({});
        if (hasFormer)
            answers->markFormer(former->vote);
        m_view->showStage(AnnotateView::Stage::Choice);
        break;
    case study::QuestionKind::Labels:
        m_view->labels()->setQuestion(*question, pictures);
        m_view->labels()->row()->setSaved(saved);
        if (hasFormer)
            m_view->labels()->restore(former->labels);
        m_view->showStage(AnnotateView::Stage::Labels);
        break;
    case study::QuestionKind::Ratings:
        m_view->ratings()->setQuestion(*question, pictures);
        m_view->ratings()->row()->setSaved(saved);
        if (hasFormer)
            m_view->ratings()->restore(former->ratings);
        m_view->showStage(AnnotateView::Stage::Ratings);
        break;
    }
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
    m_view->showStage(AnnotateView::Stage::Choice);
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
    m_view->showStage(AnnotateView::Stage::Choice);
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
