#include "app/cli/annotatemessages.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QJsonArray>
#include <QJsonDocument>

#include "app/cli/context.h"
#include "core/study/labelset.h"

namespace cli {

namespace {

using study::Question;
using study::QuestionKind;
using trials::QuestionAnswer;
using trials::Submission;

base::Error wrong(const QString &path, const QString &what)
{
    return {QStringLiteral("annotate.value"), QStringLiteral("$.%1 %2").arg(path, what), {}, 0, {}, {}};
}

/// "left", "right", "picture:2": how a message names the picture at a displayed position.
QString handleOf(int position)
{
    return study::toText(study::Vote{study::Choice::Picture, position, 0});
}

QJsonObject toJson(const Question &question)
{
    QJsonObject object{{QStringLiteral("id"), question.id},
                       {QStringLiteral("kind"), study::toText(question.kind)},
                       {QStringLiteral("text"), study::shownText(question)}};
    if (question.kind == QuestionKind::Choice) {
        object.insert(QStringLiteral("answers"), QJsonArray::fromStringList(question.answers));
        object.insert(QStringLiteral("strength"), question.strength);
        object.insert(QStringLiteral("allow_skip"), question.allowSkip);
        return object;
    }
    object.insert(QStringLiteral("set"), question.set);
    object.insert(QStringLiteral("per"), QStringLiteral("picture"));
    const study::LabelSet *set = study::labelSet(question.set);
    QJsonArray entries;
    if (question.kind == QuestionKind::Labels) {
        object.insert(QStringLiteral("multiple"), question.multiple);
        object.insert(QStringLiteral("intensity"), question.intensity);
        for (const study::LabelOption &label : set->labels)
            entries.append(label.key);
        object.insert(QStringLiteral("labels"), entries);
    } else {
        for (const study::Dimension &dimension : set->dimensions)
            entries.append(QJsonObject{{QStringLiteral("dimension"), dimension.key},
                                       {QStringLiteral("min"), dimension.minimum},
                                       {QStringLiteral("max"), dimension.maximum}});
        object.insert(QStringLiteral("dimensions"), entries);
    }
    return object;
}

/// Reads the members of one line; the first wrong one ends it.
class SubmissionReader
{
public:
    SubmissionReader(const QJsonObject &line, const QList<Question> &questions, int pictures)
        : m_line(line)
        , m_questions(questions)
        , m_pictures(pictures)
    {
    }

    base::Result<Submission> read()
    {
        Submission submission;
        submission.finishes = true;
        BASE_TRY(checkKeys(m_line, QString(), lineKeys()));
        BASE_TRY_ASSIGN(trial, text(QStringLiteral("trial"), true));
        submission.trial = trial;
        BASE_TRY_ASSIGN(answers, answersOf(m_line, QString(), nullptr));
        submission.answers = answers;
        BASE_TRY_ASSIGN(more, furtherAnswers());
        submission.answers += more;
        BASE_TRY_ASSIGN(reason, text(QStringLiteral("reason"), false));
        submission.reason = reason;
        BASE_TRY_ASSIGN(comment, text(QStringLiteral("comment"), false));
        submission.comment = comment;
        BASE_TRY_ASSIGN(flags, flagList());
        submission.flags = flags;
        BASE_TRY_ASSIGN(shown, shownMs());
        submission.responseMs = shown;
        return submission;
    }

private:
    static QStringList answerKeys()
    {
        return {QStringLiteral("answer"), QStringLiteral("strength"), QStringLiteral("labels"),
                QStringLiteral("ratings")};
    }
    static QStringList lineKeys()
    {
        return answerKeys() + QStringList{QStringLiteral("trial"),  QStringLiteral("answers"),
                                          QStringLiteral("reason"), QStringLiteral("comment"),
                                          QStringLiteral("flags"),  QStringLiteral("shown_ms")};
    }

