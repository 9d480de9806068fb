#include "data/demo/styles.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include <QLinearGradient>
#include <QPainter>
#include <QRadialGradient>

#include "data/demo/noise.h"
#include "data/demo/raster.h"

namespace demo {

namespace {

QBrush fillOf(const Shape &shape)
{
    if (shape.top == shape.bottom)
        return shape.top;
    const QRectF bounds = shape.path.boundingRect().intersected(QRectF(0, 0, pictureSize, pictureSize));
    QLinearGradient gradient(bounds.topLeft(), shape.sideways ? bounds.topRight() : bounds.bottomLeft());
    gradient.setColorAt(0, shape.top);
    gradient.setColorAt(1, shape.bottom);
    return gradient;
}

void paintGlow(QPainter &painter, const Shape &shape, double strength)
{
    const QPointF centre = shape.path.boundingRect().center();
    QColor colour = shape.top;
    QRadialGradient gradient(centre, shape.glow);
    for (const double stop : {0.0, 0.12, 0.3, 0.6, 1.0}) {
        colour.setAlphaF(static_cast<float>(strength * std::pow(1 - stop, 2.4)));
        gradient.setColorAt(stop, colour);
    }
    painter.setCompositionMode(QPainter::CompositionMode_Screen);
    painter.fillRect(QRectF(centre.x() - shape.glow, centre.y() - shape.glow, shape.glow * 2, shape.glow * 2),
                     gradient);
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
}

void paintSky(QPainter &painter, const Shape &shape, const Scene &scene)
{
    const bool outdoors = shape.top == scene.palette.skyTop;
    QLinearGradient gradient(0, 0, 0, outdoors ? scene.horizon : pictureSize);
    gradient.setColorAt(0, shape.top);
    if (outdoors)
        gradient.setColorAt(0.55, scene.palette.skyMiddle);
    gradient.setColorAt(1, shape.bottom);
    painter.fillPath(shape.path, gradient);
}

/// Clouds as stretched noise, denser towards the horizon, lit by the colour of the sun.
void paintClouds(QImage &canvas, const Scene &scene, Random &random, bool crisp)
{
    if (scene.clouds <= 0)
        return;
    const cv::Mat noise = cloudNoise(random, pictureSize, 3, 6, 2.6, 0.55);
    const cv::Mat body = cloudNoise(random, pictureSize, 5, 5, 2.0);
    const double threshold = 0.74 - 0.34 * scene.clouds;
    QImage clouds(pictureSize, pictureSize, QImage::Format_ARGB32_Premultiplied);
    clouds.fill(Qt::transparent);
    const QColor lit = mix(scene.palette.skyLow, scene.palette.sun, 0.55);
    const QColor shade = mix(scene.palette.skyMiddle, scene.palette.far, 0.45);
    for (int y = 0; y < std::min<int>(pictureSize, static_cast<int>(scene.horizon) + 40); ++y) {
        auto *line = reinterpret_cast<QRgb *>(clouds.scanLine(y));
        for (int x = 0; x < pictureSize; ++x) {
            double cover = (static_cast<double>(noise.at<float>(y, x)) - threshold) / (crisp ? 0.16 : 0.28);
            cover = std::clamp(cover, 0.0, 1.0);
            cover = cover * cover * (3 - 2 * cover) * (0.55 + 0.35 * scene.clouds);
            const double near = std::exp(-std::hypot(x - scene.light.x(), y - scene.light.y()) / 260);
            const QColor colour =
                mix(shade, lit,
                    std::clamp(0.25 + 0.9 * static_cast<double>(body.at<float>(y, x)) * 0.8 + 0.5 * near, 0.0, 1.0));
            line[x] = qPremultiply(qRgba(colour.red(), colour.green(), colour.blue(), static_cast<int>(cover * 255)));
        }
    }
    QPainter(&canvas).drawImage(0, 0, clouds);
}

struct Textures
{
    QImage rough;
    QImage fine;
};

Textures texturesOf(Random &random, double strength)
{
    return {textureImage(cloudNoise(random, pictureSize, 26, 5, 1.6, 0.7), strength),
            textureImage(cloudNoise(random, pictureSize, 60, 4, 3.0, 0.6), strength)};
}

QImage paintSoft(const Scene &scene, Random &random, double glow, bool crisp)
{
    QImage canvas(pictureSize, pictureSize, QImage::Format_ARGB32_Premultiplied);
    canvas.fill(scene.palette.skyLow);
    const Textures textures = texturesOf(random, 0.75);
    QPainter painter(&canvas);
    painter.setRenderHint(QPainter::Antialiasing);
    bool clouded = false;
    for (const Shape &shape : scene.shapes) {
        if (!clouded && (shape.role == Role::Land || shape.role == Role::Water || shape.role == Role::Object)) {
            painter.end();
            paintClouds(canvas, scene, random, crisp);
            painter.begin(&canvas);
            painter.setRenderHint(QPainter::Antialiasing);
            clouded = true;
        }
        if (shape.role == Role::Sky) {
            paintSky(painter, shape, scene);
            continue;
        }
        if (shape.glow > 0)
            paintGlow(painter, shape, glow);
        painter.fillPath(shape.path, fillOf(shape));
        if (shape.texture > 0) {
            painter.setCompositionMode(QPainter::CompositionMode_SoftLight);
            painter.setOpacity(shape.texture);
            painter.fillPath(shape.path, QBrush(shape.role == Role::Water ? textures.fine : textures.rough));
            painter.setOpacity(1);
            painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
        }
    }
    return canvas;
}

/// Water shows what stands over it, upside down, stretched and broken by ripples.
void mirrorInWater(cv::Mat &pixels, const Scene &scene, Random &random, double strength)
{
    const auto water = std::find_if(scene.shapes.cbegin(), scene.shapes.cend(),
                                    [](const Shape &shape) { return shape.role == Role::Water; });
    if (water == scene.shapes.cend())
        return;
    const QRectF bounds = water->path.boundingRect();
    const auto top = static_cast<int>(bounds.top());
    QPainterPath above;
    above.addPath(water->path);
    for (auto it = water + 1; it != scene.shapes.cend(); ++it)
        if (it->role == Role::Object || it->role == Role::Land || it->role == Role::Light || it->role == Role::Water)
            if (it->path.boundingRect().bottom() > top + 10)
                above = above.subtracted(it->path.simplified());
    cv::Mat mask = maskOf(above) * strength;
    const cv::Mat ripple = cloudNoise(random, pictureSize, 10, 5, 9.0, 0.7);
    cv::Mat mapX(pixels.size(), CV_32F);
    cv::Mat mapY(pixels.size(), CV_32F);
    for (int y = 0; y < pictureSize; ++y) {
        const double depth = std::max(0, y - top);
        for (int x = 0; x < pictureSize; ++x) {
            const double wave = static_cast<double>(ripple.at<float>(y, x)) - 0.5;
            mapX.at<float>(y, x) =
                static_cast<float>(std::clamp(x + wave * (10 + depth * 0.16), 0.0, pictureSize - 1.0));
            mapY.at<float>(y, x) =
                static_cast<float>(std::clamp(top - depth * 1.15 + wave * (14 + depth * 0.3), 0.0, pictureSize - 1.0));
        }
        if (y < top)
            mask.row(y).setTo(0);
    }
    cv::Mat mirrored;
    cv::remap(pixels, mirrored, mapX, mapY, cv::INTER_LINEAR);
    pixels = blend(pixels, mirrored * 0.94, mask);
}

/// Rays and haze of the main light over the whole picture.
void addAir(cv::Mat &pixels, const Scene &scene, double strength)
{
    if (scene.lightRadius <= 0)
        return;
    cv::Mat distance = radial(scene.light);
    cv::Mat haze;
    cv::exp(distance * -4.2, haze);
    addLight(pixels, haze * strength, scene.palette.sun);
}

void addGrain(cv::Mat &pixels, Random &random, double strength, double softness)
{
    const cv::Mat grain = grainNoise(random, pictureSize, softness) * strength;
    cv::Mat wide;
    cv::merge(std::vector<cv::Mat>{grain, grain, grain}, wide);
    pixels += wide;
}

cv::Mat renderSoft(const Scene &scene, Random &random)
{
    cv::Mat pixels = toMat(paintSoft(scene, random, 0.75, false));
    mirrorInWater(pixels, scene, random, 0.5);
    addAir(pixels, scene, 0.34);
    // A little bloom melts the edges of the far shapes.
    pixels = blend(pixels, blurred(pixels, 9), 0.22);
    addGrain(pixels, random, 0.012, 0);
    return pixels;
}

cv::Mat renderGlossy(Scene scene, Random &random)
{
    const Palette vivid = shifted(scene.palette, 1.55, 0.97, 0);
    for (Shape &shape : scene.shapes) {
        shape.top = shifted(shape.top, 1.5, 0.98);
        shape.bottom = shifted(shape.bottom, 1.6, 0.92);
        if (shape.role == Role::Sky && shape.bottom.lightnessF() > 0.3F && scene.lightRadius > 0)
            shape.bottom = mix(shape.bottom, QColor(0xFF, 0xA2, 0x4A), 0.35);
        if (shape.role == Role::Sky && shape.top == shifted(scene.palette.skyTop, 1.5, 0.98))
            shape.top = vivid.skyTop;
    }
    scene.palette = vivid;
    cv::Mat pixels = toMat(paintSoft(scene, random, 0.6, true));
    mirrorInWater(pixels, scene, random, 0.72);
    addAir(pixels, scene, 0.3);
    const cv::Mat bright = cv::max(pixels - cv::Scalar::all(0.72), 0.0) * 0.8;
    pixels = pixels * 0.9 + blurred(bright, 22);
    saturate(pixels, 1.12);
    addContrast(pixels, 0.55);
    pixels += (pixels - blurred(pixels, 2.2)) * 0.7;
    pixels = cv::max(cv::min(pixels, 1.0), 0.0);
    cv::Mat vignette = radial();
    cv::pow(vignette, 2.5, vignette);
    multiply(pixels, 1.0 - vignette * 0.3);
    return pixels;
}

QColor paperColour(const QColor &colour)
{
    // Paper comes in few shades: rounded lightness and saturation.
    float h = 0;
    float s = 0;
    float l = 0;
    float a = 0;
    colour.getHslF(&h, &s, &l, &a);
    l = std::clamp(std::round(l * 12) / 12, 0.06F, 0.95F);
    s = std::clamp(std::round(s * 1.15F * 8) / 8, 0.0F, 0.9F);
    return QColor::fromHslF(std::max(h, 0.0F), s, l, 1).toRgb();
}

void paintPaperShadow(QImage &canvas, const QPainterPath &path, double depth)
{
    const QRectF bounds = path.boundingRect()
                              .adjusted(-30, -30, 30, 30)
                              .intersected(QRectF(-10, -10, pictureSize + 20, pictureSize + 20));
    const QRect area = bounds.toAlignedRect();
    if (area.width() < 8 || area.height() < 8)
        return;
    QImage shade(area.size(), QImage::Format_Grayscale8);
    shade.fill(Qt::black);
    QPainter painter(&shade);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(-area.topLeft() + QPointF(-2.5, -5) * depth);
    painter.fillPath(path, QColor(120, 120, 120));
    painter.end();
    cv::Mat mask(shade.height(), shade.width(), CV_8U, shade.bits(), static_cast<std::size_t>(shade.bytesPerLine()));
    const int kernel = std::max(3, static_cast<int>(7 * depth)) | 1;
    cv::blur(mask, mask, {kernel, kernel});
    cv::blur(mask, mask, {kernel, kernel});
    QImage black(area.size(), QImage::Format_Alpha8);
    for (int y = 0; y < shade.height(); ++y)
        std::copy_n(shade.constScanLine(y), shade.width(), black.scanLine(y));
    QPainter(&canvas).drawImage(area.topLeft(), black);
}

void paintPaperShape(QImage &canvas, const Shape &shape)
{
    const bool flat = shape.role == Role::Sky || shape.role == Role::Reflection || shape.role == Role::Detail
                      || shape.role == Role::Light || shape.role == Role::Mist;
    const QColor colour = paperColour(mix(shape.top, shape.bottom, 0.4));
    if (!flat)
        paintPaperShadow(canvas, shape.path, shape.role == Role::Land || shape.role == Role::Celestial ? 1.6 : 1.0);
    QPainter painter(&canvas);
    painter.setRenderHint(QPainter::Antialiasing);
    const double alpha = std::max(static_cast<double>(shape.top.alphaF()), static_cast<double>(shape.bottom.alphaF()));
    painter.setOpacity(alpha < 0.35 ? alpha : std::min(1.0, alpha * 1.4));
    painter.fillPath(shape.path, colour);
    if (!flat) {
        painter.setOpacity(0.35);
        painter.setPen(QPen(shifted(colour, 0.9, 1.2), 1.2));
        painter.drawPath(shape.path);
    }
}

cv::Mat renderPaper(const Scene &scene, Random &random)
{
    QImage canvas(pictureSize, pictureSize, QImage::Format_ARGB32_Premultiplied);
    canvas.fill(paperColour(scene.palette.skyLow));
    for (const Shape &shape : scene.shapes) {
        if (shape.role == Role::Sky) {
            // The sky is a few sheets that overlap.
            const bool outdoors = shape.top == scene.palette.skyTop;
            for (int sheet = 0; sheet < 5; ++sheet) {
                const QColor colour =
                    sheet < 2 || !outdoors
                        ? mix(shape.top, outdoors ? scene.palette.skyMiddle : shape.bottom, sheet / 4.0)
                        : mix(scene.palette.skyMiddle, shape.bottom, (sheet - 1) / 3.0);
                const double top = sheet * (outdoors ? scene.horizon : pictureSize) / 5 - 8;
                QPainterPath band;
                band.moveTo(-8, pictureSize + 8);
                band.lineTo(-8, top);
                const double wave = random.uniform(-26, 26);
                band.cubicTo(220, top - wave, 520, top + wave * 1.4, pictureSize + 8, top);
                band.lineTo(pictureSize + 8, pictureSize + 8);
                band.closeSubpath();
                paintPaperShape(canvas, Shape{band, colour, colour, sheet == 0 || !outdoors ? Role::Mist : Role::Land});
            }
            continue;
        }
        if (shape.role == Role::Mist && shape.path.boundingRect().width() > pictureSize)
            continue;
        if (shape.role == Role::Celestial && shape.glow > 0)
            for (const double ring : {2.1, 1.5}) {
                QPainterPath halo;
                const QRectF bounds = shape.path.boundingRect();
                halo.addEllipse(bounds.center(), bounds.width() / 2 * ring, bounds.height() / 2 * ring);
                const QColor colour = mix(scene.palette.skyMiddle, shape.top, ring < 2 ? 0.55 : 0.3);
                paintPaperShape(canvas, Shape{halo, colour, colour, Role::Land});
            }
        paintPaperShape(canvas, shape);
    }
    cv::Mat pixels = toMat(canvas);
    // Fibres of the paper, and light that falls in from the upper left.
    const cv::Mat fibre = cloudNoise(random, pictureSize, 150, 3, 1.0, 0.7);
    multiply(pixels, 0.93 + fibre * 0.13);
    multiply(pixels, 1.04 - ramp(60) * 0.12);
    addGrain(pixels, random, 0.016, 0.6);
    return pixels;
}

/// Lines at `degrees` with `period` pixels between them, wavering with `warp`; 1 on a line, 0 between.
cv::Mat hatch(double degrees, double period, const cv::Mat &warp, const cv::Mat &weight)
{
    cv::Mat lines(pictureSize, pictureSize, CV_32F);
    const double angle = degrees * CV_PI / 180;
    for (int y = 0; y < pictureSize; ++y)
        for (int x = 0; x < pictureSize; ++x) {
            const double phase =
                (std::cos(angle) * x + std::sin(angle) * y) / period + static_cast<double>(warp.at<float>(y, x)) * 5;
            const double distance = std::abs(phase - std::floor(phase) - 0.5) * 2; // 0 in the middle of a line
            const double width = static_cast<double>(weight.at<float>(y, x));
            lines.at<float>(y, x) = static_cast<float>(std::clamp((width - distance) * period * 0.5, 0.0, 1.0));
        }
    return lines;
}

cv::Mat outlines(const Scene &scene)
{
    QImage image(pictureSize, pictureSize, QImage::Format_Grayscale8);
    image.fill(Qt::black);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Shape &shape : scene.shapes) {
        if (shape.role == Role::Sky || shape.role == Role::Mist || shape.role == Role::Cloud)
            continue;
        const bool small = shape.role == Role::Light || shape.role == Role::Detail || shape.role == Role::Reflection;
        const auto alpha = static_cast<double>(shape.top.alphaF());
        // What lies in front hides the lines behind it.
        if (!small && alpha > 0.9)
            painter.fillPath(shape.path, Qt::black);
        painter.setOpacity(shape.role == Role::Reflection ? alpha * 0.4 : std::min(1.0, alpha));
        painter.strokePath(shape.path, QPen(Qt::white, small ? 1.1 : 2.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setOpacity(1);
    }
    painter.end();
    const cv::Mat bytes(image.height(), image.width(), CV_8U, image.bits(),
                        static_cast<std::size_t>(image.bytesPerLine()));
    cv::Mat lines;
    bytes.convertTo(lines, CV_32F, 1 / 255.0);
    return lines;
}

cv::Mat renderInk(const Scene &scene, Random &random)
{
    cv::Mat base = toMat(paintSoft(scene, random, 0.4, false));
    cv::Mat luma = blurred(lumaOf(base), 2.0);
    cv::normalize(luma, luma, 0, 1, cv::NORM_MINMAX);

    const cv::Mat wobbleX = cloudNoise(random, pictureSize, 26, 2);
    const cv::Mat wobbleY = cloudNoise(random, pictureSize, 26, 2);
    cv::Mat mapX(luma.size(), CV_32F);
    cv::Mat mapY(luma.size(), CV_32F);
    for (int y = 0; y < pictureSize; ++y)
        for (int x = 0; x < pictureSize; ++x) {
            mapX.at<float>(y, x) = static_cast<float>(x) + (wobbleX.at<float>(y, x) - 0.5F) * 5;
            mapY.at<float>(y, x) = static_cast<float>(y) + (wobbleY.at<float>(y, x) - 0.5F) * 5;
        }
    cv::Mat lines;
    cv::remap(outlines(scene), lines, mapX, mapY, cv::INTER_LINEAR);

    // A wash of thin colour that does not quite reach the lines.
    cv::Mat wash = blurred(base, 5);
    cv::remap(wash, wash, mapX, mapY, cv::INTER_LINEAR);
    saturate(wash, 1.25);
    const cv::Mat pool = cloudNoise(random, pictureSize, 5, 5);
    const cv::Mat paper(wash.size(), CV_32FC3, cv::Scalar(0.955, 0.93, 0.875));
    cv::Mat pixels = blend(paper, paper.mul(cv::Scalar::all(0.30) + wash * 0.78), 0.42 + pool * 0.5);

    const cv::Mat warp = cloudNoise(random, pictureSize, 4, 3);
    cv::Mat ink = lines * 0.92;
    const std::array<double, 3> angles{38, -42, 8};
    const std::array<double, 3> from{0.60, 0.36, 0.18};
    for (std::size_t i = 0; i < angles.size(); ++i) {
        const cv::Mat weight = cv::min(cv::max((from[i] - luma) * 1.15, 0.0), 0.55);
        ink = cv::max(ink, hatch(angles[i], 6.6 + static_cast<double>(i), warp * 0.5, weight) * 0.84);
    }
    const cv::Mat grain = cloudNoise(random, pictureSize, 190, 2);
    ink = ink.mul(0.78 + grain * 0.3);
    tint(pixels, cv::min(ink, 1.0), mix(QColor(0x1C, 0x1E, 0x2A), scene.palette.ground, 0.25));
    multiply(pixels, 0.96 + cloudNoise(random, pictureSize, 120, 3) * 0.07);
    return pixels;
}

} // namespace

cv::Mat render(const Scene &scene, Style style, Random &random)
{
    cv::Mat pixels;
    switch (style) {
    case Style::Glossy:
        pixels = renderGlossy(scene, random);
        break;
    case Style::Paper:
        pixels = renderPaper(scene, random);
        break;
    case Style::Ink:
        pixels = renderInk(scene, random);
        break;
    case Style::Soft:
        pixels = renderSoft(scene, random);
        break;
    }
    return cv::max(cv::min(pixels, 1.0), 0.0);
}

} // namespace demo
