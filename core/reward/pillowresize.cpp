#include "core/reward/pillowresize.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <limits>

#include "core/reward/resizekernels.h"

namespace reward {

namespace {

constexpr std::size_t lanes = rowLanes;

std::size_t roundedUp(std::size_t n)
{
    return (n + lanes - 1) / lanes * lanes;
}

/// Weights in fixed point, rounded half away from zero as Pillow does.
std::vector<std::int32_t> quantised(const std::vector<double> &weights)
{
    std::vector<std::int32_t> result;
    result.reserve(weights.size());
    for (const double weight : weights)
        result.push_back(std::int32_t((weight < 0 ? -0.5 : 0.5) + weight * (1 << weightBits)));
    return result;
}

/// One axis of the work: weights, or only a window where the size does not change.
struct Axis
{
    Axis(int sourceSize, std::int64_t targetSize, AxisWindow window)
        : isResized(sourceSize != targetSize)
        , begin(int(window.from))
        , end(int(window.from) + window.length)
    {
        if (!isResized)
            return;
        weights = antialiasedBicubic(sourceSize, targetSize, window);
        fixed = quantised(weights.weights);
        begin = weights.begin();
        end = weights.end();
    }

    KernelAxis<std::int32_t> kernel() const
    {
        return {weights.size(), weights.taps, weights.first.data(), weights.counts.data(), fixed.data()};
    }
    const std::int32_t *weightsOf(int output) const { return fixed.data() + std::ptrdiff_t(output) * weights.taps; }

    bool isResized;
    int begin; ///< the source's pixels that are used
    int end;
    AxisWeights weights;
    std::vector<std::int32_t> fixed;
};

/// Rows of samples whose length is a multiple of the lanes.
struct Rows
{
    Rows(int count, std::size_t samples)
        : stride(roundedUp(samples))
        , bytes(std::size_t(count) * stride)
    {
    }

    std::uint8_t *row(int y) { return bytes.data() + std::size_t(y) * stride; }

    std::size_t stride;
    std::vector<std::uint8_t> bytes;
};

/// 16 rows at a time are turned so that a vector holds the same pixel of all of them.
void horizontalPass(const SampleView &source, const Axis &columns, const Axis &rows, Rows &out)
{
    const auto channels = std::size_t(source.channels);
    const std::size_t usedBytes = std::size_t(columns.end - columns.begin) * channels;
    const std::size_t outBytes = std::size_t(columns.weights.size()) * channels;
    std::vector<std::uint8_t> turned(roundedUp(usedBytes) * lanes);
    std::vector<std::uint8_t> resized(roundedUp(outBytes) * lanes);
    std::vector<std::uint8_t> unused(out.stride);
    const int count = rows.end - rows.begin;
    for (int y = 0; y < count; y += rowLanes) {
        std::array<const std::uint8_t *, lanes> from;
        std::array<std::uint8_t *, lanes> to;
        for (int r = 0; r < rowLanes; ++r) {
            const int row = rows.begin + std::min(y + r, count - 1);
            from[std::size_t(r)] =
                source.samples + (std::size_t(row) * std::size_t(source.width) + std::size_t(columns.begin)) * channels;
            to[std::size_t(r)] = y + r < count ? out.row(y + r) : unused.data();
        }
        rowsToColumns(from.data(), usedBytes, turned.data());
        resizeColumns(turned.data(), columns.begin, source.channels, columns.kernel(), resized.data());
        columnsToRows(resized.data(), outBytes, to.data());
    }
}

std::vector<std::uint8_t> vectorBicubic(const SampleView &source, const Axis &columns, const Axis &rows, int width,
                                        int height)
{
    const std::size_t samples = std::size_t(width) * std::size_t(source.channels);
    Rows between(rows.end - rows.begin, samples);
    if (columns.isResized) {
        horizontalPass(source, columns, rows, between);
    } else {
        for (int y = rows.begin; y < rows.end; ++y)
            std::memcpy(between.row(y - rows.begin),
                        source.samples
                            + (std::size_t(y) * std::size_t(source.width) + std::size_t(columns.begin))
                                  * std::size_t(source.channels),
                        samples);
    }
    std::vector<std::uint8_t> result(std::size_t(height) * samples);
    std::vector<std::uint8_t> row(between.stride);
    for (int y = 0; y < height; ++y) {
        const std::uint8_t *made = between.row(y);
        if (rows.isResized) {
            const auto i = std::size_t(y);
            resizeRow(between.row(rows.weights.first[i] - rows.begin), between.stride, between.stride,
                      rows.weightsOf(y), rows.weights.counts[i], row.data());
            made = row.data();
        }
        std::memcpy(result.data() + std::size_t(y) * samples, made, samples);
    }
    return result;
}

/// One pass, written down as it is defined: `pixel(i, t)` is tap t of output i along the axis.
template <typename Pixel>
std::uint8_t plainSum(const Axis &axis, int output, const Pixel &pixel)
{
    if (!axis.isResized)
        return pixel(axis.begin + output);
    std::int32_t sum = 1 << (weightBits - 1);
    const int first = axis.weights.first[std::size_t(output)];
    for (int t = 0; t < axis.weights.counts[std::size_t(output)]; ++t)
        sum += pixel(first + t) * axis.weightsOf(output)[t];
    return std::uint8_t(std::clamp(sum >> weightBits, 0, 255));
}

std::vector<std::uint8_t> plainBicubic(const SampleView &source, const Axis &columns, const Axis &rows, int width,
                                       int height)
{
    const int channels = source.channels;
    const auto at = [channels](int y, int x, int c, int rowLength) {
        return (std::size_t(y) * std::size_t(rowLength) + std::size_t(x)) * std::size_t(channels) + std::size_t(c);
    };
    std::vector<std::uint8_t> between(std::size_t(rows.end - rows.begin) * std::size_t(width) * std::size_t(channels));
    for (int y = rows.begin; y < rows.end; ++y)
        for (int x = 0; x < width; ++x)
            for (int c = 0; c < channels; ++c)
                between[at(y - rows.begin, x, c, width)] =
                    plainSum(columns, x, [&](int tap) { return source.samples[at(y, tap, c, source.width)]; });
    std::vector<std::uint8_t> result(std::size_t(height) * std::size_t(width) * std::size_t(channels));
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int c = 0; c < channels; ++c)
                result[at(y, x, c, width)] =
                    plainSum(rows, y, [&](int tap) { return between[at(tap - rows.begin, x, c, width)]; });
    return result;
}

/// A sum of 16-bit samples as Pillow stores it: the two bytes are clipped by themselves.
std::uint16_t stored16(double sum)
{
    const int rounded = int(sum >= 0 ? sum + 0.5 : sum - 0.5);
    const int low = std::clamp(rounded % 256, 0, 255);
    const int high = std::clamp(rounded >> 8, 0, 255);
    return std::uint16_t(high << 8 | low);
}

/// The source pixel of each output of an axis. The place is summed up, not multiplied: the last bit decides at borders.
std::vector<int> nearestPlaces(int sourceSize, std::int64_t targetSize, AxisWindow window)
{
    const double step = double(sourceSize) / double(targetSize);
    double place = step * 0.5;
    // Beyond its largest size Pillow has no answer, and counting would take minutes.
    if (targetSize > std::numeric_limits<std::int32_t>::max())
        place += step * double(window.from);
    else
        for (std::int64_t i = 0; i < window.from; ++i)
            place += step;
    std::vector<int> places(std::size_t(window.length));
    for (int &source : places) {
        source = std::min(int(place), sourceSize - 1);
        place += step;
    }
    return places;
}

} // namespace

