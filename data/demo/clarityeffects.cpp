#include "data/demo/effects.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "data/demo/noise.h"
#include "data/demo/raster.h"

namespace demo {

namespace {

/// The camera moved while the shutter was open.
void blur(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    const int length = std::max(3, static_cast<int>(64 * strength)) | 1;
    const double angle = random.uniform(-24, 24);
    cv::Mat kernel = cv::Mat::zeros(length, length, CV_32F);
    kernel.row(length / 2).setTo(1.0 / length);
    const cv::Mat turn =
        cv::getRotationMatrix2D(cv::Point2f(static_cast<float>(length) / 2, static_cast<float>(length) / 2), angle, 1);
    cv::warpAffine(kernel, kernel, turn, kernel.size());
    kernel /= cv::sum(kernel)[0];
    cv::filter2D(pixels, pixels, -1, kernel, {-1, -1}, 0, cv::BORDER_REFLECT);
    pixels = blurred(pixels, 3.5 * strength);
}

/// A second frame on the same film: the scene itself, turned round and enlarged.
void doubleExposure(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    cv::Mat second;
    cv::flip(pixels, second, 1);
    const cv::Mat turn = cv::getRotationMatrix2D({384, 384}, random.uniform(-9, 9) + 90 * (random.chance(0.3) ? 1 : 0),
                                                 random.uniform(1.3, 1.6));
    cv::warpAffine(second, second, turn, second.size(), cv::INTER_LINEAR, cv::BORDER_REFLECT);
    second = second.mul(cv::Mat(second.size(), CV_32FC3, cv::Scalar(1.0, 0.93, 0.86)));
    const cv::Scalar one = cv::Scalar::all(1);
    const cv::Mat both = one - cv::Mat(one - pixels * 0.78).mul(one - second * (0.62 * strength));
    pixels = blend(pixels, both, std::min(1.0, 0.4 + strength));
    addContrast(pixels, 0.2);
}

void film(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    saturate(pixels, 1 - 0.6 * strength);
    const cv::Mat aged =
        pixels.mul(cv::Mat(pixels.size(), CV_32FC3, cv::Scalar(0.74, 0.80, 0.66))) + cv::Scalar(0.05, 0.06, 0.03);
    pixels = blend(pixels, aged, strength);
    const cv::Mat luma = lumaOf(pixels);
    cv::Mat wide;
    const cv::Mat amount = (0.095 - 0.035 * luma) * strength;
    const cv::Mat grain = grainNoise(random, pictureSize, 1.1).mul(amount);
    const cv::Mat tinted = grainNoise(random, pictureSize, 1.4) * (0.03 * strength);
    cv::merge(std::vector<cv::Mat>{grain + tinted, grain, grain - tinted}, wide);
    pixels += wide;
    // Dust and scratches.
    for (int i = 0; i < static_cast<int>(46 * strength); ++i) {
        const cv::Point at(random.index(pictureSize), random.index(pictureSize));
        const double tone = random.chance(0.6) ? 0.92 : 0.1;
        if (random.chance(0.85))
            cv::circle(pixels, at, 1 + random.index(3), cv::Scalar::all(tone), cv::FILLED, cv::LINE_AA);
        else
            cv::ellipse(pixels, at, {10 + random.index(40), 4 + random.index(20)}, random.uniform(0, 180), 0,
                        random.uniform(60, 160), cv::Scalar::all(tone), 1, cv::LINE_AA);
    }
    if (strength > 0.6)
        for (int i = 0; i < 3; ++i) {
            const int x = random.index(pictureSize);
            cv::line(pixels, {x, 0}, {x + random.index(7) - 3, pictureSize}, cv::Scalar::all(0.85), 1, cv::LINE_AA);
        }
}

/// A worn tape: smeared colour, scan lines, torn rows, a noisy band at the foot.
void tape(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    cv::Mat small;
    cv::resize(pixels, small, {pictureSize / 3, pictureSize / 2}, 0, 0, cv::INTER_AREA);
    cv::resize(small, small, pixels.size(), 0, 0, cv::INTER_LINEAR);
    cv::Mat colour;
    cv::GaussianBlur(small, colour, {}, 13, 1.2);
    std::vector<cv::Mat> planes;
    cv::split(colour, planes);
    const auto slide = [](cv::Mat &plane, double by) {
        const cv::Mat move = (cv::Mat_<double>(2, 3) << 1, 0, by, 0, 1, 0);
        cv::warpAffine(plane, plane, move, plane.size(), cv::INTER_LINEAR, cv::BORDER_REFLECT);
    };
    slide(planes[0], 9 * strength);
    slide(planes[2], -7 * strength);
    cv::merge(planes, colour);
    cv::Mat grey;
    cv::merge(std::vector<cv::Mat>(3, lumaOf(small)), grey);
    cv::Mat soft;
    cv::merge(std::vector<cv::Mat>(3, lumaOf(colour)), soft);
    cv::Mat signal = grey + (colour - soft) * 1.3;
    cv::Mat torn = signal.clone();
    const CurveNoise drift(random);
    const double tear = random.uniform(200, 560);
    for (int y = 0; y < pictureSize; ++y) {
        double shift = 5 * drift.fractal(y / 26.0, 3);
        shift += 60 * std::exp(-std::pow((y - tear) / 9, 2)) * drift.at(y * 0.7);
        if (y > pictureSize - 46)
            shift += (y - pictureSize + 46) * 1.5 + 14 * drift.at(y * 1.3);
        const int by = ((static_cast<int>(shift * strength) % pictureSize) + pictureSize) % pictureSize;
        if (by > 0) {
            signal.row(y).colRange(0, pictureSize - by).copyTo(torn.row(y).colRange(by, pictureSize));
            signal.row(y).colRange(pictureSize - by, pictureSize).copyTo(torn.row(y).colRange(0, by));
        }
        const double noisy = y > pictureSize - 40 || std::abs(y - tear) < 7 ? 0.30 : 0.06;
        for (int x = 0; x < pictureSize; ++x) {
            auto &pixel = torn.at<cv::Vec3f>(y, x);
            const auto speck = static_cast<float>((random.uniform() - 0.5) * noisy * 2 * strength);
            const float line = y % 4 < 2 ? 1.0F : static_cast<float>(1 - 0.26 * strength);
            pixel = (pixel + cv::Vec3f(speck, speck, speck)) * line;
        }
    }
    pixels = torn * 0.92 + cv::Scalar(0.05, 0.045, 0.08);
}

/// Blocks that a starved codec leaves: coarse cosine coefficients, and some blocks copied from elsewhere.
void digital(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    constexpr int block = 16;
    for (int i = 0; i < static_cast<int>(46 * strength); ++i) {
        const int w = (2 + random.index(10)) * block;
        const int h = (1 + random.index(2)) * block;
        const int x = random.index((pictureSize - w) / block) * block;
        const int y = random.index((pictureSize - h) / block) * block;
        const int from = std::clamp(x + (random.index(9) - 4) * block, 0, pictureSize - w);
        pixels(cv::Rect(from, y, w, h)).clone().copyTo(pixels(cv::Rect(x, y, w, h)));
    }
    std::vector<cv::Mat> planes;
    cv::split(pixels, planes);
    const double step = 0.75 * strength;
    for (cv::Mat &plane : planes)
        for (int y = 0; y < pictureSize; y += block)
            for (int x = 0; x < pictureSize; x += block) {
                cv::Mat tile = plane(cv::Rect(x, y, block, block));
                cv::Mat coefficients;
                cv::dct(tile, coefficients);
                for (int v = 0; v < block; ++v)
                    for (int u = 0; u < block; ++u) {
                        const double coarse = step * (0.35 + 0.16 * (u + v));
                        auto &c = coefficients.at<float>(v, u);
                        c = static_cast<float>(std::round(c / coarse) * coarse);
                    }
                cv::idct(coefficients, tile);
            }
    cv::merge(planes, pixels);
}

void dropDetails(Scene &scene, Random &, double strength)
{
    if (strength < 0.3)
        return;
    std::erase_if(scene.shapes, [](const Shape &shape) {
        return shape.role == Role::Detail || (shape.role == Role::Light && shape.glow <= 0);
    });
    for (Shape &shape : scene.shapes)
        shape.texture = 0;
}

/// Everything small melts away.
void mush(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    cv::Mat bytes;
    cv::resize(pixels, bytes, {}, 0.25, 0.25, cv::INTER_AREA);
    bytes.convertTo(bytes, CV_8U, 255);
    cv::medianBlur(bytes, bytes, (3 + static_cast<int>(7 * strength)) | 1);
    bytes.convertTo(bytes, CV_32F, 1 / 255.0);
    cv::resize(bytes, bytes, pixels.size(), 0, 0, cv::INTER_CUBIC);
    const cv::Mat warpX = cloudNoise(random, pictureSize, 9, 3);
    const cv::Mat warpY = cloudNoise(random, pictureSize, 9, 3);
    cv::Mat mapX(bytes.size(), CV_32F);
    cv::Mat mapY(bytes.size(), CV_32F);
    for (int y = 0; y < pictureSize; ++y)
        for (int x = 0; x < pictureSize; ++x) {
            mapX.at<float>(y, x) = static_cast<float>(x + (warpX.at<float>(y, x) - 0.5) * 70 * strength);
            mapY.at<float>(y, x) = static_cast<float>(y + (warpY.at<float>(y, x) - 0.5) * 70 * strength);
        }
    cv::remap(bytes, pixels, mapX, mapY, cv::INTER_LINEAR, cv::BORDER_REFLECT);
}

constexpr Effect effects[] = {
    {QLatin1String("clarity_and_focus.intentional_blur"), nullptr, blur},
    {QLatin1String("clarity_and_focus.double_exposure"), nullptr, doubleExposure},
    {QLatin1String("clarity_and_focus.film_artifacts"), nullptr, film},
    {QLatin1String("clarity_and_focus.analog_degradation"), nullptr, tape},
    {QLatin1String("clarity_and_focus.digital_artifacts"), nullptr, digital},
    {QLatin1String("clarity_and_focus.bad_or_no_details"), dropDetails, mush},
};

} // namespace

std::span<const Effect> clarityEffects()
{
    return effects;
}

} // namespace demo
