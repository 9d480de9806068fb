#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "core/reward/samples.h"

namespace reward {

/// Samples of a JPEG as libjpeg's accurate integer transform and smooth upsampling give them; rows without gaps.
struct JpegSamples
{
    int width = 0;
    int height = 0;
    int channels = 0; ///< 3: RGB, also of a grey file; 4: CMYK as stored, which is inverted ink in nearly every file
    Samples samples;
};

/// Decodes at full size. Nothing when libjpeg gives up; what it can mend (broken entropy data) is accepted, as OpenCV
/// and Pillow accept it, and for more than `maxPixels`.
std::optional<JpegSamples> decodeJpeg(std::span<const std::byte> encoded);

} // namespace reward
