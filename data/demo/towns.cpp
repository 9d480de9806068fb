#include "data/demo/scenes.h"

#include <cmath>

#include "data/demo/shapes.h"

namespace demo {

namespace {

struct Tower
{
    double left;
    double width;
    double top;
};

void addWindows(Scene &scene, Random &random, const Tower &tower, double foot, double chance)
{
    const Palette &palette = scene.palette;
    const double stepX = random.uniform(10, 15);
    const double stepY = random.uniform(13, 18);
    for (double y = tower.top + 12; y < foot - 14; y += stepY)
        for (double x = tower.left + 7; x < tower.left + tower.width - 9; x += stepX)
            if (random.chance(chance)) {
                QColor colour =
                    mix(palette.light, random.chance(0.25) ? palette.accent : palette.sun, random.uniform(0, 0.45));
                colour.setAlphaF(static_cast<float>(random.uniform(0.55, 1)));
                scene.add(Role::Light, box(x, y, stepX * 0.5, stepY * 0.5), colour);
            }
}

void addTower(Scene &scene, Random &random, const Tower &tower, double foot, const QColor &colour, double lit,
              int object)
{
    Shape &body = scene.add(Role::Object, box(tower.left, tower.top, tower.width, foot - tower.top),
                            mix(colour, scene.palette.skyMiddle, 0.18), mix(colour, scene.palette.ground, 0.35));
    body.object = object;
    body.texture = 0.15;
    Shape &side =
        scene.add(Role::Detail, box(tower.left + tower.width * 0.72, tower.top, tower.width * 0.28, foot - tower.top),
                  mix(colour, scene.palette.ground, 0.45));
    side.object = object;
    switch (random.index(4)) {
    case 0:
        scene
            .add(Role::Object,
                 polygon({{tower.left + tower.width * 0.2, tower.top + 1},
                          {tower.left + tower.width / 2, tower.top - tower.width * 0.7},
                          {tower.left + tower.width * 0.8, tower.top + 1}}),
                 colour)
            .object = object;
        break;
    case 1:
        scene
            .add(Role::Object, box(tower.left + tower.width * 0.2, tower.top - 22, tower.width * 0.6, 24),
                 mix(colour, scene.palette.skyMiddle, 0.1))
            .object = object;
        scene
            .add(Role::Detail,
                 bar({tower.left + tower.width / 2, tower.top - 20}, {tower.left + tower.width / 2, tower.top - 62}, 3,
                     1),
                 colour)
            .object = object;
        break;
    case 2:
        scene
            .add(Role::Detail,
                 bar({tower.left + tower.width * 0.3, tower.top}, {tower.left + tower.width * 0.3, tower.top - 40}, 2.5,
                     1),
                 colour)
            .object = object;
        break;
    default:
        break;
    }
    addWindows(scene, random, tower, foot, lit);
}

/// The point at `share` of the way.
QPointF between(QPointF from, QPointF to, double share)
{
    return from + (to - from) * share;
}

/// The house front number `i` (0 is the nearest) at one side of a street that ends in `vanish`; shares run
/// along the street to its end.
void addFront(Scene &scene, Random &random, QPointF vanish, int i, bool left)
{
    const Palette &palette = scene.palette;
    const auto towards = [&vanish](QPointF from, double share) { return between(from, vanish, share); };
    const QColor walls[] = {mix(palette.accent, palette.near, 0.5), mix(palette.far, palette.near, 0.5),
                            mix(palette.accent2, palette.near, 0.6), palette.near};
    const double from = 1 - std::pow(0.62, i);
    const double to = 1 - std::pow(0.62, i + 1);
    scene.object = 10 + i * 2 + (left ? 0 : 1);
    const double edge = left ? -40 : pictureSize + 40;
    const double roof = random.uniform(-60, 90);
    const QColor colour = mix(walls[random.index(4)], palette.skyLow, 0.1 * i);
    const QPointF upper(edge, roof);
    const QPointF lower(edge, 690);
    Shape &front = scene.add(
        Role::Object, polygon({towards(upper, from), towards(upper, to), towards(lower, to), towards(lower, from)}),
        mix(colour, palette.skyMiddle, 0.25), mix(colour, palette.ground, 0.45));
    front.texture = 0.35;
    for (int floor = 0; floor < 4; ++floor)
        for (int window = 0; window < 3; ++window) {
            const double a = from + (to - from) * (0.14 + window * 0.29);
            const double b = a + (to - from) * 0.16;
            const double top = roof + 70 + floor * 132.0;
            if (top > 600)
                continue;
            const bool lit = random.chance(0.55);
            const QPointF high(edge, top);
            const QPointF low(edge, top + 72);
            scene.add(lit ? Role::Light : Role::Detail,
                      polygon({towards(high, a), towards(high, b), towards(low, b), towards(low, a)}),
                      lit ? mix(palette.light, palette.accent, random.uniform(0, 0.3))
                          : mix(palette.ground, palette.skyTop, 0.3));
        }
    scene.object = 0;
}

void addStreetLamps(Scene &scene, QPointF vanish)
{
    const Palette &palette = scene.palette;
    for (int i = 3; i >= 0; --i)
        for (const double edge : {70.0, 698.0}) {
            const double share = 1 - std::pow(0.62, i);
            const QPointF foot = between({edge, 720}, vanish, share);
            const QPointF head = between({edge, 320}, vanish, share);
            scene.add(Role::Object, bar(foot, head, 8 * (1 - share), 5 * (1 - share)), palette.ground).object = 60 + i;
            scene.add(Role::Light, disc(head, 12 * (1 - share) + 2), palette.light).glow = 100 * (1 - share) + 20;
        }
}

/// Somebody who walks home under an umbrella; the feet are at (x, y).
void addWalker(Scene &scene, double x, double y)
{
    const Palette &palette = scene.palette;
    scene.object = 1;
    scene.add(Role::Reflection, oval({x, y + 14}, 34, 7), mix(palette.ground, palette.water, 0.2));
    scene.add(Role::Object,
              curve({{x - 24, y - 96}, {x, y - 126}, {x + 24, y - 96}, {x + 30, y - 20}, {x - 30, y - 20}}),
              mix(palette.ground, palette.far, 0.15), palette.ground);
    scene.add(Role::Object, bar({x - 9, y - 24}, {x - 12, y + 12}, 12, 8), palette.ground);
    scene.add(Role::Object, bar({x + 9, y - 24}, {x + 13, y + 10}, 12, 8), palette.ground);
    scene.add(Role::Object, disc({x, y - 138}, 15), palette.ground);
    QPainterPath cover(QPointF(x - 78, y - 148));
    cover.quadTo(x - 62, y - 226, x, y - 228);
    cover.quadTo(x + 62, y - 226, x + 78, y - 148);
    cover.quadTo(x + 58, y - 164, x + 39, y - 150);
    cover.quadTo(x + 20, y - 164, x, y - 150);
    cover.quadTo(x - 20, y - 164, x - 39, y - 150);
    cover.quadTo(x - 58, y - 164, x - 78, y - 148);
    scene.add(Role::Object, cover, mix(palette.accent, palette.sun, 0.2), mix(palette.accent, palette.ground, 0.35));
    scene.add(Role::Detail, bar({x, y - 228}, {x, y - 90}, 3), palette.ground);
    scene.object = 0;
}

/// A house with a chimney, two windows and a door; `at` is its lower left corner, `s` its width.
void addCottage(Scene &scene, QPointF at, double s, const QColor &wall, int object)
{
    const Palette &palette = scene.palette;
    scene.object = object;
    scene.add(Role::Object, box(at.x() + s * 0.62, at.y() - s * 1.12, s * 0.12, s * 0.3),
              mix(wall, palette.ground, 0.4));
    scene.add(Role::Object, box(at.x(), at.y() - s * 0.62, s, s * 0.64), mix(wall, palette.light, 0.12),
              mix(wall, QColor(0x30, 0x20, 0x28), 0.35));
    const QColor roof = palette.near.lightnessF() > 0.6F ? mix(palette.near, QColor(Qt::white), 0.55)
                                                         : mix(palette.accent, palette.ground, 0.5);
    scene.add(Role::Object,
              polygon({{at.x() - s * 0.12, at.y() - s * 0.58},
                       {at.x() + s * 0.5, at.y() - s * 1.12},
                       {at.x() + s * 1.12, at.y() - s * 0.58}}),
              mix(roof, palette.sun, 0.3), mix(roof, palette.skyTop, 0.25));
    for (const double column : {0.16, 0.62}) {
        Shape &window =
            scene.add(Role::Light, box(at.x() + s * column, at.y() - s * 0.42, s * 0.2, s * 0.2), palette.light);
        window.glow = palette.night ? s * 0.55 : 0;
    }
    scene.add(Role::Detail, box(at.x() + s * 0.42, at.y() - s * 0.3, s * 0.15, s * 0.3),
              mix(wall, QColor(0x20, 0x18, 0x20), 0.65));
    scene.object = 0;
}

} // namespace

Scene skyline(const Palette &palette, Random &random)
{
    Scene scene{palette};
    scene.horizon = 566;
    addSky(scene, random, {random.uniform(110, 250), random.uniform(110, 180)}, 44);
    scene.clouds = 0.35;
    const double lit = palette.night ? 0.5 : 0.28;
    for (int layer = 0; layer < 3; ++layer) {
        double x = -20;
        while (x < pictureSize) {
            const double width = random.uniform(42, 86) * (0.7 + layer * 0.2);
            const double centre = 1 - std::abs((x + width / 2) / pictureSize - 0.58) * 1.3;
            const double height =
                random.uniform(90, 190) + std::max(0.0, centre) * random.uniform(60, 240) * (1 - layer * 0.28);
            const QColor colour = mix(mix(palette.far, palette.skyLow, 0.15), palette.ground, 0.12 + layer * 0.36);
            addTower(scene, random, {x, width, scene.horizon - height + layer * 26}, scene.horizon + 6, colour,
                     lit * (0.35 + layer * 0.33), layer * 100 + static_cast<int>(x) / 40 + 1);
            x += width + random.uniform(-4, 12);
        }
        QColor clear = palette.skyLow;
        QColor dense = palette.skyLow;
        clear.setAlphaF(0);
        dense.setAlphaF(0.30F);
        scene.add(Role::Mist, box(-8, scene.horizon - 150, pictureSize + 16, 160), clear, dense);
    }
    addWater(scene, random, scene.horizon);
    for (int i = 0; i < 60; ++i) {
        const double x = random.uniform(0, pictureSize);
        QColor colour = mix(palette.light, palette.accent, random.uniform(0, 0.5));
        const double depth = random.uniform(40, 170);
        for (double drop = 0; drop < depth; drop += 7) {
            colour.setAlphaF(static_cast<float>(0.5 * (1 - drop / depth)));
            scene.add(Role::Reflection,
                      oval({x + random.normal() * 2.5, scene.horizon + 8 + drop}, random.uniform(3, 10), 1.6), colour);
        }
    }
    const double y = 690;
    scene.add(Role::Land, box(-8, y, pictureSize + 16, 100), palette.ground, mix(palette.ground, Qt::black, 0.4))
        .texture = 0.3;
    for (int i = 0; i < 7; ++i) {
        const double x = 40 + i * 115.0;
        scene.add(Role::Object, bar({x, y + 4}, {x, y - 70}, 4, 3), mix(palette.ground, Qt::black, 0.3)).object =
            300 + i;
        scene.add(Role::Light, disc({x, y - 74}, 6), palette.light).glow = 46;
    }
    return scene;
}

Scene street(const Palette &palette, Random &random)
{
    Scene scene{palette};
    scene.horizon = 430;
    addSky(scene, random, {390, 330}, 30);
    scene.clouds = 0.6;
    const QPointF vanish(random.uniform(350, 430), 430);
    // Far to near, so that near house fronts cover far ones.
    for (int i = 4; i >= 0; --i)
        for (const bool left : {true, false})
            addFront(scene, random, vanish, i, left);
    scene
        .add(Role::Water, polygon({vanish, {pictureSize + 220, pictureSize + 10}, {-220, pictureSize + 10}}),
             mix(palette.middle, palette.skyLow, 0.5), mix(palette.ground, palette.water, 0.3))
        .texture = 0.3;
    for (int i = 0; i < 120; ++i) {
        const double depth = std::pow(random.uniform(), 1.3);
        const double y = vanish.y() + 14 + depth * 330;
        QColor colour = mix(palette.light, palette.accent, random.uniform(0, 0.7));
        colour.setAlphaF(static_cast<float>(random.uniform(0.12, 0.5)));
        scene.add(Role::Reflection,
                  oval({vanish.x() + random.normal() * (26 + depth * 190), y},
                       random.uniform(3, 12) * (0.4 + depth * 2), 1 + depth * 2.6),
                  colour);
    }
    addStreetLamps(scene, vanish);
    addWalker(scene, random.uniform(270, 330), 690);
    return scene;
}

Scene village(const Palette &palette, Random &random)
{
    Scene scene{palette};
    scene.horizon = 440;
    addSky(scene, random, {random.uniform(520, 640), random.uniform(120, 190)}, 40);
    scene.clouds = 0.3;
    for (int layer = 0; layer < 2; ++layer) {
        const QColor colour = mix(palette.far, palette.middle, layer);
        scene
            .add(Role::Land, ridge(random, {340 + layer * 60.0, 70 - layer * 30.0, 260, 4, 0.4}), colour,
                 mix(colour, palette.skyLow, 0.45))
            .texture = 0.45;
    }
    const QColor pine = mix(palette.middle, QColor(0x24, 0x38, 0x3c), 0.65);
    const QPainterPath far = ridge(random, {452, 22, 260, 2});
    for (int i = 0; i < 34; ++i) {
        const double x = random.uniform(0, pictureSize);
        scene
            .add(Role::Object, conifer(random, {x, topAt(far, x) + 6}, random.uniform(34, 70), 26),
                 mix(pine, palette.skyLow, 0.25), pine)
            .object = 30 + i;
    }
    scene.add(Role::Land, far, mix(palette.near, palette.skyLow, 0.2), palette.near).texture = 0.3;
    const QColor walls[] = {palette.accent, mix(palette.accent2, palette.near, 0.2),
                            mix(palette.light, palette.near, 0.4), mix(palette.accent, palette.middle, 0.45)};
    const QPointF places[] = {{90, 500}, {560, 510}, {330, 492}, {200, 560}, {620, 590}, {420, 570}};
    const double sizes[] = {74, 84, 66, 110, 124, 104};
    for (int i = 0; i < 6; ++i) {
        const double s = sizes[i];
        const QPointF at = places[i] + QPointF(random.uniform(-34, 34), random.uniform(-6, 6));
        const QColor wall = mix(walls[(i + random.index(2)) % 4], palette.night ? palette.ground : palette.sun,
                                palette.night ? 0.45 : 0.05);
        addCottage(scene, at, s, wall, 1 + i);
    }
    const QPainterPath front = ridge(random, {640, 24, 320, 2});
    scene.add(Role::Land, front, mix(palette.near, palette.ground, 0.5), palette.ground).texture = 0.3;
    QPainterPath path(QPointF(random.uniform(300, 420), 800));
    path.cubicTo(460, 700, 260, 640, random.uniform(330, 400), 585);
    scene.add(Role::Detail, stroke(path, 26), mix(palette.near, palette.far, 0.45));
    for (int i = 0; i < 9; ++i) {
        const double x = (i % 2 == 0) ? random.uniform(-10, 200) : random.uniform(560, 780);
        const double tall = random.uniform(100, 190);
        scene
            .add(Role::Object, conifer(random, {x, topAt(front, x) + random.uniform(20, 90)}, tall, tall * 0.45),
                 mix(pine, palette.skyLow, 0.22), mix(pine, Qt::black, 0.2))
            .object = 80 + i;
    }
    return scene;
}

} // namespace demo
