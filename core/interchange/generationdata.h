#pragma once

#include <optional>

#include <QList>
#include <QString>

#include "core/imaging/picturetexts.h"

namespace interchange {

/// What a picture file tells of how it was made.
struct GenerationData
{
    QString program; ///< "A1111", "ComfyUI", "InvokeAI" or "SwarmUI"
    QString prompt;
    QString negativePrompt;
    QString seed;  ///< digits as written: seeds go beyond what a double holds
    QString model; ///< without folder and suffix; may be empty

    bool operator==(const GenerationData &) const = default;
};

/// Reads the texts of a picture as AUTOMATIC1111 and Forge ("parameters"), ComfyUI ("prompt", the graph that ran, or
/// "workflow", the graph on the screen), InvokeAI ("invokeai_metadata", "sd-metadata") and SwarmUI ("parameters" with
/// JSON) write them, in PNG texts or in EXIF fields. Nothing when no prompt can be read.
std::optional<GenerationData> generationData(const QList<imaging::PictureText> &texts);

} // namespace interchange
