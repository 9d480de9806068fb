#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include <QImage>

#include "data/demo/random.h"

namespace demo {

/// Smooth random curve over a line: value noise with several octaves, in about [-1, 1].
class CurveNoise
{
public:
    explicit CurveNoise(Random &random);

    /// One octave at `x`; features are one unit wide.
    double at(double x) const;
    /// `octaves` octaves, each at twice the frequency and `gain` of the strength, scaled back to about [-1,
    /// 1].
    double fractal(double x, int octaves, double gain = 0.5) const;

private:
    std::vector<double> m_values;
};

/// Cloud noise of size × size, CV_32F in [0, 1]: `cells` features across in the first octave; `stretch` > 1
/// makes them that many times wider than high.
cv::Mat cloudNoise(Random &random, int size, int cells, int octaves, double stretch = 1.0, double gain = 0.5);

/// Independent normal noise, CV_32F, mean 0, standard deviation 1, blurred by `softness` pixels (0 none) and
/// scaled back to deviation 1.
cv::Mat grainNoise(Random &random, int size, double softness);

/// Noise in [0, 1] as grey pixels with the given strength around middle grey, to be laid over a fill.
QImage textureImage(const cv::Mat &noise, double strength);

} // namespace demo
