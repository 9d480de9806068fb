#include "data/demo/effects.h"

namespace demo {

const Effect *effectOf(const QString &label)
{
    for (const auto &effects :
         {clarityEffects(), colourEffects(), lightingEffects(), compositionEffects(), subjectEffects()})
        for (const Effect &effect : effects)
            if (label == effect.label)
                return &effect;
    return nullptr;
}

} // namespace demo
