#include "core/reward/floatresize.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/reward/resizekernels.h"

namespace reward {

namespace {

constexpr std::size_t lanes = rowLanes;
constexpr std::size_t channels = 3;
constexpr float white = 255;

std::size_t roundedUp(std::size_t n)
{
    return (n + lanes - 1) / lanes * lanes;
}

/// One axis with weights in single precision, as torch has them.
struct FloatAxis
{
    FloatAxis(AxisWeights axis, float scale)
        : weights(std::move(axis))
    {
        values.reserve(weights.weights.size());
        for (const double weight : weights.weights)
            values.push_back(float(weight) * scale);
    }

    KernelAxis<float> kernel() const
    {
        return {weights.size(), weights.taps, weights.first.data(), weights.counts.data(), values.data()};
    }

    AxisWeights weights;
    std::vector<float> values;
};

AxisWeights axisWeights(int sourceSize, int targetSize, FloatResize kind)
{
    const AxisWindow all{0, targetSize};
    return kind == FloatResize::Antialias ? antialiasedBicubic(sourceSize, targetSize, all)
                                          : fourTapBicubic(sourceSize, targetSize, all);
}

/// Resizes each row; 16 at a time, so that a vector holds the same pixel of all of them.
std::vector<float> horizontalPass(const SampleView &rgb, const FloatAxis &columns, std::size_t stride)
{
    const std::size_t rowBytes = std::size_t(rgb.width) * channels;
    const std::size_t samples = std::size_t(columns.weights.size()) * channels;
    std::vector<std::uint8_t> turned(roundedUp(rowBytes) * lanes);
    std::vector<float> resized(samples * lanes);
    std::vector<float> out(std::size_t(rgb.height) * stride);
    for (int y = 0; y < rgb.height; y += rowLanes) {
        std::array<const std::uint8_t *, lanes> from;
        for (int r = 0; r < rowLanes; ++r)
            from[std::size_t(r)] = rgb.samples + std::size_t(std::min(y + r, rgb.height - 1)) * rowBytes;
        rowsToColumns(from.data(), rowBytes, turned.data());
        resizeColumns(turned.data(), 0, int(channels), columns.kernel(), resized.data());
        const int count = std::min(rowLanes, rgb.height - y);
        for (std::size_t i = 0; i < samples; ++i)
            for (int r = 0; r < count; ++r)
                out[std::size_t(y + r) * stride + i] = resized[i * lanes + std::size_t(r)];
    }
    return out;
}

} // namespace

std::vector<float> resizeFloat(const SampleView &rgb, int width, int height, FloatResize kind)
{
    const FloatAxis columns(axisWeights(rgb.width, width, kind), 1 / white);
    const FloatAxis rows(axisWeights(rgb.height, height, kind), 1);
    const std::size_t samples = std::size_t(width) * channels;
    const std::size_t stride = roundedUp(samples);
    const std::vector<float> between = horizontalPass(rgb, columns, stride);
    std::vector<float> row(stride);
    std::vector<float> result(std::size_t(height) * samples);
    for (std::size_t y = 0; y < std::size_t(height); ++y) {
        resizeRow(between.data() + std::size_t(rows.weights.first[y]) * stride, stride, stride,
                  rows.values.data() + y * std::size_t(rows.weights.taps), rows.weights.counts[y], row.data());
        std::memcpy(result.data() + y * samples, row.data(), samples * sizeof(float));
    }
    return result;
}

} // namespace reward
