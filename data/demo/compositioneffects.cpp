#include "data/demo/effects.h"

#include <functional>
#include <map>

#include <opencv2/imgproc.hpp>

#include <QTransform>

#include "data/demo/raster.h"
#include "data/demo/shapes.h"

namespace demo {

namespace {

/// Turns and enlarges so that no corner is empty.
void turnFrame(cv::Mat &pixels, double degrees, double scale, double dx, double dy)
{
    cv::Mat turn = cv::getRotationMatrix2D({384, 384}, degrees, scale);
    turn.at<double>(0, 2) += dx;
    turn.at<double>(1, 2) += dy;
    cv::warpAffine(pixels, pixels, turn, pixels.size(), cv::INTER_CUBIC, cv::BORDER_REFLECT);
}

void tilt(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    const double side = random.chance(0.5) ? 1 : -1;
    turnFrame(pixels, side * (6 + 18 * strength), 1.12 + 0.3 * strength, random.uniform(-60, 60) * strength,
              random.uniform(-40, 80) * strength);
}

/// Somebody's finger, a post, a shoulder: dark, near, out of focus. The subject is half out of the frame.
void obstruct(cv::Mat &pixels, const Scene &scene, Random &random, double strength)
{
    turnFrame(pixels, 0, 1 + 0.75 * strength, (random.chance(0.5) ? 230 : -230) * strength, -90 * strength);
    QPainterPath near = blob(random, {random.chance(0.5) ? 40.0 : 728.0, 640}, 250 * strength, 420 * strength, 0.1);
    near.addPath(bar({random.uniform(330, 470), -40}, {random.uniform(330, 470), 820}, 120 * strength));
    near.setFillRule(Qt::WindingFill);
    cv::Mat mask = blurred(maskOf(near), 13);
    tint(pixels, mask * 0.97, mix(scene.palette.ground, QColor(0x15, 0x10, 0x10), 0.6));
}

/// Moves every thing by a scale of its own around its foot.
void scaleObjects(Scene &scene, const std::function<double(int)> &factorOf)
{
    std::map<int, QRectF> bounds;
    for (const Shape &shape : scene.shapes)
        if (shape.object > 0)
            bounds[shape.object] |= shape.path.boundingRect();
    for (Shape &shape : scene.shapes)
        if (shape.object > 0) {
            const QRectF &box = bounds[shape.object];
            const double factor = factorOf(shape.object);
            QTransform move;
            move.translate(box.center().x(), box.bottom());
            move.scale(factor, factor);
            move.translate(-box.center().x(), -box.bottom());
            shape.path = move.map(shape.path);
            shape.glow *= factor;
        }
}

void wrongScales(Scene &scene, Random &random, double strength)
{
    std::map<int, double> factors;
    bool large = random.chance(0.5);
    scaleObjects(scene, [&](int object) {
        if (!factors.contains(object)) {
            factors[object] =
                large ? 1 + random.uniform(0.9, 1.9) * strength : 1 - random.uniform(0.5, 0.72) * strength;
            large = !large;
        }
        return factors[object];
    });
}

/// Everything that was the subject is tiny; the space around it is what is left.
void tiny(Scene &scene, Random &, double strength)
{
    QRectF all;
    for (const Shape &shape : scene.shapes)
        if (shape.object > 0)
            all |= shape.path.boundingRect();
    const double factor = 1 - 0.8 * strength;
    QTransform move;
    move.translate(all.center().x() + 90, std::min(all.bottom(), 650.0));
    move.scale(factor, factor);
    move.translate(-all.center().x(), -all.bottom());
    for (Shape &shape : scene.shapes)
        if (shape.object > 0) {
            shape.path = move.map(shape.path);
            shape.glow *= factor;
        }
}

/// Held in one hand, looked at later: tilted, too near, a date in the corner.
void snapshot(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    turnFrame(pixels, (random.chance(0.5) ? 1 : -1) * 9 * strength, 1 + 0.55 * strength,
              random.uniform(110, 170) * strength * (random.chance(0.5) ? 1 : -1), 150 * strength);
    cv::GaussianBlur(pixels, pixels, {}, 2.4 * strength, 0.8);
    pixels = blend(pixels,
                   cv::Mat(pixels.mul(cv::Mat(pixels.size(), CV_32FC3, cv::Scalar(1.18, 1.02, 0.78))) * 1.08
                           + cv::Scalar::all(0.03)),
                   strength);
    cv::Mat corner = radial({384, 400});
    cv::pow(corner, 3.0, corner);
    multiply(pixels, 1.0 - corner * (0.65 * strength));
    if (strength > 0.6) {
        // Seven segments, as the backs of cameras burnt them in.
        const auto digit = [&pixels](int x, int y, int value) {
            static constexpr int segments[] = {0x77, 0x24, 0x5D, 0x6D, 0x2E, 0x6B, 0x7B, 0x25, 0x7F, 0x6F};
            const cv::Point ends[7][2] = {{{0, 0}, {12, 0}},   {{0, 0}, {0, 12}},  {{12, 0}, {12, 12}},
                                          {{0, 12}, {12, 12}}, {{0, 12}, {0, 24}}, {{12, 12}, {12, 24}},
                                          {{0, 24}, {12, 24}}};
            for (int i = 0; i < 7; ++i)
                if (segments[value] >> i & 1)
                    cv::line(pixels, cv::Point(x, y) + ends[i][0], cv::Point(x, y) + ends[i][1],
                             cv::Scalar(1.0, 0.55, 0.12), 3, cv::LINE_AA);
        };
        int x = 560;
        for (const int value : {random.index(3), random.index(10), 1, random.index(3), 9, random.index(10)}) {
            digit(x, 712, value);
            x += 26;
        }
    }
}

constexpr Effect effects[] = {
    {QLatin1String("composition_and_structure.unconventional_framing"), nullptr, tilt},
    {QLatin1String("composition_and_structure.obstructed_cropping"), nullptr, obstruct},
    {QLatin1String("composition_and_structure.scale_inconsistency"), wrongScales, nullptr},
    {QLatin1String("composition_and_structure.unconventional_scale"), tiny, nullptr},
    {QLatin1String("composition_and_structure.amateur_snapshot_energy"), nullptr, snapshot},
};

} // namespace

std::span<const Effect> compositionEffects()
{
    return effects;
}

} // namespace demo
