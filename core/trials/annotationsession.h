#pragma once

#include <memory>
#include <optional>

#include <QList>
#include <QString>

#include "core/base/result.h"
#include "core/trials/blindtrial.h"
#include "core/trials/picturesource.h"
#include "core/trials/submission.h"
#include "core/trials/unblinded.h"

namespace trials {

/// What is on disk after a submission.
struct Committed
{
    QString voteId;         ///< of the first question's answer, given now or in an earlier stage
    QStringList answerIds;  ///< of every answer stored now
    bool trialDone = false; ///< else the same trial is current, in its next stage
};

/// How far the annotator is.
struct SessionProgress
{
    int done = 0; ///< counted trials
    int of = 0;
    int practiceDone = 0;
    int practiceOf = 0;
    int answeredNow = 0; ///< trials finished since open(), less those undone
};

/// One annotator at work on one study: the only way in which a vote is given, from the window and from the
/// command line. Holds the annotator's lock and its own connection, which can store answers and read nothing
/// (storage::allowOnlyAnswers): everything else comes from the unblinded side. Used on the thread that opened it.
/// Trials are planned at the first start, and resumed where the annotator left.
class AnnotationSession
{
public:
    /// Errors: those of storage::Database::open, "study.locked" (the annotator is at work elsewhere),
    /// "annotator.code", "annotator.kind", "protocol.unsupported" and the errors of TrialPlanner.
    static base::Result<std::unique_ptr<AnnotationSession>> open(const QString &studyPath, const SessionOwner &owner);
    ~AnnotationSession();
    AnnotationSession(const AnnotationSession &) = delete;
    AnnotationSession &operator=(const AnnotationSession &) = delete;

    BlindProtocol protocol() const;
    /// Pixels of the pictures of current() and upcoming(); may be kept and used on other threads.
    std::shared_ptr<const PictureSource> pictures() const;

    /// The trial to be judged now; nothing when all are done.
    base::Result<std::optional<BlindTrial>> current();
    /// Questions of the current trial that have no answer yet, in order: its stage. Empty when all trials are
    /// done.
    QStringList openQuestions() const;
    /// What this annotator answered to the current trial before: earlier stages, and what was undone.
    QList<QuestionAnswer> earlierAnswers() const;
    /// The next trials after the current one, for decoding ahead.
    base::Result<QList<BlindTrial>> upcoming(int count);

    /// Texts of all prompts of this annotator's sequence, each once: a screen can make room for the longest.
    base::Result<QStringList> prompts();

    /// Checks and stores; returns when everything is on disk. After an error nothing was changed and the
    /// trial is still open. A vote on a prompt whose names or scores this annotator has seen is flagged "after_reveal",
    /// whoever asks. Errors: "annotate.trial" (not the current trial), "annotate.value",
    /// "annotate.question", those of storage.
    base::Result<Committed> answer(const Submission &submission);

    /// Takes in what was planned since: pairs of later imports, pairs sent by hand, a protocol that superseded this
    /// one. True when the list of trials is another one now.
    base::Result<bool> refresh();

    bool canUndo() const;
    /// Takes back the annotator's last vote in this study, across sessions, and whatever belongs to it; its
    /// trial is current again. Returns the id of the vote that was undone. Errors: "annotate.undo" (nothing
    /// left to undo).
    base::Result<QString> undo();

    SessionProgress progress() const;

    /// Whether a person must agree to the protocol's consent text first.
    base::Result<bool> consentMissing();
    base::Result<void> giveConsent();
    /// Stores an optional answer about the person; `question` is a BackgroundQuestion::id.
    base::Result<void> answerBackground(const QString &question, const QString &answer);

private:
    class Private;
    explicit AnnotationSession(std::unique_ptr<Private> data);
    std::unique_ptr<Private> d;
};

} // namespace trials
