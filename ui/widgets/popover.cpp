#include "ui/widgets/popover.h"

#include <algorithm>

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

#include "ui/widgets/focusring.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

namespace widgets {

Popover::Popover(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    FocusRing::setOwnMark(this);
    hide();
}

void Popover::openAt(const QRect &anchor)
{
    constexpr int gap = 4;
    const int below = anchor.bottom() + 1 + gap - shadow;
    const int above = anchor.top() - gap - height() + shadow;
    const int left =
        std::clamp(anchor.left() + anchor.width() / 12 - shadow, 0, std::max(0, parentWidget()->width() - width()));
    move(left, below + height() <= parentWidget()->height() ? below : std::max(0, above));
    if (!isVisible()) {
        m_focusBefore = QApplication::focusWidget();
        qApp->installEventFilter(this);
    }
    show();
    raise();
    setFocus();
    update();
}

QRect Popover::inner() const
{
    constexpr int inset = shadow + metrics::space12;
    return rect().adjusted(inset, inset, -inset, -inset);
}

bool Popover::takesKey(const QKeyEvent &event) const
{
    return event.key() == Qt::Key_Escape;
}

void Popover::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect body = rect().adjusted(shadow, shadow, -shadow, -shadow);
    painter.setPen(Qt::NoPen);
    for (int reach = shadow; reach > 0; --reach) { // 0 2 8, black 18 %
        painter.setBrush(QColor(0, 0, 0, 255 * 18 / 100 / shadow));
        painter.drawRoundedRect(QRectF(body).adjusted(-reach, 2 - reach, reach, 2 + reach).intersected(rect()),
                                metrics::popupRadius + reach, metrics::popupRadius + reach);
    }
    painter.setPen(QPen(tokens().controlBorder, 1));
    painter.setBrush(tokens().base);
    painter.drawRoundedRect(QRectF(body).adjusted(0.5, 0.5, -0.5, -0.5), metrics::popupRadius, metrics::popupRadius);
}

void Popover::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QWidget::keyPressEvent(event);
}

bool Popover::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress && object->isWidgetType()) {
        const auto *widget = static_cast<QWidget *>(object);
        if (widget != this && !isAncestorOf(widget) && widget->window() == window())
            hide();
    } else if (event->type() == QEvent::ShortcutOverride && isVisible() && takesKey(*static_cast<QKeyEvent *>(event))) {
        event->accept();
        return object == this;
    }
    return QWidget::eventFilter(object, event);
}

void Popover::hideEvent(QHideEvent *event)
{
    qApp->removeEventFilter(this);
    if (m_focusBefore)
        m_focusBefore->setFocus();
    QWidget::hideEvent(event);
}

} // namespace widgets
