#pragma once

#include <QString>

#include "core/study/ids.h"

namespace study {

/// The word for the plain prompt of a group. Any other variant counts as wide-spectrum ("distorted").
inline constexpr QLatin1String originalVariant{"original"};
inline constexpr QLatin1String distortedVariant{"distorted"};

/// One idea, known study-wide by its key. Prompts of a group say it in different ways.
struct PromptGroup
{
    PromptGroupId id;
    QString uid;
    QString key;   ///< unique in the study
    QString topic; ///< a short human title, may be empty
};

/// One text under which pictures were made or are judged. Unique on (group, variant, text).
struct Prompt
{
    PromptId id;
    QString uid;
    PromptGroupId group;
    QString variant = originalVariant;
    QString text;
};

} // namespace study
