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

/// 2 px for what was chosen just now, dashed for what was taken back.
QPen markPen(AnswerButton::Mark mark)
{
    const QColor ink = widgets::tokens().text;
    if (mark == AnswerButton::Mark::Chosen)
        return QPen(ink, 2);
    QPen dashed(ink, 1, Qt::CustomDashLine);
    dashed.setDashPattern({4, 3});
    return dashed;
}

QString markText(AnswerButton::Mark mark)
{
    return mark == AnswerButton::Mark::Chosen   ? AnswerButton::tr("chosen")
           : mark == AnswerButton::Mark::Former ? AnswerButton::tr("former answer")
                                                : QString();
}

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
    setAccessibleDescription(markText(mark));
    update();
}

QString AnswerButton::shownLabel() const
{
    constexpr int padding = 8;
    const QFontMetricsF font(widgets::textFont(widgets::TextRole::Reading, widgets::Weight::SemiBold));
    const bool fits = font.horizontalAdvance(text()) + 2 * padding <= width();
    return fits || m_shortLabel.isEmpty() ? text() : m_shortLabel;
}

SmallAnswerButton::SmallAnswerButton(const QString &label, QWidget *parent)
    : Button(label, Kind::Outlined, parent)
{
}

void SmallAnswerButton::setMark(AnswerButton::Mark mark)
{
    m_mark = mark;
    setAccessibleDescription(markText(mark));
    update();
}

void SmallAnswerButton::paintEvent(QPaintEvent *event)
{
    Button::paintEvent(event);
    if (m_mark == AnswerButton::Mark::None)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(markPen(m_mark));
    painter.setBrush(Qt::NoBrush);
    const double inset = m_mark == AnswerButton::Mark::Chosen ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), metrics::controlRadius,
                            metrics::controlRadius);
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
    if (m_mark != Mark::None)
        border = markPen(m_mark);
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
        widgets::paintLine(painter, QRectF(4, top, width() - 8, line), Qt::AlignHCenter, shownLabel(), font, ink);
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
