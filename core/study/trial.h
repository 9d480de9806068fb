#pragma once

#include <QList>
#include <QString>

#include "core/study/ids.h"

namespace study {

/// One planned judgement: these pictures, in these displayed positions, under this prompt, for this annotator.
/// Holds the pictures' identity: for planners, imports and exports, never for the annotator's side (see
/// trials::BlindTrial).
struct Trial
{
    TrialId id;
    QString uid;
    AnnotatorId annotator;
    ProtocolId protocol;
    PromptId prompt;           ///< the prompt shown
    QString question;          ///< id of the first question of the pass
    int position = 0;          ///< place in the annotator's sequence, from 0
    QList<PictureId> pictures; ///< by displayed position
    bool isPractice = false;
    bool isGold = false;
    bool isRepeat = false;
    TrialId repeatOf;
    PictureId goldBetter; ///< of a gold trial: the picture that passes; none where nobody said
    qint64 plannedAt = 0;
};

} // namespace study
