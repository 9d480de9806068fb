#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "core/reward/picturesums.h"

namespace reward {

/// cv::resize with INTER_AREA of a float plane, bit for bit, fed 16 rows at a time: OpenCV's sums in OpenCV's order,
/// but without a plane of the picture's size, and with vectors. For shrinking by a ratio that is not whole in both
/// directions; for whole ones OpenCV sums in another order.
class AreaAverage
{
public:
    AreaAverage(cv::Size source, cv::Size target);

    /// Whether OpenCV would take the way that is followed here.
    static bool follows(cv::Size source, cv::Size target);

    /// The next rows, at most 16: `columns` as by rowsToColumns.
    void addRows(const float *columns, int rowCount);

    /// The result, when all rows have been added.
    const cv::Mat1f &plane() const { return m_plane; }

private:
    std::vector<AreaWeight> m_columns;
    std::vector<AreaWeight> m_rows;
    std::size_t m_nextWeight = 0; ///< of m_rows
    int m_nextRow = 0;
    std::vector<float> m_averaged; ///< 16 rows of the result's width, turned
    std::vector<float> m_lines;    ///< the same, row by row
    cv::Mat1f m_plane;
};

} // namespace reward
