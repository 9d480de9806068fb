#include "data/demo/scenes.h"

#include <cmath>

#include "data/demo/shapes.h"

namespace demo {

namespace {

void addMist(Scene &scene, double top, double height, double strength)
{
    QColor clear = scene.palette.skyLow;
    QColor dense = scene.palette.skyLow;
    clear.setAlphaF(0);
    dense.setAlphaF(static_cast<float>(strength));
    scene.add(Role::Mist, box(-8, top, pictureSize + 16, height), clear, dense);
}

/// Trees standing on the upper edge of `ground`.
void addConifers(Scene &scene, Random &random, const QPainterPath &ground, int count, double height,
                 const QColor &colour)
{
    const double centre = random.uniform(0, pictureSize);
    for (int i = 0; i < count; ++i) {
        const double x = random.chance(0.5) ? centre + random.normal() * 110 : random.uniform(0, pictureSize);
        const double tall = height * random.uniform(0.55, 1.15);
        const double y = topAt(ground, x) + 6;
        if (y < pictureSize)
            scene
                .add(Role::Object, conifer(random, {x, y}, tall, tall * 0.42), mix(colour, scene.palette.skyLow, 0.16),
                     colour)
                .object = 20 + i;
    }
}

void addBirds(Scene &scene, Random &random, QPointF around)
{
    for (int i = 0; i < 5; ++i) {
        const QPointF at = around + QPointF(random.normal() * 46, random.normal() * 20);
        const double size = random.uniform(5, 10);
        QPainterPath line(at + QPointF(-size, -size * 0.35));
        line.quadTo(at + QPointF(-size * 0.4, -size * 0.55), at);
        line.quadTo(at + QPointF(size * 0.4, -size * 0.6), at + QPointF(size, -size * 0.3));
        scene.add(Role::Detail, stroke(line, 1.5), scene.palette.ground);
    }
}

} // namespace

Scene hills(const Palette &palette, Random &random)
{
    Scene scene{palette};
    scene.horizon = 440;
    addSky(scene, random, {random.uniform(430, 600), random.uniform(210, 300)}, 46);
    scene.clouds = 0.25;
    const QColor colours[] = {palette.far,    mix(palette.far, palette.middle, 0.65),
                              palette.middle, mix(palette.middle, palette.near, 0.6),
                              palette.near,   palette.ground};
    for (int layer = 0; layer < 6; ++layer) {
        const double share = layer / 5.0;
        RidgeForm form{398 + share * 275, 58 - share * 14, 250 - share * 30, 3, 0.32};
        if (layer > 3)
            form.octaves = 2;
        const QPainterPath land = ridge(random, form);
        const QColor &colour = colours[layer];
        scene.add(Role::Land, land, mix(colour, palette.ground, 0.05), mix(colour, palette.skyLow, 0.34 - 0.3 * share))
            .texture = 0.15 + 0.25 * share;
        if (layer == 3)
            addConifers(scene, random, land, 16, 38, mix(palette.near, palette.ground, 0.3));
        if (layer == 4)
            addConifers(scene, random, land, 13, 74, mix(palette.near, palette.ground, 0.7));
        if (layer < 4)
            addMist(scene, form.base, 110, 0.20);
    }
    addBirds(scene, random, {random.uniform(150, 330), random.uniform(180, 260)});
    return scene;
}

Scene peaks(const Palette &palette, Random &random)
{
    Scene scene{palette};
    scene.horizon = 470;
    addSky(scene, random, {random.uniform(140, 300), random.uniform(120, 200)}, 40);
    scene.clouds = 0.35;
    for (int layer = 0; layer < 3; ++layer) {
        const double share = layer / 2.0;
        const QPainterPath rock = ridge(random, {360 + share * 110, 190 - share * 60, 330 - share * 80, 5, 0.46, true});
        const QColor colour = mix(palette.far, palette.near, share * 0.85);
        scene.add(Role::Land, rock, mix(colour, palette.ground, 0.1), mix(colour, palette.skyLow, 0.45 - share * 0.25))
            .texture = 0.75;
        // Snow lies where the rock is highest: the same outline, cut at a wavy line.
        const QPainterPath snowLine = ridge(random, {286 + share * 80, 40, 46, 3, 0.5});
        const QPainterPath snow = rock.subtracted(snowLine);
        scene
            .add(Role::Land, snow, mix(QColor(Qt::white), palette.skyLow, 0.15),
                 mix(QColor(Qt::white), palette.skyTop, 0.4))
            .texture = 0.5;
        addMist(scene, 400 + share * 80, 120, 0.3);
    }
    const QColor pine = mix(mix(palette.near, palette.far, 0.15), QColor(0x1E, 0x34, 0x3A), 0.7);
    const QPainterPath slope = ridge(random, {590, 40, 300, 3, 0.4});
    scene.add(Role::Land, slope, palette.near, palette.ground).texture = 0.4;
    addConifers(scene, random, slope, 26, 110, pine);
    const QPainterPath front = ridge(random, {700, 26, 260, 2});
    scene.add(Role::Land, front, palette.ground, mix(palette.ground, palette.near, 0.4)).texture = 0.4;
    addConifers(scene, random, front, 7, 190, mix(pine, QColor(Qt::black), 0.3));
    return scene;
}

Scene lake(const Palette &palette, Random &random)
{
    Scene scene{palette};
    scene.horizon = 450;
    addSky(scene, random, {random.uniform(300, 470), random.uniform(230, 300)}, 38);
    scene.clouds = 0.4;
    for (int layer = 0; layer < 3; ++layer) {
        const double share = layer / 2.0;
        const QPainterPath land =
            ridge(random, {330 + share * 75, 110 - share * 62, 240 - share * 60, 4, 0.42, layer < 2});
        const QColor colour = mix(palette.far, palette.near, share * 0.8);
        scene.add(Role::Land, land, mix(colour, palette.ground, 0.1), mix(colour, palette.skyLow, 0.4 - share * 0.3))
            .texture = 0.55;
        if (layer == 2)
            addConifers(scene, random, land, 30, 46, mix(palette.near, palette.ground, 0.45));
        addMist(scene, 380, 75, 0.25);
    }
    addWater(scene, random, 450);
    const QPainterPath shore = ridge(random, {716, 34, 220, 3});
    scene.add(Role::Land, shore, palette.near, palette.ground).texture = 0.5;
    // A jetty and a rowing boat.
    const double x = random.uniform(150, 420);
    const QColor wood = mix(palette.ground, palette.accent, 0.25);
    scene
        .add(Role::Object, polygon({{x, 768}, {x + 64, 768}, {x + 104, 560}, {x + 78, 560}}),
             mix(wood, palette.skyLow, 0.25), wood)
        .object = 1;
    for (int i = 0; i < 5; ++i) {
        const double y = 560 + i * i * 11;
        const double left = x + 78 * (768 - y) / 208;
        scene.add(Role::Detail, box(left - 5, y - 16, 7, 34, 2), mix(wood, palette.ground, 0.7)).object = 1;
    }
    const double bx = x > 300 ? x - 130 : x + 250;
    scene.add(Role::Reflection, oval({bx + 50, 612}, 62, 7), mix(palette.ground, palette.water, 0.4)).object = 2;
    scene
        .add(Role::Object,
             curve({{bx - 8, 588}, {bx + 50, 598}, {bx + 108, 586}, {bx + 90, 610}, {bx + 50, 616}, {bx + 12, 610}}),
             palette.accent, mix(palette.accent, palette.ground, 0.55))
        .object = 2;
    scene.add(Role::Detail, bar({bx + 20, 594}, {bx + 84, 594}, 4), mix(palette.ground, Qt::white, 0.25)).object = 2;
    return scene;
}

Scene dunes(const Palette &palette, Random &random)
{
    Scene scene{palette};
    scene.horizon = 400;
    addSky(scene, random, {random.uniform(480, 640), random.uniform(150, 230)}, 52);
    for (int layer = 0; layer < 5; ++layer) {
        const double share = layer / 4.0;
        const double base = 390 + share * 290;
        const QPainterPath land = ridge(random, {base, 46 + share * 40, 330 + share * 170, 2, 0.25});
        const QColor lit = mix(palette.far, palette.near, share);
        scene.add(Role::Land, land, mix(lit, palette.sun, 0.25), mix(lit, palette.ground, 0.3)).texture = 0.25;
        // The side away from the sun: the same crest, pulled down to one side.
        QPainterPath shade = land.translated(random.uniform(-150, -90), random.uniform(34, 60)).intersected(land);
        scene.add(Role::Land, shade, mix(lit, palette.ground, 0.35), mix(lit, palette.ground, 0.05)).texture = 0.25;
    }
    const double y = random.uniform(470, 500);
    for (int i = 0; i < 5; ++i) {
        const double x = 150 + i * 62 + random.uniform(-6, 6);
        const double s = 0.9;
        QPainterPath camel = curve({{x - 20 * s, y - 18 * s},
                                    {x - 8 * s, y - 34 * s},
                                    {x + 2 * s, y - 22 * s},
                                    {x + 10 * s, y - 32 * s},
                                    {x + 20 * s, y - 16 * s},
                                    {x, y - 9 * s}});
        camel.setFillRule(Qt::WindingFill);
        for (const double leg : {-14.0, -9.0, 11.0, 16.0})
            camel.addPath(bar({x + leg * s, y - 14 * s}, {x + leg * s, y + 10 * s}, 3.2, 2));
        camel.addPath(bar({x + 18 * s, y - 18 * s}, {x + 29 * s, y - 36 * s}, 5, 4));
        camel.addPath(oval({x + 32 * s, y - 37 * s}, 6 * s, 3.4 * s));
        scene.add(Role::Object, camel, palette.ground, mix(palette.ground, Qt::black, 0.25)).object = 1 + i;
        if (i % 2 == 0)
            scene.add(Role::Detail, oval({x, y - 32 * s}, 9, 7), palette.accent).object = 1 + i;
    }
    return scene;
}

Scene fields(const Palette &palette, Random &random)
{
    Scene scene{palette};
    scene.horizon = 350;
    addSky(scene, random, {random.uniform(520, 660), random.uniform(120, 180)}, 40);
    scene.clouds = 0.55;
    scene.add(Role::Land, ridge(random, {345, 30, 240, 3}), palette.far, mix(palette.far, palette.skyLow, 0.4))
        .texture = 0.3;
    const QColor crops[] = {palette.middle,
                            palette.accent2,
                            mix(palette.middle, palette.accent2, 0.5),
                            palette.near,
                            mix(palette.accent, palette.middle, 0.45),
                            mix(palette.near, palette.accent2, 0.3)};
    const QPointF vanish(random.uniform(260, 520), 330);
    double upper = 362;
    for (int band = 0; band < 5; ++band) {
        const double lower = upper + 30 + band * 30;
        const QPainterPath land = ridge(random, {upper, 12 + band * 3.0, 320, 2});
        const int first = random.index(6);
        scene.add(Role::Land, land, crops[first], mix(crops[first], palette.ground, 0.25)).texture = 0.4;
        // Furrows run to one point on the horizon.
        for (int i = -9; i < 22; ++i) {
            const double x = i * 70.0 + random.uniform(-12, 12);
            const QPainterPath wedge = polygon({vanish, {x, 790}, {x + 32, 790}});
            QColor colour = mix(crops[(first + (i & 1) * 2) % 6], palette.ground, 0.12);
            colour.setAlphaF(0.8F);
            scene.add(Role::Land, wedge.intersected(land), mix(colour, palette.skyLow, 0.2), colour).texture = 0.35;
        }
        upper = lower;
    }
    const double hx = random.uniform(140, 520);
    scene
        .add(Role::Object, box(hx, 330, 74, 44), mix(palette.accent, Qt::white, 0.1),
             mix(palette.accent, palette.ground, 0.35))
        .object = 1;
    scene
        .add(Role::Object, polygon({{hx - 8, 332}, {hx + 18, 304}, {hx + 60, 304}, {hx + 84, 332}}),
             mix(palette.ground, palette.accent, 0.3))
        .object = 1;
    scene.add(Role::Light, box(hx + 46, 342, 12, 14), palette.light).object = 1;
    for (int i = 0; i < 9; ++i) {
        const double x = random.uniform(20, 748);
        const double size = random.uniform(14, 26);
        const double y = 372 + random.uniform(0, 26);
        scene.add(Role::Object, bar({x, y}, {x, y - size}, 4, 3), palette.ground).object = 10 + i;
        scene
            .add(Role::Object, crown(random, {x, y - size * 1.5}, size), mix(palette.near, palette.middle, 0.5),
                 mix(palette.near, palette.ground, 0.6))
            .object = 10 + i;
    }
    return scene;
}

Scene balloons(const Palette &palette, Random &random)
{
    Scene scene{palette};
    scene.horizon = 560;
    addSky(scene, random, {random.uniform(90, 210), random.uniform(330, 400)}, 46);
    scene.clouds = 0.45;
    for (int layer = 0; layer < 4; ++layer) {
        const double share = layer / 3.0;
        const QPainterPath land = ridge(random, {540 + share * 160, 56 - share * 20, 250, 3, 0.4});
        const QColor colour = mix(mix(palette.far, palette.ground, share), palette.middle, 0.25);
        scene.add(Role::Land, land, colour, mix(colour, palette.skyLow, 0.4 - share * 0.3)).texture = 0.35;
        addMist(scene, 560 + share * 60, 100, 0.22);
    }
    const QColor cloths[] = {palette.accent, palette.accent2, mix(palette.accent, palette.skyTop, 0.5),
                             mix(palette.near, palette.skyTop, 0.35), mix(palette.sun, palette.accent2, 0.4)};
    const QPointF places[] = {{500, 250}, {255, 180}, {630, 440}, {370, 420}, {120, 500}, {690, 130}};
    const double sizes[] = {112, 62, 40, 32, 24, 26};
    for (int i = 5; i >= 0; --i) {
        const QPointF at = places[i] + QPointF(random.uniform(-30, 30), random.uniform(-24, 24));
        const double r = sizes[i];
        const QColor first = cloths[(i + random.index(2)) % 5];
        const QColor second = mix(cloths[(i + 2) % 5], palette.sun, 0.3);
        const auto outline = [&](double w) {
            QPainterPath path(at + QPointF(0, -r));
            path.cubicTo(at + QPointF(w * 1.35, -r), at + QPointF(w * 1.3, r * 0.25), at + QPointF(w * 0.2, r * 1.12));
            path.lineTo(at + QPointF(-w * 0.2, r * 1.12));
            path.cubicTo(at + QPointF(-w * 1.3, r * 0.25), at + QPointF(-w * 1.35, -r), at + QPointF(0, -r));
            return path;
        };
        Shape &skin =
            scene.add(Role::Object, outline(r), mix(first, palette.sun, 0.3), mix(first, palette.ground, 0.4));
        skin.object = 1 + i;
        skin.sideways = true;
        const QPainterPath stripes[] = {outline(r * 0.78).subtracted(outline(r * 0.5)), outline(r * 0.24)};
        for (const QPainterPath &path : stripes) {
            Shape &stripe =
                scene.add(Role::Detail, path, mix(second, palette.sun, 0.25), mix(second, palette.ground, 0.35));
            stripe.object = 1 + i;
            stripe.sideways = true;
        }
        for (const double side : {-0.14, 0.14})
            scene
                .add(Role::Detail, bar(at + QPointF(side * r, r * 1.1), at + QPointF(side * r * 0.8, r * 1.42), 1.4),
                     palette.ground)
                .object = 1 + i;
        scene
            .add(Role::Object, box(at.x() - r * 0.14, at.y() + r * 1.4, r * 0.28, r * 0.2, 2),
                 mix(palette.ground, palette.accent2, 0.3))
            .object = 1 + i;
    }
    return scene;
}

} // namespace demo
