#include "ui/disagreement/scatterplot.h"

#include <array>
#include <cmath>

#include "ui/disagreement/plotstyle.h"

#include <QHelpEvent>
#include <QToolTip>
#include <QVBoxLayout>

#include "core/base/numbers.h"
#include "ui/disagreement/pairselection.h"
#include "ui/widgets/exportfile.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/theme.h"

namespace disagreement {

using analysis::PairPoint;
using analysis::Side;

namespace {

constexpr double pointDiameter = 4.8;
constexpr double hoverDiameter = 9;
constexpr double reachOfPointer = 8;
constexpr double longestClick = 4;
constexpr double jitterPixels = 4;
constexpr double shareMargin = 0.035;
constexpr int tooltipDelayMs = 120;
/// Above this the points of a colour become its density.
constexpr size_t mostPoints = 20000;
constexpr int densityColumns = 240;
constexpr int densityRows = 160;

/// The three colours of points.
enum Colour { Model, People, Grey, ColourCount };

Colour colourOf(const PairPoint &point)
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

QColor inkOf(Colour colour, const widgets::Tokens &tokens, bool translucent)
{
    QColor ink = colour == Model ? tokens.model : colour == People ? tokens.people : tokens.text3;
    if (translucent)
        ink.setAlphaF(colour == Grey ? 0.26F : 0.42F);
    return ink;
}

/// −1 … 1, fixed by the pair, so that a point stays where it is.
double jitterOf(const PairPoint &point)
{
    return double(analysis::qHash(point.id, 0x9e3779b9U) % 2001) / 1000 - 1;
}

} // namespace

/// The QCustomPlot with its layers, and the hand that holds the pointer.
class ScatterPlot::Canvas : public QCustomPlot
{
public:
    Canvas(PairSelection *selection, ScatterPlot *owner)
        : QCustomPlot(owner)
        , m_owner(owner)
        , m_selection(selection)
    {
        setMouseTracking(true);
        setFocusPolicy(Qt::StrongFocus);
        widgets::FocusRing::setOwnMark(this);
        styleAxes(this, QMargins(52, 8, 16, 44));
        buildLines();
        buildPoints();
        buildLabels();
        m_tooltipTimer.setSingleShot(true);
        m_tooltipTimer.setInterval(tooltipDelayMs);
        connect(&m_tooltipTimer, &QTimer::timeout, this, [this] { showTooltip(); });
        connect(selection, &PairSelection::changed, this, [this] { fillSelected(); });
        showLabels(false);
        resetRanges();
        applyTokens(widgets::tokens());
    }

    void setData(const analysis::PairPoints &data, const Words &words)
    {
        const bool otherKind =
            words.yTitle != m_words.yTitle || words.xTitle != m_words.xTitle || m_data.points.empty();
        m_data = data;
        m_words = words;
        m_hovered = -1;
        xAxis->setLabel(words.xTitle);
        yAxis->setLabel(words.yTitle);
        showLabels(true);
        const std::array<QString, 4> corners{words.onlyScorer, words.both, words.neither, words.onlyPeople};
        const std::array<Side, 4> sides{Side::OnlyScorerFirst, Side::BothFirst, Side::BothSecond,
                                        Side::OnlyPeopleFirst};
        for (size_t i = 0; i < corners.size(); ++i) {
            m_corners[i]->setText(corners[i]);
            m_counts[i]->setText(QStringLiteral("n=%1").arg(widgets::formatCount(data.count(sides[i]))));
        }
        setAccessibleDescription(QStringLiteral("%1 %2, %3 %4, %5 %6, %7 %8")
                                     .arg(corners[0], m_counts[0]->text(), corners[1], m_counts[1]->text(), corners[2],
                                          m_counts[2]->text(), corners[3], m_counts[3]->text()));
        if (otherKind)
            resetRanges();
        fill();
    }