    static base::Result<void> checkKeys(const QJsonObject &object, const QString &path, const QStringList &known)
    {
        for (const QString &key : object.keys())
            if (!known.contains(key))
                return base::fail(QStringLiteral("annotate.key"),
                                  QStringLiteral("$.%1%2 is not a known key").arg(path, key),
                                  QStringLiteral("Known here: %1").arg(known.join(QStringLiteral(", "))));
        return {};
    }

    base::Result<QString> text(const QString &key, bool required) const
    {
        const QJsonValue value = m_line.value(key);
        if (value.isUndefined() && !required)
            return QString();
        if (!value.isString())
            return tl::make_unexpected(
                wrong(key, value.isUndefined() ? QStringLiteral("is missing") : QStringLiteral("must be a text")));
        if (required && value.toString().isEmpty())
            return tl::make_unexpected(wrong(key, QStringLiteral("is empty")));
        return value.toString();
    }

    /// The answers in `object`: to `only`, or, where that is null, to the first question of each kind.
    base::Result<QList<QuestionAnswer>> answersOf(const QJsonObject &object, const QString &path,
                                                  const Question *only) const
    {
        QList<QuestionAnswer> answers;
        const auto questionFor = [&](QuestionKind kind) {
            return only ? (only->kind == kind ? only : nullptr) : firstOf(kind);
        };
        if (!only || object.contains(QLatin1String("answer")) || object.contains(QLatin1String("strength"))) {
            const Question *question = questionFor(QuestionKind::Choice);
            if (!question)
                return tl::make_unexpected(
                    wrong(path + QStringLiteral("answer"), QStringLiteral("is for a question of kind choice")));
            BASE_TRY_ASSIGN(vote, voteOf(object, path, *question));
            answers.append({question->id, vote, {}, {}});
        }
        if (object.contains(QLatin1String("labels"))) {
            const Question *question = questionFor(QuestionKind::Labels);
            if (!question)
                return tl::make_unexpected(wrong(path + QStringLiteral("labels"), QStringLiteral("are not asked for")));
            BASE_TRY_ASSIGN(
                labels, labelsOf(object.value(QLatin1String("labels")), path + QStringLiteral("labels"), *question));
            answers.append({question->id, {}, labels, {}});
        }
        if (object.contains(QLatin1String("ratings"))) {
            const Question *question = questionFor(QuestionKind::Ratings);
            if (!question)
                return tl::make_unexpected(
                    wrong(path + QStringLiteral("ratings"), QStringLiteral("are not asked for")));
            BASE_TRY_ASSIGN(ratings,
                            ratingsOf(object.value(QLatin1String("ratings")), path + QStringLiteral("ratings")));
            answers.append({question->id, {}, {}, ratings});
        }
        return answers;
    }

    /// "answers": {QUESTION: {…}} answers questions beyond the first of their kind.
    base::Result<QList<QuestionAnswer>> furtherAnswers() const
    {
        QList<QuestionAnswer> answers;
        const QJsonValue value = m_line.value(QLatin1String("answers"));
        if (value.isUndefined())
            return answers;
        if (!value.isObject())
            return tl::make_unexpected(wrong(QStringLiteral("answers"), QStringLiteral("must be an object")));
        const QJsonObject byQuestion = value.toObject();
        for (const QString &id : byQuestion.keys()) {
            const QString path = QStringLiteral("answers.%1").arg(id);
            const auto question =
                std::find_if(m_questions.begin(), m_questions.end(), [&id](const Question &q) { return q.id == id; });
            if (question == m_questions.end() || !byQuestion.value(id).isObject())
                return tl::make_unexpected(wrong(path, QStringLiteral("is not an answer to a question of this study")));
            BASE_TRY(checkKeys(byQuestion.value(id).toObject(), path + u'.', answerKeys()));
            BASE_TRY_ASSIGN(further, answersOf(byQuestion.value(id).toObject(), path + u'.', &*question));
            answers += further;
        }
        return answers;
    }

