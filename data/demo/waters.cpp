#include "data/demo/scenes.h"

#include <cmath>

#include "data/demo/shapes.h"

namespace demo {

namespace {

/// A gabled house front standing on `foot` (its lower left corner).
void addHouse(Scene &scene, Random &random, QPointF foot, double width, double height, const QColor &wall, int object)
{
    const Palette &palette = scene.palette;
    const double x = foot.x();
    const double y = foot.y();
    const QColor roof = mix(palette.accent, palette.ground, random.uniform(0.3, 0.7));
    scene
        .add(Role::Object, box(x, y - height, width, height), mix(wall, palette.light, 0.1),
             mix(wall, palette.ground, 0.3))
        .object = object;
    scene
        .add(Role::Object,
             polygon({{x - 4, y - height + 2},
                      {x + width / 2, y - height - width * random.uniform(0.4, 0.7)},
                      {x + width + 4, y - height + 2}}),
             mix(roof, palette.light, 0.12), roof)
        .object = object;
    const int columns = std::max(1, static_cast<int>(width / 20));
    const int rows = std::max(1, static_cast<int>(height / 26));
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const bool lit = random.chance(palette.night ? 0.55 : 0.35);
            const double cell = width / columns;
            scene
                .add(
                    lit ? Role::Light : Role::Detail,
                    box(x + column * cell + cell * 0.32, y - height + 10 + row * (height - 10) / rows, cell * 0.36, 11),
                    lit ? palette.light : mix(palette.ground, palette.skyTop, 0.3))
                .object = object;
        }
}

void addReflectionOf(Scene &scene, Random &random, double x, double width, double y, double depth, QColor colour)
{
    for (double drop = 2; drop < depth; drop += 6) {
        colour.setAlphaF(static_cast<float>(0.55 * (1 - drop / depth)));
        const double w = width * (0.55 + 0.3 * random.uniform());
        scene.add(Role::Reflection, oval({x + random.uniform(-0.12, 0.12) * width, y + drop}, w / 2, 2.2), colour);
    }
}

void addSailingBoat(Scene &scene, Random &random, QPointF at, double size, const QColor &sail, int object)
{
    const Palette &palette = scene.palette;
    addReflectionOf(scene, random, at.x(), size * 0.7, at.y() + size * 0.1, size * 0.8, mix(sail, palette.water, 0.35));
    const double lean = random.uniform(0.02, 0.12) * size;
    const QPointF mast = at + QPointF(lean, -size * 1.35);
    QPainterPath main(at + QPointF(size * 0.05, -size * 0.06));
    main.lineTo(mast);
    main.quadTo(at + QPointF(size * 0.5, -size * 0.55), at + QPointF(size * 0.52, -size * 0.08));
    main.closeSubpath();
    QPainterPath jib(at + QPointF(-size * 0.02, -size * 0.08));
    jib.lineTo(mast + QPointF(-size * 0.03, size * 0.14));
    jib.quadTo(at + QPointF(-size * 0.3, -size * 0.45), at + QPointF(-size * 0.46, -size * 0.08));
    jib.closeSubpath();
    scene.add(Role::Object, main, mix(sail, palette.sun, 0.5), mix(sail, palette.water, 0.18)).object = object;
    scene.add(Role::Object, jib, mix(sail, palette.sun, 0.25), mix(sail, palette.water, 0.4)).object = object;
    scene.add(Role::Detail, bar(at, mast, size * 0.022, size * 0.012), palette.ground).object = object;
    scene
        .add(Role::Object,
             curve({at + QPointF(-size * 0.52, -size * 0.05), at + QPointF(0, -size * 0.01),
                    at + QPointF(size * 0.56, -size * 0.07), at + QPointF(size * 0.42, size * 0.1),
                    at + QPointF(-size * 0.34, size * 0.1)}),
             mix(palette.ground, palette.accent, 0.35), palette.ground)
        .object = object;
}

/// A boat with a cabin and a mast, seen from the side.
void addFishingBoat(Scene &scene, Random &random, QPointF at, double s, const QColor &hull, int object)
{
    const Palette &palette = scene.palette;
    addReflectionOf(scene, random, at.x(), s, at.y() + s * 0.1, s * 0.6, mix(hull, palette.ground, 0.4));
    scene.object = object;
    scene.add(Role::Object, bar(at + QPointF(0, -s * 0.1), at + QPointF(s * 0.02, -s * 1.25), s * 0.03, s * 0.018),
              mix(palette.ground, palette.accent2, 0.2));
    scene.add(Role::Detail, bar(at + QPointF(s * 0.02, -s * 1.2), at + QPointF(s * 0.5, -s * 0.14), 1.3),
              palette.ground);
    scene.add(Role::Detail, bar(at + QPointF(s * 0.02, -s * 1.2), at + QPointF(-s * 0.5, -s * 0.14), 1.3),
              palette.ground);
    scene.add(Role::Object, box(at.x() - s * 0.2, at.y() - s * 0.3, s * 0.34, s * 0.22, 3),
              mix(palette.sun, hull, 0.15), mix(palette.skyLow, palette.ground, 0.25));
    scene.add(Role::Detail, box(at.x() - s * 0.14, at.y() - s * 0.26, s * 0.08, s * 0.08),
              mix(palette.ground, palette.skyTop, 0.3));
    scene.add(Role::Light, box(at.x() + s * 0.0, at.y() - s * 0.26, s * 0.08, s * 0.08), palette.light);
    scene.add(Role::Object,
              curve({at + QPointF(-s * 0.56, -s * 0.14), at + QPointF(0, -s * 0.08), at + QPointF(s * 0.58, -s * 0.18),
                     at + QPointF(s * 0.42, s * 0.1), at + QPointF(-s * 0.42, s * 0.1)}),
              mix(hull, palette.sun, 0.15), mix(hull, palette.ground, 0.55));
    scene.add(Role::Detail,
              curve({at + QPointF(-s * 0.55, -s * 0.11), at + QPointF(0, -s * 0.06), at + QPointF(s * 0.57, -s * 0.15),
                     at + QPointF(0, -s * 0.03)}),
              mix(palette.sun, hull, 0.2));
    scene.object = 0;
}

void addWaves(Scene &scene, Random &random)
{
    const Palette &palette = scene.palette;
    for (int band = 0; band < 5; ++band) {
        const double y = 500 + band * band * 11.0;
        Shape &wave = scene.add(Role::Water, ridge(random, {y, 7 + band * 3.0, 90 + band * 26.0, 3, 0.45}),
                                mix(palette.water, palette.skyLow, 0.3 - band * 0.04),
                                mix(palette.water, palette.ground, 0.2 + band * 0.09));
        wave.texture = 0.2;
        for (int i = 0; i < 8; ++i) {
            QColor foam = mix(palette.sun, palette.skyLow, 0.3);
            foam.setAlphaF(static_cast<float>(random.uniform(0.3, 0.75)));
            scene.add(Role::Reflection,
                      oval({random.uniform(0, pictureSize), y + random.uniform(-6, 10)},
                           random.uniform(10, 40) * (0.6 + band * 0.2), 1.5 + band * 0.5),
                      foam);
        }
    }
}

/// The tower of the lighthouse around `x`, striped in the accent and `white`, with its lamp.
void addStripedTower(Scene &scene, double x, const QColor &white)
{
    const Palette &palette = scene.palette;
    scene.object = 1;
    const auto section = [x](double from, double to) {
        const auto half = [](double y) { return 17 + (y - 225) * 0.048; };
        return polygon({{x - half(from), from}, {x + half(from), from}, {x + half(to), to}, {x - half(to), to}});
    };
    for (int i = 0; i < 5; ++i) {
        const QColor colour = i % 2 == 0 ? palette.accent : white;
        Shape &part = scene.add(Role::Object, section(226 + i * 58.0, 226 + (i + 1) * 58.0 + 1),
                                mix(colour, palette.sun, 0.25), mix(colour, palette.ground, 0.5));
        part.sideways = true;
    }
    scene.add(Role::Object, box(x - 26, 218, 52, 9, 2), palette.ground);
    scene.add(Role::Object, box(x - 14, 190, 28, 28), mix(palette.light, palette.ground, 0.2));
    Shape &lamp = scene.add(Role::Light, disc({x, 204}, 10), palette.light);
    lamp.glow = 90;
    scene.add(Role::Object, polygon({{x - 20, 191}, {x, 166}, {x + 20, 191}}), palette.accent,
              mix(palette.accent, palette.ground, 0.5));
    for (int i = 0; i < 3; ++i)
        scene.add(Role::Detail, box(x - 5, 262 + i * 80.0, 10, 18, 4), mix(palette.ground, palette.skyTop, 0.2));
    scene.object = 0;
}

} // namespace

