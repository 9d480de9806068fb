#include "core/reward/resizekernels.h"

#include <algorithm>
#include <cstring>

#include "core/reward/clones.h"
#include "core/reward/lanes.h"

namespace reward {

namespace {

typedef std::uint8_t Bytes __attribute__((vector_size(16)));

constexpr std::size_t lanes = rowLanes;

template <typename Vector, typename Element>
REWARD_INLINE void load(const Element *from, Vector &to)
{
    static_assert(sizeof(Vector) == lanes * sizeof(Element));
    std::memcpy(&to, from, sizeof to);
}

/// Rounds and clips fixed-point sums to bytes. The sums begin with the half that rounds.
REWARD_INLINE void store(const LaneInts &sums, std::uint8_t *to)
{
    std::int32_t values[lanes];
    std::memcpy(values, &sums, sizeof values);
    for (std::size_t i = 0; i < lanes; ++i)
        to[i] = std::uint8_t(std::clamp(values[i] >> weightBits, 0, 255));
}

REWARD_INLINE void store(const LaneFloats &sums, float *to)
{
    std::memcpy(to, &sums, sizeof sums);
}

REWARD_INLINE void start(LaneInts &sums)
{
    sums = LaneInts{} + (1 << (weightBits - 1));
}

REWARD_INLINE void start(LaneFloats &sums)
{
    sums = LaneFloats{};
}

REWARD_INLINE void add(LaneInts &sums, const std::uint8_t *from, std::int32_t weight)
{
    LaneInts values;
    widen(from, values);
    sums += values * weight;
}

REWARD_INLINE void add(LaneFloats &sums, const std::uint8_t *from, float weight)
{
    LaneInts values;
    widen(from, values);
    sums += __builtin_convertvector(values, LaneFloats) * weight;
}

REWARD_INLINE void add(LaneFloats &sums, const float *from, float weight)
{
    LaneFloats values;
    load(from, values);
    sums += values * weight;
}

template <int channels, typename Sums, typename Weight, typename Out>
REWARD_INLINE void columnsOf(const std::uint8_t *columns, int origin, const KernelAxis<Weight> &axis, Out *out)
{
    for (int i = 0; i < axis.outputs; ++i) {
        const std::uint8_t *pixel = columns + std::size_t(axis.first[i] - origin) * channels * lanes;
        const Weight *weights = axis.weights + std::size_t(i) * std::size_t(axis.taps);
        const int count = axis.counts[i];
        Sums sums[channels];
        for (Sums &sum : sums)
            start(sum);
        for (int t = 0; t < count; ++t) {
            for (std::size_t c = 0; c < channels; ++c)
                add(sums[c], pixel + c * lanes, weights[t]);
            pixel += channels * lanes;
        }
        for (const Sums &sum : sums) {
            store(sum, out);
            out += lanes;
        }
    }
}

template <typename Sums, typename Weight, typename Out>
REWARD_INLINE void columnsOfAny(const std::uint8_t *columns, int origin, int channels, const KernelAxis<Weight> &axis,
                                Out *out)
{
    if (channels == 4)
        columnsOf<4, Sums>(columns, origin, axis, out);
    else
        columnsOf<3, Sums>(columns, origin, axis, out);
}

template <typename Sums, typename Element, typename Weight>
REWARD_INLINE void rowOf(const Element *source, std::size_t stride, std::size_t samples, const Weight *weights,
                         int count, Element *out)
{
    for (std::size_t at = 0; at < samples; at += lanes) {
        Sums sums;
        start(sums);
        const Element *from = source + at;
        for (int t = 0; t < count; ++t) {
            add(sums, from, weights[t]);
            from += stride;
        }
        store(sums, out + at);
    }
}

/// Rows become columns: four rounds in which neighbours of the first and second half are interleaved.
REWARD_INLINE void transpose(Bytes (&block)[lanes])
{
    for (int round = 0; round < 4; ++round) {
        Bytes next[lanes];
        for (std::size_t i = 0; i < lanes / 2; ++i) {
            const Bytes &a = block[i];
            const Bytes &b = block[i + lanes / 2];
            next[2 * i] = __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
            next[2 * i + 1] =
                __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        }
        std::memcpy(block, next, sizeof next);
    }
}

} // namespace

void rowsToColumns(const std::uint8_t *const rows[rowLanes], std::size_t bytes, std::uint8_t *columns)
{
    for (std::size_t at = 0; at < bytes; at += lanes) {
        Bytes block[lanes]{};
        const std::size_t length = bytes - at < lanes ? bytes - at : lanes;
        for (std::size_t r = 0; r < lanes; ++r) {
            if (length == lanes)
                load(rows[r] + at, block[r]);
            else
                std::memcpy(&block[r], rows[r] + at, length);
        }
        transpose(block);
        std::memcpy(columns + at * lanes, block, sizeof block);
    }
}

void columnsToRows(const std::uint8_t *columns, std::size_t bytes, std::uint8_t *const rows[rowLanes])
{
    for (std::size_t at = 0; at < bytes; at += lanes) {
        Bytes block[lanes];
        std::memcpy(block, columns + at * lanes, sizeof block);
        transpose(block);
        for (std::size_t r = 0; r < lanes; ++r)
            std::memcpy(rows[r] + at, &block[r], sizeof block[r]);
    }
}

REWARD_CLONES void resizeColumns(const std::uint8_t *columns, int origin, int channels,
                                 const KernelAxis<std::int32_t> &axis, std::uint8_t *out)
{
    columnsOfAny<LaneInts>(columns, origin, channels, axis, out);
}

REWARD_CLONES void resizeColumns(const std::uint8_t *columns, int origin, int channels, const KernelAxis<float> &axis,
                                 float *out)
{
    columnsOfAny<LaneFloats>(columns, origin, channels, axis, out);
}

REWARD_CLONES void resizeRow(const std::uint8_t *source, std::size_t stride, std::size_t samples,
                             const std::int32_t *weights, int count, std::uint8_t *out)
{
    rowOf<LaneInts>(source, stride, samples, weights, count, out);
}

REWARD_CLONES void resizeRow(const float *source, std::size_t stride, std::size_t samples, const float *weights,
                             int count, float *out)
{
    rowOf<LaneFloats>(source, stride, samples, weights, count, out);
}

} // namespace reward
