#include "data/demo/scenes.h"

#include <cmath>

#include "data/demo/shapes.h"

namespace demo {

namespace {

/// How the parts of a face lie for a feeling, in pixels of the face.
struct Features
{
    double browTilt;  ///< inner end up (+) or down (−)
    double browDrop;  ///< whole brow nearer to the eye
    double mouthBend; ///< corners up (+) or down (−)
    double mouthOpen;
    double lidOpen;   ///< 0 closed
    bool tear;
};

Features featuresOf(Feeling feeling)
{
    switch (feeling) {
    case Feeling::Sad: return {20, 4, -15, 0, 5, true};
    case Feeling::Afraid: return {17, -14, -6, 25, 21, false};
    case Feeling::Angry: return {-21, 13, -16, 7, 10, false};
    case Feeling::Calm: break;
    }
    return {2, 0, 9, 0, 0, false};
}

void addEye(Scene &scene, QPointF at, double side, const Features &face)
{
    const Palette &palette = scene.palette;
    const QColor line = mix(palette.ground, QColor(Qt::black), 0.4);
    if (face.lidOpen < 1) {
        QPainterPath lid(at + QPointF(-30, -2));
        lid.quadTo(at + QPointF(0, 19), at + QPointF(30, -2));
        scene.add(Role::Object, stroke(lid, 4.5), line).object = 1;
        for (const double lash : {-18.0, 0.0, 18.0})
            scene.add(Role::Detail, bar(at + QPointF(lash, 8 - std::abs(lash) * 0.15), at + QPointF(lash * 1.3, 19 - std::abs(lash) * 0.15), 3, 1.5), line).object = 1;
    } else {
        const double h = face.lidOpen;
        const QPainterPath eye = curve({at + QPointF(-31, 2), at + QPointF(0, -h), at + QPointF(31, 2), at + QPointF(0, h * 0.8)});
        scene.add(Role::Object, eye, mix(palette.sun, QColor(Qt::white), 0.4)).object = 1;
        scene.add(Role::Object, disc(at + QPointF(0, h < 8 ? 2 : 0), 12).intersected(eye), mix(palette.water, palette.ground, 0.35)).object = 1;
        scene.add(Role::Object, disc(at + QPointF(0, h < 8 ? 2 : 0), 5).intersected(eye), line).object = 1;
        scene.add(Role::Object, stroke(eye, 3.5), line).object = 1;
    }
    QPainterPath brow(at + QPointF(-side * 38, -32 + face.browDrop + 4 - face.browTilt * -0.25));
    brow.quadTo(at + QPointF(0, -48 + face.browDrop), at + QPointF(side * 36, -34 + face.browDrop - face.browTilt));
    scene.add(Role::Object, stroke(brow, 9), mix(palette.ground, palette.accent, 0.12)).object = 1;
}

void addBackground(Scene &scene, Random &random)
{
    const Palette &palette = scene.palette;
    scene.add(Role::Sky, frame(), mix(palette.skyTop, palette.skyMiddle, 0.3), palette.skyLow);
    scene.light = {random.uniform(500, 600), 210};
    scene.lightRadius = 230;
    scene.add(Role::Celestial, disc(scene.light, random.uniform(120, 160)), mix(palette.accent2, palette.sun, 0.45), mix(palette.accent, palette.accent2, 0.5));
    scene.add(Role::Land, ridge(random, {560, 60, 300, 3}), mix(palette.far, palette.skyLow, 0.2), palette.far).texture = 0.3;
    scene.add(Role::Land, ridge(random, {640, 40, 260, 3}), palette.middle, mix(palette.middle, palette.near, 0.6)).texture = 0.35;
    for (int i = 0; i < 14; ++i) {
        const bool left = i % 2 == 0;
        const QPointF root(left ? random.uniform(-30, 40) : random.uniform(728, 800), 420 + i * 26.0);
        const double reach = random.uniform(100, 190) * (left ? 1 : -1);
        const double rise = random.uniform(40, 150);
        const QPointF tip = root + QPointF(reach, -rise);
        const QPointF across(-rise * 0.2, -reach * 0.2);
        const QPointF centre = (root + tip) / 2;
        scene.add(Role::Detail, curve({root, centre + across, tip, centre - across}), mix(palette.near, palette.middle, random.uniform(0, 0.8)), mix(palette.near, palette.ground, 0.5)).object = 30 + i;
    }
}

} // namespace

Scene portrait(const Palette &palette, Random &random, Feeling feeling)
{
    Scene scene{palette};
    scene.horizon = 560;
    addBackground(scene, random);
    const Features face = featuresOf(feeling);
    const QPointF at(random.uniform(372, 396), 352);
    const QColor skins[] = {QColor(0xE3, 0xB0, 0x8C), QColor(0xB8, 0x7E, 0x5A), QColor(0x8A, 0x57, 0x3D), QColor(0xEC, 0xC4, 0xA6)};
    const QColor skin = mix(skins[random.index(4)], palette.skyLow, 0.12);
    const QColor shade = mix(skin, palette.ground, 0.34);
    const QColor hair = mix(QColor(0x2B, 0x1E, 0x1B), palette.accent, random.uniform(0, 0.3));
    const bool longHair = random.chance(0.6);
    const QColor coat = random.chance(0.5) ? mix(palette.near, palette.water, 0.4) : mix(palette.accent, palette.ground, 0.25);

    if (longHair)
        scene.add(Role::Object, curve({at + QPointF(-10, -196), at + QPointF(130, -150), at + QPointF(168, 10), at + QPointF(180, 190), at + QPointF(120, 270), at + QPointF(-120, 270), at + QPointF(-178, 190), at + QPointF(-166, 10), at + QPointF(-136, -140)}), mix(hair, palette.light, 0.12), hair).object = 1;
    scene.add(Role::Object, curve({at + QPointF(-80, 230), at + QPointF(80, 230), at + QPointF(210, 274), at + QPointF(290, 450), at + QPointF(-290, 450), at + QPointF(-210, 274)}), mix(coat, palette.sun, 0.15), mix(coat, palette.ground, 0.4)).object = 1;
    scene.add(Role::Object, curve({at + QPointF(-52, 110), at + QPointF(52, 110), at + QPointF(58, 236), at + QPointF(0, 286), at + QPointF(-58, 236)}), shade, mix(skin, palette.ground, 0.2)).object = 1;
    const QPainterPath head = curve({at + QPointF(0, -166), at + QPointF(96, -128), at + QPointF(122, -20), at + QPointF(104, 84), at + QPointF(44, 160), at + QPointF(0, 174), at + QPointF(-44, 160), at + QPointF(-104, 84), at + QPointF(-122, -20), at + QPointF(-96, -128)});
    scene.add(Role::Object, head, mix(skin, palette.sun, 0.16), skin).object = 1;
    // The side away from the light, cut along brow, nose and chin.
    const QPainterPath half = curve({at + QPointF(-6, -180), at + QPointF(2, -60), at + QPointF(18, 34), at + QPointF(-4, 70), at + QPointF(6, 180), at + QPointF(-150, 190), at + QPointF(-150, -180)});
    scene.add(Role::Object, head.intersected(half), mix(skin, shade, 0.7), shade).object = 1;
    for (const double side : {-1.0, 1.0}) {
        QColor blush = palette.accent;
        blush.setAlphaF(0.26F);
        scene.add(Role::Detail, oval(at + QPointF(side * 66, 58), 27, 19), blush).object = 1;
        addEye(scene, at + QPointF(side * 52, -8), -side, face);
    }
    QPainterPath nose(at + QPointF(-8, -26));
    nose.cubicTo(at + QPointF(2, 10), at + QPointF(16, 40), at + QPointF(21, 56));
    nose.quadTo(at + QPointF(6, 68), at + QPointF(-8, 62));
    scene.add(Role::Object, stroke(nose, 4.5), mix(shade, palette.ground, 0.45)).object = 1;
    const QPointF mouth = at + QPointF(2, 106);
    const double bend = face.mouthBend;
    const QColor lip = mix(palette.accent, shade, 0.35);
    if (face.mouthOpen > 0)
        scene.add(Role::Object, oval(mouth + QPointF(0, 2), 20 + face.mouthOpen * 0.2, 5 + face.mouthOpen), mix(palette.ground, palette.accent, 0.2)).object = 1;
    scene.add(Role::Object, curve({mouth + QPointF(-38, -bend), mouth + QPointF(-12, -9 + bend * 0.2), mouth + QPointF(0, -5 + bend * 0.3), mouth + QPointF(12, -9 + bend * 0.2), mouth + QPointF(38, -bend), mouth + QPointF(0, 4 + bend * 0.7)}), mix(lip, palette.ground, 0.22)).object = 1;
    if (face.mouthOpen <= 0)
        scene.add(Role::Object, curve({mouth + QPointF(-30, -bend * 0.6 + 3), mouth + QPointF(0, 4 + bend * 0.5), mouth + QPointF(30, -bend * 0.6 + 3), mouth + QPointF(0, 17 + bend * 0.4)}), lip).object = 1;
    if (face.tear) {
        const QPointF drop = at + QPointF(56, 34);
        QColor water = mix(palette.skyTop, QColor(Qt::white), 0.65);
        scene.add(Role::Object, curve({drop, drop + QPointF(7, 18), drop + QPointF(0, 27), drop + QPointF(-7, 18)}), QColor(Qt::white), water).object = 1;
        scene.add(Role::Object, curve({drop + QPointF(6, 44), drop + QPointF(12, 62), drop + QPointF(6, 70), drop + QPointF(0, 62)}), QColor(Qt::white), water).object = 1;
    }
    // Hair over the brow, then scarf and earrings.
    const double part = random.uniform(-50, 50);
    scene.add(Role::Object, curve({at + QPointF(-132, 10), at + QPointF(-140, -100), at + QPointF(-70, -196), at + QPointF(40, -204), at + QPointF(130, -130), at + QPointF(134, 10), at + QPointF(108, -60), at + QPointF(part + 20, -104), at + QPointF(part - 10, -122), at + QPointF(-104, -56)}), mix(hair, palette.light, 0.2), hair).object = 1;
    for (int i = 0; i < 5; ++i) {
        QPainterPath strand(at + QPointF(part - 4, -128 - i * 10.0));
        strand.quadTo(at + QPointF((i % 2 ? 1 : -1) * (60.0 + i * 9), -170 + i * 4.0), at + QPointF((i % 2 ? 1 : -1) * 126.0, -50.0 - i * 14));
        scene.add(Role::Detail, stroke(strand, 2.2), mix(hair, palette.light, 0.35)).object = 1;
    }
    const QColor scarf = mix(palette.accent, palette.accent2, random.uniform(0, 0.4));
    scene.add(Role::Object, curve({at + QPointF(-92, 200), at + QPointF(0, 236), at + QPointF(96, 196), at + QPointF(118, 256), at + QPointF(10, 312), at + QPointF(-116, 262)}), mix(scarf, palette.sun, 0.2), mix(scarf, palette.ground, 0.3)).object = 1;
    scene.add(Role::Object, curve({at + QPointF(20, 280), at + QPointF(76, 270), at + QPointF(104, 440), at + QPointF(44, 446)}), mix(scarf, palette.sun, 0.1), mix(scarf, palette.ground, 0.4)).object = 1;
    for (int i = 0; i < 3; ++i)
        scene.add(Role::Detail, bar(at + QPointF(30 + i * 4.0, 318 + i * 34.0), at + QPointF(86 + i * 6.0, 306 + i * 34.0), 8), mix(palette.sun, scarf, 0.25)).object = 1;
    if (longHair)
        for (const double side : {-1.0, 1.0})
            scene.add(Role::Detail, disc(at + QPointF(side * 124, 84), 11), palette.accent2, mix(palette.accent2, palette.ground, 0.3)).object = 1;
    return scene;
}

} // namespace demo
