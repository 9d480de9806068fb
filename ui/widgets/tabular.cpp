#include "ui/widgets/tabular.h"

#include <QFontMetricsF>
#include <QPainter>

namespace widgets {
namespace {

double digitWidth(const QFontMetricsF &metrics)
{
    double widest = 0;
    for (char digit = '0'; digit <= '9'; ++digit)
        widest = qMax(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
    return widest;
}

bool isFigure(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}

/// Calls `run(text, width, isDigit)` for every digit and for every stretch without digits.
template <typename Run>
void forRuns(const QString &text, const QFontMetricsF &metrics, Run run)
{
    const double digit = digitWidth(metrics);
    qsizetype i = 0;
    while (i < text.size()) {
        if (isFigure(text[i])) {
            run(text.mid(i, 1), digit, true);
            ++i;
            continue;
        }
        qsizetype end = i;
        while (end < text.size() && !isFigure(text[end]))
            ++end;
        const QString words = text.mid(i, end - i);
        run(words, metrics.horizontalAdvance(words), false);
        i = end;
    }
}

} // namespace

double tabularWidth(const QString &text, const QFont &font)
{
    double width = 0;
    forRuns(text, QFontMetricsF(font), [&width](const QString &, double w, bool) { width += w; });
    return width;
}

void paintTabular(QPainter *painter, const QRectF &rect, Qt::Alignment alignment, const QString &text,
                  const QFont &font)
{
    const QFontMetricsF metrics(font);
    const double width = tabularWidth(text, font);
    double x = rect.left();
    if (alignment & Qt::AlignRight)
        x = rect.right() - width;
    else if (alignment & Qt::AlignHCenter)
        x = rect.center().x() - width / 2;
    double baseline = rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent();
    if (alignment & Qt::AlignTop)
        baseline = rect.top() + metrics.ascent();
    painter->setFont(font);
    forRuns(text, metrics, [&](const QString &run, double w, bool figure) {
        const double inset = figure ? (w - metrics.horizontalAdvance(run)) / 2 : 0;
        painter->drawText(QPointF(x + inset, baseline), run);
        x += w;
    });
}

} // namespace widgets
