#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace reward {

/// Samples of a JPEG as libjpeg's accurate integer transform and smooth upsampling give them; rows without gaps.
struct JpegSamples
{
    int width = 0;
    int height = 0;
    int channels = 0; ///< 3: RGB, also of a grey file; 4: CMYK as stored, which is inverted ink in nearly every file
    std::vector<std::uint8_t> samples;
};

/// Decodes at full size. Nothing when libjpeg gives up; what it can mend (broken entropy data) is accepted, as OpenCV
/// and Pillow accept it. The size must have been checked before.
std::optional<JpegSamples> decodeJpeg(std::span<const std::byte> encoded);

} // namespace reward
