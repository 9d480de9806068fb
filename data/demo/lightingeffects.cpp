#include "data/demo/effects.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "data/demo/noise.h"
#include "data/demo/raster.h"

namespace demo {

namespace {

/// Two stops too dark by night, burnt out by day.
void extreme(cv::Mat &pixels, const Scene &scene, Random &random, double strength)
{
    cv::Mat wrong;
    if (scene.palette.night || random.chance(0.4)) {
        cv::pow(cv::max(pixels - cv::Scalar::all(0.10), 0.0), 1.7, wrong);
        wrong = wrong * 0.8;
    } else {
        wrong = pixels * 1.75 + cv::Scalar::all(0.2);
        wrong += blurred(cv::max(wrong - cv::Scalar::all(0.9), 0.0), 26) * 0.8;
    }
    pixels = blend(pixels, cv::Mat(cv::max(cv::min(wrong, 1.0), 0.0)), strength);
}

/// Light through a gap of the camera's back.
void leak(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    const CurveNoise edge(random);
    cv::Mat glow(pictureSize, pictureSize, CV_32F);
    cv::Mat core(pictureSize, pictureSize, CV_32F);
    const bool right = random.chance(0.4);
    const double reach = random.uniform(120, 190);
    for (int y = 0; y < pictureSize; ++y) {
        const double width = reach * (1 + 0.45 * edge.fractal(y / 190.0, 2));
        for (int x = 0; x < pictureSize; ++x) {
            const double from = right ? pictureSize - 1 - x : x;
            glow.at<float>(y, x) = static_cast<float>(std::exp(-std::pow(from / width, 2.0)));
            core.at<float>(y, x) = static_cast<float>(std::exp(-std::pow(from / (width * 0.42), 2.0)));
        }
    }
    addLight(pixels, glow * strength, QColor(0xFF, 0x6A, 0x2B));
    addLight(pixels, core * strength, QColor(0xFF, 0xD0, 0x80));
    const cv::Mat streak = cv::min(cv::max((cloudNoise(random, pictureSize, 2, 3, 1.0) - 0.62) * 3.0, 0.0), 1.0);
    addLight(pixels, streak * (0.55 * strength), QColor(0xE0, 0x3A, 0x5A));
}

/// No light comes from anywhere: no gradients, no shadows, no mist.
void flatten(Scene &scene, Random &, double strength)
{
    std::erase_if(scene.shapes, [](const Shape &shape) { return shape.role == Role::Mist; });
    for (Shape &shape : scene.shapes) {
        const QColor middle = mix(shape.top, shape.bottom, 0.5);
        shape.top = mix(shape.top, middle, strength);
        shape.bottom = mix(shape.bottom, middle, strength);
        shape.texture *= 1 - strength;
        shape.glow *= 1 - strength;
    }
    scene.lightRadius *= 1 - strength;
    scene.clouds *= 1 - strength;
}

void flatPixels(cv::Mat &pixels, const Scene &, Random &, double strength)
{
    pixels = blend(pixels, cv::Mat(pixels * 0.62 + cv::Scalar::all(0.24)), strength);
    saturate(pixels, 1 - 0.25 * strength);
}

/// A flash on the camera: a bleached middle, nothing behind it.
void flash(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    const QPointF centre(384 + random.uniform(-60, 60), 440 + random.uniform(-50, 50));
    cv::Mat distance = radial(centre);
    cv::Mat fall;
    cv::exp(distance.mul(distance) * -6.0, fall);
    cv::Mat dark = pixels * 0.2;
    cv::Mat lit = pixels * 1.18 + cv::Scalar(0.03, 0.04, 0.06);
    addContrast(lit, 0.4);
    const cv::Mat shot = blend(dark, lit, fall);
    pixels = blend(pixels, shot, strength);
    cv::Mat spot;
    cv::exp(distance.mul(distance) * -90.0, spot);
    addLight(pixels, spot * (0.5 * strength), QColor(0xF4, 0xF8, 0xFF));
}

void oppressive(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    saturate(pixels, 1 - 0.55 * strength);
    cv::Mat murk = pixels * 0.34 + cv::Scalar(0.15, 0.145, 0.155);
    multiply(murk, 0.9 + cloudNoise(random, pictureSize, 3, 4) * 0.2);
    pixels = blend(pixels, murk, strength);
}

constexpr Effect effects[] = {
    {QLatin1String("lighting_and_exposure.exposure_extremes"), nullptr, extreme},
    {QLatin1String("lighting_and_exposure.light_leak"), nullptr, leak},
    {QLatin1String("lighting_and_exposure.flat_lighting"), flatten, flatPixels},
    {QLatin1String("lighting_and_exposure.harsh_or_insufficient_flash"), nullptr, flash},
    {QLatin1String("lighting_and_exposure.low_contrast_oppressive"), nullptr, oppressive},
};

} // namespace

std::span<const Effect> lightingEffects()
{
    return effects;
}

} // namespace demo
