#include "ui/shell/startrow.h"

#include <QKeyEvent>
#include <QPainter>

#include "ui/widgets/focusring.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace shell {
namespace {

constexpr int rowHeight = 60;
constexpr int glyphSize = 20;
constexpr int textLeft = 46; ///< padding 12, icon 20, gap 14

} // namespace

StartRow::StartRow(widgets::Icon icon, const QString &title, const QString &note, const QKeySequence &key,
                   QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
    , m_note(note)
    , m_cap(widgets::keyCapText(key))
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(note);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    widgets::FocusRing::setOwnMark(this);
}

QSize StartRow::sizeHint() const
{
    return {468, widgets::scaled(rowHeight)};
}

void StartRow::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus() || underMouse() || isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isDown() ? t.press : hasFocus() ? t.selection : t.hover);
        painter.drawRoundedRect(rect(), widgets::metrics::controlRadius, widgets::metrics::controlRadius);
    }
    const QColor ink = isEnabled() ? t.text : t.disabled;
    widgets::paintIcon(&painter, m_icon, QRectF(widgets::metrics::space12, 0, glyphSize, height()), glyphSize, ink);

    const int titleLine = widgets::lineHeight(widgets::TextRole::Body);
    const int noteLine = widgets::lineHeight(widgets::TextRole::Small);
    const double top = (height() - titleLine - noteLine) / 2.0;
    const double capWidth = widgets::keyCapSize(m_cap).width();
    const double right = width() - widgets::metrics::space12 - capWidth;
    const double textWidth = right - textLeft - widgets::metrics::space12;
    widgets::paintLine(&painter, QRectF(textLeft, top, textWidth, titleLine), Qt::AlignLeft, text(),
                       widgets::textFont(widgets::TextRole::Body, widgets::Weight::Medium), ink);
    widgets::paintLine(&painter, QRectF(textLeft, top + titleLine, textWidth, noteLine), Qt::AlignLeft, m_note,
                       widgets::textFont(widgets::TextRole::Small), isEnabled() ? t.text3 : t.disabled);
    widgets::paintKeyCap(&painter, QRectF(right, 0, capWidth, height()), m_cap, widgets::CapFill::OnBar, isEnabled());
}

void StartRow::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        click();
        return;
    case Qt::Key_Down:
        focusNextChild();
        return;
    case Qt::Key_Up:
        focusPreviousChild();
        return;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

void StartRow::focusInEvent(QFocusEvent *event)
{
    QAbstractButton::focusInEvent(event);
    update();
}

void StartRow::focusOutEvent(QFocusEvent *event)
{
    QAbstractButton::focusOutEvent(event);
    update();
}

void StartRow::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void StartRow::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace shell
