#include "data/demo/scenes.h"

#include <cmath>

#include "data/demo/shapes.h"

namespace demo {

Scene makeScene(Subject subject, const Palette &palette, Random &random, Feeling feeling)
{
    switch (subject) {
    case Subject::Hills:
        return hills(palette, random);
    case Subject::Lake:
        return lake(palette, random);
    case Subject::Peaks:
        return peaks(palette, random);
    case Subject::Dunes:
        return dunes(palette, random);
    case Subject::Fields:
        return fields(palette, random);
    case Subject::Balloons:
        return balloons(palette, random);
    case Subject::Harbour:
        return harbour(palette, random);
    case Subject::Sails:
        return sails(palette, random);
    case Subject::Lighthouse:
        return lighthouse(palette, random);
    case Subject::Skyline:
        return skyline(palette, random);
    case Subject::Street:
        return street(palette, random);
    case Subject::Village:
        return village(palette, random);
    case Subject::Forest:
        return forest(palette, random);
    case Subject::Birches:
        return birches(palette, random);
    case Subject::Fruit:
        return fruit(palette, random);
    case Subject::Flowers:
        return flowers(palette, random);
    case Subject::Room:
        return room(palette, random);
    case Subject::Portrait:
        break;
    }
    return portrait(palette, random, feeling);
}

void addSky(Scene &scene, Random &random, QPointF at, double radius)
{
    const Palette &palette = scene.palette;
    scene.add(Role::Sky, frame(), palette.skyTop, palette.skyLow);
    scene.light = at;
    scene.lightRadius = radius * 6;
    if (palette.night) {
        for (int i = 0; i < 130; ++i) {
            const double size = random.uniform(0.5, 1.5) * (random.chance(0.08) ? 1.6 : 1);
            const QPointF place(random.uniform(0, pictureSize), std::pow(random.uniform(), 1.4) * scene.horizon);
            QColor colour = mix(palette.sun, palette.accent2, random.uniform(0, 0.5));
            colour.setAlphaF(static_cast<float>(random.uniform(0.35, 1)));
            scene.add(Role::Light, disc(place, size), colour);
        }
    }
    scene.add(Role::Celestial, disc(at, radius), palette.sun).glow = radius * 4.5;
}

void addWater(Scene &scene, Random &random, double horizon, double lower)
{
    const Palette &palette = scene.palette;
    scene.horizon = horizon;
    scene.add(Role::Water, box(-8, horizon, pictureSize + 16, lower - horizon),
              mix(palette.water, palette.skyLow, 0.45), mix(palette.water, palette.ground, 0.35));
    for (int i = 0; i < 46; ++i) {
        const double depth = std::pow(random.uniform(), 1.5);
        const double y = horizon + 4 + depth * (lower - horizon);
        const double spread = 16 + depth * 95;
        const double length = random.uniform(10, 46) * (0.5 + depth * 1.5);
        const double x = scene.light.x() + random.normal() * spread * 0.55;
        QColor colour = mix(palette.sun, palette.skyLow, 0.25);
        colour.setAlphaF(static_cast<float>(random.uniform(0.25, 0.75) * (1 - 0.5 * depth)));
        scene.add(Role::Reflection, oval({x, y}, length / 2, 1.1 + depth * 1.7), colour);
    }
    for (int i = 0; i < 40; ++i) {
        const double depth = random.uniform();
        QColor colour = mix(palette.skyLow, palette.water, random.uniform(0, 0.7));
        colour.setAlphaF(static_cast<float>(random.uniform(0.08, 0.3)));
        scene.add(Role::Reflection,
                  oval({random.uniform(0, pictureSize), horizon + depth * (lower - horizon)}, random.uniform(20, 90),
                       0.8 + depth * 1.6),
                  colour);
    }
}

} // namespace demo
