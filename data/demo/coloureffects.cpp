#include "data/demo/effects.h"

#include <cmath>

#include <opencv2/imgproc.hpp>

#include "data/demo/noise.h"
#include "data/demo/raster.h"

namespace demo {

namespace {

/// Wrong, loud colours for everything.
void clash(Scene &scene, Random &random, double strength)
{
    const QColor loud[] = {QColor(0xFF, 0x1F, 0x8F), QColor(0x39, 0xFF, 0x14), QColor(0xFF, 0x6A, 0x00),
                           QColor(0x8A, 0x00, 0xFF), QColor(0xE6, 0xFF, 0x00), QColor(0x00, 0xD5, 0xC8),
                           QColor(0xE0, 0x10, 0x20)};
    const auto wrong = [&loud, strength](const QColor &colour, int which) {
        QColor target = shifted(loud[which], 1, 0.45 + static_cast<double>(colour.lightnessF()));
        target.setAlphaF(colour.alphaF());
        return mix(colour, target, 0.85 * strength);
    };
    int sky = random.index(7);
    for (Shape &shape : scene.shapes) {
        const int which = shape.object > 0 ? (shape.object * 3 + sky) % 7 : random.index(7);
        if (shape.role == Role::Sky) {
            shape.top = wrong(shape.top, sky);
            shape.bottom = wrong(shape.bottom, (sky + 2) % 7);
        } else if (shape.role != Role::Mist) {
            shape.top = wrong(shape.top, which);
            shape.bottom = wrong(shape.bottom, (which + 1) % 7);
        }
    }
    scene.palette = shifted(scene.palette, 1.4, 1, 140 * strength);
}

void loudPixels(cv::Mat &pixels, const Scene &, Random &, double strength)
{
    saturate(pixels, 1 + 0.7 * strength);
    addContrast(pixels, 0.35 * strength);
}

/// Cheap glass: each colour is enlarged by another factor.
void aberration(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    std::vector<cv::Mat> planes;
    cv::split(pixels, planes);
    const double by = 0.034 * strength;
    const cv::Point2f centre(384.0F + static_cast<float>(random.uniform(-60, 60)), 384.0F);
    const double scales[] = {1 + by, 1.0, 1 - by};
    for (std::size_t i = 0; i < 3; ++i) {
        cv::Mat turn = cv::getRotationMatrix2D(centre, 0, scales[i]);
        turn.at<double>(0, 2) += (static_cast<double>(i) - 1) * 9 * strength;
        cv::warpAffine(planes[i], planes[i], turn, planes[i].size(), cv::INTER_LINEAR, cv::BORDER_REFLECT);
    }
    cv::merge(planes, pixels);
    cv::Mat edge = radial();
    cv::pow(edge, 2.0, edge);
    pixels = blend(pixels, blurred(pixels, 5), cv::Mat(cv::min(edge * strength, 1.0)));
}

void muted(cv::Mat &pixels, const Scene &, Random &, double strength)
{
    saturate(pixels, 1 - 0.66 * strength);
    const cv::Mat faded = pixels * 0.58 + cv::Scalar(0.335, 0.31, 0.265);
    pixels = blend(pixels, faded, strength);
}

void sickly(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    saturate(pixels, 1 - 0.55 * strength);
    const cv::Mat ill =
        pixels.mul(cv::Mat(pixels.size(), CV_32FC3, cv::Scalar(0.84, 0.92, 0.44))) + cv::Scalar(0.03, 0.05, 0.0);
    pixels = blend(pixels, ill, strength);
    // Blotches, as on something that has been left in the damp.
    const cv::Mat patches = cloudNoise(random, pictureSize, 4, 5);
    const cv::Mat where = cv::min(cv::max((patches - 0.55) * 3.0, 0.0), 1.0) * (0.45 * strength);
    tint(pixels, where, QColor(0x6B, 0x74, 0x1C));
}

/// Patches of cold and warm white balance, and colour steps where there should be a gradient.
void inconsistent(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    const cv::Mat where = cloudNoise(random, pictureSize, 2, 2);
    cv::Mat cold = pixels.mul(cv::Mat(pixels.size(), CV_32FC3, cv::Scalar(0.74, 0.94, 1.22)));
    cv::Mat warm = pixels.mul(cv::Mat(pixels.size(), CV_32FC3, cv::Scalar(1.22, 0.93, 0.62)));
    const cv::Mat split = cv::min(cv::max((where - 0.47) * 14.0, 0.0), 1.0);
    const cv::Mat mixed = blend(cold, warm, split);
    pixels = blend(pixels, mixed, strength);
    pixels = cv::max(cv::min(pixels, 1.0), 0.0);
    const int steps = 3 + static_cast<int>((1 - strength) * 12);
    pixels.forEach<cv::Vec3f>([steps](cv::Vec3f &pixel, const int *) {
        for (int i = 0; i < 3; ++i)
            pixel[i] = std::round(pixel[i] * static_cast<float>(steps * 2)) / static_cast<float>(steps * 2);
    });
}

constexpr Effect effects[] = {
    {QLatin1String("color_and_tone.clashing_disharmony"), clash, loudPixels},
    {QLatin1String("color_and_tone.chromatic_aberration"), nullptr, aberration},
    {QLatin1String("color_and_tone.muted_faded"), nullptr, muted},
    {QLatin1String("color_and_tone.sickly_cast"), nullptr, sickly},
    {QLatin1String("color_and_tone.color_inconsistency"), nullptr, inconsistent},
};

} // namespace

std::span<const Effect> colourEffects()
{
    return effects;
}

} // namespace demo
