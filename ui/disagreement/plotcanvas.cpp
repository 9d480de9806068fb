#include "ui/disagreement/plotcanvas.h"

#include <cmath>
#include <utility>

#include <QToolTip>

#include "ui/widgets/focusring.h"
#include "ui/widgets/theme.h"

namespace disagreement {

namespace {

constexpr double reachOfPointer = 8;
constexpr double longestClick = 4;
constexpr int tooltipDelayMs = 120;

} // namespace

PlotCanvas::PlotCanvas(PairSelection *selection, const QMargins &margins)
    : m_selection(selection)
    , m_message(addPlateText(this, widgets::TextRole::Small))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    widgets::FocusRing::setOwnMark(this);
    styleAxes(this, margins);
    m_message->setLayer(QStringLiteral("overlay"));
    m_message->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_message->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_message->position->setCoords(0.02, 0.02);
    m_message->setVisible(false);
    m_tooltipTimer.setSingleShot(true);
    m_tooltipTimer.setInterval(tooltipDelayMs);
    connect(&m_tooltipTimer, &QTimer::timeout, this, [this] { showTooltip(); });
    connect(selection, &PairSelection::changed, this, [this] {
        m_outdated = true;
        if (isVisible()) // hidden plots catch up when they are shown
            showSelection();
    });
}

void PlotCanvas::resetZoom()
{
    resetRanges();
    rescaled();
    replot(QCustomPlot::rpQueuedReplot);
}

void PlotCanvas::selectAll()
{
    Ids ids;
    for (int mark = 0; mark < marks(); ++mark)
        addIds(mark, &ids);
    m_selection->set(ids);
}

void PlotCanvas::setMessage(const QString &text)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

void PlotCanvas::colorMessage(const widgets::Tokens &tokens)
{
    colorPlateText(m_message, tokens.text, tokens);
}

bool PlotCanvas::isSelected(int mark) const
{
    if (m_selection->isEmpty())
        return false;
    bool found = false;
    visitPairs(mark, [this, &found](const analysis::PairId &id) {
        found = m_selection->contains(id);
        return !found;
    });
    return found;
}

void PlotCanvas::addIds(int mark, Ids *ids) const
{
    visitPairs(mark, [ids](const analysis::PairId &id) {
        ids->insert(id);
        return true;
    });
}

PlotCanvas::Ids PlotCanvas::idsOf(int mark) const
{
    Ids ids;
    addIds(mark, &ids);
    return ids;
}

QPointF PlotCanvas::pixelOf(int mark) const
{
    const QPointF place = placeOf(mark);
    return {xAxis->coordToPixel(place.x()), yAxis->coordToPixel(place.y())};
}

void PlotCanvas::marksChanged()
{
    m_hovered = -1;
    m_tooltipTimer.stop();
    replot(QCustomPlot::rpQueuedReplot);
}

void PlotCanvas::showSelection()
{
    if (!std::exchange(m_outdated, false))
        return;
    selectionChanged();
    replot(QCustomPlot::rpQueuedReplot);
}

void PlotCanvas::showEvent(QShowEvent *event)
{
    QCustomPlot::showEvent(event);
    showSelection();
}

void PlotCanvas::resizeEvent(QResizeEvent *event)
{
    QCustomPlot::resizeEvent(event);
    rescaled();
}

void PlotCanvas::paintEvent(QPaintEvent *event)
{
    QCustomPlot::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintHovered(&painter);
    paintDrag(&painter);
}

void PlotCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton && canZoom())
        m_panFrom = event->position();
    if (event->button() != Qt::LeftButton)
        return;
    m_drag = QPolygonF{event->position()};
    m_dragging = true;
    m_tooltipTimer.stop();
}

void PlotCanvas::mouseMoveEvent(QMouseEvent *event)
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

void PlotCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    m_panFrom.reset();
    if (!m_dragging || event->button() != Qt::LeftButton)
        return;
    m_dragging = false;
    const QRectF bounds = m_drag.boundingRect();
    if (std::max(bounds.width(), bounds.height()) < longestClick) {
        const int mark = nearest(event->position());
        choose(mark < 0 ? Ids() : idsOf(mark), event->modifiers());
    } else {
        choose(idsInside(dragShape()), event->modifiers());
    }
    m_drag.clear();
    update();
}

void PlotCanvas::mouseDoubleClickEvent(QMouseEvent *)
{
    m_dragging = false;
    m_drag.clear();
    resetZoom();
}

void PlotCanvas::wheelEvent(QWheelEvent *event)
{
    if (!canZoom()) {
        event->ignore(); // the column scrolls
        return;
    }
    const double factor = std::pow(0.85, event->angleDelta().y() / 120.0);
    xAxis->scaleRange(factor, xAxis->pixelToCoord(event->position().x()));
    yAxis->scaleRange(factor, yAxis->pixelToCoord(event->position().y()));
    rescaled();
    replot(QCustomPlot::rpQueuedReplot);
    event->accept();
}

void PlotCanvas::leaveEvent(QEvent *)
{
    hover(-1);
}

