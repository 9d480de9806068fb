#include "ui/widgets/splitline.h"

#include <QPainter>

namespace widgets {

void paintSplitLine(QPainter *painter, const QRect &frame, int x)
{
    constexpr int handleRadius = 8;
    painter->save();
    painter->fillRect(QRect(x - 1, frame.top(), 1, frame.height()), Qt::white);
    painter->fillRect(QRect(x, frame.top(), 1, frame.height()), Qt::black);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(Qt::black, 1));
    painter->setBrush(Qt::white);
    painter->drawEllipse(QPointF(x, frame.center().y()), handleRadius, handleRadius);
    painter->restore();
}

} // namespace widgets
