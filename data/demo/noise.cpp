#include "data/demo/noise.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace demo {

namespace {

constexpr int curveCells = 512;

double smooth(double t)
{
    return t * t * t * (t * (t * 6 - 15) + 10);
}

} // namespace

CurveNoise::CurveNoise(Random &random)
    : m_values(curveCells)
{
    for (double &value : m_values)
        value = random.uniform(-1, 1);
}

double CurveNoise::at(double x) const
{
    const double cell = std::floor(x);
    const auto index = [](double i) {
        return static_cast<std::size_t>(((static_cast<long>(i) % curveCells) + curveCells) % curveCells);
    };
    const double t = smooth(x - cell);
    return m_values[index(cell)] * (1 - t) + m_values[index(cell + 1)] * t;
}

double CurveNoise::fractal(double x, int octaves, double gain) const
{
    double sum = 0;
    double weight = 1;
    double total = 0;
    for (int octave = 0; octave < octaves; ++octave) {
        sum += weight * at(x + 37.0 * octave);
        total += weight;
        weight *= gain;
        x *= 2;
    }
    return sum / total;
}

cv::Mat cloudNoise(Random &random, int size, int cells, int octaves, double stretch, double gain)
{
    cv::Mat sum = cv::Mat::zeros(size, size, CV_32F);
    double weight = 1;
    for (int octave = 0; octave < octaves; ++octave) {
        const int rows = std::max(2, static_cast<int>(cells * stretch)) + 3;
        const int columns = std::max(2, cells) + 3;
        cv::Mat grid(rows, columns, CV_32F);
        for (int y = 0; y < rows; ++y)
            for (int x = 0; x < columns; ++x)
                grid.at<float>(y, x) = static_cast<float>(random.uniform());
        cv::Mat layer;
        cv::resize(grid, layer, {size, size}, 0, 0, cv::INTER_CUBIC);
        cv::scaleAdd(layer, weight, sum, sum);
        weight *= gain;
        cells *= 2;
        if (cells > size / 2)
            break;
    }
    cv::normalize(sum, sum, 0, 1, cv::NORM_MINMAX);
    return sum;
}

cv::Mat grainNoise(Random &random, int size, double softness)
{
    cv::Mat grain(size, size, CV_32F);
    // A sum of four uniforms is normal enough for grain and much cheaper.
    for (int y = 0; y < size; ++y) {
        auto *row = grain.ptr<float>(y);
        for (int x = 0; x < size; ++x) {
            const std::uint64_t bits = random.next();
            const int sum =
                static_cast<int>((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48));
            row[x] = static_cast<float>((sum - 131070) / 37837.0);
        }
    }
    if (softness > 0) {
        cv::GaussianBlur(grain, grain, {}, softness);
        cv::Scalar mean;
        cv::Scalar deviation;
        cv::meanStdDev(grain, mean, deviation);
        grain = (grain - mean[0]) / std::max(deviation[0], 1e-6);
    }
    return grain;
}

QImage textureImage(const cv::Mat &noise, double strength)
{
    QImage image(noise.cols, noise.rows, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < noise.rows; ++y) {
        const auto *values = noise.ptr<float>(y);
        auto *pixels = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < noise.cols; ++x) {
            const int grey = std::clamp(static_cast<int>(127.5 + 255.0 * strength * (values[x] - 0.5F)), 0, 255);
            pixels[x] = qRgb(grey, grey, grey);
        }
    }
    return image;
}

} // namespace demo
