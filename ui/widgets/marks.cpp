#include "ui/widgets/marks.h"

#include <QPainter>
#include <QPainterPath>

namespace widgets {

void paintCircle(QPainter *painter, const QPointF &centre, double diameter, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawEllipse(centre, diameter / 2, diameter / 2);
    painter->restore();
}

void paintDiamond(QPainter *painter, const QPointF &centre, double diameter, const QColor &color, bool hollow)
{
    // A diamond of the same width looks smaller than a circle.
    const double reach = diameter * 0.6;
    QPainterPath path;
    path.moveTo(centre + QPointF(0, -reach));
    path.lineTo(centre + QPointF(reach, 0));
    path.lineTo(centre + QPointF(0, reach));
    path.lineTo(centre + QPointF(-reach, 0));
    path.closeSubpath();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(hollow ? QPen(color, 1) : Qt::NoPen);
    painter->setBrush(hollow ? Qt::NoBrush : QBrush(color));
    painter->drawPath(path);
    painter->restore();
}

} // namespace widgets
