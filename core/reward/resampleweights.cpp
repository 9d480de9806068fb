#include "core/reward/resampleweights.h"

#include <algorithm>
#include <cmath>

namespace reward {

namespace {

/// Keys' cubic convolution with a = −0.5; the grouping is Pillow's, so that the last bit is.
double keysCubic(double x)
{
    constexpr double a = -0.5;
    x = std::abs(x);
    if (x < 1)
        return ((a + 2) * x - (a + 3)) * x * x + 1;
    if (x < 2)
        return (((x - 5) * x + 8) * x - 4) * a;
    return 0;
}

double sharperCubic(double x)
{
    constexpr double a = -0.75;
    x = std::abs(x);
    if (x < 1)
        return ((a + 2) * x - (a + 3)) * x * x + 1;
    if (x < 2)
        return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
    return 0;
}

AxisWeights emptyWeights(int outputs, int taps)
{
    AxisWeights axis;
    axis.taps = taps;
    axis.first.resize(std::size_t(outputs));
    axis.counts.resize(std::size_t(outputs));
    axis.weights.resize(std::size_t(outputs) * std::size_t(taps));
    return axis;
}

} // namespace

int AxisWeights::begin() const
{
    return *std::ranges::min_element(first);
}

int AxisWeights::end() const
{
    int end = 0;
    for (std::size_t i = 0; i < first.size(); ++i)
        end = std::max(end, first[i] + counts[i]);
    return end;
}

AxisWeights antialiasedBicubic(int sourceSize, std::int64_t targetSize, AxisWindow window)
{
    const double scale = double(sourceSize) / double(targetSize);
    const double filterScale = std::max(scale, 1.0);
    const double support = 2 * filterScale;
    const double step = 1 / filterScale;
    AxisWeights axis = emptyWeights(window.length, int(std::ceil(support)) * 2 + 1);
    for (int i = 0; i < window.length; ++i) {
        const double center = (double(window.from + i) + 0.5) * scale;
        const int first = std::max(0, int(center - support + 0.5));
        const int count = std::min(sourceSize, int(center + support + 0.5)) - first;
        double *weights = axis.weights.data() + std::ptrdiff_t(i) * axis.taps;
        double sum = 0;
        for (int t = 0; t < count; ++t) {
            weights[t] = keysCubic((t + first - center + 0.5) * step);
            sum += weights[t];
        }
        for (int t = 0; t < count; ++t)
            weights[t] /= sum;
        axis.first[std::size_t(i)] = first;
        axis.counts[std::size_t(i)] = count;
    }
    return axis;
}

AxisWeights fourTapBicubic(int sourceSize, std::int64_t targetSize, AxisWindow window)
{
    constexpr int taps = 4;
    const double scale = double(sourceSize) / double(targetSize);
    AxisWeights axis = emptyWeights(window.length, taps);
    for (int i = 0; i < window.length; ++i) {
        const double center = (double(window.from + i) + 0.5) * scale - 0.5;
        const int before = int(std::floor(center)) - 1;
        const auto clamped = [sourceSize](int x) { return std::clamp(x, 0, sourceSize - 1); };
        const int first = clamped(before);
        axis.first[std::size_t(i)] = first;
        axis.counts[std::size_t(i)] = clamped(before + taps - 1) - first + 1;
        for (int t = 0; t < taps; ++t)
            axis.weights[std::size_t(i * taps + clamped(before + t) - first)] += sharperCubic(center - (before + t));
    }
    return axis;
}

} // namespace reward