    void resetRanges()
    {
        double low = 0;
        double high = 0;
        for (const PairPoint &point : m_data.points) {
            low = std::min(low, point.delta);
            high = std::max(high, point.delta);
        }
        const double pad = high > low ? (high - low) * 0.1 : 1;
        xAxis->setRange(-shareMargin, 1 + shareMargin);
        yAxis->setRange(low - pad, high + pad);
    }

    void resetZoom()
    {
        resetRanges();
        fill();
    }

    void applyTokens(const widgets::Tokens &tokens)
    {
        colorAxes(this, tokens);
        for (QCPItemStraightLine *line : {m_zero, m_half})
            line->setPen(QPen(tokens.text3, 1));
        for (int colour = 0; colour < ColourCount; ++colour) {
            const QColor ink = inkOf(Colour(colour), tokens, true);
            m_points[size_t(colour)]->setScatterStyle(
                QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(Qt::NoPen), QBrush(ink), pointDiameter));
            const QColor solid = inkOf(Colour(colour), tokens, false);
            m_selected[size_t(colour)]->setScatterStyle(
                QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(tokens.base, 1.5), QBrush(solid), hoverDiameter));
            QCPColorGradient gradient;
            QColor clear = solid;
            clear.setAlpha(0);
            QColor faint = solid;
            faint.setAlphaF(0.3F);
            gradient.setColorStops({{0, clear}, {0.02, faint}, {1, solid}});
            m_density[size_t(colour)]->setGradient(gradient);
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

    void setTooltip(std::function<QString(const PairPoint &)> tooltip) { m_tooltip = std::move(tooltip); }

    QPointF positionOf(const analysis::PairId &id) const
    {
        for (size_t i = 0; i < m_data.points.size(); ++i) {
            if (m_data.points[i].id == id)
                return pixelOf(i);
        }
        return {};
    }

    void fill()
    {
        placePoints();
        const bool dense = m_data.points.size() > mostPoints;
        for (int colour = 0; colour < ColourCount; ++colour) {
            m_points[size_t(colour)]->setVisible(!dense);
            m_density[size_t(colour)]->setVisible(dense);
            if (dense)
                fillDensity(Colour(colour));
            else
                fillGraph(m_points[size_t(colour)], Colour(colour), false);
        }
        fillMeans();
        fillSelected();
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QCustomPlot::resizeEvent(event);
        fill(); // the jitter is a number of pixels
    }

    void paintEvent(QPaintEvent *event) override
    {
        QCustomPlot::paintEvent(event);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintHovered(&painter);
        paintDrag(&painter);
    }

    void mousePressEvent(QMouseEvent *event) override
    {
        if (event->button() == Qt::MiddleButton)
            m_panFrom = event->position();
        if (event->button() != Qt::LeftButton)
            return;
        m_drag = QPolygonF{event->position()};
        m_dragging = true;
        m_tooltipTimer.stop();
    }

    void mouseMoveEvent(QMouseEvent *event) override
    {
        if (m_panFrom && (event->buttons() & Qt::MiddleButton)) {
            pan(event->position() - *m_panFrom);
            m_panFrom = event->position();
            return;
        }
        if (m_dragging) {
            m_drag.append(event->position());
            update();
            return;
        }
        hover(nearest(event->position()));
    }

    void mouseReleaseEvent(QMouseEvent *event) override
    {
        m_panFrom.reset();
        if (!m_dragging || event->button() != Qt::LeftButton)
            return;
        m_dragging = false;
        const QRectF bounds = m_drag.boundingRect();
        const bool isClick = std::max(bounds.width(), bounds.height()) < longestClick;
        const PairSelection::Ids ids = isClick ? idsAt(event->position()) : idsInside(dragShape());
        m_drag.clear();
        if (event->modifiers() & Qt::ControlModifier)
            m_selection->toggle(ids);
        else
            m_selection->set(ids);
        update();
    }

    void mouseDoubleClickEvent(QMouseEvent *) override
    {
        m_dragging = false;
        m_drag.clear();
        resetZoom();
    }

