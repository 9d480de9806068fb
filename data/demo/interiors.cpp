#include "data/demo/scenes.h"

#include <cmath>
#include <numbers>

#include "data/demo/shapes.h"

namespace demo {

namespace {

/// A wall with the light of a window on it, and a table or floor below `edge`.
void addWall(Scene &scene, Random &random, double edge, const QColor &wall, const QColor &table)
{
    const Palette &palette = scene.palette;
    scene.horizon = edge;
    scene.add(Role::Sky, frame(), wall, mix(wall, palette.sun, 0.45));
    QColor patch = palette.sun;
    patch.setAlphaF(0.55F);
    QColor end = patch;
    end.setAlphaF(0.12F);
    const double x = random.uniform(60, 240);
    for (int row = 0; row < 2; ++row)
        for (int column = 0; column < 2; ++column) {
            const double left = x + column * 118 + row * 44;
            const double top = 60 + row * 150 - column * 16;
            scene.add(Role::Mist,
                      polygon({{left, top}, {left + 104, top - 14}, {left + 144, top + 122}, {left + 40, top + 136}}),
                      patch, end);
        }
    scene.light = {x + 120, 120};
    scene.lightRadius = 260;
    scene
        .add(Role::Land, box(-8, edge, pictureSize + 16, pictureSize - edge + 16), mix(table, palette.sun, 0.25),
             mix(table, palette.ground, 0.35))
        .texture = 0.35;
    QColor shade = palette.ground;
    shade.setAlphaF(0.22F);
    QColor clear = shade;
    clear.setAlphaF(0);
    scene.add(Role::Mist, box(-8, edge, pictureSize + 16, 46), shade, clear);
}

void addShadow(Scene &scene, QPointF foot, double width, int object)
{
    for (int i = 0; i < 5; ++i) {
        QColor shade = mix(scene.palette.ground, QColor(Qt::black), 0.3);
        shade.setAlphaF(0.10F);
        scene
            .add(Role::Reflection,
                 oval(foot + QPointF(width * 0.35, 2), width * (0.62 + i * 0.1), width * (0.11 + i * 0.022)), shade)
            .object = object;
    }
}

/// A fruit with its lit side, its shade and a highlight.
void addFruit(Scene &scene, Random &random, QPointF centre, double radius, const QColor &colour, bool pointed,
              int object)
{
    const Palette &palette = scene.palette;
    addShadow(scene, centre + QPointF(0, radius * 0.92), radius, object);
    const double stretch = pointed ? 1.28 : 1.04;
    const QPainterPath skin =
        pointed
            ? curve({centre + QPointF(-radius * 1.42, 0), centre + QPointF(-radius * 0.8, -radius * 0.78),
                     centre + QPointF(radius * 0.4, -radius * 0.94), centre + QPointF(radius * 1.34, -radius * 0.12),
                     centre + QPointF(radius * 0.6, radius * 0.84), centre + QPointF(-radius * 0.7, radius * 0.8)})
            : blob(random, centre, radius * stretch, radius, 0.025);
    Shape &body = scene.add(Role::Object, skin, mix(colour, palette.sun, 0.3), mix(colour, palette.ground, 0.5));
    body.texture = 0.2;
    body.object = object;
    QColor shade = mix(colour, palette.ground, 0.7);
    shade.setAlphaF(0.45F);
    QColor clear = shade;
    clear.setAlphaF(0);
    Shape &dark =
        scene.add(Role::Detail, skin.intersected(oval(centre + QPointF(radius * 0.55, radius * 0.5), radius, radius)),
                  clear, shade);
    dark.object = object;
    dark.sideways = true;
    QColor shine = QColor(Qt::white);
    shine.setAlphaF(0.5F);
    scene.add(Role::Detail, oval(centre + QPointF(-radius * 0.4, -radius * 0.45), radius * 0.2, radius * 0.13), shine)
        .object = object;
    if (!pointed)
        scene
            .add(Role::Detail,
                 bar(centre + QPointF(0, -radius * 0.88), centre + QPointF(radius * 0.18, -radius * 1.25),
                     radius * 0.09, radius * 0.06),
                 palette.ground)
            .object = object;
}

/// A turned vessel: half widths from the rim down to the foot.
QPainterPath vessel(QPointF foot, const QList<QPointF> &profile)
{
    QList<QPointF> points;
    for (const QPointF &p : profile)
        points.append(foot + QPointF(p.x(), -p.y()));
    for (auto it = profile.crbegin(); it != profile.crend(); ++it)
        points.append(foot + QPointF(-it->x(), -it->y()));
    return curve(points);
}

void addVessel(Scene &scene, QPointF foot, const QList<QPointF> &profile, const QColor &colour, int object)
{
    const Palette &palette = scene.palette;
    const QPainterPath body = vessel(foot, profile);
    const QRectF bounds = body.boundingRect();
    addShadow(scene, foot - QPointF(0, 4), bounds.width() * 0.42, object);
    Shape &side = scene.add(Role::Object, body, mix(colour, palette.sun, 0.42), mix(colour, palette.ground, 0.6));
    side.sideways = true;
    side.object = object;
    side.texture = 0.12;
    QColor shine(Qt::white);
    shine.setAlphaF(0.42F);
    scene
        .add(Role::Detail,
             oval({bounds.left() + bounds.width() * 0.27, bounds.center().y()}, bounds.width() * 0.035,
                  bounds.height() * 0.22),
             shine)
        .object = object;
}

/// A window with hills outside, and curtains; `wx` is the left edge of its panes.
void addWindow(Scene &scene, Random &random, double wx)
{
    const Palette &palette = scene.palette;
    scene.object = 1;
    scene.add(Role::Object, box(wx - 14, 74, 288, 338), mix(palette.ground, palette.accent2, 0.18));
    const QPainterPath pane = box(wx, 88, 260, 310);
    scene.add(Role::Land, pane, palette.skyTop, palette.skyLow);
    scene.add(Role::Land, ridge(random, {310, 46, 180, 3}).intersected(pane), palette.far,
              mix(palette.far, palette.skyLow, 0.4));
    scene.add(Role::Land, ridge(random, {356, 26, 130, 3}).intersected(pane), palette.middle, palette.near);
    scene.add(Role::Celestial, disc({wx + 186, 176}, 22), palette.sun);
    for (const double x : {wx + 127, wx - 2, wx + 256})
        scene.add(Role::Object, box(x, 84, 7, 318), mix(palette.ground, palette.accent2, 0.25));
    scene.add(Role::Object, box(wx, 234, 260, 7), mix(palette.ground, palette.accent2, 0.25));
    scene.add(Role::Object, box(wx - 30, 404, 320, 16, 3), mix(palette.ground, palette.accent2, 0.35));
    for (const double side : {-1.0, 1.0}) {
        const double x = wx + 130 + side * 190;
        QColor cloth = mix(palette.accent, palette.sun, 0.35);
        scene.object = 2;
        Shape &curtain = scene.add(Role::Object,
                                   curve({{x - 46, 60},
                                          {x + 46, 60},
                                          {x + 40 - side * 10, 260},
                                          {x + 30 + side * 26, 470},
                                          {x - 30 + side * 22, 470},
                                          {x - 40 - side * 8, 260}}),
                                   mix(cloth, palette.sun, 0.3), mix(cloth, palette.ground, 0.3));
        curtain.sideways = true;
    }
    scene.object = 2;
    scene.add(Role::Object, box(wx - 100, 52, 460, 9, 4), palette.ground);
}

/// Boards with the light of the window on them, and a rug.
void addFloor(Scene &scene, double wx, const QColor &wall)
{
    const Palette &palette = scene.palette;
    const QColor wood = mix(palette.near, palette.accent2, 0.4);
    scene.object = 0;
    scene.add(Role::Land, box(-8, 540, 800, 250), mix(wood, palette.sun, 0.1), mix(wood, palette.ground, 0.45))
        .texture = 0.4;
    for (int i = -8; i < 18; ++i)
        scene.add(Role::Detail, bar({384 + (i - 4.5) * 62, 540}, {384 + (i - 4.5) * 130, 780}, 1.5, 3),
                  mix(wood, palette.ground, 0.55));
    scene.add(Role::Land, box(-8, 528, 800, 14), mix(palette.sun, wall, 0.4));
    QColor patch = palette.sun;
    patch.setAlphaF(0.5F);
    QColor end = patch;
    end.setAlphaF(0.15F);
    for (int column = 0; column < 2; ++column) {
        const double x = wx + 60 + column * 130;
        scene.add(Role::Mist, polygon({{x, 560}, {x + 108, 560}, {x + 190, 740}, {x + 62, 740}}), patch, end);
    }
    scene.object = 3;
    scene.add(Role::Detail, oval({440, 690}, 250, 52), mix(palette.accent, palette.ground, 0.3),
              mix(palette.accent, palette.ground, 0.5));
    scene.add(Role::Detail, oval({440, 690}, 214, 42), mix(palette.accent2, palette.accent, 0.35),
              mix(palette.accent, palette.ground, 0.3));
}

/// An armchair, and a standing lamp beside it.
void addArmchair(Scene &scene, Random &random)
{
    const Palette &palette = scene.palette;
    const double x = random.uniform(500, 530);
    const QColor cloth = mix(palette.water, palette.near, 0.5);
    addShadow(scene, {x + 30, 694}, 130, 4);
    scene.object = 4;
    scene.add(Role::Object, box(x - 14, 660, 14, 40), palette.ground);
    scene.add(Role::Object, box(x + 160, 660, 14, 40), palette.ground);
    scene.add(Role::Object,
              curve({{x - 6, 450}, {x + 20, 412}, {x + 140, 412}, {x + 168, 450}, {x + 172, 640}, {x - 10, 640}}),
              mix(cloth, palette.sun, 0.28), mix(cloth, palette.ground, 0.3));
    scene.add(Role::Object, box(x + 4, 570, 152, 62, 18), mix(cloth, palette.sun, 0.4),
              mix(cloth, palette.ground, 0.15));
    scene.add(Role::Object, box(x - 34, 546, 48, 128, 20), mix(cloth, palette.sun, 0.22),
              mix(cloth, palette.ground, 0.45));
    scene.add(Role::Object, box(x + 146, 546, 48, 128, 20), mix(cloth, palette.sun, 0.12),
              mix(cloth, palette.ground, 0.55));
    scene.add(Role::Object, polygon({{x + 40, 500}, {x + 122, 490}, {x + 132, 566}, {x + 46, 574}}),
              mix(palette.accent2, palette.sun, 0.25), palette.accent2);
    scene.object = 5;
    scene.add(Role::Object, bar({x - 76, 690}, {x - 76, 330}, 6), palette.ground);
    scene.add(Role::Object, oval({x - 76, 694}, 34, 8), palette.ground);
    Shape &shade = scene.add(Role::Light, polygon({{x - 112, 340}, {x - 96, 272}, {x - 56, 272}, {x - 40, 340}}),
                             mix(palette.light, palette.sun, 0.3), palette.light);
    shade.glow = 120;
}

void addPottedPlant(Scene &scene, Random &random)
{
    const Palette &palette = scene.palette;
    const double px = 92;
    for (int i = 0; i < 9; ++i) {
        const double angle = -1.25 + i * 0.31 + random.uniform(-0.08, 0.08);
        const double reach = random.uniform(130, 200);
        const QPointF tip = QPointF(px + std::sin(angle) * reach, 610 - std::cos(angle) * reach);
        const QPointF across(std::cos(angle) * 26, std::sin(angle) * 26);
        const QPointF centre = QPointF(px, 610) * 0.4 + tip * 0.6;
        scene.object = 6;
        scene.add(Role::Object, curve({{px, 610}, centre + across, tip, centre - across}),
                  mix(palette.near, palette.middle, random.uniform(0.2, 0.9)), mix(palette.near, palette.ground, 0.4));
    }
    scene.object = 6;
    scene.add(Role::Object, polygon({{px - 46, 600}, {px + 46, 600}, {px + 34, 700}, {px - 34, 700}}),
              mix(palette.accent, palette.sun, 0.15), mix(palette.accent, palette.ground, 0.45));
}

void addPicture(Scene &scene, Random &random)
{
    const Palette &palette = scene.palette;
    scene.object = 7;
    scene.add(Role::Object, box(560, 150, 150, 190), mix(palette.ground, palette.accent2, 0.3));
    const QPainterPath canvas = box(572, 162, 126, 166);
    scene.add(Role::Land, canvas, palette.skyLow, mix(palette.accent2, palette.sun, 0.4));
    scene.add(Role::Detail, disc({646, 222}, 24), palette.accent);
    scene.add(Role::Detail, ridge(random, {276, 22, 60, 2}).intersected(canvas), palette.near, palette.middle);
}

} // namespace

Scene fruit(const Palette &palette, Random &random)
{
    Scene scene{palette};
    const QColor wall = mix(palette.middle, palette.skyTop, 0.45);
    addWall(scene, random, 500, wall, mix(palette.near, palette.accent2, 0.3));
    // A cloth that hangs over the edge of the table.
    scene
        .add(
            Role::Land,
            curve(
                {{random.uniform(20, 80), 560}, {330, 540}, {600, 580}, {560, 690}, {380, 790}, {120, 800}, {60, 660}}),
            mix(palette.sun, palette.skyLow, 0.35), mix(palette.skyMiddle, palette.far, 0.4))
        .texture = 0.3;
    addVessel(scene, {random.uniform(560, 610), 590}, {{15, 318}, {15, 246}, {24, 216}, {58, 160}, {60, 60}, {54, 2}},
              mix(palette.near, palette.water, 0.4), 1);
    addVessel(scene, {random.uniform(140, 180), 560}, {{44, 176}, {30, 150}, {62, 96}, {64, 46}, {36, 2}},
              mix(palette.skyTop, palette.sun, 0.3), 2);
    const QPointF bowl(370, 630);
    const QColor colours[] = {palette.accent2, palette.accent, mix(palette.accent2, palette.middle, 0.35),
                              mix(palette.accent, palette.accent2, 0.5)};
    const QPointF heap[] = {{-92, -92}, {0, -108}, {88, -94}, {-46, -150}, {48, -152}};
    for (int i = 0; i < 5; ++i)
        addFruit(scene, random, bowl + heap[i] + QPointF(random.uniform(-8, 8), random.uniform(-4, 6)),
                 random.uniform(44, 54), colours[random.index(4)], false, 10 + i);
    addVessel(scene, bowl, {{176, 96}, {166, 70}, {130, 26}, {66, 2}, {58, -8}},
              mix(palette.skyTop, palette.near, 0.35), 3);
    addFruit(scene, random, {random.uniform(120, 190), 664}, 42, palette.accent2, true, 20);
    addFruit(scene, random, {random.uniform(570, 640), 676}, 48, colours[1], false, 21);
    addFruit(scene, random, {random.uniform(500, 530), 700}, 36, palette.accent2, true, 22);
    return scene;
}

Scene flowers(const Palette &palette, Random &random)
{
    Scene scene{palette};
    addWall(scene, random, 560, mix(palette.skyTop, palette.skyLow, 0.35), mix(palette.far, palette.accent2, 0.25));
    const QPointF foot(random.uniform(370, 410), 668);
    const QColor stem = mix(palette.near, palette.middle, 0.4);
    const QColor petals[] = {palette.accent, mix(palette.accent, palette.sun, 0.6), palette.accent2,
                             mix(palette.sun, palette.skyLow, 0.3), mix(palette.accent, palette.skyTop, 0.5)};
    QList<QPointF> heads;
    for (int i = 0; i < 15; ++i) {
        const double angle = -1.2 + 2.4 * i / 14.0 + random.uniform(-0.1, 0.1);
        const double reach = random.uniform(190, 360) * (1 - 0.24 * std::abs(angle));
        const QPointF head = foot + QPointF(std::sin(angle) * reach * 0.92, -185 - std::cos(angle) * reach);
        heads.append(head);
        QPainterPath line(foot + QPointF(random.uniform(-16, 16), -180));
        line.quadTo(foot + QPointF((head.x() - foot.x()) * 0.3, -280), head);
        scene.add(Role::Object, stroke(line, 4), stem).object = 1;
        const QPointF leaf = foot + (head - foot) * random.uniform(0.55, 0.75);
        const double side = random.chance(0.5) ? 1 : -1;
        scene
            .add(Role::Object,
                 curve({leaf, leaf + QPointF(side * 34, -26), leaf + QPointF(side * 78, -22),
                        leaf + QPointF(side * 38, 6)}),
                 mix(stem, palette.sun, 0.2), mix(stem, palette.ground, 0.3))
            .object = 1;
    }
    for (int i = 0; i < heads.size(); ++i) {
        const QPointF head = heads[i];
        const double size = random.uniform(30, 52);
        const QColor colour = petals[random.index(5)];
        const int count = 7 + random.index(5);
        for (int ring = 0; ring < 2; ++ring)
            for (int p = 0; p < count; ++p) {
                const double angle = 2 * std::numbers::pi * (p + ring * 0.5) / count;
                const double length = size * (ring == 0 ? 1 : 0.66);
                const QPointF out(std::cos(angle), std::sin(angle) * 0.86);
                const QPointF across(-out.y(), out.x());
                const QColor tone =
                    mix(colour, ring == 0 ? palette.ground : palette.sun, ring == 0 ? random.uniform(0, 0.22) : 0.22);
                scene
                    .add(Role::Object,
                         curve({head, head + out * length * 0.6 + across * length * 0.24, head + out * length,
                                head + out * length * 0.6 - across * length * 0.24}),
                         mix(tone, palette.sun, 0.15), tone)
                    .object = 10 + i;
            }
        scene
            .add(Role::Object, disc(head, size * 0.22), mix(palette.accent2, palette.ground, 0.25),
                 mix(palette.accent2, palette.ground, 0.6))
            .object = 10 + i;
    }
    addVessel(scene, foot, {{46, 214}, {36, 186}, {72, 120}, {76, 60}, {44, 4}},
              mix(palette.water, palette.skyTop, 0.4), 2);
    for (int i = 0; i < 6; ++i) {
        const QPointF at(random.uniform(150, 640), random.uniform(650, 730));
        scene
            .add(Role::Detail, blob(random, at, random.uniform(10, 20), random.uniform(4, 8), 0.2),
                 petals[random.index(5)])
            .object = 30 + i;
    }
    return scene;
}

Scene room(const Palette &palette, Random &random)
{
    Scene scene{palette};
    scene.horizon = 540;
    const QColor wall = mix(palette.skyMiddle, palette.sun, 0.35);
    scene.add(Role::Sky, frame(), mix(wall, palette.far, 0.25), wall);
    scene.light = {random.uniform(220, 260), 230};
    scene.lightRadius = 380;
    const double wx = scene.light.x() - 130;
    addWindow(scene, random, wx);
    addFloor(scene, wx, wall);
    addArmchair(scene, random);
    addPottedPlant(scene, random);
    addPicture(scene, random);
    return scene;
}

} // namespace demo
