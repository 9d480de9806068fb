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
    double lidOpen; ///< 0 closed
    bool tear;
};

Features featuresOf(Feeling feeling)
{
    switch (feeling) {
    case Feeling::Sad:
        return {20, 4, -15, 0, 5, true};
    case Feeling::Afraid:
        return {17, -14, -6, 25, 21, false};
    case Feeling::Calm:
        break;
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
        scene.add(Role::Object, stroke(lid, 4.5), line);
        for (const double lash : {-18.0, 0.0, 18.0})
            scene.add(Role::Detail,
                      bar(at + QPointF(lash, 8 - std::abs(lash) * 0.15),
                          at + QPointF(lash * 1.3, 19 - std::abs(lash) * 0.15), 3, 1.5),
                      line);
    } else {
        const double h = face.lidOpen;
        const QPainterPath eye =
            curve({at + QPointF(-31, 2), at + QPointF(0, -h), at + QPointF(31, 2), at + QPointF(0, h * 0.8)});
        scene.add(Role::Object, eye, mix(palette.sun, QColor(Qt::white), 0.4));
        scene.add(Role::Object, disc(at + QPointF(0, h < 8 ? 2 : 0), 12).intersected(eye),
                  mix(palette.water, palette.ground, 0.35));
        scene.add(Role::Object, disc(at + QPointF(0, h < 8 ? 2 : 0), 5).intersected(eye), line);
        scene.add(Role::Object, stroke(eye, 3.5), line);
    }
    QPainterPath brow(at + QPointF(-side * 38, -32 + face.browDrop + 4 - face.browTilt * -0.25));
    brow.quadTo(at + QPointF(0, -48 + face.browDrop), at + QPointF(side * 36, -34 + face.browDrop - face.browTilt));
    scene.add(Role::Object, stroke(brow, 9), mix(palette.ground, palette.accent, 0.12));
}

void addBackground(Scene &scene, Random &random)
{
    const Palette &palette = scene.palette;
    scene.add(Role::Sky, frame(), mix(palette.skyTop, palette.skyMiddle, 0.3), palette.skyLow);
    scene.light = {random.uniform(500, 600), 210};
    scene.lightRadius = 230;
    scene.add(Role::Celestial, disc(scene.light, random.uniform(120, 160)), mix(palette.accent2, palette.sun, 0.45),
              mix(palette.accent, palette.accent2, 0.5));
    scene.add(Role::Land, ridge(random, {560, 60, 300, 3}), mix(palette.far, palette.skyLow, 0.2), palette.far)
        .texture = 0.3;
    scene.add(Role::Land, ridge(random, {640, 40, 260, 3}), palette.middle, mix(palette.middle, palette.near, 0.6))
        .texture = 0.35;
    for (int i = 0; i < 14; ++i) {
        const bool left = i % 2 == 0;
        const QPointF root(left ? random.uniform(-30, 40) : random.uniform(728, 800), 420 + i * 26.0);
        const double reach = random.uniform(100, 190) * (left ? 1 : -1);
        const double rise = random.uniform(40, 150);
        const QPointF tip = root + QPointF(reach, -rise);
        const QPointF across(-rise * 0.2, -reach * 0.2);
        const QPointF centre = (root + tip) / 2;
        scene
            .add(Role::Detail, curve({root, centre + across, tip, centre - across}),
                 mix(palette.near, palette.middle, random.uniform(0, 0.8)), mix(palette.near, palette.ground, 0.5))
            .object = 30 + i;
    }
}

/// Whoever is painted.
struct Sitter
{
    QPointF at; ///< between the eyes
    QColor skin;
    QColor shade; ///< of the skin, away from the light
    QColor hair;
    QColor coat;
    bool longHair;
    Features face;
};

Sitter makeSitter(const Palette &palette, Random &random, Feeling feeling)
{
    const QColor skins[] = {QColor(0xE3, 0xB0, 0x8C), QColor(0xB8, 0x7E, 0x5A), QColor(0x8A, 0x57, 0x3D),
                            QColor(0xEC, 0xC4, 0xA6)};
    Sitter sitter;
    sitter.at = QPointF(random.uniform(372, 396), 352);
    sitter.skin = mix(skins[random.index(4)], palette.skyLow, 0.12);
    sitter.shade = mix(sitter.skin, palette.ground, 0.34);
    sitter.hair = mix(QColor(0x2B, 0x1E, 0x1B), palette.accent, random.uniform(0, 0.3));
    sitter.longHair = random.chance(0.6);
    sitter.coat =
        random.chance(0.5) ? mix(palette.near, palette.water, 0.4) : mix(palette.accent, palette.ground, 0.25);
    sitter.face = featuresOf(feeling);
    return sitter;
}

