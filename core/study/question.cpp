#include "core/study/question.h"

#include <QCoreApplication>

namespace study {

QString toText(QuestionKind kind)
{
    switch (kind) {
    case QuestionKind::Choice:
        return QStringLiteral("choice");
    case QuestionKind::Labels:
        return QStringLiteral("labels");
    case QuestionKind::Ratings:
        return QStringLiteral("ratings");
    }
    return {};
}

QString shownText(const Question &question)
{
    if (!question.text.isEmpty())
        return question.text;
    switch (question.kind) {
    case QuestionKind::Choice:
        return QCoreApplication::translate("Question", "Which picture do you prefer?");
    case QuestionKind::Labels:
        return QCoreApplication::translate("Question", "Which emotion does each picture show?");
    case QuestionKind::Ratings:
        return QCoreApplication::translate("Question", "How do you rate each picture?");
    }
    return {};
}

} // namespace study