ResizeTarget ResizeTarget::whole(int width, int height)
{
    return {width, height, {0, width}, {0, height}};
}

std::vector<std::uint8_t> pillowBicubic(const SampleView &source, const ResizeTarget &target, ResizeLoops loops)
{
    assert(source.channels == 3 || source.channels == 4);
    const Axis columns(source.width, target.width, target.columns);
    const Axis rows(source.height, target.height, target.rows);
    const auto resize = loops == ResizeLoops::Vector ? vectorBicubic : plainBicubic;
    return resize(source, columns, rows, target.columns.length, target.rows.length);
}

std::vector<std::uint16_t> pillowBicubic16(std::span<const std::uint16_t> samples, int width, int height,
                                           const ResizeTarget &target)
{
    const Axis columns(width, target.width, target.columns);
    const Axis rows(height, target.height, target.rows);
    const auto outWidth = std::size_t(target.columns.length);
    const auto resized = [](const Axis &axis, int output, const auto &pixel) {
        if (!axis.isResized)
            return std::uint16_t(pixel(axis.begin + output));
        double sum = 0;
        const double *weights = axis.weights.weights.data() + std::ptrdiff_t(output) * axis.weights.taps;
        const int first = axis.weights.first[std::size_t(output)];
        for (int t = 0; t < axis.weights.counts[std::size_t(output)]; ++t)
            sum += pixel(first + t) * weights[t];
        return stored16(sum);
    };
    std::vector<std::uint16_t> between(std::size_t(rows.end - rows.begin) * outWidth);
    for (int y = rows.begin; y < rows.end; ++y)
        for (int x = 0; x < target.columns.length; ++x)
            between[std::size_t(y - rows.begin) * outWidth + std::size_t(x)] = resized(
                columns, x, [&](int tap) { return samples[std::size_t(y) * std::size_t(width) + std::size_t(tap)]; });
    std::vector<std::uint16_t> result(std::size_t(target.rows.length) * outWidth);
    for (int y = 0; y < target.rows.length; ++y)
        for (int x = 0; x < target.columns.length; ++x)
            result[std::size_t(y) * outWidth + std::size_t(x)] = resized(
                rows, y, [&](int tap) { return between[std::size_t(tap - rows.begin) * outWidth + std::size_t(x)]; });
    return result;
}

std::vector<std::uint8_t> pillowNearest(const SampleView &source, const ResizeTarget &target)
{
    const std::vector<int> columns = nearestPlaces(source.width, target.width, target.columns);
    const std::vector<int> rows = nearestPlaces(source.height, target.height, target.rows);
    const auto channels = std::size_t(source.channels);
    std::vector<std::uint8_t> result;
    result.reserve(rows.size() * columns.size() * channels);
    for (const int y : rows) {
        for (const int x : columns) {
            const std::uint8_t *pixel =
                source.samples + (std::size_t(y) * std::size_t(source.width) + std::size_t(x)) * channels;
            result.insert(result.end(), pixel, pixel + channels);
        }
    }
    return result;
}

} // namespace reward
