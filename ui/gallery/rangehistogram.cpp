#include "ui/gallery/rangehistogram.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/widgets/focusring.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"
#include "ui/widgets/tabular.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace gallery {

namespace metrics = widgets::metrics;
using analysis::ValueRange;

namespace {

constexpr int headHeight = 24;
constexpr int plotHeight = 34;
constexpr int belowPlot = 14; ///< room for the lower half of the handles
constexpr QSizeF handleSize(6, 14);
constexpr double infinity = std::numeric_limits<double>::infinity();

} // namespace

RangeHistogram::RangeHistogram(const QString &scorer, QWidget *parent)
    : QWidget(parent)
    , m_scorer(scorer)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Range of %1").arg(widgets::scorerTitle(scorer)));
    widgets::FocusRing::setOwnMark(this);
    setToolTip(tr("Drag the handles, or arrow keys: ↑ ↓ choose one, ← → move it, Delete removes the range"));
}

void RangeHistogram::setHistogram(const analysis::ValueHistogram &histogram)
{
    m_histogram = histogram;
    describe();
}

void RangeHistogram::setRange(const std::optional<ValueRange> &range)
{
    m_range = range;
    describe();
}

void RangeHistogram::setOpen(bool open)
{
    if (open == m_open)
        return;
    m_open = open;
    updateGeometry();
    update();
    Q_EMIT openChanged(m_scorer, open);
}

QSize RangeHistogram::sizeHint() const
{
    const int head = widgets::scaled(headHeight);
    return {200, m_open ? head + plotHeight + belowPlot : head};
}

QRectF RangeHistogram::plot() const
{
    return QRectF(rect()).adjusted(metrics::regionMargin + 3, widgets::scaled(headHeight), -metrics::regionMargin - 3,
                                   -belowPlot);
}

double RangeHistogram::xOf(double value) const
{
    const double span = m_histogram.highest - m_histogram.lowest;
    const double share = span > 0 ? (value - m_histogram.lowest) / span : 0;
    return plot().left() + std::clamp(share, 0.0, 1.0) * plot().width();
}

double RangeHistogram::valueAt(double x) const
{
    const double share = std::clamp((x - plot().left()) / plot().width(), 0.0, 1.0);
    return m_histogram.lowest + share * (m_histogram.highest - m_histogram.lowest);
}

double RangeHistogram::end(bool high) const
{
    const double value = !m_range ? (high ? infinity : -infinity) : high ? m_range->high : m_range->low;
    return std::clamp(value, m_histogram.lowest, m_histogram.highest);
}

QPoint RangeHistogram::handleCentre(bool high) const
{
    return QPointF(xOf(end(high)), plot().bottom()).toPoint();
}

void RangeHistogram::moveHandle(bool high, double value)
{
    ValueRange range = m_range.value_or(ValueRange{-infinity, infinity});
    if (high)
        range.high = value >= m_histogram.highest ? infinity : std::max(value, end(false));
    else
        range.low = value <= m_histogram.lowest ? -infinity : std::min(value, end(true));
    m_range = std::isinf(range.low) && std::isinf(range.high) ? std::nullopt : std::optional(range);
    describe();
    Q_EMIT rangeChanged(m_scorer, m_range);
}

void RangeHistogram::describe()
{
    setAccessibleDescription(tr("%1 to %2, n=%3")
                                 .arg(widgets::formatScore(m_scorer, end(false)),
                                      widgets::formatScore(m_scorer, end(true)), widgets::formatCount(m_histogram.n)));
    update();
}

