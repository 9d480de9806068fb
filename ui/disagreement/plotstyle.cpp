#include "ui/disagreement/plotstyle.h"

#include "ui/widgets/numbers.h"
#include "ui/widgets/textblock.h"

namespace disagreement {

namespace {

constexpr int figureMargin = 16;
constexpr int titleHeight = 44;
constexpr int footerHeight = 30;

void styleAxis(QCPAxis *axis)
{
    axis->setBasePen(Qt::NoPen);
    axis->setTickPen(Qt::NoPen);
    axis->setSubTickPen(Qt::NoPen);
    axis->setSubTicks(false);
    axis->setTickLabelFont(widgets::textFont(widgets::TextRole::Caption));
    axis->setLabelFont(widgets::textFont(widgets::TextRole::Caption));
    axis->setTickLabelPadding(6);
    axis->setLabelPadding(4);
    axis->grid()->setZeroLinePen(Qt::NoPen);
}

} // namespace

QString NumberTicker::getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision)
{
    QString text = QCPAxisTicker::getTickLabel(tick, locale, formatChar, precision);
    return text.replace(QLatin1Char('-'), QChar(0x2212));
}

void styleAxes(QCustomPlot *plot, const QMargins &margins)
{
    plot->axisRect()->setAutoMargins(QCP::msNone);
    plot->axisRect()->setMargins(margins);
    plot->axisRect()->setupFullAxesBox(false);
    plot->xAxis2->setVisible(false);
    plot->yAxis2->setVisible(false);
    styleAxis(plot->xAxis);
    styleAxis(plot->yAxis);
    plot->setSelectionTolerance(8);
    plot->setNoAntialiasingOnDrag(true);
}

void colorAxes(QCustomPlot *plot, const widgets::Tokens &tokens)
{
    plot->setBackground(tokens.base);
    for (QCPAxis *axis : {plot->xAxis, plot->yAxis}) {
        axis->setTickLabelColor(tokens.text2);
        axis->setLabelColor(tokens.text2);
        axis->grid()->setPen(QPen(tokens.grid, 1));
    }
}

QCPItemText *addPlateText(QCustomPlot *plot, widgets::TextRole role)
{
    auto *item = new QCPItemText(plot);
    item->setFont(widgets::textFont(role));
    item->setPen(Qt::NoPen);
    item->setPadding(QMargins(4, 1, 4, 1));
    item->setSelectable(false);
    return item;
}

void colorPlateText(QCPItemText *item, const QColor &ink, const widgets::Tokens &tokens)
{
    constexpr double plate = 0.86;
    QColor background = tokens.base;
    background.setAlphaF(plate);
    item->setColor(ink);
    item->setBrush(background);
}

void paintFigure(QCustomPlot *plot, QPaintDevice *device, const QSize &size, const FigureText &text)
{
    const widgets::Tokens &tokens = figureTokens();
    QCPPainter painter;
    painter.begin(device);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.fillRect(QRect(QPoint(), size), tokens.base);
    const QRect inner = QRect(QPoint(), size).adjusted(figureMargin, 0, -figureMargin, 0);
    widgets::paintLine(&painter, QRect(inner.left(), 6, inner.width(), 20), Qt::AlignLeft, text.title,
                       widgets::textFont(widgets::TextRole::Body, widgets::Weight::SemiBold), tokens.text);
    widgets::paintLine(&painter, QRect(inner.left(), 25, inner.width(), 18), Qt::AlignLeft, text.note,
                       widgets::textFont(widgets::TextRole::Small), tokens.text3);
    widgets::paintLine(&painter, QRect(inner.left(), size.height() - footerHeight, inner.width(), footerHeight),
                       Qt::AlignLeft, text.footer, widgets::textFont(widgets::TextRole::Caption), tokens.text3);
    painter.translate(0, titleHeight);
    plot->toPainter(&painter, size.width(), size.height() - titleHeight - footerHeight);
    painter.end();
}

} // namespace disagreement
