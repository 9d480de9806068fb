#pragma once

#include <optional>

#include <QList>
#include <QString>
#include <QStringList>

#include "core/base/result.h"
#include "core/study/answer.h"
#include "core/trials/blindtrial.h"

namespace trials {

/// An answer to one question. Which member counts follows from the question's kind.
struct QuestionAnswer
{
    QString question;
    std::optional<study::Vote> vote; ///< choice; strength 0 with a picture means "not given" and is stored as 1
    QList<study::Label> labels;      ///< labels: of some pictures or none
    QList<study::Rating> ratings;    ///< ratings: of some pictures or none
};

/// What an annotator hands in at once: a stage of a trial, or all of it. Stored in one transaction.
struct Submission
{
    QString trial; ///< BlindTrial::id of the current trial
    QList<QuestionAnswer> answers;
    bool finishes = false; ///< questions that are still open are left empty (a further choice: skipped): the
                           ///< trial is done
    QString reason;        ///< why skipped
    QString comment;
    QStringList flags;   ///< of unfocused, flagged, after_reveal; too_fast is set by the session
    int responseMs = -1; ///< from both pictures painted to the answer; -1 unknown
};

/// The words that a front end may put into Submission::flags.
QStringList submissionFlags();

/// Checks a submission against what was asked: every impossible value is an error "annotate.value" or
/// "annotate.question" that names it.
base::Result<void> checkSubmission(const Submission &submission, const QList<study::Question> &questions, int pictures);

} // namespace trials
