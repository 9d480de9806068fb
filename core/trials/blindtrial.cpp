#include "core/trials/blindtrial.h"

namespace trials {

BlindProtocol toBlind(const Protocol &protocol)
{
    return {protocol.instructions,        protocol.questions,          protocol.breakMinutes, protocol.tooFastMs,
            protocol.minimumWindow,       protocol.pictureSize,        protocol.surround,     protocol.consent,
            protocol.backgroundQuestions, protocol.contentWarning.text};
}

} // namespace trials
