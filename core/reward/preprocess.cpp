#include "core/reward/preprocess.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/reward/pillowcolour.h"
#include "core/reward/pillowresize.h"

namespace reward {

namespace {

constexpr std::size_t channels = 3;
constexpr std::array<float, channels> clipMean{0.48145466F, 0.4578275F, 0.40821073F};
constexpr std::array<float, channels> clipDeviation{0.26862954F, 0.26130258F, 0.27577711F};

float normalised(float value, std::size_t channel)
{
    return (value - clipMean[channel]) / clipDeviation[channel];
}

using ByteTable = std::array<std::array<float, 256>, channels>;

/// Normalised value of each byte. Hugging Face multiplies with 1/255 in double precision, which is the same number.
const ByteTable &byteTable()
{
    static const ByteTable table = [] {
        ByteTable values;
        for (std::size_t c = 0; c < channels; ++c)
            for (std::size_t byte = 0; byte < values[c].size(); ++byte)
                values[c][byte] = normalised(float(byte) / 255.0F, c);
        return values;
    }();
    return table;
}

/// Half of what is cut off, before the window.
std::int64_t cropOffset(std::int64_t excess, ClipCrop crop)
{
    const std::int64_t half = excess / 2;
    const bool isOdd = excess % 2 != 0;
    return crop == ClipCrop::Torchvision && isOdd && half % 2 != 0 ? half + 1 : half;
}

ResizeTarget shortSideTarget(const Picture &picture, int size, ClipCrop crop)
{
    const auto resized = [&](int side, int other) {
        // The references divide in double precision and cut off.
        return side <= other ? std::int64_t(size) : std::int64_t(double(std::int64_t(size) * side) / double(other));
    };
    ResizeTarget target{resized(picture.width, picture.height), resized(picture.height, picture.width), {}, {}};
    target.columns = {cropOffset(target.width - size, crop), size};
    target.rows = {cropOffset(target.height - size, crop), size};
    return target;
}

SampleView view(const Picture &picture, std::span<const std::uint8_t> samples, std::size_t sampleChannels = channels)
{
    return {samples.data(), picture.width, picture.height, int(sampleChannels)};
}

/// Resized in the mode that Pillow opens the file in.
std::vector<std::uint8_t> resizedInOwnMode(const Picture &picture, const ResizeTarget &target)
{
    switch (picture.mode) {
    case PictureMode::Rgb:
        break;
    case PictureMode::Alpha:
        return unpremultiplied(
            pillowBicubic(view(picture, premultiplied(picture.rgb, picture.extra), channels + 1), target));
    case PictureMode::Nearest:
        return pillowNearest(view(picture, picture.rgb), target);
    case PictureMode::Grey16:
        return grey16ToRgb(pillowBicubic16(picture.grey16, picture.width, picture.height, target));
    case PictureMode::Cmyk:
        return cmykToRgb(pillowBicubic(view(picture, picture.extra, channels + 1), target));
    }
    return pillowBicubic(view(picture, picture.rgb), target);
}

} // namespace

void clipShortSide(const Picture &picture, int size, ClipCrop crop, float *out)
{
    const ResizeTarget target = shortSideTarget(picture, size, crop);
    // Where nothing is resized, the modes are only converted.
    const bool isResized = target.width != picture.width || target.height != picture.height;
    std::vector<std::uint8_t> square;
    if (crop == ClipCrop::Torchvision && isResized) {
        square = resizedInOwnMode(picture, target);
    } else {
        std::vector<std::uint8_t> storage;
        square = pillowBicubic(view(picture, pillowRgb(picture, storage)), target);
    }
    const ByteTable &table = byteTable();
    const std::size_t pixels = square.size() / channels;
    for (std::size_t i = 0; i < pixels; ++i)
        for (std::size_t c = 0; c < channels; ++c)
            out[c * pixels + i] = table[c][square[channels * i + c]];
}

Result<void> hpsLongSide(const Picture &picture, int size, FloatResize kind, float *out)
{
    const double scale = double(size) / double(std::max(picture.width, picture.height));
    // Rounded half to even, as Python does.
    const int width = int(std::nearbyint(picture.width * scale));
    const int height = int(std::nearbyint(picture.height * scale));
    if (width == 0 || height == 0)
        return fail("picture.size", "the picture is too narrow: with a long side of " + std::to_string(size)
                                        + " pixels nothing is left of its " + std::to_string(picture.width) + " × "
                                        + std::to_string(picture.height));
    std::vector<std::uint8_t> storage;
    const std::vector<float> resized = resizeFloat(view(picture, pillowRgb(picture, storage)), width, height, kind);
    const auto side = std::size_t(size);
    for (std::size_t c = 0; c < channels; ++c)
        std::fill_n(out + c * side * side, side * side, normalised(0, c));
    const auto left = std::size_t((size - width) / 2);
    const auto top = std::size_t((size - height) / 2);
    for (std::size_t y = 0; y < std::size_t(height); ++y)
        for (std::size_t x = 0; x < std::size_t(width); ++x)
            for (std::size_t c = 0; c < channels; ++c)
                out[(c * side + top + y) * side + left + x] =
                    normalised(resized[(y * std::size_t(width) + x) * channels + c], c);
    return {};
}

} // namespace reward
