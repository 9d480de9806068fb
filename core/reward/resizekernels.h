#pragma once

#include <cstddef>
#include <cstdint>

#include "core/reward/lanes.h"

namespace reward {

// The inner loops of resizing: vectors of 16 lanes, compiled for several instruction sets and chosen at start.

/// Weights of one axis as the loops read them: see AxisWeights.
template <typename Weight>
struct KernelAxis
{
    int outputs = 0;
    int taps = 0;
    const int *first = nullptr;
    const int *counts = nullptr;
    const Weight *weights = nullptr;
};

/// Fixed-point weights of Pillow: fractions of 2^22.
inline constexpr int weightBits = 22;

/// Turns 16 rows of `bytes` bytes into `bytes` groups of 16, one byte of each row. `columns` has room for a multiple of
/// 16 groups.
void rowsToColumns(const std::uint8_t *const rows[rowLanes], std::size_t bytes, std::uint8_t *columns);
/// The way back. `rows` have room for a multiple of 16 bytes, `columns` is whole groups of 16 groups.
void columnsToRows(const std::uint8_t *columns, std::size_t bytes, std::uint8_t *const rows[rowLanes]);

/// Horizontal pass over `columns`, whose pixel x, channel c is group x · channels + c; the first pixel there is the
/// source's `origin`. Output in the same layout.
void resizeColumns(const std::uint8_t *columns, int origin, int channels, const KernelAxis<std::int32_t> &axis,
                   std::uint8_t *out);
/// In single precision, of bytes; output not clamped.
void resizeColumns(const std::uint8_t *columns, int origin, int channels, const KernelAxis<float> &axis, float *out);

/// One output row of a vertical pass over `bytes` samples, a multiple of 16. `source` is the row that belongs to
/// weights[0]; rows lie `stride` samples apart.
void resizeRow(const std::uint8_t *source, std::size_t stride, std::size_t samples, const std::int32_t *weights,
               int count, std::uint8_t *out);
void resizeRow(const float *source, std::size_t stride, std::size_t samples, const float *weights, int count,
               float *out);

} // namespace reward
