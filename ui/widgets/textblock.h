#pragma once

#include <QString>

#include "ui/widgets/textrole.h"

class QPainter;
class QRectF;

namespace widgets {

/// Wrapped text on a fixed baseline grid, which QLabel does not have. Height in logical pixels of `text` at `width`.
int textHeight(const QString &text, const QFont &font, int linePixels, int width);

/// Paints wrapped text from the top of `rect`; at most `maxLines` (0: all), the last one elided when there is more.
void paintText(QPainter *painter, const QRectF &rect, const QString &text, const QFont &font, int linePixels,
               const QColor &color, int maxLines = 0);

/// Paints one line, vertically centred, elided at the end.
void paintLine(QPainter *painter, const QRectF &rect, Qt::Alignment alignment, const QString &text, const QFont &font,
               const QColor &color);

} // namespace widgets
