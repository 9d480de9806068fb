#pragma once

#include <QWidget>

namespace widgets {

/// Placeholder of a value that is on its way: 40 × 10, at the place of the digits. Never shimmers.
void paintSkeleton(QPainter *painter, const QRectF &rect, Qt::Alignment alignment = Qt::AlignRight);

/// The same as a widget.
class SkeletonBar : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SkeletonBar)

public:
    explicit SkeletonBar(QWidget *parent = nullptr);

    QSize sizeHint() const override { return {40, 10}; }

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace widgets
