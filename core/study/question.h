#pragma once

#include <QString>
#include <QStringList>

namespace study {

enum class QuestionKind { Choice, Labels, Ratings };

/// "choice", "labels", "ratings".
QString toText(QuestionKind kind);

/// One question of a protocol, as the annotator sees it.
struct Question
{
    QString id; ///< unique in its protocol: "preference"
    QuestionKind kind = QuestionKind::Choice;
    QString text; ///< as the owner wrote it; may be empty: see shownText

    // Choice
    QStringList answers; ///< of left, right, tie, both_good, both_bad, in the order of the buttons; without skip
    int strength = 0;    ///< 0 none, else the largest magnitude: 2 five buttons, 3 seven buttons
    bool allowSkip = true;

    // Labels and ratings
    QString set;          ///< id of a LabelSet
    bool multiple = true; ///< several labels per picture
    int intensity = 0;    ///< 0 none, else labels have an intensity from 1 to this

    bool operator==(const Question &) const = default;
};

/// The question's text, or a translated standard one where the owner wrote none.
QString shownText(const Question &question);

} // namespace study
