#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace reward {

/// Rows that the vector loops take at a time: a vector holds the same sample of each.
inline constexpr int rowLanes = 16;

// Vectors go by reference: by value they would need the instruction set of the caller's caller.
#define REWARD_INLINE [[gnu::always_inline]] inline

typedef std::int32_t LaneInts __attribute__((vector_size(64)));
typedef float LaneFloats __attribute__((vector_size(64)));

/// Widens 16 bytes. Written as a loop, which becomes one instruction; the conversion of vectors would be done lane by
/// lane.
REWARD_INLINE void widen(const std::uint8_t *from, LaneInts &to)
{
    std::int32_t values[rowLanes];
    for (std::size_t i = 0; i < rowLanes; ++i)
        values[i] = from[i];
    std::memcpy(&to, values, sizeof to);
}

} // namespace reward
