#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/reward/picture.h"

namespace reward {

// Pillow's conversions between modes (src/libImaging/Convert.c), byte for byte.

/// "RGBA" to "RGBa": RGB multiplied with alpha, four channels. `alpha` has a third of the size of `rgb`.
std::vector<std::uint8_t> premultiplied(std::span<const std::uint8_t> rgb, std::span<const std::uint8_t> alpha);
/// "RGBa" to "RGBA" to "RGB": divided by alpha, which is then dropped.
std::vector<std::uint8_t> unpremultiplied(std::span<const std::uint8_t> rgba);
/// "CMYK" (255: full ink) to "RGB".
std::vector<std::uint8_t> cmykToRgb(std::span<const std::uint8_t> cmyk);
/// "I;16" to "RGB": everything above 255 is white. Pillow does not scale.
std::vector<std::uint8_t> grey16ToRgb(std::span<const std::uint16_t> grey);

/// Image.convert("RGB"): the picture's RGB values where Pillow has the same, else converted into `storage`.
std::span<const std::uint8_t> pillowRgb(const Picture &picture, std::vector<std::uint8_t> &storage);

} // namespace reward
