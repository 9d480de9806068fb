#include "ui/disagreement/scatterlayers.h"

#include "ui/disagreement/plotcanvas.h"

namespace disagreement {

using analysis::PairPoint;
using analysis::Side;

namespace {

constexpr double pointDiameter = 4.8;
constexpr int densityColumns = 240;
constexpr int densityRows = 160;
/// More selected points than these cover each other: of so many in a density an even share is drawn, without smoothing.
constexpr size_t mostSelected = 4000;

} // namespace

ScatterLayers::ScatterLayers(QCustomPlot *plot)
    : m_plot(plot)
{
    addLines();
    addPoints();
    addWords();
}

ScatterLayers::Colour ScatterLayers::colourOf(const PairPoint &point)
{
    switch (analysis::sideOf(point)) {
    case Side::OnlyScorerFirst:
        return Model;
    case Side::OnlyPeopleFirst:
        return People;
    default:
        return Grey;
    }
}

QColor ScatterLayers::inkOf(Colour colour, const widgets::Tokens &tokens, bool translucent)
{
    QColor ink = colour == Model ? tokens.model : colour == People ? tokens.people : tokens.text3;
    if (translucent)
        ink.setAlphaF(colour == Grey ? 0.26F : 0.42F);
    return ink;
}

void ScatterLayers::addLines()
{
    m_zero = new QCPItemStraightLine(m_plot);
    m_zero->point1->setCoords(0, 0);
    m_zero->point2->setCoords(1, 0);
    m_half = new QCPItemStraightLine(m_plot);
    m_half->point1->setCoords(0.5, 0);
    m_half->point2->setCoords(0.5, 1);
    for (QCPItemStraightLine *line : {m_zero, m_half}) {
        line->setAntialiased(false);
        line->setSelectable(false);
    }
}

void ScatterLayers::addPoints()
{
    for (QCPColorMap *&map : m_density)
        map = new QCPColorMap(m_plot->xAxis, m_plot->yAxis);
    for (QCPGraph *&graph : m_points)
        graph = addScatter();
    m_bandLow = m_plot->addGraph();
    m_bandLow->setPen(Qt::NoPen);
    m_bandHigh = m_plot->addGraph();
    m_bandHigh->setPen(Qt::NoPen);
    m_bandHigh->setChannelFillGraph(m_bandLow);
    m_mean = m_plot->addGraph();
    for (QCPGraph *&graph : m_selected)
        graph = addScatter();
}

QCPGraph *ScatterLayers::addScatter()
{
    QCPGraph *graph = m_plot->addGraph();
    graph->setLineStyle(QCPGraph::lsNone);
    graph->setPen(Qt::NoPen); // else it outlines scatters that have no pen of their own
    graph->setAdaptiveSampling(false);
    graph->setAntialiasedScatters(true);
    graph->setSelectable(QCP::stNone);
    return graph;
}

void ScatterLayers::addWords()
{
    // Top left, top right, bottom left, bottom right; the count stands below its label.
    constexpr double inset = 0.02;
    constexpr std::array<bool, 4> right{false, true, false, true};
    constexpr std::array<bool, 4> bottom{false, false, true, true};
    for (size_t i = 0; i < m_corners.size(); ++i) {
        const Qt::Alignment side = right[i] ? Qt::AlignRight : Qt::AlignLeft;
        QCPItemText *label = m_corners[i] = addPlateText(m_plot, widgets::TextRole::Small);
        QCPItemText *count = m_counts[i] = addPlateText(m_plot, widgets::TextRole::Caption);
        label->setPositionAlignment(side | (bottom[i] ? Qt::AlignBottom : Qt::AlignTop));
        count->setPositionAlignment(side | Qt::AlignTop);
        label->position->setType(QCPItemPosition::ptAxisRectRatio);
        label->position->setCoords(right[i] ? 1 - inset : inset, bottom[i] ? 1 - 2.2 * inset : inset);
        count->position->setParentAnchor(right[i] ? label->bottomRight : label->bottomLeft);
        count->position->setCoords(0, -1);
        label->setVisible(false); // axes stand there at once, words only with the first data
        count->setVisible(false);
    }
    m_meanLabel = addPlateText(m_plot, widgets::TextRole::Caption);
    m_meanLabel->setPositionAlignment(Qt::AlignHCenter | Qt::AlignBottom);
    m_meanLabel->setVisible(false);
}

void ScatterLayers::setWords(const ScatterWords &words)
{
    m_plot->xAxis->setLabel(words.xTitle);
    m_plot->yAxis->setLabel(words.yTitle);
    m_meanText = words.mean;
    for (size_t i = 0; i < m_corners.size(); ++i) {
        m_corners[i]->setText(words.corners[i]);
        m_counts[i]->setText(words.counts[i]);
        m_corners[i]->setVisible(!words.corners[i].isEmpty());
        m_counts[i]->setVisible(!words.corners[i].isEmpty());
    }
}

void ScatterLayers::applyTokens(const widgets::Tokens &tokens)
{
    colorAxes(m_plot, tokens);
    for (QCPItemStraightLine *line : {m_zero, m_half})
        line->setPen(QPen(tokens.text3, 1));
    for (int colour = 0; colour < ColourCount; ++colour) {
        const size_t i = size_t(colour);
        m_points[i]->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(Qt::NoPen),
                                                     QBrush(inkOf(Colour(colour), tokens, true)), pointDiameter));
        const QColor solid = inkOf(Colour(colour), tokens, false);
        m_selected[i]->setScatterStyle(
            QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(tokens.base, 1.5), QBrush(solid), hoverDiameter));
        QCPColorGradient gradient;
        QColor clear = solid;
        clear.setAlpha(0);
        QColor faint = solid;
        faint.setAlphaF(0.3F);
        gradient.setColorStops({{0, clear}, {0.02, faint}, {1, solid}});
        m_density[i]->setGradient(gradient);
    }
    m_mean->setPen(QPen(tokens.text, 1.5));
    QColor band = tokens.text;
    band.setAlphaF(0.14F);
    m_bandHigh->setBrush(band);
    const std::array<QColor, 4> inks{tokens.model, tokens.text2, tokens.text2, tokens.people};
    for (size_t i = 0; i < inks.size(); ++i) {
        colorPlateText(m_corners[i], inks[i], tokens);
        colorPlateText(m_counts[i], tokens.text3, tokens);
    }
    colorPlateText(m_meanLabel, tokens.text, tokens);
}

