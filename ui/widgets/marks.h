#pragma once

#include <QColor>
#include <QPointF>

class QPainter;

namespace widgets {

/// People are always a filled circle, scorers always a diamond; a hollow diamond is a published value.
void paintCircle(QPainter *painter, const QPointF &centre, double diameter, const QColor &color);
void paintDiamond(QPainter *painter, const QPointF &centre, double diameter, const QColor &color, bool hollow = false);

/// Usual diameter beside text and in tables.
inline constexpr double markDiameter = 8;

} // namespace widgets
