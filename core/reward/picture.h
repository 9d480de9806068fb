#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/reward/result.h"

namespace reward {

/// A decoded picture: 8 bits, RGB order, rows without gaps, as stored (EXIF orientation is not applied: no scorer's
/// value depends on it, and the reward models' references ignore it, too).
struct Picture
{
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb; ///< height × width × 3
};

enum class PictureFormat { Unknown, Jpeg, Png, WebP, Tiff };

/// By the first bytes, never by a name.
PictureFormat pictureFormat(std::span<const std::byte> encoded);

/// The most pixels that are decoded; checked in the header, before memory is taken.
inline constexpr std::int64_t maxPixels = 200'000'000;

/// Decodes JPEG, PNG, WebP or TIFF. Alpha is dropped without compositing, grey becomes three equal channels, palettes
/// are resolved, 16-bit samples keep their high byte, CMYK is converted as the decoder does it. The stored values are
/// taken as sRGB: an embedded ICC profile is not applied.
/// Errors: "picture.format" (not one of the four), "picture.damaged", "picture.size".
Result<Picture> decodePicture(std::span<const std::byte> encoded);

} // namespace reward
