#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/reward/result.h"
#include "core/reward/samples.h"

namespace reward {

/// What a file has beyond 8-bit RGB values, as far as the reward models' references, which open files with Pillow, see
/// it.
enum class PictureMode {
    Rgb,     ///< nothing: colour or grey of 8 bits or cut down to them, opaque
    Alpha,   ///< transparency, in `extra`: one byte per pixel
    Nearest, ///< a palette, or black and white: Pillow resizes such pictures without interpolating
    Grey16,  ///< one channel of 16 bits, in `grey16`
    Cmyk     ///< ink, 255 is full, in `extra`: four bytes per pixel
};

/// A decoded picture: 8 bits, RGB order, rows without gaps, as stored (EXIF orientation is not applied: no scorer's
/// value depends on it, and the reward models' references ignore it, too).
struct Picture
{
    int width = 0;
    int height = 0;
    Samples rgb; ///< height × width × 3
    PictureMode mode = PictureMode::Rgb;
    Samples extra = {};                     ///< as the mode says
    std::vector<std::uint16_t> grey16 = {}; ///< height × width
};

enum class PictureFormat { Unknown, Jpeg, Png, WebP, Tiff };

/// By the first bytes, never by a name.
PictureFormat pictureFormat(std::span<const std::byte> encoded);

/// The most pixels that are decoded; checked in the header, before memory is taken.
inline constexpr std::int64_t maxPixels = 200'000'000;

/// Decodes JPEG, PNG, WebP or TIFF. Alpha is dropped without compositing, grey becomes three equal channels, palettes
/// are resolved, 16-bit samples keep their high byte, CMYK is converted as OpenCV does it. What that leaves out is kept
/// beside it, see PictureMode; of TIFF files alpha and ink are not. The stored values are taken as sRGB: an embedded
/// ICC profile is not applied. Errors: "picture.format" (not one of the four), "picture.damaged", "picture.size".
Result<Picture> decodePicture(std::span<const std::byte> encoded);

} // namespace reward
