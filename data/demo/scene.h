#pragma once

#include <deque>

#include <QColor>
#include <QPainterPath>
#include <QPointF>

#include "data/demo/palette.h"

namespace demo {

/// Side of every picture of the demo study in pixels; scenes are described in these units.
inline constexpr int pictureSize = 768;

/// What a shape is; styles paint each kind in their own way.
enum class Role {
    Sky,       ///< fills the frame
    Celestial, ///< sun or moon, with a glow
    Cloud,
    Land, ///< hills, ground, walls: large quiet shapes
    Mist, ///< fades from `top` to `bottom`, no edge
    Water,
    Reflection, ///< light or a thing mirrored in water
    Object,     ///< what the picture is about
    Detail,     ///< small parts that can be left out
    Light,      ///< lamps, windows, stars
};

/// One painted shape. Shapes lie over each other in the order of the list.
struct Shape
{
    QPainterPath path;
    QColor top;    ///< colour at the upper edge of the shape
    QColor bottom; ///< colour at its lower edge
    Role role = Role::Object;
    double texture = 0;    ///< 0 smooth to 1 rough
    double glow = 0;       ///< radius of the light around it in pixels
    int object = 0;        ///< parts with the same number belong together and move together; 0 none
    bool sideways = false; ///< the colours run from left to right
};

/// A picture before any style: shapes, and where its light is.
struct Scene
{
    Palette palette;
    std::deque<Shape> shapes{}; ///< a deque: references from `add` stay valid while more is added
    QPointF light{540, 240};    ///< centre of the main light
    double lightRadius = 0;     ///< how far it reaches; 0: no visible light
    double clouds = 0;          ///< 0 clear to 1 covered
    double horizon = 460;       ///< where sky meets ground
    int object = 0;             ///< number of the thing whose parts are being added; see Shape::object

    Shape &add(Role role, const QPainterPath &path, const QColor &top, const QColor &bottom);
    Shape &add(Role role, const QPainterPath &path, const QColor &colour) { return add(role, path, colour, colour); }
};

} // namespace demo
