#pragma once

#include "core/reward/floatresize.h"
#include "core/reward/picture.h"
#include "core/reward/result.h"

namespace reward {

/// Whose way from a picture file to a square is followed. Both resize the short side with Pillow's bicubic and cut the
/// middle out.
enum class ClipCrop {
    Torchvision, ///< openai/CLIP, HPS v1, LAION: resized in the file's own mode, converted to RGB after it; middle
                 ///< rounded half to even
    HuggingFace  ///< CLIPImageProcessor: converted to RGB first; middle rounded down
};

/// Writes 3 × size × size floats (channel, row, column; RGB), normalised with CLIP's mean and deviation.
void clipShortSide(const Picture &picture, int size, ClipCrop crop, float *out);

/// HPSv2's preprocessing: converted to RGB, long side resized to `size` as floats, black around, normalised. Its
/// authors do not pad a picture whose long side is `size` already, and fail unless it is a square; here it is padded,
/// too. Errors: "picture.size" (so narrow that no pixel would be left of its short side).
Result<void> hpsLongSide(const Picture &picture, int size, FloatResize kind, float *out);

} // namespace reward
