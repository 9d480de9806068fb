#include "ui/scorers/strengthchart.h"

#include <algorithm>
#include <cmath>

#include <QMouseEvent>
#include <QPainter>

#include "ui/widgets/marks.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/tabular.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace scorers {

namespace {

constexpr int steps = 200;
constexpr int leftMargin = 52;
constexpr int rightMargin = 96; ///< for the labels at the line ends
constexpr int topMargin = 10;
constexpr int bottomMargin = 40;
constexpr double leastRange = 0.2;
constexpr int labelHeight = 16;

/// Tenths around all values, at least a fifth of the axis.
std::pair<double, double> rangeOf(const std::vector<double> &shares, std::optional<double> people)
{
    if (shares.empty())
        return {0, 1};
    auto [low, high] = std::minmax_element(shares.begin(), shares.end());
    double from = people ? std::min(*low, *people) : *low;
    double to = people ? std::max(*high, *people) : *high;
    if (to - from < leastRange) {
        const double middle = (from + to) / 2;
        from = middle - leastRange / 2;
        to = middle + leastRange / 2;
    }
    return {std::max(0.0, std::floor(from * 10) / 10), std::min(1.0, std::ceil(to * 10) / 10)};
}

} // namespace

StrengthChart::StrengthChart(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Pairs where the wide-spectrum picture is picked, by strength"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void StrengthChart::setBlend(const analysis::Blend &blend)
{
    m_shares.clear();
    m_pairs = qint64(blend.pairs().size());
    m_people = blend.peopleShare();
    m_peoplePairs = blend.peoplePairs();
    for (int step = 0; !blend.isEmpty() && step <= steps; ++step)
        m_shares.push_back(blend.share(double(step) / steps));
    std::tie(m_low, m_high) = rangeOf(m_shares, m_people);
    if (!m_shares.empty()) {
        QString text = tr("The blend picks the wide-spectrum picture in %1 of %2 pairs at strength 0 and in %3 at 1.")
                           .arg(widgets::formatShare(m_shares.front(), m_pairs), widgets::formatCount(m_pairs),
                                widgets::formatShare(m_shares.back(), m_pairs));
        if (m_people)
            text +=
                QLatin1Char(' ') + tr("People prefer it in %1.").arg(widgets::formatShare(*m_people, m_peoplePairs));
        setAccessibleDescription(text);
    }
    update();
}

void StrengthChart::setStrength(double strength)
{
    m_strength = strength;
    update();
}

QRectF StrengthChart::plotRect() const
{
    return QRectF(rect()).adjusted(leftMargin, topMargin, -rightMargin, -bottomMargin);
}

QPointF StrengthChart::placeOf(double strength, double share) const
{
    const QRectF plot = plotRect();
    return {plot.left() + strength * plot.width(),
            plot.bottom() - (share - m_low) / std::max(1e-9, m_high - m_low) * plot.height()};
}

void StrengthChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), widgets::tokens().base);
    paintGrid(&painter);
    if (!m_shares.empty())
        paintLines(&painter);
}

void StrengthChart::paintGrid(QPainter *painter) const
{
    const widgets::Tokens &t = widgets::tokens();
    const QFont font = widgets::textFont(widgets::TextRole::Caption);
    const QRectF plot = plotRect();
    constexpr int most = 5;
    const double tenths = std::round((m_high - m_low) * 10);
    const double tick = std::ceil(tenths / most) / 10;
    for (double share = m_low; share <= m_high + 1e-9; share += std::max(0.1, tick)) {
        const double y = std::floor(placeOf(0, share).y());
        painter->fillRect(QRectF(plot.left(), y, plot.width(), 1), t.grid);
        painter->setPen(t.text2);
        widgets::paintTabular(painter, QRectF(0, y - 8, leftMargin - widgets::metrics::space8, labelHeight),
                              Qt::AlignRight | Qt::AlignVCenter, tr("%1 %").arg(qRound(share * 100)), font);
    }
    for (int quarter = 0; quarter <= 4; ++quarter) {
        const double x = placeOf(quarter / 4.0, 0).x();
        painter->setPen(t.text2);
        widgets::paintTabular(painter, QRectF(x - 24, plot.bottom() + 5, 48, labelHeight), Qt::AlignCenter,
                              QString::number(quarter / 4.0), font);
    }
    widgets::paintLine(painter, QRectF(plot.left(), plot.bottom() + 21, plot.width(), labelHeight), Qt::AlignHCenter,
                       tr("Strength"), font, t.text2);
}

