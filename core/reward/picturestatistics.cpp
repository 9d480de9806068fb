#include "core/reward/picturestatistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <opencv2/imgproc.hpp>

#include "core/reward/areaaverage.h"
#include "core/reward/clones.h"
#include "core/reward/picturesums.h"
#include "core/reward/resizekernels.h"

namespace reward {

namespace {

__extension__ using Int128 = __int128;

/// Sum and sum of squares of integers: enough for an exact mean and variance.
struct Moments
{
    std::int64_t sum = 0;
    Int128 squares = 0; ///< of luma in 200 megapixels: beyond 63 bits

    double mean(std::int64_t n) const { return double(sum) / double(n); }
    /// (n·Σx² − (Σx)²) / n²; the difference is exact, so nothing cancels.
    double variance(std::int64_t n) const
    {
        const Int128 numerator = n * squares - Int128(sum) * sum;
        return double(numerator) / (double(n) * double(n));
    }
};

/// Of x·R + y·G + z·B.
Moments moments(const PictureSums &sums, std::int64_t x, std::int64_t y, std::int64_t z)
{
    const Int128 squares = Int128(x * x) * sums.rr + Int128(y * y) * sums.gg + Int128(z * z) * sums.bb
                           + 2 * (Int128(x * y) * sums.rg + Int128(x * z) * sums.rb + Int128(y * z) * sums.gb);
    return {x * sums.r + y * sums.g + z * sums.b, squares};
}

constexpr int laplacianLanes = 8;

/// `yellowBlue` is of twice the definition's yb.
double colorfulness(const Moments &redGreen, const Moments &yellowBlue, std::int64_t pixels)
{
    return std::sqrt(redGreen.variance(pixels) + yellowBlue.variance(pixels) / 4)
           + 0.3 * std::hypot(redGreen.mean(pixels), yellowBlue.mean(pixels) / 2);
}

double saturation(const PictureSums &sums, std::int64_t pixels)
{
    double sum = 0;
    for (std::size_t high = 1; high < 256; ++high) {
        std::int64_t chroma = 0;
        for (const auto &table : sums.chroma)
            chroma += table[high];
        sum += double(chroma) / double(high);
    }
    return sum / double(pixels);
}

/// One row of the 4-neighbour Laplacian's sum and sum of squares. Several accumulators: a single one would make each
/// addition wait for the last.
REWARD_CLONES void addLaplacian(const float *above, const float *row, const float *below, int width, double *sum,
                                double *squares)
{
    for (int x = 1; x + laplacianLanes < width; x += laplacianLanes) {
        for (int lane = 0; lane < laplacianLanes; ++lane) {
            const int i = x + lane;
            const double value = double(above[i]) + below[i] + row[i - 1] + row[i + 1] - 4. * row[i];
            sum[lane] += value;
            squares[lane] += value * value;
        }
    }
    for (int i = width - 1 - (width - 2) % laplacianLanes; i + 1 < width; ++i) {
        const double value = double(above[i]) + below[i] + row[i - 1] + row[i + 1] - 4. * row[i];
        sum[0] += value;
        squares[0] += value * value;
    }
}

/// Population variance over the inner pixels.
double laplacianVariance(const cv::Mat1f &plane)
{
    std::array<double, laplacianLanes> sums{};
    std::array<double, laplacianLanes> squares{};
    for (int y = 1; y + 1 < plane.rows; ++y)
        addLaplacian(plane[y - 1], plane[y], plane[y + 1], plane.cols, sums.data(), squares.data());
    const double n = double(plane.cols - 2) * double(plane.rows - 2);
    const double mean = std::accumulate(sums.begin(), sums.end(), 0.0) / n;
    return std::max(0.0, std::accumulate(squares.begin(), squares.end(), 0.0) / n - mean * mean);
}

/// The size to which the luma is averaged.
cv::Size sharpnessSize(cv::Size size)
{
    const int side = std::max(size.width, size.height);
    if (side <= sharpnessSide)
        return size;
    const auto scaled = [side](int extent) {
        return std::max(1, int(std::lround(double(extent) * sharpnessSide / side)));
    };
    return {scaled(size.width), scaled(size.height)};
}

/// `plane` in thousandths of an 8-bit step.
std::optional<double> sharpness(const cv::Mat1f &plane)
{
    if (plane.cols < 3 || plane.rows < 3)
        return std::nullopt;
    return laplacianVariance(plane) / 1e6;
}

/// Turns the picture 16 rows at a time; `take` is called with the columns, the first row's number and how many rows
/// there are. Rows that are missing in the last group are black.
template <typename Take>
void forRowGroups(const Picture &picture, const Take &take)
{
    const std::size_t rowBytes = std::size_t(picture.width) * 3;
    std::vector<std::uint8_t> turned((rowBytes + rowLanes) * rowLanes);
    const std::vector<std::uint8_t> black(rowBytes);
    for (int y = 0; y < picture.height; y += rowLanes) {
        const int rowCount = std::min(rowLanes, picture.height - y);
        std::array<const std::uint8_t *, rowLanes> rows;
        rows.fill(black.data());
        for (int r = 0; r < rowCount; ++r)
            rows[std::size_t(r)] = picture.rgb.data() + std::size_t(y + r) * rowBytes;
        rowsToColumns(rows.data(), rowBytes, turned.data());
        take(turned.data(), y, rowCount);
    }
}

/// Adds all pixels to the sums and returns the averaged luma, in one pass over the picture.
cv::Mat1f addPicture(const Picture &picture, PictureSums &sums)
{
    const cv::Size size(picture.width, picture.height);
    const cv::Size target = sharpnessSize(size);
    std::optional<AreaAverage> average;
    cv::Mat1f luma;
    if (AreaAverage::follows(size, target))
        average.emplace(size, target);
    else
        luma.create(size);

    const auto width = std::size_t(picture.width);
    std::vector<float> lumaColumns(width * rowLanes);
    forRowGroups(picture, [&](const std::uint8_t *columns, int y, int rowCount) {
        addColumns(columns, width, lumaColumns.data(), sums);
        if (average) {
            average->addRows(lumaColumns.data(), rowCount);
            return;
        }
        std::array<float *, rowLanes> lines{};
        for (int r = 0; r < rowCount; ++r)
            lines[std::size_t(r)] = luma[y + r];
        floatColumnsToRows(lumaColumns.data(), width, lines.data(), rowCount);
    });
    if (average)
        return average->plane();
    cv::Mat1f plane = luma;
    if (size != target)
        cv::resize(luma, plane, target, 0, 0, cv::INTER_AREA);
    return plane;
}

} // namespace

PictureStatistics pictureStatistics(const Picture &picture)
{
    const std::int64_t pixels = std::int64_t(picture.width) * picture.height;
    PictureSums sums;
    const cv::Mat1f luma = addPicture(picture, sums);

    const Moments luminance = moments(sums, 299, 587, 114);
    constexpr double lumaScale = 255000; // thousandths of an 8-bit step in Y = 1

    PictureStatistics result;
    result.colorfulness = colorfulness(moments(sums, 1, -1, 0), moments(sums, 1, 1, -2), pixels);
    result.contrast = std::sqrt(luminance.variance(pixels)) / lumaScale;
    result.exposure = luminance.mean(pixels) / lumaScale;
    result.saturation = saturation(sums, pixels);
    result.sharpness = sharpness(luma);
    return result;
}

double colorfulness(const Picture &picture)
{
    ColourSums sums;
    const std::int64_t pixels = std::int64_t(picture.width) * picture.height;
    addColours(picture.rgb.data(), std::size_t(pixels), sums);
    return colorfulness({sums.redGreen, sums.redGreenSquares}, {sums.yellowBlue, sums.yellowBlueSquares}, pixels);
}

} // namespace reward
