#pragma once

#include <vector>

#include "core/reward/pillowresize.h"

namespace reward {

/// How torchvision resizes a float tensor, which depends on its version.
enum class FloatResize {
    Antialias, ///< since 0.17: cubic with a = −0.5, its support widened when shrinking
    Plain      ///< before: cubic with a = −0.75 on four taps; cv::resize with INTER_CUBIC
};

/// Bicubic resize of an 8-bit RGB picture taken as floats in [0, 1], to `width` × `height`. Nothing is clamped: the
/// result may leave [0, 1]. Interleaved, height × width × 3.
std::vector<float> resizeFloat(const SampleView &rgb, int width, int height, FloatResize kind);

} // namespace reward
