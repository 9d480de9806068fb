#include "ui/annotate/ratingtrack.h"

#include <algorithm>

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/widgets/metrics.h"
#include "ui/widgets/tabular.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace annotate {

namespace {

constexpr double widestBox = 32;
constexpr double gap = 3;

} // namespace

RatingTrack::RatingTrack(QWidget *parent)
    : QWidget(parent)
{
}

void RatingTrack::setBoxes(const QList<Box> &boxes)
{
    m_boxes = boxes;
    const auto rated = std::count_if(boxes.begin(), boxes.end(), [](const Box &box) { return !box.value.isEmpty(); });
    setAccessibleName(tr("%1 of %2 qualities rated").arg(rated).arg(boxes.size()));
    update();
}

void RatingTrack::setCurrent(int current)
{
    m_current = current;
    update();
}

QRectF RatingTrack::boxRect(int index) const
{
    const double count = std::max<double>(1, double(m_boxes.size()));
    const double width = std::min(widestBox, (this->width() - (count - 1) * gap) / count);
    const double height = std::min(24.0, double(this->height()));
    return {index * (width + gap), (this->height() - height) / 2, width, height};
}

int RatingTrack::boxAt(const QPoint &position) const
{
    for (int i = 0; i < m_boxes.size(); ++i) {
        if (boxRect(i).contains(position))
            return i;
    }
    return -1;
}

void RatingTrack::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    const bool active = m_current >= 0;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = widgets::textFont(widgets::TextRole::Caption);
    for (int i = 0; i < m_boxes.size(); ++i) {
        const QRectF box = boxRect(i);
        const bool current = i == m_current;
        painter.setPen(current ? QPen(t.text, 2) : QPen(active ? t.controlBorder : t.line, 1));
        painter.setBrush(m_boxes[i].value.isEmpty() ? t.win : t.press);
        const double inset = current ? 1 : 0.5;
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), widgets::metrics::keyCapRadius,
                                widgets::metrics::keyCapRadius);
        painter.setPen(active ? t.text : t.text3);
        widgets::paintTabular(&painter, box, Qt::AlignHCenter | Qt::AlignVCenter, m_boxes[i].value, font);
    }
}

void RatingTrack::mousePressEvent(QMouseEvent *event)
{
    if (const int index = boxAt(event->pos()); index >= 0)
        Q_EMIT chosen(index);
}

bool RatingTrack::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int index = boxAt(help->pos());
    QString text;
    if (index >= 0)
        text = m_boxes[index].value.isEmpty()
                   ? m_boxes[index].title
                   : QStringLiteral("%1: %2").arg(m_boxes[index].title, m_boxes[index].value);
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

} // namespace annotate
