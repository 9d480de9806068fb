#include "core/reward/picturestatistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <opencv2/imgproc.hpp>

// One binary for every x86-64: the loop is compiled twice and chosen at start.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)                  \
    && !defined(__SANITIZE_THREAD__)
#define REWARD_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define REWARD_CLONES
#endif

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

/// What one pass collects: sums of the channels and of their products, from which the moments of every linear
/// combination of the channels follow exactly.
struct Sums
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

    /// Of x·R + y·G + z·B.
    Moments moments(std::int64_t x, std::int64_t y, std::int64_t z) const
    {
        const Int128 squares = Int128(x * x) * rr + Int128(y * y) * gg + Int128(z * z) * bb
                               + 2 * (Int128(x * y) * rg + Int128(x * z) * rb + Int128(y * z) * gb);
        return {x * r + y * g + z * b, squares};
    }
};

constexpr int laplacianLanes = 8;
constexpr int blockPixels = 1024; // 32-bit sums of products of two bytes hold for 33,000

/// Σ a·b of 16-bit numbers: compiles to multiply-and-add instructions.
inline std::int64_t dot(const std::int16_t *a, const std::int16_t *b, int n)
{
    std::int32_t sum = 0;
    for (int i = 0; i < n; ++i)
        sum += std::int32_t(a[i]) * std::int32_t(b[i]);
    return sum;
}

inline std::int64_t total(const std::int16_t *a, int n)
{
    std::int32_t sum = 0;
    for (int i = 0; i < n; ++i)
        sum += a[i];
    return sum;
}

/// `luma` gets 299R + 587G + 114B, thousandths of an 8-bit step: whole numbers below 2^24, exact in a float.
REWARD_CLONES void addBlock(const std::uint8_t *rgb, int n, float *luma, Sums &sums)
{
    std::int16_t r[blockPixels];
    std::int16_t g[blockPixels];
    std::int16_t b[blockPixels];
    for (int i = 0; i < n; ++i) {
        r[i] = rgb[3 * i];
        g[i] = rgb[3 * i + 1];
        b[i] = rgb[3 * i + 2];
    }
    sums.r += total(r, n);
    sums.g += total(g, n);
    sums.b += total(b, n);
    sums.rr += dot(r, r, n);
    sums.gg += dot(g, g, n);
    sums.bb += dot(b, b, n);
    sums.rg += dot(r, g, n);
    sums.rb += dot(r, b, n);
    sums.gb += dot(g, b, n);
    std::uint8_t high[blockPixels];
    std::uint8_t range[blockPixels];
    for (int i = 0; i < n; ++i) {
        luma[i] = float(299 * r[i] + 587 * g[i] + 114 * b[i]);
        const std::int16_t most = std::max(r[i], std::max(g[i], b[i]));
        high[i] = std::uint8_t(most);
        range[i] = std::uint8_t(most - std::min(r[i], std::min(g[i], b[i])));
    }
    for (int i = 0; i < n; ++i)
        sums.chroma[std::size_t(i & 3)][high[i]] += range[i];
}

double saturation(const Sums &sums, std::int64_t pixels)
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

/// `luma` in thousandths of an 8-bit step.
std::optional<double> sharpness(const cv::Mat1f &luma)
{
    cv::Mat1f plane = luma;
    const int side = std::max(luma.cols, luma.rows);
    if (side > sharpnessSide) {
        const auto scaled = [side](int extent) {
            return std::max(1, int(std::lround(double(extent) * sharpnessSide / side)));
        };
        cv::resize(luma, plane, cv::Size(scaled(luma.cols), scaled(luma.rows)), 0, 0, cv::INTER_AREA);
    }
    if (plane.cols < 3 || plane.rows < 3)
        return std::nullopt;
    return laplacianVariance(plane) / 1e6;
}

} // namespace

PictureStatistics pictureStatistics(const Picture &picture)
{
    const std::int64_t pixels = std::int64_t(picture.width) * picture.height;
    Sums sums;
    cv::Mat1f luma(picture.height, picture.width);
    for (std::int64_t first = 0; first < pixels; first += blockPixels)
        addBlock(picture.rgb.data() + 3 * first, int(std::min<std::int64_t>(blockPixels, pixels - first)),
                 luma.ptr<float>() + first, sums);

    const Moments redGreen = sums.moments(1, -1, 0);
    const Moments yellowBlue = sums.moments(1, 1, -2); // twice the yb of the definition
    const Moments luminance = sums.moments(299, 587, 114);
    constexpr double lumaScale = 255000; // thousandths of an 8-bit step in Y = 1

    PictureStatistics result;
    result.colorfulness = std::sqrt(redGreen.variance(pixels) + yellowBlue.variance(pixels) / 4)
                          + 0.3 * std::hypot(redGreen.mean(pixels), yellowBlue.mean(pixels) / 2);
    result.contrast = std::sqrt(luminance.variance(pixels)) / lumaScale;
    result.exposure = luminance.mean(pixels) / lumaScale;
    result.saturation = saturation(sums, pixels);
    result.sharpness = sharpness(luma);
    return result;
}

} // namespace reward
