#pragma once

#include "data/demo/random.h"
#include "data/demo/scene.h"

namespace cv {
class Mat;
}

namespace demo {

/// How a fictional generator paints.
enum class Style {
    Soft,   ///< gradients, haze, glow
    Glossy, ///< the soft style after being "aligned": saturated, contrasty, polished
    Paper,  ///< cut paper in layers with shadows
    Ink,    ///< hatching over a wash on cream paper
};

/// The scene as CV_32FC3 RGB pixels of pictureSize squared.
cv::Mat render(const Scene &scene, Style style, Random &random);

} // namespace demo
