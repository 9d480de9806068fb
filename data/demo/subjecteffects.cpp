#include "data/demo/effects.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <opencv2/imgproc.hpp>

#include <QTransform>

#include "data/demo/noise.h"
#include "data/demo/raster.h"
#include "data/demo/shapes.h"

namespace demo {

namespace {

/// The face itself is drawn with its feeling; the light follows.
void sorrow(cv::Mat &pixels, const Scene &, Random &, double strength)
{
    saturate(pixels, 1 - 0.45 * strength);
    const cv::Mat cold = pixels.mul(cv::Mat(pixels.size(), CV_32FC3, cv::Scalar(0.70, 0.76, 0.90)));
    pixels = blend(pixels, cold, strength);
    cv::Mat edge = radial({384, 360});
    cv::pow(edge, 2.0, edge);
    multiply(pixels, 1.0 - edge * (0.6 * strength));
}

void addCrows(Scene &scene, Random &random, double strength)
{
    const bool outdoors = !scene.shapes.empty() && scene.shapes.front().top == scene.palette.skyTop;
    if (!outdoors)
        return;
    for (int i = 0; i < static_cast<int>(26 * strength); ++i) {
        const QPointF at(random.uniform(30, 740), random.uniform(30, scene.horizon * 0.75));
        const double size = random.uniform(7, 22);
        const double flap = random.uniform(-0.5, 0.9);
        scene.add(Role::Object,
                  curve({at + QPointF(-size, -size * flap * 0.6), at + QPointF(-size * 0.4, -size * 0.35 * flap - 2),
                         at, at + QPointF(size * 0.45, -size * 0.4 * flap - 2), at + QPointF(size, -size * flap * 0.5),
                         at + QPointF(size * 0.3, size * 0.12), at + QPointF(0, size * 0.3),
                         at + QPointF(-size * 0.3, size * 0.1)}),
                  QColor(0x0A, 0x0A, 0x0E));
    }
}

/// Heavy fog, rain, hardly any light.
void dread(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    saturate(pixels, 1 - 0.7 * strength);
    cv::Mat dark;
    cv::pow(pixels, 1.35, dark);
    dark = dark.mul(cv::Mat(pixels.size(), CV_32FC3, cv::Scalar(0.50, 0.56, 0.62)));
    const cv::Mat fog = cloudNoise(random, pictureSize, 3, 5, 2.4);
    tint(dark, cv::min(cv::max((fog - 0.35) * 1.3, 0.0), 0.72), QColor(0x4C, 0x55, 0x5A));
    cv::Mat rain = cv::Mat::zeros(pictureSize, pictureSize, CV_32F);
    for (int i = 0; i < 620; ++i) {
        const cv::Point from(random.index(pictureSize + 100) - 50, random.index(pictureSize) - 20);
        const int length = 14 + random.index(30);
        cv::line(rain, from, from + cv::Point(-length / 4, length), cv::Scalar(random.uniform(0.08, 0.3)), 1,
                 cv::LINE_AA);
    }
    addLight(dark, rain, QColor(0xC0, 0xCC, 0xD4));
    cv::Mat edge = radial();
    cv::pow(edge, 1.8, edge);
    multiply(dark, 1.05 - edge * 0.85);
    pixels = blend(pixels, dark, strength);
}

/// Stains, cracks and peeling over a faded picture.
void decay(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    saturate(pixels, 1 - 0.5 * strength);
    pixels =
        blend(pixels, cv::Mat(pixels.mul(cv::Mat(pixels.size(), CV_32FC3, cv::Scalar(0.92, 0.80, 0.62)))), strength);
    const cv::Mat rust = cloudNoise(random, pictureSize, 5, 7, 1.0, 0.62);
    tint(pixels, cv::min(cv::max((rust - 0.52) * 4.0, 0.0), 1.0) * (0.62 * strength), QColor(0x5A, 0x33, 0x18));
    const cv::Mat peel = cloudNoise(random, pictureSize, 9, 6, 1.0, 0.6);
    const cv::Mat bare = cv::min(cv::max((peel - 0.66) * 26.0, 0.0), 1.0);
    tint(pixels, bare * (0.9 * strength), QColor(0x8C, 0x82, 0x74));
    cv::Mat rim;
    cv::morphologyEx(bare, rim, cv::MORPH_GRADIENT, cv::Mat::ones(3, 3, CV_8U));
    tint(pixels, rim * (0.8 * strength), QColor(0x2A, 0x22, 0x1C));
    cv::Mat cracks = cv::Mat::zeros(pictureSize, pictureSize, CV_32F);
    for (int i = 0; i < 16; ++i) {
        cv::Point2d at(random.uniform(0, pictureSize), random.uniform(0, pictureSize));
        double angle = random.uniform(0, 6.28);
        for (int step = 0; step < 46; ++step) {
            angle += random.normal() * 0.45;
            const cv::Point2d to = at + cv::Point2d(std::cos(angle), std::sin(angle)) * 8;
            cv::line(cracks, at, to, cv::Scalar(1), step < 16 ? 2 : 1, cv::LINE_AA);
            at = to;
        }
    }
    tint(pixels, cracks * (0.75 * strength), QColor(0x1C, 0x16, 0x12));
    for (int y = 0; y < pictureSize; ++y)
        for (int x = 0; x < pictureSize; ++x)
            pixels.at<cv::Vec3f>(y, x) *= static_cast<float>(1 + random.uniform(-0.11, 0.11) * strength);
}

/// Mould, slime and flies.
void infest(Scene &scene, Random &random, double strength)
{
    const QColor mould[] = {QColor(0x5C, 0x66, 0x2A), QColor(0x3C, 0x40, 0x22), QColor(0x8B, 0x8A, 0x56),
                            QColor(0x4A, 0x32, 0x2A)};
    QRectF all;
    for (const Shape &shape : scene.shapes)
        if (shape.object > 0)
            all |= shape.path.boundingRect();
    const auto count = scene.shapes.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Shape shape = scene.shapes[i];
        if (shape.role != Role::Object || shape.object == 0 || !random.chance(0.8 * strength))
            continue;
        const QRectF box = shape.path.boundingRect();
        for (int spot = 0; spot < 4; ++spot) {
            const QPointF at(random.uniform(box.left(), box.right()), random.uniform(box.top(), box.bottom()));
            const double size = std::clamp(box.width() * random.uniform(0.1, 0.32), 5.0, 46.0);
            Shape &stain = scene.add(Role::Object, blob(random, at, size, size * 0.8, 0.3).intersected(shape.path),
                                     mould[random.index(4)], mix(mould[random.index(4)], QColor(Qt::black), 0.3));
            stain.texture = 1;
            scene.add(Role::Detail, blob(random, at, size * 0.5, size * 0.4, 0.35).intersected(shape.path),
                      QColor(0xC9, 0xCB, 0xB0), mould[2]);
        }
        if (random.chance(0.45)) {
            QColor slime(0x76, 0x7E, 0x1E, 200);
            const double x = random.uniform(box.left(), box.right());
            scene.add(Role::Object,
                      curve({{x - 9, box.center().y()},
                             {x + 9, box.center().y()},
                             {x + 6, box.bottom() + 20},
                             {x, box.bottom() + 44},
                             {x - 6, box.bottom() + 20}}),
                      mix(slime, QColor(0xC8, 0xD0, 0x60, 210), 0.4), slime);
        }
    }
    for (int i = 0; i < static_cast<int>(34 * strength); ++i) {
        const QPointF at(random.uniform(all.left() - 30, all.right() + 30),
                         random.uniform(all.top() - 40, all.bottom()));
        scene.add(Role::Object, oval(at, 6, 4), QColor(0x10, 0x12, 0x10));
        for (const double side : {-1.0, 1.0})
            scene.add(Role::Detail, oval(at + QPointF(side * 5, -4), 5, 2.4), QColor(0xC8, 0xD0, 0xD0, 130));
    }
}

void rot(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    saturate(pixels, 1 - 0.35 * strength);
    pixels =
        blend(pixels, cv::Mat(pixels.mul(cv::Mat(pixels.size(), CV_32FC3, cv::Scalar(0.80, 0.80, 0.56)))), strength);
    const cv::Mat damp = cloudNoise(random, pictureSize, 4, 6);
    tint(pixels, cv::min(cv::max((damp - 0.5) * 2.4, 0.0), 1.0) * (0.5 * strength), QColor(0x2E, 0x2A, 0x18));
}

/// Only part is painted; elsewhere the pencil drawing and the bare canvas show.
void unfinished(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    const cv::Mat luma = blurred(lumaOf(pixels), 1.2);
    cv::Mat gx;
    cv::Mat gy;
    cv::Sobel(luma, gx, CV_32F, 1, 0);
    cv::Sobel(luma, gy, CV_32F, 0, 1);
    cv::Mat edges;
    cv::magnitude(gx, gy, edges);
    edges = cv::min(edges * 4.5, 1.0);
    const cv::Mat tooth = cloudNoise(random, pictureSize, 180, 2);
    cv::Mat canvas(pixels.size(), CV_32FC3, cv::Scalar(0.93, 0.915, 0.875));
    multiply(canvas, 0.94 + tooth * 0.09);
    tint(canvas, edges.mul(0.45 + tooth * 0.55), QColor(0x44, 0x42, 0x46));
    // Brush strokes of different length leave a ragged border.
    const CurveNoise border(random);
    cv::Mat done(pictureSize, pictureSize, CV_32F);
    for (int y = 0; y < pictureSize; ++y) {
        const double ragged = 120 * border.fractal(y / 170.0, 2) + 70 * border.at(y / 9.0 + 200);
        for (int x = 0; x < pictureSize; ++x) {
            const double limit = 400 + (1 - strength) * 330 + ragged - (y - 300) * 0.45;
            done.at<float>(y, x) = static_cast<float>(
                std::clamp((limit - x) / 10 + 3.0 * (static_cast<double>(tooth.at<float>(y, x)) - 0.5), 0.0, 1.0));
        }
    }
    pixels = blend(canvas, pixels, done);
}

/// Held still for nobody: the scene swept into bands of its own colours.
void abstracted(cv::Mat &pixels, const Scene &, Random &random, double strength)
{
    const int reach = std::max(5, static_cast<int>(300 * strength)) | 1;
    const bool upright = random.chance(0.5);
    cv::Mat swept;
    cv::Mat strip = pixels;
    for (int pass = 0; pass < 2; ++pass) {
        cv::blur(strip, swept, upright ? cv::Size(3, reach) : cv::Size(reach, 3), {-1, -1}, cv::BORDER_REFLECT);
        strip = swept;
    }
    const cv::Mat warp = cloudNoise(random, pictureSize, 3, 2);
    cv::Mat mapX(pixels.size(), CV_32F);
    cv::Mat mapY(pixels.size(), CV_32F);
    for (int y = 0; y < pictureSize; ++y)
        for (int x = 0; x < pictureSize; ++x) {
            const double by = (static_cast<double>(warp.at<float>(y, x)) - 0.5) * 210 * strength;
            mapX.at<float>(y, x) = static_cast<float>(x + (upright ? by : by * 0.25));
            mapY.at<float>(y, x) = static_cast<float>(y + (upright ? by * 0.25 : by));
        }
    cv::remap(swept, swept, mapX, mapY, cv::INTER_LINEAR, cv::BORDER_REFLECT);
    cv::normalize(swept, swept, 0.03, 0.97, cv::NORM_MINMAX);
    pixels = blend(pixels, swept, std::min(1.0, 0.25 + 0.75 * strength));
}

/// Things hang in the sky upside down, and the sky looks back.
void dream(Scene &scene, Random &random, double strength)
{
    std::map<int, QRectF> bounds;
    for (const Shape &shape : scene.shapes)
        if (shape.object > 0)
            bounds[shape.object] |= shape.path.boundingRect();
    std::deque<Shape> flying;
    for (const Shape &shape : scene.shapes)
        if (shape.object > 0 && shape.object % 2 == 1 && strength > 0.4) {
            const QRectF &box = bounds[shape.object];
            QTransform move;
            move.translate(box.center().x(), 250 + (shape.object % 5) * 24);
            move.rotate(180 + (shape.object % 3 - 1) * 16);
            move.scale(1.1, 1.1);
            move.translate(-box.center().x(), -box.center().y());
            Shape copy = shape;
            copy.path = move.map(shape.path);
            flying.push_back(copy);
        }
    scene.shapes.insert(scene.shapes.end(), flying.begin(), flying.end());
    const Palette &palette = scene.palette;
    const QPointF eye(random.uniform(230, 330), 190);
    const double s = 150 * strength;
    const QPainterPath lids =
        curve({eye + QPointF(-s * 1.25, 0), eye + QPointF(-s * 0.4, -s * 0.62), eye + QPointF(s * 0.5, -s * 0.58),
               eye + QPointF(s * 1.25, s * 0.05), eye + QPointF(s * 0.4, s * 0.5), eye + QPointF(-s * 0.5, s * 0.48)});
    scene.add(Role::Object, lids, QColor(0xFB, 0xF6, 0xEA), mix(palette.skyLow, QColor(Qt::white), 0.4));
    scene.add(Role::Object, disc(eye, s * 0.46).intersected(lids), mix(palette.accent, palette.accent2, 0.4),
              mix(palette.accent, palette.ground, 0.5));
    for (int i = 0; i < 24; ++i) {
        const double angle = i * 0.2618;
        scene.add(Role::Detail,
                  bar(eye + QPointF(std::cos(angle), std::sin(angle)) * s * 0.22,
                      eye + QPointF(std::cos(angle), std::sin(angle)) * s * 0.44, 3, 1)
                      .intersected(lids),
                  mix(palette.accent2, palette.sun, 0.4));
    }
    scene.add(Role::Object, disc(eye, s * 0.2), QColor(0x0C, 0x0A, 0x12));
    scene.add(Role::Detail, disc(eye + QPointF(-s * 0.08, -s * 0.09), s * 0.06), QColor(Qt::white));
    scene.add(Role::Object, stroke(lids, 4), palette.ground);
    // A flight of stairs that leads nowhere.
    for (int step = 0; step < 9; ++step)
        scene.add(Role::Object,
                  polygon({{520.0 + step * 22, 650.0 - step * 40},
                           {600.0 + step * 22, 640.0 - step * 40},
                           {626.0 + step * 22, 652.0 - step * 40},
                           {546.0 + step * 22, 662.0 - step * 40}}),
                  mix(palette.sun, palette.far, 0.15), mix(palette.far, palette.ground, 0.3));
}

constexpr Effect effects[] = {
    {QLatin1String("emotion_and_subject.negative_personal_emotion"), nullptr, sorrow},
    {QLatin1String("emotion_and_subject.atmospheric_distress"), addCrows, dread},
    {QLatin1String("emotion_and_subject.decay_and_degradation"), nullptr, decay},
    {QLatin1String("emotion_and_subject.disgust_and_aversion"), infest, rot},
    {QLatin1String("emotion_and_subject.unfinished_raw"), nullptr, unfinished},
    {QLatin1String("emotion_and_subject.abstract_photo"), nullptr, abstracted},
    {QLatin1String("emotion_and_subject.surrealism"), dream, nullptr},
};

} // namespace

std::span<const Effect> subjectEffects()
{
    return effects;
}

} // namespace demo
