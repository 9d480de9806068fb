#pragma once

#include <QList>
#include <QSize>
#include <QString>

#include "core/study/question.h"
#include "core/trials/protocol.h"

namespace trials {

/// A picture as the annotator's side knows it: a random name, new in each session, that a PictureSource
/// understands.
struct BlindPicture
{
    QString handle; ///< 32 hexadecimal digits
    QSize size;     ///< upright pixels

    bool operator==(const BlindPicture &) const = default;
};

/// One judgement as the annotator's side knows it. Blindness is this type: no generator, score, file name,
/// variant or seed exists in it, nor whether the trial is a repeat or has a known answer.
struct BlindTrial
{
    QString id;                       ///< names the trial in a Submission
    QString prompt;                   ///< text of the prompt shown
    QList<BlindPicture> pictures;     ///< by displayed position: left, right
    QList<study::Question> questions; ///< in the order of the stages
    int position = 0;                 ///< 1-based, among the practice trials or among the counted ones
    int of = 0;                       ///< how many of these there are
    bool practice = false;            ///< not counted
    bool warns = false;               ///< the pictures are covered first: they may disturb; not which of them, nor why

    bool operator==(const BlindTrial &) const = default;
};

/// What the annotator's side may know of the protocol: nothing that names generators or known answers.
struct BlindProtocol
{
    QString instructions; ///< markdown
    QList<study::Question> questions;
    double breakMinutes = 0; ///< 0: never
    int tooFastMs = 0;
    QSize minimumWindow;
    PictureSize pictureSize = PictureSize::Fit;
    QString surround; ///< "#808080"
    QString consent;  ///< markdown; empty: none is asked
    QList<BackgroundQuestion> backgroundQuestions;
    QString warningText; ///< said before pictures of a trial that warns; empty: a general sentence
};

/// The part of a protocol that may be shown.
BlindProtocol toBlind(const Protocol &protocol);

} // namespace trials