    static base::Result<study::Vote> voteOf(const QJsonObject &object, const QString &path, const Question &question)
    {
        const QJsonValue word = object.value(QLatin1String("answer"));
        const auto vote = study::voteFromText(word.toString());
        if (!vote || vote->choice == study::Choice::Undone)
            return tl::make_unexpected(wrong(
                path + QStringLiteral("answer"),
                word.isUndefined()
                    ? QStringLiteral("is missing")
                    : QStringLiteral("must be one of %1, skip").arg(question.answers.join(QStringLiteral(", ")))));
        study::Vote given = *vote;
        const QJsonValue strength = object.value(QLatin1String("strength"));
        if (strength.isUndefined())
            return given;
        const QString strengthPath = path + QStringLiteral("strength");
        const int value = strength.toInt(std::numeric_limits<int>::max());
        const bool isPicture = given.choice == study::Choice::Picture;
        const int least = isPicture && question.strength > 0 ? 1 : 0;
        const int most = isPicture ? std::max(question.strength, 1) : 0;
        // A sign may say the side again: negative is left.
        const bool signFits = value >= 0 || given.position == 0;
        if (value == std::numeric_limits<int>::max() || !signFits || std::abs(value) < least || std::abs(value) > most)
            return tl::make_unexpected(
                wrong(strengthPath,
                      QStringLiteral("must be from %1 to %2 for '%3'").arg(least).arg(most).arg(word.toString())));
        given.strength = std::abs(value);
        return given;
    }

    base::Result<int> positionOf(const QString &handle, const QString &path) const
    {
        for (int position = 0; position < m_pictures; ++position)
            if (handle == handleOf(position))
                return position;
        return tl::make_unexpected(wrong(path, QStringLiteral("names no picture of this trial")));
    }

    base::Result<QList<study::Label>> labelsOf(const QJsonValue &value, const QString &path,
                                               const Question &question) const
    {
        QList<study::Label> labels;
        if (!value.isObject())
            return tl::make_unexpected(wrong(path, QStringLiteral("must be an object")));
        const QJsonObject byPicture = value.toObject();
        for (const QString &handle : byPicture.keys()) {
            const QString listPath = path + u'.' + handle;
            BASE_TRY_ASSIGN(position, positionOf(handle, listPath));
            if (!byPicture.value(handle).isArray())
                return tl::make_unexpected(wrong(listPath, QStringLiteral("must be a list")));
            const QJsonArray list = byPicture.value(handle).toArray();
            for (qsizetype i = 0; i < list.size(); ++i) {
                const QString itemPath = QStringLiteral("%1[%2]").arg(listPath).arg(i);
                const QJsonObject item = list.at(i).toObject();
                BASE_TRY(checkKeys(item, itemPath + u'.', {QStringLiteral("label"), QStringLiteral("intensity")}));
                const int intensity = item.value(QLatin1String("intensity")).isUndefined()
                                          ? (question.intensity > 0 ? 1 : 0)
                                          : item.value(QLatin1String("intensity")).toInt(-1);
                if (!item.value(QLatin1String("label")).isString() || intensity < 0)
                    return tl::make_unexpected(
                        wrong(itemPath, QStringLiteral("must be {\"label\":\"…\",\"intensity\":n}")));
                labels.append({{}, position, item.value(QLatin1String("label")).toString(), intensity});
            }
        }
        return labels;
    }

    base::Result<QList<study::Rating>> ratingsOf(const QJsonValue &value, const QString &path) const
    {
        QList<study::Rating> ratings;
        if (!value.isObject())
            return tl::make_unexpected(wrong(path, QStringLiteral("must be an object")));
        const QJsonObject byPicture = value.toObject();
        for (const QString &handle : byPicture.keys()) {
            BASE_TRY_ASSIGN(position, positionOf(handle, path + u'.' + handle));
            if (!byPicture.value(handle).isObject())
                return tl::make_unexpected(wrong(path + u'.' + handle, QStringLiteral("must be an object")));
            const QJsonObject byDimension = byPicture.value(handle).toObject();
            for (const QString &dimension : byDimension.keys()) {
                if (!byDimension.value(dimension).isDouble())
                    return tl::make_unexpected(
                        wrong(path + u'.' + handle + u'.' + dimension, QStringLiteral("must be a number")));
                ratings.append({{}, position, dimension, byDimension.value(dimension).toDouble()});
            }
        }
        return ratings;
    }

