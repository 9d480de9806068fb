#pragma once

#include <QColor>
#include <QString>

namespace demo {

/// The colours of one picture, from far to near.
struct Palette
{
    QColor skyTop;
    QColor skyMiddle;
    QColor skyLow;
    QColor sun; ///< sun or moon
    QColor far;
    QColor middle;
    QColor near;
    QColor ground;
    QColor water;
    QColor accent;
    QColor accent2;
    QColor light; ///< lamps and windows
    bool night = false;
};

/// Light of a scene: which palette it is painted with.
enum class Mood { Dawn, Day, Dusk, Golden, Night, Storm, Autumn, Winter, Desert, Spring };

const Palette &paletteOf(Mood mood);

/// `amount` 0 is `a`, 1 is `b`.
QColor mix(const QColor &a, const QColor &b, double amount);
/// Factors on saturation and lightness, a shift of the hue in degrees.
QColor shifted(const QColor &colour, double saturation, double lightness, double hue = 0);
/// The whole palette through `shifted`.
Palette shifted(const Palette &palette, double saturation, double lightness, double hue = 0);

} // namespace demo