void PlotCanvas::focusOutEvent(QFocusEvent *event)
{
    QCustomPlot::focusOutEvent(event);
    update();
}

void PlotCanvas::keyPressEvent(QKeyEvent *event)
{
    const bool adds = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        walk(Way::Left, adds);
        return;
    case Qt::Key_Right:
        walk(Way::Right, adds);
        return;
    case Qt::Key_Up:
        walk(Way::Up, adds);
        return;
    case Qt::Key_Down:
        walk(Way::Down, adds);
        return;
    case Qt::Key_Space:
        if (m_hovered >= 0)
            m_selection->toggle(idsOf(m_hovered));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_hovered >= 0)
            m_selection->set(idsOf(m_hovered));
        return;
    case Qt::Key_A:
        if (event->modifiers() == Qt::ControlModifier) {
            selectAll();
            return;
        }
        break;
    case Qt::Key_Escape:
        if (m_dragging) {
            m_dragging = false;
            m_drag.clear();
            update();
            return;
        }
        break;
    default:
        break;
    }
    event->ignore();
}

int PlotCanvas::nearest(const QPointF &position) const
{
    int best = -1;
    double bestDistance = reachOfPointer;
    for (int mark = 0; mark < marks(); ++mark) {
        if (areaOf(mark).contains(position))
            return mark;
        const QPointF away = pixelOf(mark) - position;
        const double distance = std::hypot(away.x(), away.y());
        if (distance < bestDistance) {
            best = mark;
            bestDistance = distance;
        }
    }
    return best;
}

PlotCanvas::Ids PlotCanvas::idsInside(const QPolygonF &shape) const
{
    Ids ids;
    const QRectF bounds = shape.boundingRect();
    for (int mark = 0; mark < marks(); ++mark) {
        const QRectF area = areaOf(mark);
        const QPointF pixel = area.isEmpty() ? pixelOf(mark) : area.center();
        if (bounds.contains(pixel) && shape.containsPoint(pixel, Qt::OddEvenFill))
            addIds(mark, &ids);
    }
    return ids;
}

QPolygonF PlotCanvas::dragShape() const
{
    if (m_selection->tool() == PairSelection::Tool::Lasso || m_drag.isEmpty())
        return m_drag;
    return QPolygonF(QRectF(m_drag.first(), m_drag.last()).normalized());
}

void PlotCanvas::choose(const Ids &ids, Qt::KeyboardModifiers modifiers)
{
    if (modifiers & Qt::ControlModifier)
        m_selection->toggle(ids);
    else if (modifiers & Qt::ShiftModifier)
        m_selection->add(ids);
    else
        m_selection->set(ids);
}

void PlotCanvas::hover(int mark, bool byKey)
{
    if (mark == m_hovered)
        return;
    m_hovered = mark;
    QToolTip::hideText();
    if (mark >= 0)
        m_tooltipTimer.start();
    else
        m_tooltipTimer.stop();
    if (byKey) { // what the tooltip says, for those who hear it
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QTextDocument plain;
        plain.setHtml(tooltipOf(mark));
        setAccessibleDescription(plain.toPlainText());
        QAccessible::updateAccessibility(&event);
    }
    update();
}

void PlotCanvas::showTooltip()
{
    if (m_hovered < 0 || m_hovered >= marks() || !isVisible())
        return;
    const QPoint below = pixelOf(m_hovered).toPoint() + QPoint(8, 8);
    QToolTip::showText(mapToGlobal(below), tooltipOf(m_hovered), this);
}

void PlotCanvas::pan(const QPointF &delta)
{
    xAxis->moveRange(-delta.x() * xAxis->range().size() / std::max(1, axisRect()->width()));
    yAxis->moveRange(delta.y() * yAxis->range().size() / std::max(1, axisRect()->height()));
    rescaled();
    replot(QCustomPlot::rpQueuedReplot);
}

void PlotCanvas::paintHovered(QPainter *painter) const
{
    if (m_hovered < 0 || m_hovered >= marks())
        return;
    const widgets::Tokens &tokens = widgets::tokens();
    painter->setPen(QPen(hasFocus() ? tokens.accent : tokens.base, 1.5));
    const QRectF area = areaOf(m_hovered);
    if (area.isEmpty()) {
        painter->setBrush(inkOf(m_hovered, tokens));
        const QPointF centre = pixelOf(m_hovered);
        constexpr double reach = hoverDiameter / 2;
        if (isDiamond(m_hovered))
            painter->drawConvexPolygon(QPolygonF({centre + QPointF(0, -reach - 1), centre + QPointF(reach + 1, 0),
                                                  centre + QPointF(0, reach + 1), centre + QPointF(-reach - 1, 0)}));
        else
            painter->drawEllipse(centre, reach, reach);
        return;
    }
    painter->setPen(QPen(hasFocus() ? tokens.accent : tokens.text, 1.5));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(area);
}

void PlotCanvas::paintDrag(QPainter *painter) const
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

} // namespace disagreement
