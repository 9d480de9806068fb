#pragma once

#include <QFont>
#include <QString>

class QPainter;
class QRectF;

namespace widgets {

/// Width of `text` with every digit as wide as the widest one.
double tabularWidth(const QString &text, const QFont &font);

/// Paints one line with figures of equal width, so that digits of rows stand in columns (Qt < 6.7 has no "tnum").
/// Uses the painter's pen.
void paintTabular(QPainter *painter, const QRectF &rect, Qt::Alignment alignment, const QString &text,
                  const QFont &font);

} // namespace widgets
