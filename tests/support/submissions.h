#pragma once

#include "core/trials/annotationsession.h"

namespace support {

/// The trial's first question answered with a vote. With `finishes`, further questions stay open for good.
inline trials::Submission voteOn(const trials::BlindTrial &trial, study::Vote vote, bool finishes = true)
{
    trials::Submission submission;
    submission.trial = trial.id;
    submission.answers = {{trial.questions.constFirst().id, vote, {}, {}}};
    submission.finishes = finishes;
    return submission;
}

} // namespace support
