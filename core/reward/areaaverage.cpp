#include "core/reward/areaaverage.h"

#include <algorithm>
#include <array>
#include <cfloat>
#include <cmath>

#include "core/reward/resizekernels.h"

namespace reward {

namespace {

/// As OpenCV computes it: the inverse of the inverse.
double ratio(int source, int target)
{
    return 1.0 / (double(target) / source);
}

std::vector<AreaWeight> areaWeights(int source, int target)
{
    constexpr double negligible = 1e-3; // parts of a cell that OpenCV leaves out
    const double scale = ratio(source, target);
    std::vector<AreaWeight> weights;
    for (int i = 0; i < target; ++i) {
        const double from = i * scale;
        const double to = from + scale;
        const double cell = std::min(scale, source - from);
        const int last = std::min(int(std::floor(to)), source - 1);
        const int first = std::min(int(std::ceil(from)), last);
        if (first - from > negligible)
            weights.push_back({i, first - 1, float((first - from) / cell)});
        for (int whole = first; whole < last; ++whole)
            weights.push_back({i, whole, float(1.0 / cell)});
        if (to - last > negligible)
            weights.push_back({i, last, float(std::min(std::min(to - last, 1.0), cell) / cell)});
    }
    return weights;
}

} // namespace

AreaAverage::AreaAverage(cv::Size source, cv::Size target)
    : m_columns(areaWeights(source.width, target.width))
    , m_rows(areaWeights(source.height, target.height))
    , m_averaged(std::size_t(target.width) * rowLanes)
    , m_lines(m_averaged.size())
    , m_plane(cv::Mat1f::zeros(target))
{
}

bool AreaAverage::follows(cv::Size source, cv::Size target)
{
    const auto isWhole = [](double scale) { return std::abs(scale - std::round(scale)) < DBL_EPSILON; };
    const double x = ratio(source.width, target.width);
    const double y = ratio(source.height, target.height);
    return x >= 1 && y >= 1 && !(isWhole(x) && isWhole(y));
}

void AreaAverage::addRows(const float *columns, int rowCount)
{
    averageColumns(columns, m_columns.data(), m_columns.size(), m_averaged.data());
    const auto width = std::size_t(m_plane.cols);
    std::array<float *, rowLanes> lines;
    for (std::size_t r = 0; r < lines.size(); ++r)
        lines[r] = m_lines.data() + r * width;
    floatColumnsToRows(m_averaged.data(), width, lines.data(), rowCount);
    for (; m_nextWeight < m_rows.size(); ++m_nextWeight) {
        const AreaWeight &weight = m_rows[m_nextWeight];
        if (weight.source >= m_nextRow + rowCount)
            break;
        const float *line = lines[std::size_t(weight.source - m_nextRow)];
        float *sum = m_plane[weight.target];
        for (std::size_t x = 0; x < width; ++x)
            sum[x] += weight.weight * line[x];
    }
    m_nextRow += rowCount;
}

} // namespace reward
