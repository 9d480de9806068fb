#include "core/reward/picturestatistics.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <opencv2/imgproc.hpp>

// One binary for every x86-64: the loop is compiled twice and chosen at start.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
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
    std::int64_t squares = 0;

    double mean(std::int64_t n) const { return double(sum) / double(n); }
    /// (n·Σx² − (Σx)²) / n²; the difference is exact, so nothing cancels.
    double variance(std::int64_t n) const
    {
        const Int128 numerator = Int128(n) * squares - Int128(sum) * sum;
        return double(numerator) / (double(n) * double(n));
    }
};

/// What one pass collects. Luma is in thousandths of an 8-bit step: 299R + 587G + 114B, a whole number below 2^24.
struct Sums
{
    Moments redGreen;   ///< R − G
    Moments yellowBlue; ///< R + G − 2B, twice the yb of the definition
    Moments luma;
    /// Σ(max − min) of the pixels by their max, in four tables so that equal neighbours do not wait for each other.
    std::array<std::array<std::int64_t, 256>, 4> chroma{};
};

constexpr int blockPixels = 1024; // 32-bit sums of squares of (R + G − 2B) hold for 8,000

REWARD_CLONES void addBlock(const std::uint8_t *rgb, int n, float *luma, Sums &sums)
{
    std::int32_t rg = 0;
    std::int32_t rg2 = 0;
    std::int32_t yb = 0;
    std::int32_t yb2 = 0;
    std::int32_t y = 0;
    std::int64_t y2 = 0;
    for (int i = 0; i < n; ++i) {
        const std::int32_t r = rgb[3 * i];
        const std::int32_t g = rgb[3 * i + 1];
        const std::int32_t b = rgb[3 * i + 2];
        const std::int32_t a = r - g;
        const std::int32_t c = r + g - 2 * b;
        const std::int32_t v = 299 * r + 587 * g + 114 * b;
        rg += a;
        rg2 += a * a;
        yb += c;
        yb2 += c * c;
        y += v;
        y2 += std::int64_t(v) * v;
        luma[i] = float(v);
    }
    sums.redGreen.sum += rg;
    sums.redGreen.squares += rg2;
    sums.yellowBlue.sum += yb;
    sums.yellowBlue.squares += yb2;
    sums.luma.sum += y;
    sums.luma.squares += y2;
    for (int i = 0; i < n; ++i) {
        const std::uint8_t r = rgb[3 * i];
        const std::uint8_t g = rgb[3 * i + 1];
        const std::uint8_t b = rgb[3 * i + 2];
        const std::uint8_t high = std::max(r, std::max(g, b));
        sums.chroma[std::size_t(i & 3)][high] += high - std::min(r, std::min(g, b));
    }
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

/// `luma` in thousandths of an 8-bit step.
std::optional<double> sharpness(const cv::Mat1f &luma)
{
    cv::Mat plane = luma;
    const int side = std::max(luma.cols, luma.rows);
    if (side > sharpnessSide) {
        const auto scaled = [side](int extent) {
            return std::max(1, int(std::lround(double(extent) * sharpnessSide / side)));
        };
        cv::resize(luma, plane, cv::Size(scaled(luma.cols), scaled(luma.rows)), 0, 0, cv::INTER_AREA);
    }
    if (plane.cols < 3 || plane.rows < 3)
        return std::nullopt;
    cv::Mat laplacian;
    plane.convertTo(laplacian, CV_64F);
    cv::Laplacian(laplacian, laplacian, CV_64F, 1);
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(laplacian(cv::Rect(1, 1, plane.cols - 2, plane.rows - 2)), mean, deviation);
    return deviation[0] * deviation[0] / 1e6;
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

    PictureStatistics result;
    const double yellowBlueMean = sums.yellowBlue.mean(pixels) / 2;
    result.colorfulness = std::sqrt(sums.redGreen.variance(pixels) + sums.yellowBlue.variance(pixels) / 4)
        + 0.3 * std::hypot(sums.redGreen.mean(pixels), yellowBlueMean);
    constexpr double lumaScale = 255000; // thousandths of an 8-bit step in Y = 1
    result.contrast = std::sqrt(sums.luma.variance(pixels)) / lumaScale;
    result.exposure = sums.luma.mean(pixels) / lumaScale;
    result.saturation = saturation(sums, pixels);
    result.sharpness = sharpness(luma);
    return result;
}

} // namespace reward
