#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <zlib.h>

#include "core/reward/samples.h"

/// (7x + 13y + 29c + 3·((x·y) mod 31)) & 255, interleaved: the picture of the resize fixtures.
inline reward::Samples patternSamples(int width, int height, int channels)
{
    reward::Samples samples;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int c = 0; c < channels; ++c)
                samples.push_back(std::uint8_t((7 * x + 13 * y + 29 * c + 3 * ((x * y) % 31)) & 255));
    return samples;
}

template <typename Element>
std::uint32_t crc32Of(std::span<const Element> values)
{
    const auto bytes = std::as_bytes(values);
    return std::uint32_t(::crc32(0, reinterpret_cast<const Bytef *>(bytes.data()), uInt(bytes.size())));
}
