#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/reward/resampleweights.h"

namespace reward {

/// 8-bit samples, interleaved, rows without gaps; borrowed.
struct SampleView
{
    const std::uint8_t *samples = nullptr;
    int width = 0;
    int height = 0;
    int channels = 0; ///< 3 or 4
};

/// The size to which a whole picture is resized, and the part of the result that is wanted. Only that part is computed;
/// it lies within the result.
struct ResizeTarget
{
    std::int64_t width = 0;
    std::int64_t height = 0;
    AxisWindow columns;
    AxisWindow rows;

    /// All of it. Errors: none; both are positive.
    static ResizeTarget whole(int width, int height);
};

/// Which loops do the work; both give the same bytes.
enum class ResizeLoops {
    Vector, ///< 16 pixels at a time, with what the processor has
    Plain   ///< one pixel after the other
};

/// Pillow's Image.resize with BICUBIC (src/libImaging/Resample.c), byte for byte: antialiased cubic with a = −0.5,
/// weights of 22 bits, horizontal pass first, 8 bits in between, a pass skipped where its size does not change.
/// Returns rows.length × columns.length × channels.
std::vector<std::uint8_t> pillowBicubic(const SampleView &source, const ResizeTarget &target,
                                        ResizeLoops loops = ResizeLoops::Vector);

/// The same for mode "I;16", one channel of 16 bits, which Pillow resizes in double precision.
std::vector<std::uint16_t> pillowBicubic16(std::span<const std::uint16_t> samples, int width, int height,
                                           const ResizeTarget &target);

/// Pillow's NEAREST, which it takes for modes "1" and "P" whatever is asked for.
std::vector<std::uint8_t> pillowNearest(const SampleView &source, const ResizeTarget &target);

} // namespace reward