Scene harbour(const Palette &palette, Random &random)
{
    Scene scene{palette};
    scene.horizon = 430;
    addSky(scene, random, {random.uniform(480, 620), random.uniform(190, 270)}, 42);
    scene.clouds = 0.4;
    scene.add(Role::Land, ridge(random, {360, 62, 300, 3}), palette.far, mix(palette.far, palette.skyLow, 0.35))
        .texture = 0.3;
    scene.add(Role::Land, ridge(random, {400, 26, 190, 3}), palette.middle, mix(palette.middle, palette.skyLow, 0.2))
        .texture = 0.3;
    const QColor walls[] = {mix(palette.skyLow, palette.sun, 0.4), mix(palette.accent2, palette.skyLow, 0.4),
                            mix(palette.accent, palette.skyLow, 0.4), mix(palette.middle, palette.skyLow, 0.5)};
    double x = -10;
    int number = 40;
    while (x < 500) {
        const double width = random.uniform(38, 66);
        addHouse(scene, random, {x, 436}, width, random.uniform(54, 104),
                 mix(walls[random.index(4)], palette.near, palette.night ? 0.6 : 0.12), number++);
        x += width + 2;
    }
    scene.add(Role::Land, box(-8, 428, 520, 12), mix(palette.near, palette.ground, 0.4), palette.ground).texture = 0.4;
    addWater(scene, random, 438);
    for (double at = 10; at < 500; at += 40)
        addReflectionOf(scene, random, at, 40, 442, random.uniform(40, 90),
                        mix(walls[random.index(4)], palette.water, 0.45));
    const QColor hulls[] = {palette.accent, mix(palette.near, palette.skyTop, 0.25), palette.accent2,
                            mix(palette.sun, palette.water, 0.2)};
    const QPointF places[] = {{585, 500}, {135, 540}, {330, 510}, {430, 640}};
    const double sizes[] = {78, 120, 84, 190};
    for (int i = 0; i < 4; ++i) {
        const QPointF at = places[i] + QPointF(random.uniform(-26, 26), random.uniform(-8, 8));
        const double s = sizes[i];
        const QColor hull = hulls[(i + random.index(3)) % 4];
        addFishingBoat(scene, random, at, s, hull, 1 + i);
    }
    return scene;
}

