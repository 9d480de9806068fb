#pragma once

#include <span>

#include <QLatin1String>
#include <QString>

#include "data/demo/random.h"
#include "data/demo/scene.h"

namespace cv {
class Mat;
}

namespace demo {

/// How one sub-class of the taxonomy is brought about: by changing what is in the picture, how its pixels
/// look, or both. `strength` 1 is the full effect, less is what a generator makes of the wish when it would
/// rather please.
struct Effect
{
    QLatin1String label; ///< "class.sub_class"
    void (*change)(Scene &scene, Random &random, double strength) = nullptr;
    void (*develop)(cv::Mat &pixels, const Scene &scene, Random &random, double strength) = nullptr;
};

// One list per class of the taxonomy.
std::span<const Effect> clarityEffects();
std::span<const Effect> colourEffects();
std::span<const Effect> lightingEffects();
std::span<const Effect> compositionEffects();
std::span<const Effect> subjectEffects();

/// The effect of a label, null for an unknown one.
const Effect *effectOf(const QString &label);

} // namespace demo
