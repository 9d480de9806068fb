#pragma once

#include <optional>

#include "core/reward/picture.h"

namespace reward {

/// Five numbers of one picture, from 8-bit sRGB values in RGB order, of the whole picture at its own size.
struct PictureStatistics
{
    /// √(σ²rg+σ²yb) + 0.3·√(μ²rg+μ²yb), rg = R−G, yb = (R+G)/2−B, population σ. Hasler & Süsstrunk, "Measuring
    /// colourfulness in natural images", 2003.
    double colorfulness = 0;
    /// Population variance of the 4-neighbour Laplacian (0 1 0 · 1 −4 1 · 0 1 0) of 255·Y over the inner pixels, after
    /// area-averaging to a long side of 512 where it is longer. Nothing when fewer than 3×3 pixels remain.
    std::optional<double> sharpness;
    double contrast = 0;   ///< population σ of Y = (0.299R+0.587G+0.114B)/255
    double exposure = 0;   ///< mean of Y
    double saturation = 0; ///< mean of (max−min)/max over RGB, 0 where max = 0
};

/// All five in one pass over the pixels. Sums are exact integers but for saturation (double), so that the result does
/// not depend on the order of the pixels beyond 1e-12.
PictureStatistics pictureStatistics(const Picture &picture);

/// Colorfulness alone, the same number in a third of the time.
double colorfulness(const Picture &picture);

/// The long side to which pictures are averaged for sharpness.
inline constexpr int sharpnessSide = 512;

} // namespace reward
