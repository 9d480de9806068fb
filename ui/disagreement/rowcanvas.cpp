#include "ui/disagreement/rowcanvas.h"

#include "ui/widgets/theme.h"

namespace disagreement {

namespace {

constexpr int bareBottom = 32;
constexpr int titledBottom = 46;
constexpr double barPixels = 6;
constexpr double tickReach = 7;
constexpr double capReach = 4;

} // namespace

RowCanvas::RowCanvas(PairSelection *selection, int labelMargin, int valueMargin, bool hasAxisTitle)
    : PlotCanvas(selection, QMargins(labelMargin, 8, valueMargin, hasAxisTitle ? titledBottom : bareBottom))
{
    yAxis->grid()->setVisible(false);
    yAxis->setRangeReversed(true);
    yAxis->setTickLabelFont(widgets::textFont(widgets::TextRole::Small));
    xAxis->setTicker(QSharedPointer<NumberTicker>::create());
}

void RowCanvas::applyTokens(const widgets::Tokens &tokens)
{
    colorAxes(this, tokens);
    colorMessage(tokens);
    yAxis->setTickLabelColor(tokens.text);
    clearAll();
    drawRows(tokens);
}

void RowCanvas::redraw()
{
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    const QStringList names = rowNames();
    for (qsizetype row = 0; row < names.size(); ++row)
        ticker->addTick(double(row), names[row]);
    yAxis->setTicker(ticker);
    yAxis->setRange(-0.6, std::max(1.0, double(names.size())) - 0.4);
    resetRanges();
    applyTokens(widgets::tokens());
    marksChanged();
}

void RowCanvas::selectionChanged()
{
    applyTokens(widgets::tokens());
}

void RowCanvas::clearAll()
{
    for (QCPAbstractItem *item : std::as_const(m_items))
        removeItem(item);
    m_items.clear();
    clearPlottables();
}

QCPItemLine *RowCanvas::addLine(double row, double from, double to, const QPen &pen)
{
    auto *line = new QCPItemLine(this);
    line->start->setCoords(from, row);
    line->end->setCoords(to, row);
    line->setPen(pen);
    m_items.append(line);
    return line;
}

void RowCanvas::addMark(double row, double value, double reach, const QPen &pen)
{
    for (const double way : {reach, -reach}) {
        QCPItemLine *line = addLine(row, value, value, pen);
        line->end->setParentAnchor(line->start);
        line->end->setCoords(0, way);
    }
}

void RowCanvas::addBar(double row, double from, double to, const QColor &color)
{
    QPen pen(color, barPixels);
    pen.setCapStyle(Qt::FlatCap);
    addLine(row, from, to, pen);
}

void RowCanvas::addTick(double row, double value, const QColor &color)
{
    addMark(row, value, tickReach, QPen(color, 2));
}

void RowCanvas::addInterval(double row, double low, double high, const QColor &color)
{
    const QPen pen(color, 1.5);
    addLine(row, low, high, pen);
    addMark(row, low, capReach, pen);
    addMark(row, high, capReach, pen);
}

void RowCanvas::addReference(double value, const QColor &color, bool dashed)
{
    auto *line = new QCPItemStraightLine(this);
    line->point1->setCoords(value, 0);
    line->point2->setCoords(value, 1);
    line->setAntialiased(false);
    QPen pen(color, 1);
    if (dashed)
        pen.setDashPattern({2, 2});
    line->setPen(pen);
    m_items.append(line);
}

void RowCanvas::addBand(double low, double high, const QColor &color)
{
    auto *band = new QCPItemRect(this);
    band->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    band->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    band->topLeft->setCoords(low, 0);
    band->bottomRight->setCoords(high, 1);
    band->setPen(Qt::NoPen);
    band->setBrush(color);
    m_items.append(band);
}

void RowCanvas::addPoints(QCPScatterStyle::ScatterShape shape, double diameter, const QColor &color,
                          const QPen &outline, const QVector<QPointF> &places)
{
    // A curve, not a graph: its points keep their order and may stand above each other.
    auto *points = new QCPCurve(xAxis, yAxis);
    points->setLineStyle(QCPCurve::lsNone);
    points->setPen(Qt::NoPen);
    points->setAntialiasedScatters(true);
    points->setSelectable(QCP::stNone);
    points->setScatterStyle(QCPScatterStyle(shape, outline, QBrush(color), diameter));
    QVector<double> keys;
    QVector<double> values;
    for (const QPointF &place : places) {
        keys.append(place.x());
        values.append(place.y());
    }
    points->setData(keys, values);
}

void RowCanvas::addText(double row, double value, const QString &text, const QColor &ink)
{
    auto *item = new QCPItemText(this);
    item->setClipToAxisRect(false);
    item->setFont(widgets::textFont(widgets::TextRole::Small));
    item->setColor(ink);
    item->setText(text);
    item->setPositionAlignment(Qt::AlignCenter);
    item->position->setCoords(value, row);
    m_items.append(item);
}

void RowCanvas::addValue(double row, double right, const QString &text, const QColor &ink, widgets::Weight weight)
{
    auto *anchor = new QCPItemTracer(this);
    anchor->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    anchor->position->setTypeY(QCPItemPosition::ptPlotCoords);
    anchor->position->setCoords(1, row);
    anchor->setStyle(QCPItemTracer::tsNone);
    auto *item = new QCPItemText(this);
    item->setClipToAxisRect(false);
    item->setFont(widgets::textFont(widgets::TextRole::Small, weight));
    item->setColor(ink);
    item->setText(text);
    item->setPositionAlignment(Qt::AlignRight | Qt::AlignVCenter);
    item->position->setParentAnchor(anchor->position);
    item->position->setCoords(right, 0);
    m_items.append(item); // before its anchor, which is removed after it
    m_items.append(anchor);
}

} // namespace disagreement
