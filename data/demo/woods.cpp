#include "data/demo/scenes.h"

#include <cmath>

#include "data/demo/shapes.h"

namespace demo {

namespace {

void addPath(Scene &scene, Random &random, double horizon, const QColor &colour)
{
    const double far = random.uniform(330, 440);
    const double near = random.uniform(280, 480);
    QPainterPath path(QPointF(far - 8, horizon));
    path.cubicTo(far - 70, horizon + 90, near - 30, horizon + 130, near - 150, pictureSize + 10);
    path.lineTo(near + 150, pictureSize + 10);
    path.cubicTo(near + 90, horizon + 140, far + 20, horizon + 100, far + 10, horizon);
    scene.add(Role::Land, path, mix(colour, scene.palette.skyLow, 0.5), colour).texture = 0.5;
}

void addLeaves(Scene &scene, Random &random, double low, int count, const QColor &a, const QColor &b, double size)
{
    for (int i = 0; i < count; ++i) {
        const QPointF at(random.uniform(-10, pictureSize + 10), std::pow(random.uniform(), 1.5) * low);
        QColor colour = mix(a, b, random.uniform());
        colour.setAlphaF(static_cast<float>(random.uniform(0.55, 0.95)));
        scene.add(Role::Detail,
                  blob(random, at, size * random.uniform(0.5, 1.3), size * random.uniform(0.35, 0.9), 0.25), colour);
    }
}

void addShafts(Scene &scene, Random &random)
{
    for (int i = 0; i < 6; ++i) {
        const double x = scene.light.x() + random.uniform(-60, 60);
        const double foot = x + random.uniform(-420, 320);
        QColor beam = scene.palette.light;
        beam.setAlphaF(static_cast<float>(random.uniform(0.12, 0.26)));
        QColor end = beam;
        end.setAlphaF(0);
        scene.add(Role::Mist,
                  polygon({{x - 8, -10}, {x + 12, -10}, {foot + random.uniform(60, 110), 700}, {foot, 700}}), beam,
                  end);
    }
}

} // namespace

Scene forest(const Palette &palette, Random &random)
{
    Scene scene{palette};
    scene.horizon = 500;
    addSky(scene, random, {random.uniform(300, 460), random.uniform(200, 280)}, 60);
    scene.clouds = 0.2;
    for (int layer = 0; layer < 4; ++layer) {
        const double share = layer / 3.0;
        const QColor colour = mix(mix(palette.far, palette.skyLow, 0.3), mix(palette.ground, Qt::black, 0.15), share);
        const int count = 16 - layer * 3;
        for (int i = 0; i < count; ++i) {
            double x = (i + random.uniform(0.1, 0.9)) * pictureSize / count;
            if (layer > 1 && std::abs(x - 385) < 80 + 50 * share)
                x += x < 385 ? -130 : 130;
            const double width = (8 + 34 * share * share) * random.uniform(0.7, 1.25);
            const double foot = 505 + share * 130 + random.uniform(-8, 14);
            QPainterPath trunk = curve({{x - width / 2, -30},
                                        {x + width / 2, -30},
                                        {x + width * 0.52, 260},
                                        {x + width * 0.6, foot - 20},
                                        {x + width * 0.95, foot + 8},
                                        {x - width * 0.95, foot + 8},
                                        {x - width * 0.6, foot - 20},
                                        {x - width * 0.5, 260}});
            Shape &shape = scene.add(Role::Object, trunk, mix(colour, palette.light, 0.16 * (1 - share)), colour);
            shape.sideways = true;
            shape.texture = 0.5 * share;
            shape.object = 1 + layer * 20 + i;
            if (layer < 3)
                for (int b = 0; b < 3; ++b) {
                    const double y = random.uniform(60, 360);
                    const double reach = random.uniform(26, 70) * (random.chance(0.5) ? 1 : -1);
                    scene
                        .add(Role::Detail, bar({x, y}, {x + reach, y - std::abs(reach) * 0.5}, width * 0.22, 1), colour)
                        .object = shape.object;
                }
        }
        if (layer < 3) {
            QColor clear = palette.skyLow;
            QColor dense = mix(palette.skyLow, palette.light, 0.3);
            clear.setAlphaF(0);
            dense.setAlphaF(0.42F - 0.1F * static_cast<float>(layer));
            scene.add(Role::Mist, box(-8, 330, pictureSize + 16, 190 + layer * 36.0), clear, dense);
        }
        const QPainterPath floor = ridge(random, {500 + share * 120, 12 + share * 10, 200, 3});
        if (layer == 0 || layer == 2) {
            scene
                .add(Role::Land, floor, mix(palette.middle, palette.skyLow, 0.35 - share * 0.3),
                     mix(palette.near, palette.ground, 0.3 + share * 0.4))
                .texture = 0.55;
            if (layer == 0)
                addPath(scene, random, 504, mix(palette.accent2, palette.ground, 0.5));
        }
        if (layer == 2)
            addShafts(scene, random);
    }
    addLeaves(scene, random, 170, 150, mix(palette.near, palette.ground, 0.3),
              mix(palette.accent2, palette.middle, 0.4), 20);
    for (int i = 0; i < 40; ++i) {
        const QPointF at(random.uniform(0, pictureSize), random.uniform(660, 770));
        for (int blade = -2; blade <= 2; ++blade)
            scene.add(Role::Detail,
                      bar(at, at + QPointF(blade * 9 + random.uniform(-4, 4), -random.uniform(22, 46)), 4, 0.6),
                      mix(palette.ground, palette.near, random.uniform(0, 0.7)));
    }
    return scene;
}

Scene birches(const Palette &palette, Random &random)
{
    Scene scene{palette};
    scene.horizon = 520;
    addSky(scene, random, {random.uniform(480, 620), random.uniform(180, 260)}, 50);
    scene.clouds = 0.2;
    scene
        .add(Role::Land, ridge(random, {430, 40, 220, 4}), mix(palette.middle, palette.skyLow, 0.5),
             mix(palette.middle, palette.skyLow, 0.7))
        .texture = 0.4;
    for (int i = 0; i < 90; ++i) {
        QColor colour = mix(palette.skyLow, i % 3 == 0 ? palette.accent2 : palette.middle, random.uniform(0.3, 0.8));
        colour.setAlphaF(0.55F);
        scene.add(Role::Cloud,
                  blob(random, {random.uniform(0, pictureSize), random.uniform(120, 470)}, random.uniform(16, 50),
                       random.uniform(14, 36), 0.2),
                  colour);
    }
    scene
        .add(Role::Land, ridge(random, {530, 18, 300, 3}), mix(palette.middle, palette.accent2, 0.35),
             mix(palette.near, palette.middle, 0.3))
        .texture = 0.6;
    const QColor bark = mix(QColor(Qt::white), palette.skyLow, 0.4);
    for (int layer = 0; layer < 3; ++layer) {
        const int count = 9 - layer * 2;
        for (int i = 0; i < count; ++i) {
            const double width = (8 + layer * 10) * random.uniform(0.8, 1.25);
            const double x = (i + random.uniform(0.15, 0.85)) * pictureSize / count;
            const double foot = 535 + layer * 62 + random.uniform(-6, 16);
            const double lean = random.uniform(-26, 26);
            const int object = 1 + layer * 20 + i;
            Shape &trunk =
                scene.add(Role::Object, bar({x, foot}, {x + lean, -20}, width, width * 0.66),
                          mix(bark, palette.sun, 0.4), mix(mix(bark, palette.far, 0.55), palette.ground, 0.12 * layer));
            trunk.sideways = true;
            trunk.object = object;
            for (int mark = 0; mark < 16; ++mark) {
                const double y = random.uniform(10, foot - 10);
                const double centre = x + lean * (foot - y) / (foot + 20);
                const double side = random.uniform(-0.4, 0.4);
                scene
                    .add(Role::Detail,
                         oval({centre + side * width, y}, width * random.uniform(0.14, 0.34), random.uniform(1.2, 3.4)),
                         mix(palette.ground, palette.far, 0.15))
                    .object = object;
            }
            for (int b = 0; b < 2; ++b) {
                const double y = random.uniform(90, 330);
                const double reach = random.uniform(30, 80) * (b == 0 ? 1 : -1);
                const double centre = x + lean * (foot - y) / (foot + 20);
                scene
                    .add(Role::Detail, bar({centre, y}, {centre + reach, y - std::abs(reach) * 0.9}, width * 0.24, 1),
                         mix(bark, palette.ground, 0.45))
                    .object = object;
            }
        }
    }
    scene.add(Role::Land, ridge(random, {690, 16, 240, 3}), palette.near, palette.ground).texture = 0.6;
    addLeaves(scene, random, 260, 210, mix(palette.accent2, palette.sun, 0.2), mix(palette.accent, palette.middle, 0.5),
              15);
    for (int i = 0; i < 120; ++i)
        scene.add(Role::Detail,
                  disc({random.uniform(0, pictureSize), random.uniform(600, 764)}, random.uniform(1.5, 4)),
                  mix(palette.accent, palette.accent2, random.uniform()));
    return scene;
}

} // namespace demo
