#include "core/reward/picturesums.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "core/reward/clones.h"
#include "core/reward/lanes.h"

namespace reward {

namespace {

typedef float Quad __attribute__((vector_size(16)));

constexpr std::size_t lanes = rowLanes;
constexpr std::size_t blockPixels = 1024;  // 32-bit sums of products of two bytes hold for 33,000
constexpr std::size_t colourPixels = 4096; // 32-bit sums of squares up to 510² hold for 8,000; fits the nearest cache

REWARD_INLINE void flush(const LaneInts &from, std::int64_t &to)
{
    for (std::size_t i = 0; i < lanes; ++i)
        to += from[i];
}

/// Largest of the channels and how far the smallest lies below it, byte by byte.
REWARD_INLINE void chroma(const std::uint8_t *pixel, std::uint8_t *high, std::uint8_t *range)
{
    for (std::size_t i = 0; i < lanes; ++i) {
        const std::uint8_t most = std::max(pixel[i], std::max(pixel[lanes + i], pixel[2 * lanes + i]));
        const std::uint8_t least = std::min(pixel[i], std::min(pixel[lanes + i], pixel[2 * lanes + i]));
        high[i] = most;
        range[i] = std::uint8_t(most - least);
    }
}

REWARD_CLONES void addWholeBlock(const std::uint8_t *columns, std::size_t width, float *luma, std::uint8_t *high,
                                 std::uint8_t *range, PictureSums &sums)
{
    LaneInts sr{}, sg{}, sb{}, srr{}, sgg{}, sbb{}, srg{}, srb{}, sgb{};
    for (std::size_t x = 0; x < width; ++x) {
        const std::uint8_t *pixel = columns + x * 3 * lanes;
        LaneInts r, g, b;
        widen(pixel, r);
        widen(pixel + lanes, g);
        widen(pixel + 2 * lanes, b);
        sr += r;
        sg += g;
        sb += b;
        srr += r * r;
        sgg += g * g;
        sbb += b * b;
        srg += r * g;
        srb += r * b;
        sgb += g * b;
        const LaneFloats y = __builtin_convertvector(r, LaneFloats) * 299.0F
                             + __builtin_convertvector(g, LaneFloats) * 587.0F
                             + __builtin_convertvector(b, LaneFloats) * 114.0F;
        std::memcpy(luma + x * lanes, &y, sizeof y);
        chroma(pixel, high + x * lanes, range + x * lanes);
    }
    flush(sr, sums.r);
    flush(sg, sums.g);
    flush(sb, sums.b);
    flush(srr, sums.rr);
    flush(sgg, sums.gg);
    flush(sbb, sums.bb);
    flush(srg, sums.rg);
    flush(srb, sums.rb);
    flush(sgb, sums.gb);
}

/// At most `colourPixels`: 32 bits hold their squares.
REWARD_CLONES void addColourBlock(const std::uint8_t *rgb, std::size_t pixels, ColourSums &sums)
{
    std::int16_t redGreen[colourPixels];
    std::int16_t yellowBlue[colourPixels];
    for (std::size_t i = 0; i < pixels; ++i) {
        const std::int16_t r = rgb[3 * i];
        const std::int16_t g = rgb[3 * i + 1];
        const std::int16_t b = rgb[3 * i + 2];
        redGreen[i] = std::int16_t(r - g);
        yellowBlue[i] = std::int16_t(r + g - 2 * b);
    }
    std::int32_t rg = 0, rgSquares = 0, yb = 0, ybSquares = 0;
    for (std::size_t i = 0; i < pixels; ++i) {
        rg += redGreen[i];
        yb += yellowBlue[i];
        rgSquares += std::int32_t(redGreen[i]) * redGreen[i];
        ybSquares += std::int32_t(yellowBlue[i]) * yellowBlue[i];
    }
    sums.redGreen += rg;
    sums.redGreenSquares += rgSquares;
    sums.yellowBlue += yb;
    sums.yellowBlueSquares += ybSquares;
}

} // namespace

void addColumns(const std::uint8_t *columns, std::size_t width, float *luma, PictureSums &sums)
{
    std::uint8_t high[blockPixels * lanes];
    std::uint8_t range[blockPixels * lanes];
    for (std::size_t x = 0; x < width; x += blockPixels) {
        const std::size_t count = std::min(blockPixels, width - x);
        addWholeBlock(columns + x * 3 * lanes, count, luma + x * lanes, high, range, sums);
        for (std::size_t i = 0; i < count * lanes; i += 4) {
            sums.chroma[0][high[i]] += range[i];
            sums.chroma[1][high[i + 1]] += range[i + 1];
            sums.chroma[2][high[i + 2]] += range[i + 2];
            sums.chroma[3][high[i + 3]] += range[i + 3];
        }
    }
}

void addColours(const std::uint8_t *rgb, std::size_t pixels, ColourSums &sums)
{
    for (std::size_t i = 0; i < pixels; i += colourPixels)
        addColourBlock(rgb + 3 * i, std::min(colourPixels, pixels - i), sums);
}

REWARD_CLONES void averageColumns(const float *columns, const AreaWeight *weights, std::size_t count, float *out)
{
    for (std::size_t k = 0; k < count;) {
        const int target = weights[k].target;
        LaneFloats sum{};
        for (; k < count && weights[k].target == target; ++k) {
            LaneFloats values;
            std::memcpy(&values, columns + std::size_t(weights[k].source) * lanes, sizeof values);
            sum += values * weights[k].weight;
        }
        std::memcpy(out + std::size_t(target) * lanes, &sum, sizeof sum);
    }
}

void floatColumnsToRows(const float *columns, std::size_t width, float *const rows[], int rowCount)
{
    constexpr std::size_t side = 4;
    for (std::size_t r = 0; r < std::size_t(rowCount); r += side) {
        std::size_t x = 0;
        if (r + side <= std::size_t(rowCount)) {
            for (; x + side <= width; x += side) {
                Quad a, b, c, d;
                std::memcpy(&a, columns + x * lanes + r, sizeof a);
                std::memcpy(&b, columns + (x + 1) * lanes + r, sizeof b);
                std::memcpy(&c, columns + (x + 2) * lanes + r, sizeof c);
                std::memcpy(&d, columns + (x + 3) * lanes + r, sizeof d);
                const Quad ab = __builtin_shufflevector(a, b, 0, 4, 1, 5);
                const Quad cd = __builtin_shufflevector(c, d, 0, 4, 1, 5);
                const Quad abHigh = __builtin_shufflevector(a, b, 2, 6, 3, 7);
                const Quad cdHigh = __builtin_shufflevector(c, d, 2, 6, 3, 7);
                const Quad turned[side]{__builtin_shufflevector(ab, cd, 0, 1, 4, 5),
                                        __builtin_shufflevector(ab, cd, 2, 3, 6, 7),
                                        __builtin_shufflevector(abHigh, cdHigh, 0, 1, 4, 5),
                                        __builtin_shufflevector(abHigh, cdHigh, 2, 3, 6, 7)};
                for (std::size_t i = 0; i < side; ++i)
                    std::memcpy(rows[r + i] + x, &turned[i], sizeof turned[i]);
            }
        }
        for (; x < width; ++x)
            for (std::size_t i = r; i < std::min(r + side, std::size_t(rowCount)); ++i)
                rows[i][x] = columns[x * lanes + i];
    }
}

} // namespace reward
