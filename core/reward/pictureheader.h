#pragma once

#include <cstdint>
#include <optional>

#include "core/reward/picture.h"

namespace reward {

/// Pixels as a file's header declares them.
struct PictureSize
{
    std::int64_t width = 0;
    std::int64_t height = 0;
};

/// Reads width and height without decoding. Nothing when the header is cut off or makes no sense.
std::optional<PictureSize> pictureSize(std::span<const std::byte> encoded, PictureFormat format);

/// Which mode Pillow opens a PNG, WebP or TIFF file in, as its header says: Rgb also where the header makes no sense,
/// and never Cmyk. Of TIFF files alpha is not looked at.
PictureMode declaredMode(std::span<const std::byte> encoded, PictureFormat format);

/// Whether the file has what its format puts last: JPEG's end marker, PNG's IEND chunk, the length that WebP declares.
/// Decoders fill what is missing with grey, which would be scored. TIFF has no end; its decoder reports missing strips.
bool hasItsEnd(std::span<const std::byte> encoded, PictureFormat format);

} // namespace reward