void StrengthChart::paintLines(QPainter *painter) const
{
    const widgets::Tokens &t = widgets::tokens();
    const QFont font = widgets::textFont(widgets::TextRole::Caption);
    const QRectF plot = plotRect();
    const double labelLeft = plot.right() + widgets::metrics::space8;
    const auto label = [&](double share, const QString &text, const QColor &ink, double shift) {
        widgets::paintLine(
            painter,
            QRectF(labelLeft, placeOf(1, share).y() - labelHeight / 2.0 + shift, width() - labelLeft, labelHeight),
            Qt::AlignLeft, text, font, ink);
    };
    painter->setRenderHint(QPainter::Antialiasing);
    // Labels at the line ends give way to each other.
    double shift = 0;
    if (m_people && std::abs(placeOf(1, *m_people).y() - placeOf(1, m_shares.back()).y()) < labelHeight)
        shift = *m_people >= m_shares.back() ? labelHeight / 2.0 : -labelHeight / 2.0;
    if (m_people) {
        painter->setPen(QPen(t.people, 1.5));
        painter->drawLine(placeOf(0, *m_people), placeOf(1, *m_people));
        label(*m_people, tr("people %1").arg(widgets::formatShare(*m_people, m_peoplePairs)), t.people, -shift);
    }
    QPolygonF line;
    for (int step = 0; step <= steps; ++step)
        line.append(placeOf(double(step) / steps, m_shares[size_t(step)]));
    painter->setPen(QPen(t.model, 1.5));
    painter->drawPolyline(line);
    label(m_shares.back(), tr("blend %1").arg(widgets::formatShare(m_shares.back(), m_pairs)), t.model, shift);

    const double now = m_shares[size_t(qRound(m_strength * steps))];
    QPen dashed(t.text, 1);
    dashed.setDashPattern({3, 3});
    painter->setPen(dashed);
    painter->drawLine(QPointF(placeOf(m_strength, 0).x(), plot.top()),
                      QPointF(placeOf(m_strength, 0).x(), plot.bottom()));
    const QPointF mark = placeOf(m_strength, now);
    widgets::paintDiamond(painter, mark, widgets::markDiameter, t.model);
    const QString text = tr("%1 at %2").arg(widgets::formatShare(now, m_pairs), widgets::formatFixed(m_strength, 2));
    const double textWidth = QFontMetricsF(font).horizontalAdvance(text) + 2 * widgets::metrics::space4;
    const bool leftOf = mark.x() + textWidth + widgets::metrics::space12 > plot.right();
    const double left = leftOf ? mark.x() - textWidth - widgets::metrics::space8 : mark.x() + widgets::metrics::space8;
    // Above everything that the line does there.
    double above = mark.y();
    for (const QPointF &point : line) {
        if (point.x() >= left && point.x() <= left + textWidth)
            above = std::min(above, point.y());
    }
    const QRectF plate(left, std::max(plot.top(), above - labelHeight - widgets::metrics::space4), textWidth,
                       labelHeight);
    QColor background = t.base;
    background.setAlphaF(0.86F);
    painter->fillRect(plate, background);
    widgets::paintLine(painter, plate.adjusted(widgets::metrics::space4, 0, 0, 0), Qt::AlignLeft, text, font, t.text);
}

void StrengthChart::choose(double x)
{
    const QRectF plot = plotRect();
    if (!m_shares.empty() && plot.width() > 0)
        Q_EMIT strengthChosen(std::clamp((x - plot.left()) / plot.width(), 0.0, 1.0));
}

void StrengthChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        choose(event->position().x());
}

void StrengthChart::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        choose(event->position().x());
}

} // namespace scorers
