#include "ui/widgets/skeletonbar.h"

#include <QPainter>

#include "ui/widgets/theme.h"

namespace widgets {

void paintSkeleton(QPainter *painter, const QRectF &rect, Qt::Alignment alignment)
{
    const double width = qMin(40.0, rect.width());
    const double left = alignment & Qt::AlignRight ? rect.right() - width : rect.left();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tokens().skeleton);
    painter->drawRoundedRect(QRectF(left, qRound(rect.center().y() - 5), width, 10), 2, 2);
    painter->restore();
}

SkeletonBar::SkeletonBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void SkeletonBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSkeleton(&painter, rect());
}

} // namespace widgets