    void wheelEvent(QWheelEvent *event) override
    {
        const double factor = std::pow(0.85, event->angleDelta().y() / 120.0);
        xAxis->scaleRange(factor, xAxis->pixelToCoord(event->position().x()));
        yAxis->scaleRange(factor, yAxis->pixelToCoord(event->position().y()));
        fill();
        event->accept();
    }

    void leaveEvent(QEvent *) override { hover(-1); }

    void focusOutEvent(QFocusEvent *event) override
    {
        QCustomPlot::focusOutEvent(event);
        update();
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        switch (event->key()) {
        case Qt::Key_Left:
            step(-1, true);
            break;
        case Qt::Key_Right:
            step(1, true);
            break;
        case Qt::Key_Up:
            step(1, false);
            break;
        case Qt::Key_Down:
            step(-1, false);
            break;
        case Qt::Key_Space:
        case Qt::Key_Return:
            if (m_hovered >= 0)
                m_selection->toggle({m_data.points[size_t(m_hovered)].id});
            break;
        case Qt::Key_Escape:
            if (m_dragging) {
                m_dragging = false;
                m_drag.clear();
                update();
                break;
            }
            [[fallthrough]];
        default:
            event->ignore();
        }
    }

private:
    void buildLines()
    {
        m_zero = new QCPItemStraightLine(this);
        m_zero->point1->setCoords(0, 0);
        m_zero->point2->setCoords(1, 0);
        m_half = new QCPItemStraightLine(this);
        m_half->point1->setCoords(0.5, 0);
        m_half->point2->setCoords(0.5, 1);
        for (QCPItemStraightLine *line : {m_zero, m_half}) {
            line->setAntialiased(false);
            line->setSelectable(false);
        }
    }

    void buildPoints()
    {
        for (QCPColorMap *&map : m_density)
            map = new QCPColorMap(xAxis, yAxis);
        for (QCPGraph *&graph : m_points)
            graph = addScatter();
        m_bandLow = addGraph();
        m_bandLow->setPen(Qt::NoPen);
        m_bandHigh = addGraph();
        m_bandHigh->setPen(Qt::NoPen);
        m_bandHigh->setChannelFillGraph(m_bandLow);
        m_mean = addGraph();
        for (QCPGraph *&graph : m_selected)
            graph = addScatter();

        auto ticker = QSharedPointer<QCPAxisTickerText>::create();
        for (int percent = 0; percent <= 100; percent += 25)
            ticker->addTick(percent / 100.0, QStringLiteral("%1 %").arg(percent));
        xAxis->setTicker(ticker);
        yAxis->setTicker(QSharedPointer<NumberTicker>::create());
    }

    QCPGraph *addScatter()
    {
        QCPGraph *graph = addGraph();
        graph->setLineStyle(QCPGraph::lsNone);
        graph->setPen(Qt::NoPen); // else it outlines scatters that have no pen of their own
        graph->setAdaptiveSampling(false);
        graph->setAntialiasedScatters(true);
        graph->setSelectable(QCP::stNone);
        return graph;
    }

    void buildLabels()
    {
        // Top left, top right, bottom left, bottom right; the count stands on the inner side of its label.
        constexpr double inset = 0.02;
        constexpr std::array<bool, 4> right{false, true, false, true};
        constexpr std::array<bool, 4> bottom{false, false, true, true};
        for (size_t i = 0; i < m_corners.size(); ++i) {
            const Qt::Alignment side = right[i] ? Qt::AlignRight : Qt::AlignLeft;
            QCPItemText *label = m_corners[i] = addPlateText(this, widgets::TextRole::Small);
            QCPItemText *count = m_counts[i] = addPlateText(this, widgets::TextRole::Caption);
            label->setPositionAlignment(side | (bottom[i] ? Qt::AlignBottom : Qt::AlignTop));
            count->setPositionAlignment(side | Qt::AlignTop);
            label->position->setType(QCPItemPosition::ptAxisRectRatio);
            label->position->setCoords(right[i] ? 1 - inset : inset, bottom[i] ? 1 - 2.2 * inset : inset);
            count->position->setParentAnchor(right[i] ? label->bottomRight : label->bottomLeft);
            count->position->setCoords(0, -1);
        }
        m_meanLabel = addPlateText(this, widgets::TextRole::Caption);
        m_meanLabel->setPositionAlignment(Qt::AlignHCenter | Qt::AlignBottom);
        m_meanLabel->setVisible(false);
    }

