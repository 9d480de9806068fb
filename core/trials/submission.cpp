#include "core/trials/submission.h"

#include <algorithm>
#include <cmath>

#include <QSet>

#include "core/study/labelset.h"

namespace trials {

namespace {

/// The largest that a protocol may ask for.
constexpr int largestIntensity = 10;

using study::Question;
using study::QuestionKind;

constexpr int maxTextLength = 10000;

base::Result<void> wrong(const QString &what, const QString &hint = {})
{
    return base::fail(QStringLiteral("annotate.value"), what, hint);
}

base::Result<void> checkVote(const study::Vote &vote, const Question &question, int pictures)
{
    if (vote.choice == study::Choice::Skip) {
        if (!question.allowSkip)
            return wrong(QStringLiteral("'%1' cannot be skipped").arg(question.id));
    } else if (vote.choice == study::Choice::Picture) {
        if (vote.position < 0 || vote.position >= pictures)
            return wrong(QStringLiteral("there is no picture at position %1").arg(vote.position));
    } else if (!question.answers.contains(study::toText(vote))) {
        return wrong(QStringLiteral("'%1' is not an answer to '%2'").arg(study::toText(vote), question.id),
                     QStringLiteral("Answers: %1").arg(question.answers.join(QStringLiteral(", "))));
    }
    const int maximum = vote.choice == study::Choice::Picture ? std::max(question.strength, 1) : 0;
    if (vote.strength < 0 || vote.strength > maximum)
        return wrong(QStringLiteral("the strength %1 of '%2' is not from 0 to %3")
                         .arg(vote.strength)
                         .arg(study::toText(vote))
                         .arg(maximum));
    return {};
}

base::Result<void> checkLabels(const QList<study::Label> &labels, const Question &question, int pictures)
{
    const study::LabelSet *set = study::labelSet(question.set);
    QSet<std::pair<int, QString>> given;
    QSet<int> labelled;
    for (const study::Label &label : labels) {
        if (label.position < 0 || label.position >= pictures)
            return wrong(QStringLiteral("there is no picture at position %1").arg(label.position));
        if (!set || !set->hasLabel(label.label))
            return wrong(QStringLiteral("'%1' is not a label of the set '%2'").arg(label.label, question.set));
        if (given.contains({label.position, label.label}))
            return wrong(QStringLiteral("the label '%1' is given twice to one picture").arg(label.label));
        given.insert({label.position, label.label});
        if (!question.multiple && labelled.contains(label.position))
            return wrong(QStringLiteral("'%1' takes one label per picture").arg(question.id));
        labelled.insert(label.position);
        // A protocol without intensities asks for none; a front end that gives one all the same is believed.
        const int least = question.intensity > 0 ? 1 : 0;
        const int most = question.intensity > 0 ? question.intensity : largestIntensity;
        if (label.intensity < least || label.intensity > most)
            return wrong(QStringLiteral("the intensity %1 of '%2' is not from %3 to %4")
                             .arg(label.intensity)
                             .arg(label.label)
                             .arg(least)
                             .arg(most));
    }
    return {};
}

base::Result<void> checkRatings(const QList<study::Rating> &ratings, const Question &question, int pictures)
{
    const study::LabelSet *set = study::labelSet(question.set);
    QSet<std::pair<int, QString>> given;
    for (const study::Rating &rating : ratings) {
        if (rating.position < 0 || rating.position >= pictures)
            return wrong(QStringLiteral("there is no picture at position %1").arg(rating.position));
        const study::Dimension *dimension = set ? set->dimension(rating.dimension) : nullptr;
        if (!dimension)
            return wrong(QStringLiteral("'%1' is not a dimension of the set '%2'").arg(rating.dimension, question.set));
        if (given.contains({rating.position, rating.dimension}))
            return wrong(QStringLiteral("'%1' is rated twice for one picture").arg(rating.dimension));
        given.insert({rating.position, rating.dimension});
        if (rating.value != std::floor(rating.value) || rating.value < dimension->minimum
            || rating.value > dimension->maximum)
            return wrong(QStringLiteral("the rating of '%1' is not a whole number from %2 to %3")
                             .arg(rating.dimension)
                             .arg(dimension->minimum)
                             .arg(dimension->maximum));
    }
    return {};
}

base::Result<void> checkAnswer(const QuestionAnswer &answer, const Question &question, int pictures)
{
    const bool isChoice = question.kind == QuestionKind::Choice;
    if (answer.vote.has_value() != isChoice || (!answer.labels.isEmpty() && question.kind != QuestionKind::Labels)
        || (!answer.ratings.isEmpty() && question.kind != QuestionKind::Ratings))
        return wrong(
            QStringLiteral("the answer to '%1' is not of its kind, %2").arg(question.id, study::toText(question.kind)));
    if (isChoice)
        return checkVote(*answer.vote, question, pictures);
    return question.kind == QuestionKind::Labels ? checkLabels(answer.labels, question, pictures)
                                                 : checkRatings(answer.ratings, question, pictures);
}

base::Result<void> checkTexts(const Submission &submission)
{
    if (submission.reason.size() > maxTextLength || submission.comment.size() > maxTextLength)
        return wrong(QStringLiteral("reason and comment hold at most %1 characters").arg(maxTextLength));
    for (const QString &flag : submission.flags)
        if (!submissionFlags().contains(flag) || submission.flags.count(flag) > 1)
            return wrong(QStringLiteral("'%1' is not a flag, or is given twice").arg(flag),
                         QStringLiteral("Flags: %1").arg(submissionFlags().join(QStringLiteral(", "))));
    if (submission.responseMs < -1)
        return wrong(QStringLiteral("the response time is negative"));
    return {};
}

} // namespace

QStringList submissionFlags()
{
    return {QStringLiteral("unfocused"), QStringLiteral("flagged"), QStringLiteral("after_reveal")};
}

base::Result<void> checkSubmission(const Submission &submission, const QList<Question> &questions, int pictures)
{
    QSet<QString> answered;
    for (const QuestionAnswer &answer : submission.answers) {
        const auto question = std::find_if(questions.begin(), questions.end(),
                                           [&answer](const Question &q) { return q.id == answer.question; });
        if (question == questions.end())
            return base::fail(QStringLiteral("annotate.question"),
                              QStringLiteral("'%1' is not a question of this trial").arg(answer.question));
        if (answered.contains(answer.question))
            return base::fail(QStringLiteral("annotate.question"),
                              QStringLiteral("'%1' is answered twice").arg(answer.question));
        answered.insert(answer.question);
        BASE_TRY(checkAnswer(answer, *question, pictures));
    }
    if (submission.answers.isEmpty() && !submission.finishes)
        return base::fail(QStringLiteral("annotate.question"), QStringLiteral("the submission answers nothing"));
    return checkTexts(submission);
}

} // namespace trials