void RangeHistogram::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.win);
    const QRectF head(metrics::regionMargin, 0, width() - 2 * metrics::regionMargin, widgets::scaled(headHeight));
    const QFont small = widgets::textFont(widgets::TextRole::Small);
    if (hasFocus())
        painter.fillRect(QRectF(0, 0, 2, height()), t.accent);
    widgets::paintIcon(&painter, m_open ? widgets::Icon::Down : widgets::Icon::Right,
                       QRectF(head.left(), head.top(), metrics::chipIcon, head.height()), metrics::chipIcon, t.text2);
    const QString range =
        m_histogram.n == 0
            ? widgets::noValue()
            : tr("%1 to %2").arg(widgets::formatScore(m_scorer, end(false)), widgets::formatScore(m_scorer, end(true)));
    const double taken = widgets::tabularWidth(range, small) + metrics::space8;
    widgets::paintLine(&painter, head.adjusted(18, 0, -taken, 0), Qt::AlignLeft | Qt::AlignVCenter,
                       widgets::scorerTitle(m_scorer), widgets::textFont(widgets::TextRole::Body),
                       m_range ? t.text : t.text2);
    painter.setPen(m_range ? t.text : t.text3);
    widgets::paintTabular(&painter, head, Qt::AlignRight | Qt::AlignVCenter, range, small);
    if (m_open)
        paintPlot(&painter);
}

void RangeHistogram::paintPlot(QPainter *painter) const
{
    const widgets::Tokens &t = widgets::tokens();
    const QRectF area = plot();
    painter->fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), t.line);
    if (m_histogram.counts.empty()) {
        widgets::paintLine(painter, area, Qt::AlignLeft | Qt::AlignVCenter,
                           m_histogram.n == 0 ? tr("no values") : tr("one value only"),
                           widgets::textFont(widgets::TextRole::Small), t.text3);
        return;
    }
    const int most = *std::max_element(m_histogram.counts.begin(), m_histogram.counts.end());
    const double step = area.width() / double(m_histogram.counts.size());
    for (size_t bin = 0; bin < m_histogram.counts.size(); ++bin) {
        if (m_histogram.counts[bin] == 0)
            continue;
        const double height = std::max(1.0, area.height() * m_histogram.counts[bin] / most);
        const double left = std::round(area.left() + double(bin) * step);
        const double right = std::round(area.left() + double(bin + 1) * step) - 1;
        const double middle = area.left() + (double(bin) + 0.5) * step;
        const bool inside = middle >= xOf(end(false)) && middle <= xOf(end(true));
        painter->fillRect(QRectF(left, area.bottom() - height, right - left, height), inside ? t.text2 : t.skeleton);
    }
    painter->setRenderHint(QPainter::Antialiasing);
    for (const bool high : {false, true}) {
        QRectF handle({}, handleSize);
        handle.moveCenter(QPointF(std::round(xOf(end(high))), area.bottom() + 1));
        const bool active = hasFocus() && high == m_high;
        painter->setPen(QPen(active ? t.accent : t.text2, active ? 2 : 1));
        painter->setBrush(t.control);
        painter->drawRoundedRect(handle.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    }
}

void RangeHistogram::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (event->pos().y() < widgets::scaled(headHeight)) {
        setOpen(!m_open);
        return;
    }
    if (m_histogram.counts.empty())
        return;
    const double low = std::abs(event->position().x() - xOf(end(false)));
    const double high = std::abs(event->position().x() - xOf(end(true)));
    // Of two handles at one place the one that can move to the pointer's side.
    m_high = high < low || (high == low && event->position().x() > xOf(end(true)));
    m_dragging = true;
    moveHandle(m_high, valueAt(event->position().x()));
}

void RangeHistogram::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragging)
        moveHandle(m_high, valueAt(event->position().x()));
}

void RangeHistogram::mouseReleaseEvent(QMouseEvent *)
{
    m_dragging = false;
}

void RangeHistogram::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->pos().y() < widgets::scaled(headHeight))
        return;
    m_range.reset();
    describe();
    Q_EMIT rangeChanged(m_scorer, m_range);
}

void RangeHistogram::keyPressEvent(QKeyEvent *event)
{
    const double bin =
        (m_histogram.highest - m_histogram.lowest) / double(std::max<size_t>(1, m_histogram.counts.size()));
    const double step = event->modifiers() & Qt::ShiftModifier ? bin / 10 : bin;
    switch (event->key()) {
    case Qt::Key_Left:
        moveHandle(m_high, end(m_high) - step);
        break;
    case Qt::Key_Right:
        moveHandle(m_high, end(m_high) + step);
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_high = event->key() == Qt::Key_Up;
        update();
        break;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        m_range.reset();
        describe();
        Q_EMIT rangeChanged(m_scorer, m_range);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        setOpen(!m_open);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace gallery