/// What lies behind the face: long hair, coat, neck.
void addBust(Scene &scene, const Sitter &sitter)
{
    const Palette &palette = scene.palette;
    if (sitter.longHair)
        scene.add(
            Role::Object,
            curve({sitter.at + QPointF(-10, -196), sitter.at + QPointF(130, -150), sitter.at + QPointF(168, 10),
                   sitter.at + QPointF(180, 190), sitter.at + QPointF(120, 270), sitter.at + QPointF(-120, 270),
                   sitter.at + QPointF(-178, 190), sitter.at + QPointF(-166, 10), sitter.at + QPointF(-136, -140)}),
            mix(sitter.hair, palette.light, 0.12), sitter.hair);
    scene.add(Role::Object,
              curve({sitter.at + QPointF(-80, 230), sitter.at + QPointF(80, 230), sitter.at + QPointF(210, 274),
                     sitter.at + QPointF(290, 450), sitter.at + QPointF(-290, 450), sitter.at + QPointF(-210, 274)}),
              mix(sitter.coat, palette.sun, 0.15), mix(sitter.coat, palette.ground, 0.4));
    scene.add(Role::Object,
              curve({sitter.at + QPointF(-52, 110), sitter.at + QPointF(52, 110), sitter.at + QPointF(58, 236),
                     sitter.at + QPointF(0, 286), sitter.at + QPointF(-58, 236)}),
              sitter.shade, mix(sitter.skin, palette.ground, 0.2));
}

void addFace(Scene &scene, const Sitter &sitter)
{
    const Palette &palette = scene.palette;
    const QPainterPath head =
        curve({sitter.at + QPointF(0, -166), sitter.at + QPointF(96, -128), sitter.at + QPointF(122, -20),
               sitter.at + QPointF(104, 84), sitter.at + QPointF(44, 160), sitter.at + QPointF(0, 174),
               sitter.at + QPointF(-44, 160), sitter.at + QPointF(-104, 84), sitter.at + QPointF(-122, -20),
               sitter.at + QPointF(-96, -128)});
    scene.add(Role::Object, head, mix(sitter.skin, palette.sun, 0.16), sitter.skin);
    // The side away from the light, cut along brow, nose and chin.
    const QPainterPath half =
        curve({sitter.at + QPointF(-6, -180), sitter.at + QPointF(2, -60), sitter.at + QPointF(18, 34),
               sitter.at + QPointF(-4, 70), sitter.at + QPointF(6, 180), sitter.at + QPointF(-150, 190),
               sitter.at + QPointF(-150, -180)});
    scene.add(Role::Object, head.intersected(half), mix(sitter.skin, sitter.shade, 0.7), sitter.shade);
    for (const double side : {-1.0, 1.0}) {
        QColor blush = palette.accent;
        blush.setAlphaF(0.26F);
        scene.add(Role::Detail, oval(sitter.at + QPointF(side * 66, 58), 27, 19), blush);
        addEye(scene, sitter.at + QPointF(side * 52, -8), -side, sitter.face);
    }
    QPainterPath nose(sitter.at + QPointF(-8, -26));
    nose.cubicTo(sitter.at + QPointF(2, 10), sitter.at + QPointF(16, 40), sitter.at + QPointF(21, 56));
    nose.quadTo(sitter.at + QPointF(6, 68), sitter.at + QPointF(-8, 62));
    scene.add(Role::Object, stroke(nose, 4.5), mix(sitter.shade, palette.ground, 0.45));
}

void addMouth(Scene &scene, const Sitter &sitter)
{
    const Palette &palette = scene.palette;
    const QPointF mouth = sitter.at + QPointF(2, 106);
    const double bend = sitter.face.mouthBend;
    const QColor lip = mix(palette.accent, sitter.shade, 0.35);
    if (sitter.face.mouthOpen > 0)
        scene.add(Role::Object,
                  oval(mouth + QPointF(0, 2), 20 + sitter.face.mouthOpen * 0.2, 5 + sitter.face.mouthOpen),
                  mix(palette.ground, palette.accent, 0.2));
    scene.add(
        Role::Object,
        curve({mouth + QPointF(-38, -bend), mouth + QPointF(-12, -9 + bend * 0.2), mouth + QPointF(0, -5 + bend * 0.3),
               mouth + QPointF(12, -9 + bend * 0.2), mouth + QPointF(38, -bend), mouth + QPointF(0, 4 + bend * 0.7)}),
        mix(lip, palette.ground, 0.22));
    if (sitter.face.mouthOpen <= 0)
        scene.add(Role::Object,
                  curve({mouth + QPointF(-30, -bend * 0.6 + 3), mouth + QPointF(0, 4 + bend * 0.5),
                         mouth + QPointF(30, -bend * 0.6 + 3), mouth + QPointF(0, 17 + bend * 0.4)}),
                  lip);
}

