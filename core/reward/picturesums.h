#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace reward {

/// What one pass collects: sums of the channels and of their products, from which the moments of every linear
/// combination of the channels follow exactly.
struct PictureSums
{
    std::int64_t r = 0;
    std::int64_t g = 0;
    std::int64_t b = 0;
    std::int64_t rr = 0;
    std::int64_t gg = 0;
    std::int64_t bb = 0;
    std::int64_t rg = 0;
    std::int64_t rb = 0;
    std::int64_t gb = 0;
    /// Σ(max − min) of the pixels by their max, in four tables so that equal neighbours do not wait for each other.
    std::array<std::array<std::int64_t, 256>, 4> chroma{};
};

// Loops over 16 rows at a time, turned as by rowsToColumns: x · channels + c is a group of 16 rows. Compiled for
// several instruction sets, with the same results.

/// Adds `width` pixels of 16 rows. Rows of black add nothing. `luma` gets 299R + 587G + 114B, thousandths of an 8-bit
/// step: whole numbers below 2^24, exact in a float; 16 for each x.
void addColumns(const std::uint8_t *columns, std::size_t width, float *luma, PictureSums &sums);

/// What colorfulness needs: sums of R − G and R + G − 2B, and of their squares.
struct ColourSums
{
    std::int64_t redGreen = 0;
    std::int64_t redGreenSquares = 0;
    std::int64_t yellowBlue = 0;
    std::int64_t yellowBlueSquares = 0;
};

/// Adds pixels of RGB, one after the other.
void addColours(const std::uint8_t *rgb, std::size_t pixels, ColourSums &sums);

/// How one output of an area average is made: source and weight, in the order in which they are added.
struct AreaWeight
{
    int target = 0;
    int source = 0;
    float weight = 0;
};

/// Averages along x. The weights are in the order of their targets.
void averageColumns(const float *columns, const AreaWeight *weights, std::size_t count, float *out);

/// 16-row groups of floats to rows: `rows[r][x] = columns[16x + r]` for r below `rowCount`.
void floatColumnsToRows(const float *columns, std::size_t width, float *const rows[], int rowCount);

} // namespace reward
