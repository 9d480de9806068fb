#include "core/reward/pillowcolour.h"

#include <algorithm>

namespace reward {

namespace {

/// a · b / 255, rounded, without a division.
int multiplied(int a, int b)
{
    const int product = a * b + 128;
    return ((product >> 8) + product) >> 8;
}

} // namespace

std::vector<std::uint8_t> premultiplied(std::span<const std::uint8_t> rgb, std::span<const std::uint8_t> alpha)
{
    std::vector<std::uint8_t> result(alpha.size() * 4);
    for (std::size_t i = 0; i < alpha.size(); ++i) {
        for (std::size_t c = 0; c < 3; ++c)
            result[4 * i + c] = std::uint8_t(multiplied(rgb[3 * i + c], alpha[i]));
        result[4 * i + 3] = alpha[i];
    }
    return result;
}

std::vector<std::uint8_t> unpremultiplied(std::span<const std::uint8_t> rgba)
{
    std::vector<std::uint8_t> result(rgba.size() / 4 * 3);
    for (std::size_t i = 0; i < rgba.size() / 4; ++i) {
        const int alpha = rgba[4 * i + 3];
        for (std::size_t c = 0; c < 3; ++c) {
            const int value = rgba[4 * i + c];
            result[3 * i + c] = std::uint8_t(alpha == 0 || alpha == 255 ? value : std::min(255 * value / alpha, 255));
        }
    }
    return result;
}

std::vector<std::uint8_t> cmykToRgb(std::span<const std::uint8_t> cmyk)
{
    std::vector<std::uint8_t> result(cmyk.size() / 4 * 3);
    for (std::size_t i = 0; i < cmyk.size() / 4; ++i) {
        const int light = 255 - cmyk[4 * i + 3];
        for (std::size_t c = 0; c < 3; ++c)
            result[3 * i + c] = std::uint8_t(std::clamp(light - multiplied(cmyk[4 * i + c], light), 0, 255));
    }
    return result;
}

std::vector<std::uint8_t> grey16ToRgb(std::span<const std::uint16_t> grey)
{
    std::vector<std::uint8_t> result(grey.size() * 3);
    for (std::size_t i = 0; i < grey.size(); ++i)
        std::fill_n(result.begin() + std::ptrdiff_t(3 * i), 3, std::uint8_t(std::min<int>(grey[i], 255)));
    return result;
}

std::span<const std::uint8_t> pillowRgb(const Picture &picture, std::vector<std::uint8_t> &storage)
{
    switch (picture.mode) {
    case PictureMode::Cmyk:
        storage = cmykToRgb(picture.extra);
        return storage;
    case PictureMode::Grey16:
        storage = grey16ToRgb(picture.grey16);
        return storage;
    case PictureMode::Rgb:
    case PictureMode::Alpha:
    case PictureMode::Nearest:
        break;
    }
    return picture.rgb;
}

} // namespace reward
