#include <QLoggingCategory>

#include "ui/annotate/annotatecontroller.h"
#include "ui/annotate/annotateview.h"
#include "ui/annotate/answerstrip.h"
#include "ui/annotate/labelstrip.h"
#include "ui/annotate/pairview.h"
#include "ui/annotate/ratingstrip.h"
#include "ui/annotate/stagerow.h"

/// From keys and clicks to actions.
namespace annotate {

Q_DECLARE_LOGGING_CATEGORY(lcAnnotate)

namespace {

constexpr qint64 laterMs = 5 * 60 * 1000;

} // namespace

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
    if (m_state == State::Warned) {
        actOnWarning(action);
        return;
    }
    if (m_state != State::Judging)
        return;
    if (action == QLatin1String("pause")) {
        showBreak(BreakKind::Asked);
        return;
    }
    // A second press meant for the last pair must not answer one that was not seen.
    if (!m_painted || (m_onScreen.elapsed() < m_guardMs && m_view->stage() == AnnotateView::Stage::Choice)) {
        qCInfo(lcAnnotate, "A key was ignored: the pair had just been painted.");
        return;
    }
    switch (m_view->stage()) {
    case AnnotateView::Stage::Choice:
        actOnChoice(action);
        break;
    case AnnotateView::Stage::Labels:
        actOnLabels(action);
        break;
    case AnnotateView::Stage::Ratings:
        actOnRatings(action);
        break;
    }
}

/// Nothing can be answered before it was seen, but nobody has to see it.
void AnnotateController::actOnWarning(const QString &action)
{
    if (action == QLatin1String("proceed")) {
        m_uncovered = m_now.trial->id;
        present();
    } else if (action == QLatin1String("skip") || action == QLatin1String("back")
               || action.startsWith(QLatin1String("reason_"))) {
        actOnChoice(action);
    }
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
    } else {
        actOnStage(labels, action);
    }
}

void AnnotateController::actOnRatings(const QString &action)
{
    RatingStrip *ratings = m_view->ratings();
    if (action == QLatin1String("rating_none"))
        ratings->press(-1);
    else if (action == QLatin1String("rating_previous"))
        ratings->setDimension(ratings->dimension() - 1);
    else if (action == QLatin1String("rating_next"))
        ratings->setDimension(ratings->dimension() + 1);
    else if (action.startsWith(QLatin1String("rating_")))
        ratings->press(action.mid(7).toInt() - 1);
    else
        actOnStage(ratings, action);
}

/// What the later stages have in common.
template <typename Strip>
void AnnotateController::actOnStage(Strip *strip, const QString &action)
{
    if (action == QLatin1String("picture_previous")) {
        strip->setActivePicture(strip->activePicture() - 1);
    } else if (action == QLatin1String("picture_next")) {
        strip->setActivePicture(strip->activePicture() + 1);
    } else if (action == QLatin1String("comment")) {
        strip->row()->editComment();
    } else if (action == QLatin1String("done")) {
        if (strip->activePicture() + 1 < strip->pictures())
            strip->setActivePicture(strip->activePicture() + 1);
        else
            submitStage();
    }
}

} // namespace annotate