    /// Axes stand there at once, words only with the first data.
    void showLabels(bool visible)
    {
        for (size_t i = 0; i < m_corners.size(); ++i) {
            m_corners[i]->setVisible(visible);
            m_counts[i]->setVisible(visible);
        }
    }

    /// Coordinates of every point with its jitter.
    void placePoints()
    {
        const double pixel = xAxis->range().size() / std::max(1, axisRect()->width());
        m_coordinates.resize(m_data.points.size());
        for (size_t i = 0; i < m_coordinates.size(); ++i) {
            const PairPoint &point = m_data.points[i];
            const double share = point.hasPeople() ? point.share() : 0.5;
            m_coordinates[i] = QPointF(share + jitterOf(point) * jitterPixels * pixel, point.delta);
        }
    }

    void fillGraph(QCPGraph *graph, Colour colour, bool onlySelected)
    {
        QVector<double> keys;
        QVector<double> values;
        for (size_t i = 0; i < m_coordinates.size(); ++i) {
            const PairPoint &point = m_data.points[i];
            if (colourOf(point) != colour || (onlySelected && !m_selection->contains(point.id)))
                continue;
            keys.append(m_coordinates[i].x());
            values.append(m_coordinates[i].y());
        }
        graph->setData(keys, values);
    }

    void fillDensity(Colour colour)
    {
        QCPColorMapData *cells = m_density[size_t(colour)]->data();
        cells->setSize(densityColumns, densityRows);
        cells->setRange(xAxis->range(), yAxis->range());
        cells->fill(0);
        double most = 1;
        for (size_t i = 0; i < m_coordinates.size(); ++i) {
            if (colourOf(m_data.points[i]) != colour)
                continue;
            int column = -1;
            int row = -1;
            cells->coordToCell(m_coordinates[i].x(), m_coordinates[i].y(), &column, &row);
            if (column < 0 || row < 0 || column >= densityColumns || row >= densityRows)
                continue;
            const double count = cells->cell(column, row) + 1;
            cells->setCell(column, row, count);
            most = std::max(most, count);
        }
        m_density[size_t(colour)]->setInterpolate(false);
        m_density[size_t(colour)]->setDataRange(QCPRange(0, most));
    }

    void fillMeans()
    {
        QVector<double> shares;
        QVector<double> means;
        QVector<double> lows;
        QVector<double> highs;
        for (const analysis::MeanOfBin &bin : m_data.means) {
            shares.append(bin.share);
            means.append(bin.mean);
            lows.append(bin.interval.low);
            highs.append(bin.interval.high);
        }
        m_mean->setData(shares, means);
        m_bandLow->setData(shares, lows);
        m_bandHigh->setData(shares, highs);
        const bool labelled = shares.size() >= 2;
        m_meanLabel->setVisible(labelled);
        if (labelled) {
            const qsizetype at = shares.size() / 3;
            m_meanLabel->setText(m_words.mean);
            m_meanLabel->position->setCoords(shares[at], highs[at]);
        }
    }

    void fillSelected()
    {
        for (int colour = 0; colour < ColourCount; ++colour)
            fillGraph(m_selected[size_t(colour)], Colour(colour), true);
        replot(QCustomPlot::rpQueuedReplot);
    }

    QPointF pixelOf(size_t i) const
    {
        return {xAxis->coordToPixel(m_coordinates[i].x()), yAxis->coordToPixel(m_coordinates[i].y())};
    }

