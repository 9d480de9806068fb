#include "ui/annotate/answerbutton.h"

#include <QEvent>
#include <QPainter>

#include "ui/widgets/keycap.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace annotate {

namespace metrics = widgets::metrics;

namespace {

constexpr int capGap = 10;
constexpr int narrowButton = 180; ///< below this the key stands under the label

} // namespace

AnswerButton::AnswerButton(const QString &label, const QString &action, CapSide side, QWidget *parent)
    : QAbstractButton(parent)
    , m_action(action)
    , m_side(side)
{
    setText(label);
    setAccessibleName(label);
    setFocusPolicy(Qt::TabFocus);
}

void AnswerButton::setCap(const QString &cap)
{
    m_cap = cap;
    update();
}

void AnswerButton::setMark(Mark mark)
{
    m_mark = mark;
    setAccessibleDescription(mark == Mark::Chosen   ? tr("chosen")
                             : mark == Mark::Former ? tr("former answer")
                                                    : QString());
    update();
}

bool AnswerButton::event(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave || event->type() == QEvent::Enter
        || event->type() == QEvent::Leave)
        update();
    return QAbstractButton::event(event);
}

void AnswerButton::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool chosen = m_mark == Mark::Chosen;
    QPen border(isEnabled() || chosen ? t.controlBorder : t.line, 1);
    if (chosen)
        border = QPen(t.text, 2);
    else if (m_mark == Mark::Former) {
        border = QPen(t.text, 1, Qt::CustomDashLine);
        border.setDashPattern({4, 3});
    }
    const double inset = chosen ? 1 : 0.5;
    const QColor fill = chosen || isDown() ? t.press : !isEnabled() ? t.win : underMouse() ? t.hover : t.control;
    painter.setPen(border);
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), metrics::controlRadius,
                            metrics::controlRadius);
    paintContent(&painter);
    if (hasFocus())
        paintFocusRing(&painter, rect());
}

void AnswerButton::paintContent(QPainter *painter)
{
    const widgets::Tokens &t = widgets::tokens();
    const bool chosen = m_mark == Mark::Chosen;
    const QFont font =
        widgets::textFont(widgets::TextRole::Reading, chosen ? widgets::Weight::SemiBold : widgets::Weight::Regular);
    const QColor ink = isEnabled() || chosen ? t.text : t.disabled;
    const double label = QFontMetricsF(font).horizontalAdvance(text());
    const QSizeF cap = m_cap.isEmpty() ? QSizeF() : widgets::keyCapSize(m_cap);
    const bool enabled = isEnabled() || chosen;
    if (width() < narrowButton) {
        const double line = widgets::lineHeight(widgets::TextRole::Reading);
        const double top = (height() - line - metrics::space4 - cap.height()) / 2;
        widgets::paintLine(painter, QRectF(4, top, width() - 8, line), Qt::AlignHCenter, text(), font, ink);
        if (!m_cap.isEmpty())
            widgets::paintKeyCap(
                painter, QRectF((width() - cap.width()) / 2, top + line + metrics::space4, cap.width(), cap.height()),
                m_cap, widgets::CapFill::InButton, enabled);
        return;
    }
    const double gap = m_cap.isEmpty() ? 0 : capGap;
    double x = qRound((width() - label - gap - cap.width()) / 2);
    const auto paintCap = [&] {
        if (!m_cap.isEmpty())
            x = widgets::paintKeyCap(painter, QRectF(x, 0, cap.width(), height()), m_cap, widgets::CapFill::InButton,
                                     enabled)
                + gap;
    };
    if (m_side == CapSide::Before)
        paintCap();
    widgets::paintLine(painter, QRectF(x, 0, label + 1, height()), Qt::AlignLeft, text(), font, ink);
    x += label + gap;
    if (m_side == CapSide::Behind)
        paintCap();
}

void paintFocusRing(QPainter *painter, const QRect &control)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(widgets::tokens().text, 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(control).adjusted(4, 4, -4, -4), 3, 3);
}

} // namespace annotate