Scene sails(const Palette &palette, Random &random)
{
    Scene scene{palette};
    scene.horizon = 400;
    addSky(scene, random, {random.uniform(180, 320), random.uniform(170, 250)}, 48);
    scene.clouds = 0.6;
    scene.add(Role::Land, ridge(random, {388, 26, 260, 3}), palette.far, mix(palette.far, palette.skyLow, 0.3))
        .texture = 0.3;
    addWater(scene, random, 404);
    const QColor cloths[] = {mix(palette.sun, palette.accent2, 0.15), palette.accent,
                             mix(palette.sun, palette.skyTop, 0.15), palette.accent2,
                             mix(palette.near, palette.skyTop, 0.4)};
    const QPointF places[] = {{640, 425}, {520, 430}, {150, 446}, {300, 462}, {560, 560}};
    const double sizes[] = {40, 34, 62, 76, 190};
    for (int i = 0; i < 5; ++i)
        addSailingBoat(scene, random, places[i] + QPointF(random.uniform(-30, 30), 0), sizes[i],
                       cloths[(i + random.index(3)) % 5], 1 + i);
    return scene;
}

Scene lighthouse(const Palette &palette, Random &random)
{
    Scene scene{palette};
    scene.horizon = 470;
    addSky(scene, random, {random.uniform(120, 260), random.uniform(190, 260)}, 36);
    scene.clouds = palette.skyTop.lightnessF() < 0.4F ? 0.9 : 0.5;
    addWater(scene, random, 470);
    addWaves(scene, random);
    const double x = random.uniform(500, 580);
    const QPainterPath rock = curve({{x - 210, 640},
                                     {x - 130, 556},
                                     {x - 66, 520},
                                     {x + 50, 508},
                                     {x + 130, 540},
                                     {x + 280, 600},
                                     {x + 290, 780},
                                     {x - 180, 780}});
    scene.add(Role::Land, rock, mix(palette.near, palette.far, 0.3), mix(palette.ground, Qt::black, 0.15)).texture =
        0.9;
    scene
        .add(Role::Land, curve({{x - 100, 600}, {x - 30, 548}, {x + 90, 556}, {x + 60, 640}, {x - 60, 700}}),
             mix(palette.near, palette.ground, 0.35), palette.ground)
        .texture = 0.9;
    if (palette.skyTop.lightnessF() < 0.45F) {
        QColor beam = palette.light;
        beam.setAlphaF(0.42F);
        QColor end = beam;
        end.setAlphaF(0);
        Shape &left = scene.add(Role::Mist, polygon({{x, 205}, {-20, 110}, {-20, 240}}), end, beam);
        left.sideways = true;
    }
    const QColor white = mix(QColor(Qt::white), palette.skyLow, 0.25);
    addStripedTower(scene, x, white);
    addHouse(scene, random, {x + 40, 520}, 72, 40, white, 2);
    return scene;
}

} // namespace demo
