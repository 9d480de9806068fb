#include "ui/widgets/segmentedswitch.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include "ui/widgets/metrics.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace widgets {

SegmentedSwitch::SegmentedSwitch(const QStringList &choices, QWidget *parent)
    : QWidget(parent)
    , m_height(metrics::control)
{
    for (const QString &choice : choices)
        m_choices.append({choice, true, {}});
    setFont(textFont(TextRole::Body));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(choices.join(QStringLiteral(", ")));
}

void SegmentedSwitch::setCurrent(int index)
{
    if (index == m_current || index < 0 || index >= m_choices.size())
        return;
    m_current = index;
    setAccessibleDescription(m_choices[index].text);
    update();
    Q_EMIT currentChanged(index);
}

void SegmentedSwitch::setChoiceEnabled(int index, bool enabled, const QString &why)
{
    m_choices[index].enabled = enabled;
    m_choices[index].why = why;
    update();
}

void SegmentedSwitch::setChoiceText(int index, const QString &text)
{
    m_choices[index].text = text;
    updateGeometry();
    update();
}

void SegmentedSwitch::setControlHeight(int height)
{
    m_height = height;
    updateGeometry();
}

QSize SegmentedSwitch::sizeHint() const
{
    int width = 0;
    for (const Choice &choice : m_choices)
        width += fontMetrics().horizontalAdvance(choice.text) + 2 * 10;
    return {width + 2, scaled(m_height)};
}

QRect SegmentedSwitch::choiceRect(int index) const
{
    int x = 1;
    for (int i = 0; i < index; ++i)
        x += fontMetrics().horizontalAdvance(m_choices[i].text) + 2 * 10;
    const int width = fontMetrics().horizontalAdvance(m_choices[index].text) + 2 * 10;
    return {x, 0, width, height()};
}

int SegmentedSwitch::choiceAt(const QPoint &position) const
{
    for (int i = 0; i < m_choices.size(); ++i) {
        if (choiceRect(i).contains(position))
            return i;
    }
    return -1;
}

void SegmentedSwitch::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::controlRadius,
                           metrics::controlRadius);
    painter.fillPath(outline, t.control);
    painter.setClipPath(outline);
    for (int i = 0; i < m_choices.size(); ++i) {
        const QRect place = choiceRect(i);
        if (i == m_current)
            painter.fillRect(place.adjusted(i == 0 ? -1 : 0, 0, i + 1 == m_choices.size() ? 1 : 0, 0), t.press);
        if (i > 0)
            painter.fillRect(QRect(place.left(), 0, 1, height()), t.controlBorder);
        const bool enabled = isEnabled() && m_choices[i].enabled;
        painter.setPen(!enabled ? t.disabled : i == m_current ? t.text : t.text2);
        painter.drawText(place, Qt::AlignCenter, m_choices[i].text);
    }
    painter.setClipping(false);
    painter.setPen(t.controlBorder);
    painter.drawPath(outline);
}

void SegmentedSwitch::mousePressEvent(QMouseEvent *event)
{
    const int index = choiceAt(event->pos());
    if (index >= 0 && m_choices[index].enabled)
        setCurrent(index);
}

void SegmentedSwitch::step(int direction)
{
    for (int i = m_current + direction; i >= 0 && i < m_choices.size(); i += direction) {
        if (m_choices[i].enabled) {
            setCurrent(i);
            return;
        }
    }
}

void SegmentedSwitch::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Left)
        step(-1);
    else if (event->key() == Qt::Key_Right)
        step(1);
    else
        QWidget::keyPressEvent(event);
}

bool SegmentedSwitch::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int index = choiceAt(help->pos());
        if (index >= 0 && !m_choices[index].enabled && !m_choices[index].why.isEmpty()) {
            QToolTip::showText(help->globalPos(), m_choices[index].why, this);
            return true;
        }
    }
    return QWidget::event(event);
}

} // namespace widgets