void ScatterLayers::fill(const std::vector<PairPoint> &points, const std::vector<QPointF> &places)
{
    const bool dense = points.size() > mostPoints;
    for (size_t i = 0; i < ColourCount; ++i) {
        m_points[i]->setVisible(!dense);
        m_density[i]->setVisible(dense);
    }
    if (dense) {
        fillDensity(points, places);
        return;
    }
    std::array<QVector<double>, ColourCount> keys;
    std::array<QVector<double>, ColourCount> values;
    for (size_t i = 0; i < points.size(); ++i) {
        const size_t colour = size_t(colourOf(points[i]));
        keys[colour].append(places[i].x());
        values[colour].append(places[i].y());
    }
    for (size_t colour = 0; colour < ColourCount; ++colour)
        m_points[colour]->setData(keys[colour], values[colour]);
}

void ScatterLayers::fillDensity(const std::vector<PairPoint> &points, const std::vector<QPointF> &places)
{
    std::array<double, ColourCount> most{1, 1, 1};
    for (QCPColorMap *map : m_density) {
        map->data()->setSize(densityColumns, densityRows);
        map->data()->setRange(m_plot->xAxis->range(), m_plot->yAxis->range());
        map->data()->fill(0);
        map->setInterpolate(false);
    }
    for (size_t i = 0; i < points.size(); ++i) {
        const size_t colour = size_t(colourOf(points[i]));
        QCPColorMapData *cells = m_density[colour]->data();
        int column = -1;
        int row = -1;
        cells->coordToCell(places[i].x(), places[i].y(), &column, &row);
        if (column < 0 || row < 0 || column >= densityColumns || row >= densityRows)
            continue;
        const double count = cells->cell(column, row) + 1;
        cells->setCell(column, row, count);
        most[colour] = std::max(most[colour], count);
    }
    for (size_t colour = 0; colour < ColourCount; ++colour)
        m_density[colour]->setDataRange(QCPRange(0, most[colour]));
}

void ScatterLayers::fillMeans(const std::vector<analysis::MeanOfBin> &means)
{
    QVector<double> shares;
    QVector<double> centres;
    QVector<double> lows;
    QVector<double> highs;
    for (const analysis::MeanOfBin &bin : means) {
        shares.append(bin.share);
        centres.append(bin.mean);
        lows.append(bin.interval.low);
        highs.append(bin.interval.high);
    }
    m_mean->setData(shares, centres);
    m_bandLow->setData(shares, lows);
    m_bandHigh->setData(shares, highs);
    const bool labelled = shares.size() >= 2;
    m_meanLabel->setVisible(labelled);
    if (labelled) {
        const qsizetype at = shares.size() / 3;
        m_meanLabel->setText(m_meanText);
        m_meanLabel->position->setCoords(shares[at], highs[at]);
    }
}

void ScatterLayers::fillSelected(const std::vector<PairPoint> &points, const std::vector<QPointF> &places,
                                 const PairSelection &selection)
{
    std::array<QVector<double>, ColourCount> keys;
    std::array<QVector<double>, ColourCount> values;
    const bool many = size_t(selection.ids().size()) > mostSelected;
    const size_t step = many && points.size() > mostPoints ? 1 + size_t(selection.ids().size()) / mostSelected : 1;
    size_t met = 0;
    for (size_t i = 0; !selection.isEmpty() && i < points.size(); ++i) {
        if (!selection.contains(points[i].id) || met++ % step != 0)
            continue;
        const size_t colour = size_t(colourOf(points[i]));
        keys[colour].append(places[i].x());
        values[colour].append(places[i].y());
    }
    for (size_t colour = 0; colour < ColourCount; ++colour) {
        m_selected[colour]->setAntialiasedScatters(!many);
        m_selected[colour]->setData(keys[colour], values[colour]);
    }
}

} // namespace disagreement