    int nearest(const QPointF &position) const
    {
        int best = -1;
        double bestDistance = reachOfPointer;
        for (size_t i = 0; i < m_coordinates.size(); ++i) {
            const double distance = QLineF(pixelOf(i), position).length();
            if (distance < bestDistance) {
                best = int(i);
                bestDistance = distance;
            }
        }
        return best;
    }

    PairSelection::Ids idsAt(const QPointF &position) const
    {
        const int point = nearest(position);
        return point < 0 ? PairSelection::Ids() : PairSelection::Ids{m_data.points[size_t(point)].id};
    }

    PairSelection::Ids idsInside(const QPolygonF &shape) const
    {
        PairSelection::Ids ids;
        const QRectF bounds = shape.boundingRect();
        for (size_t i = 0; i < m_coordinates.size(); ++i) {
            const QPointF pixel = pixelOf(i);
            if (bounds.contains(pixel) && shape.containsPoint(pixel, Qt::OddEvenFill))
                ids.insert(m_data.points[i].id);
        }
        return ids;
    }

    QPolygonF dragShape() const
    {
        if (m_owner->tool() == Tool::Lasso || m_drag.isEmpty())
            return m_drag;
        return QPolygonF(QRectF(m_drag.first(), m_drag.last()).normalized());
    }

    /// The next point to the right (or up), in the order of that axis.
    void step(int direction, bool alongPeople)
    {
        if (m_coordinates.empty())
            return;
        const auto key = [&](size_t i) {
            const QPointF at = m_coordinates[i];
            return alongPeople ? std::tuple(at.x(), at.y(), i) : std::tuple(at.y(), at.x(), i);
        };
        int best = -1;
        for (size_t i = 0; i < m_coordinates.size(); ++i) {
            const bool beyond =
                m_hovered < 0 || (direction > 0 ? key(i) > key(size_t(m_hovered)) : key(i) < key(size_t(m_hovered)));
            if (beyond && (best < 0 || (direction > 0 ? key(i) < key(size_t(best)) : key(i) > key(size_t(best)))))
                best = int(i);
        }
        if (best >= 0)
            hover(best);
    }

    void hover(int point)
    {
        if (point == m_hovered)
            return;
        m_hovered = point;
        QToolTip::hideText();
        if (point >= 0)
            m_tooltipTimer.start();
        else
            m_tooltipTimer.stop();
        update();
    }

    void showTooltip()
    {
        if (m_hovered < 0 || !m_tooltip)
            return;
        const QPoint below = pixelOf(size_t(m_hovered)).toPoint() + QPoint(8, 8);
        QToolTip::showText(mapToGlobal(below), m_tooltip(m_data.points[size_t(m_hovered)]), this);
    }

    void pan(const QPointF &delta)
    {
        xAxis->moveRange(-delta.x() * xAxis->range().size() / std::max(1, axisRect()->width()));
        yAxis->moveRange(delta.y() * yAxis->range().size() / std::max(1, axisRect()->height()));
        fill();
    }

    void paintHovered(QPainter *painter) const
    {
        if (m_hovered < 0 || size_t(m_hovered) >= m_coordinates.size())
            return;
        const widgets::Tokens &tokens = widgets::tokens();
        painter->setPen(QPen(hasFocus() ? tokens.accent : tokens.base, 1.5));
        painter->setBrush(inkOf(colourOf(m_data.points[size_t(m_hovered)]), tokens, false));
        painter->drawEllipse(pixelOf(size_t(m_hovered)), hoverDiameter / 2, hoverDiameter / 2);
    }

    void paintDrag(QPainter *painter) const
    {
        if (!m_dragging || m_drag.size() < 2)
            return;
        const QColor accent = widgets::tokens().accent;
        QPen pen(accent, 1.5);
        pen.setDashPattern({4, 3});
        painter->setPen(pen);
        QColor fill = accent;
        fill.setAlphaF(0.1F);
        painter->setBrush(fill);
        painter->drawPolygon(dragShape());
    }

