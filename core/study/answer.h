#pragma once

#include <optional>

#include <QList>
#include <QString>
#include <QStringList>

#include "core/study/ids.h"

namespace study {

/// What was answered to a choice question. `Picture` goes with the displayed position of the picture.
enum class Choice { Picture, Tie, BothGood, BothBad, Skip, Undone };

/// One given preference. For a pair position 0 is left and 1 is right, as displayed.
struct Vote
{
    Choice choice = Choice::Skip;
    int position = -1; ///< displayed position of the preferred picture with Choice::Picture, else -1
    int strength = 0;  ///< magnitude, 1 to the protocol's maximum with Choice::Picture, else 0

    bool operator==(const Vote &) const = default;
};

/// "left", "right" (positions 0 and 1), "picture:N" for further positions, "tie", "both_good", "both_bad", "skip",
/// "undone".
QString toText(const Vote &vote);
/// Reads the word into choice and position; strength stays 0. Nothing for any other word.
std::optional<Vote> voteFromText(const QString &text);

/// One label on one displayed picture. `label` is a key ("fear"), never a translated word.
struct Label
{
    QString uid;      ///< empty until stored
    int position = 0; ///< displayed position of the picture
    QString label;
    int intensity = 0; ///< 0 none, else 1 to the set's maximum
};

/// One rating of one displayed picture on a dimension.
struct Rating
{
    QString uid;
    int position = 0;
    QString dimension;
    double value = 0;
};

/// One submission to one question of one trial; an append-only row with its children.
/// A correction or an undo is another answer whose `supersedes` names this one.
struct Answer
{
    AnswerId id;
    QString uid;
    TrialId trial;
    SessionId session;
    QString question; ///< id of the protocol's question, e.g. "preference"
    AnswerId supersedes;
    std::optional<Vote> vote; ///< for choice questions
    QList<Label> labels;      ///< for label questions; may be empty and still supersede
    QList<Rating> ratings;    ///< for rating questions
    QString reason;           ///< why skipped
    QString comment;
    qint64 shownAt = 0;    ///< ms since the epoch; 0 unknown
    qint64 answeredAt = 0; ///< ms since the epoch
    int responseMs = -1;   ///< from both pictures painted to the answer; -1 unknown
    QStringList flags;     ///< of too_fast, after_reveal, unfocused, flagged
    QString protocolHash;
    QString appVersion;
};

} // namespace study
