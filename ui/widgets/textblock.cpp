#include "ui/widgets/textblock.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

namespace widgets {
namespace {

/// Breaks into lines of `width`; returns their number. Newlines of the text are kept.
int breakLines(QTextLayout &layout, const QString &text, int width)
{
    QString lines = text;
    lines.replace(QLatin1Char('\n'), QChar::LineSeparator);
    layout.setText(lines);
    layout.setCacheEnabled(true);
    layout.beginLayout();
    while (true) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
    }
    layout.endLayout();
    return layout.lineCount();
}

} // namespace

int textHeight(const QString &text, const QFont &font, int linePixels, int width)
{
    if (text.isEmpty() || width <= 0)
        return 0;
    QTextLayout layout;
    layout.setFont(font);
    return breakLines(layout, text, width) * linePixels;
}

void paintText(QPainter *painter, const QRectF &rect, const QString &text, const QFont &font, int linePixels,
               const QColor &color, int maxLines)
{
    QTextLayout layout;
    layout.setFont(font);
    const int count = breakLines(layout, text, int(rect.width()));
    const int shown = maxLines > 0 ? qMin(maxLines, count) : count;
    const QFontMetricsF metrics(font);
    const double ascent = (linePixels - metrics.height()) / 2 + metrics.ascent();
    painter->setFont(font);
    painter->setPen(color);
    for (int i = 0; i < shown; ++i) {
        const QTextLine line = layout.lineAt(i);
        QString words = layout.text().mid(line.textStart(), line.textLength());
        if (i + 1 == shown && shown < count)
            words = metrics.elidedText(layout.text().mid(line.textStart()), Qt::ElideRight, rect.width());
        words = words.trimmed();
        const double left = painter->layoutDirection() == Qt::RightToLeft
                                ? rect.right() - metrics.horizontalAdvance(words)
                                : rect.left();
        painter->drawText(QPointF(left, rect.top() + i * linePixels + ascent), words);
    }
}

void paintLine(QPainter *painter, const QRectF &rect, Qt::Alignment alignment, const QString &text, const QFont &font,
               const QColor &color)
{
    painter->setFont(font);
    painter->setPen(color);
    const QFontMetricsF metrics(font);
    painter->drawText(rect, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                      metrics.elidedText(text, Qt::ElideRight, rect.width()));
}

} // namespace widgets