    ScatterPlot *m_owner;
    PairSelection *m_selection;
    analysis::PairPoints m_data;
    Words m_words;
    std::function<QString(const PairPoint &)> m_tooltip;
    std::vector<QPointF> m_coordinates; ///< of the points, jitter included

    QCPItemStraightLine *m_zero;
    QCPItemStraightLine *m_half;
    std::array<QCPColorMap *, ColourCount> m_density{};
    std::array<QCPGraph *, ColourCount> m_points{};
    std::array<QCPGraph *, ColourCount> m_selected{};
    QCPGraph *m_mean;
    QCPGraph *m_bandLow;
    QCPGraph *m_bandHigh;
    std::array<QCPItemText *, 4> m_corners{};
    std::array<QCPItemText *, 4> m_counts{};
    QCPItemText *m_meanLabel;

    QTimer m_tooltipTimer;
    int m_hovered = -1;
    bool m_dragging = false;
    QPolygonF m_drag;
    std::optional<QPointF> m_panFrom;
};

ScatterPlot::ScatterPlot(PairSelection *selection, QWidget *parent)
    : QWidget(parent)
    , m_canvas(new Canvas(selection, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_canvas);
    m_canvas->setObjectName(QStringLiteral("scatterCanvas"));
    m_canvas->setAccessibleName(tr("Reward difference and people"));
    setFocusProxy(m_canvas);
}

ScatterPlot::~ScatterPlot() = default;

void ScatterPlot::setData(const analysis::PairPoints &data, const Words &words)
{
    m_canvas->setData(data, words);
}

void ScatterPlot::setTool(Tool tool)
{
    m_tool = tool;
}

void ScatterPlot::setTooltip(std::function<QString(const PairPoint &)> tooltip)
{
    m_canvas->setTooltip(std::move(tooltip));
}

QPointF ScatterPlot::positionOf(const analysis::PairId &id) const
{
    return m_canvas->positionOf(id);
}

void ScatterPlot::paintCopy(QPaintDevice *device, const QSize &size, const FigureText &text)
{
    m_canvas->applyTokens(figureTokens());
    paintFigure(m_canvas, device, size, text);
    m_canvas->applyTokens(widgets::tokens());
}

void ScatterPlot::resetZoom()
{
    m_canvas->resetZoom();
}

void ScatterPlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_canvas->applyTokens(widgets::tokens());
        m_canvas->replot(QCustomPlot::rpQueuedReplot);
    }
}

QByteArray scatterCsv(const analysis::Snapshot &snapshot, const analysis::PairPoints &data, const QString &scorer)
{
    QByteArray csv = widgets::csvRecord(
        {QStringLiteral("scorer"), QStringLiteral("prompt_group"), QStringLiteral("prompt_id"),
         QStringLiteral("first_picture"), QStringLiteral("second_picture"), QStringLiteral("first_generator"),
         QStringLiteral("second_generator"), QStringLiteral("first_votes"), QStringLiteral("second_votes"),
         QStringLiteral("ties"), QStringLiteral("share_prefers_first"), QStringLiteral("score_difference")});
    for (const PairPoint &point : data.points) {
        const analysis::PairTally &tally = point.tally;
        csv += widgets::csvRecord({scorer, snapshot.groups[snapshot.groupOfPrompt[size_t(tally.prompt)]].key,
                                   snapshot.prompts[tally.prompt].uid, snapshot.pictures[tally.first].uid,
                                   snapshot.pictures[tally.second].uid, snapshot.generatorName(tally.first),
                                   snapshot.generatorName(tally.second), QString::number(tally.firstVotes),
                                   QString::number(tally.secondVotes), QString::number(tally.humanTies()),
                                   point.hasPeople() ? base::toShortest(point.share()) : QString(),
                                   base::toShortest(point.delta)});
    }
    return csv;
}

} // namespace disagreement