void addTears(Scene &scene, const Sitter &sitter)
{
    const Palette &palette = scene.palette;
    const QPointF drop = sitter.at + QPointF(56, 34);
    QColor water = mix(palette.skyTop, QColor(Qt::white), 0.65);
    scene.add(Role::Object, curve({drop, drop + QPointF(7, 18), drop + QPointF(0, 27), drop + QPointF(-7, 18)}),
              QColor(Qt::white), water);
    scene.add(Role::Object,
              curve({drop + QPointF(6, 44), drop + QPointF(12, 62), drop + QPointF(6, 70), drop + QPointF(0, 62)}),
              QColor(Qt::white), water);
}

/// Hair over the brow, parted somewhere.
void addHair(Scene &scene, Random &random, const Sitter &sitter)
{
    const Palette &palette = scene.palette;
    const double part = random.uniform(-50, 50);
    scene.add(Role::Object,
              curve({sitter.at + QPointF(-132, 10), sitter.at + QPointF(-140, -100), sitter.at + QPointF(-70, -196),
                     sitter.at + QPointF(40, -204), sitter.at + QPointF(130, -130), sitter.at + QPointF(134, 10),
                     sitter.at + QPointF(108, -60), sitter.at + QPointF(part + 20, -104),
                     sitter.at + QPointF(part - 10, -122), sitter.at + QPointF(-104, -56)}),
              mix(sitter.hair, palette.light, 0.2), sitter.hair);
    for (int i = 0; i < 5; ++i) {
        QPainterPath strand(sitter.at + QPointF(part - 4, -128 - i * 10.0));
        strand.quadTo(sitter.at + QPointF((i % 2 ? 1 : -1) * (60.0 + i * 9), -170 + i * 4.0),
                      sitter.at + QPointF((i % 2 ? 1 : -1) * 126.0, -50.0 - i * 14));
        scene.add(Role::Detail, stroke(strand, 2.2), mix(sitter.hair, palette.light, 0.35));
    }
}

/// The scarf, and earrings.
void addScarf(Scene &scene, Random &random, const Sitter &sitter)
{
    const Palette &palette = scene.palette;
    const QColor scarf = mix(palette.accent, palette.accent2, random.uniform(0, 0.4));
    scene.add(Role::Object,
              curve({sitter.at + QPointF(-92, 200), sitter.at + QPointF(0, 236), sitter.at + QPointF(96, 196),
                     sitter.at + QPointF(118, 256), sitter.at + QPointF(10, 312), sitter.at + QPointF(-116, 262)}),
              mix(scarf, palette.sun, 0.2), mix(scarf, palette.ground, 0.3));
    scene.add(Role::Object,
              curve({sitter.at + QPointF(20, 280), sitter.at + QPointF(76, 270), sitter.at + QPointF(104, 440),
                     sitter.at + QPointF(44, 446)}),
              mix(scarf, palette.sun, 0.1), mix(scarf, palette.ground, 0.4));
    for (int i = 0; i < 3; ++i)
        scene.add(Role::Detail,
                  bar(sitter.at + QPointF(30 + i * 4.0, 318 + i * 34.0),
                      sitter.at + QPointF(86 + i * 6.0, 306 + i * 34.0), 8),
                  mix(palette.sun, scarf, 0.25));
    if (sitter.longHair)
        for (const double side : {-1.0, 1.0})
            scene.add(Role::Detail, disc(sitter.at + QPointF(side * 124, 84), 11), palette.accent2,
                      mix(palette.accent2, palette.ground, 0.3));
}

} // namespace

Scene portrait(const Palette &palette, Random &random, Feeling feeling)
{
    Scene scene{palette};
    scene.horizon = 560;
    addBackground(scene, random);
    const Sitter sitter = makeSitter(palette, random, feeling);
    scene.object = 1;
    addBust(scene, sitter);
    addFace(scene, sitter);
    addMouth(scene, sitter);
    if (sitter.face.tear)
        addTears(scene, sitter);
    addHair(scene, random, sitter);
    addScarf(scene, random, sitter);
    return scene;
}

} // namespace demo
