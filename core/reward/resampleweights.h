#pragma once

#include <cstdint>
#include <vector>

namespace reward {

/// A run of pixels of a resized axis: those that are computed.
struct AxisWindow
{
    std::int64_t from = 0;
    int length = 0;
};

/// How the pixels of one axis of a resized picture are made of the source's: output i is the sum of
/// source[first[i] + t] · weights[i · taps + t] for t in [0, counts[i]).
struct AxisWeights
{
    int taps = 0; ///< the most that any output has
    std::vector<int> first;
    std::vector<int> counts;
    std::vector<double> weights; ///< sum to 1 for each output

    int size() const { return int(first.size()); }
    /// The source pixels that are used, as [begin, end).
    int begin() const;
    int end() const;
};

/// Pillow's bicubic (a = −0.5) with the support widened when shrinking, in double precision and in Pillow's order of
/// operations. `sourceSize` and `targetSize` are positive.
AxisWeights antialiasedBicubic(int sourceSize, std::int64_t targetSize, AxisWindow window);

/// The plain cubic with a = −0.75 of torch and OpenCV: four taps whatever the scale, half-pixel centres, pixels beyond
/// the edge are the edge's.
AxisWeights fourTapBicubic(int sourceSize, std::int64_t targetSize, AxisWindow window);

} // namespace reward