    base::Result<QStringList> flagList() const
    {
        QStringList flags;
        const QJsonValue value = m_line.value(QLatin1String("flags"));
        if (!value.isUndefined() && !value.isArray())
            return tl::make_unexpected(wrong(QStringLiteral("flags"), QStringLiteral("must be a list")));
        const QJsonArray array = value.toArray();
        for (const QJsonValue &flag : array)
            flags.append(flag.toString());
        return flags;
    }

    base::Result<int> shownMs() const
    {
        const QJsonValue value = m_line.value(QLatin1String("shown_ms"));
        if (value.isUndefined())
            return -1;
        if (!value.isDouble() || value.toDouble() < 0 || value.toDouble() > std::numeric_limits<int>::max())
            return tl::make_unexpected(
                wrong(QStringLiteral("shown_ms"), QStringLiteral("must be milliseconds, 0 or more")));
        return static_cast<int>(std::lround(value.toDouble()));
    }

    const Question *firstOf(QuestionKind kind) const
    {
        const auto found =
            std::find_if(m_questions.begin(), m_questions.end(), [kind](const Question &q) { return q.kind == kind; });
        return found == m_questions.end() ? nullptr : &*found;
    }

    const QJsonObject &m_line;
    const QList<Question> &m_questions;
    int m_pictures;
};

} // namespace

QJsonObject trialMessage(const trials::BlindTrial &trial, const QList<PreparedPicture> &pictures)
{
    QJsonArray questions;
    for (const Question &question : trial.questions)
        questions.append(toJson(question));
    QJsonArray shown;
    for (int position = 0; position < pictures.size(); ++position) {
        const PreparedPicture &picture = pictures.at(position);
        QJsonObject object{{QStringLiteral("handle"), handleOf(position)},
                           {QStringLiteral("width"), picture.size.width()},
                           {QStringLiteral("height"), picture.size.height()},
                           {QStringLiteral("file"), picture.file.isEmpty() ? QJsonValue() : QJsonValue(picture.file)}};
        if (picture.error)
            object.insert(QStringLiteral("error"), cli::toJson(*picture.error));
        shown.append(object);
    }
    return {{QStringLiteral("trial"), trial.id},          {QStringLiteral("prompt"), trial.prompt},
            {QStringLiteral("questions"), questions},     {QStringLiteral("pictures"), shown},
            {QStringLiteral("position"), trial.position}, {QStringLiteral("of"), trial.of},
            {QStringLiteral("practice"), trial.practice}};
}

base::Result<AnnotateInput> readAnnotateLine(const QByteArray &line, const QList<study::Question> &questions,
                                             int pictures)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (!document.isObject())
        return base::fail(QStringLiteral("annotate.json"),
                          error.error == QJsonParseError::NoError
                              ? QStringLiteral("the line is not a JSON object")
                              : QStringLiteral("the line is not JSON: %1").arg(error.errorString()),
                          QStringLiteral("Send one JSON object per line"));
    const QJsonObject object = document.object();
    for (const auto &[key, kind] : {std::pair{QStringLiteral("undo"), AnnotateInput::Kind::Undo},
                                    std::pair{QStringLiteral("stop"), AnnotateInput::Kind::Stop}}) {
        if (!object.contains(key))
            continue;
        if (object.size() != 1 || object.value(key) != QJsonValue(true))
            return tl::make_unexpected(wrong(key, QStringLiteral("stands alone and is true")));
        return AnnotateInput{kind, {}};
    }
    BASE_TRY_ASSIGN(submission, SubmissionReader(object, questions, pictures).read());
    return AnnotateInput{AnnotateInput::Kind::Submission, submission};
}

} // namespace cli
