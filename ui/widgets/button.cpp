#include "ui/widgets/button.h"

#include <cmath>

#include <QMenu>
#include <QPainter>
#include <QStyleOptionButton>

#include "ui/widgets/keycap.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/style.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace widgets {
namespace {

constexpr int sidePadding = 10;
constexpr int iconOnlyPadding = 6;

ButtonLook lookOf(Button::Kind kind)
{
    switch (kind) {
    case Button::Kind::Flat:
        return ButtonLook::Flat;
    case Button::Kind::Filled:
        return ButtonLook::Filled;
    case Button::Kind::Outlined:
        break;
    }
    return ButtonLook::Outlined;
}

} // namespace

Button::Button(const QString &text, Kind kind, QWidget *parent)
    : QPushButton(text, parent)
    , m_kind(kind)
    , m_height(metrics::control)
{
    setFont(textFont(TextRole::Body));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAutoDefault(false);
}

Button::Button(Icon icon, const QString &name, QWidget *parent)
    : Button(QString(), Kind::Flat, parent)
{
    m_icon = icon;
    setAccessibleName(name);
    setToolTip(name);
}

void Button::setKind(Kind kind)
{
    m_kind = kind;
    update();
}

void Button::setGlyph(Icon icon)
{
    m_icon = icon;
    updateGeometry();
    update();
}

void Button::setKeyCap(const QString &text, bool capFirst)
{
    m_cap = text;
    m_capFirst = capFirst;
    updateGeometry();
    update();
}

void Button::setControlHeight(int height)
{
    m_height = height;
    updateGeometry();
}

void Button::setCompact(bool compact)
{
    if (m_compact == compact)
        return;
    m_compact = compact;
    if (toolTip().isEmpty() || toolTip() == text())
        setToolTip(compact ? text() : QString());
    updateGeometry();
    update();
}

int Button::contentWidth() const
{
    const bool label = !m_compact && !text().isEmpty();
    double width = 0;
    if (m_icon != Icon::None)
        width += metrics::controlIcon + (label ? metrics::iconGap : 0);
    if (label)
        width += QFontMetricsF(font()).horizontalAdvance(text());
    if (!m_cap.isEmpty())
        width += keyCapSize(m_cap).width() + metrics::iconGap;
    if (menu())
        width += metrics::chipIcon + metrics::iconGap;
    return int(std::ceil(width));
}

QSize Button::sizeHint() const
{
    const bool iconOnly = (m_compact || text().isEmpty()) && m_cap.isEmpty() && !menu();
    const int height = scaled(m_height);
    const int width = contentWidth() + 2 * (iconOnly ? iconOnlyPadding : sidePadding);
    return {qMax(width, height), height};
}

QColor Button::inkColor() const
{
    const Tokens &t = tokens();
    if (!isEnabled())
        return t.disabled;
    if (m_kind == Kind::Filled)
        return t.onAccent;
    return m_kind == Kind::Flat && !isChecked() ? t.text2 : t.text;
}

void Button::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    paintButton(&painter, rect(), lookOf(m_kind), option.state);

    const QColor ink = inkColor();
    double x = (width() - contentWidth()) / 2.0;
    const auto paintCap = [&] {
        if (!m_cap.isEmpty())
            x = paintKeyCap(&painter, QRectF(x, 0, width(), height()), m_cap, CapFill::OnBar, isEnabled())
                + metrics::iconGap;
    };
    if (m_capFirst)
        paintCap();
    if (m_icon != Icon::None) {
        paintIcon(&painter, m_icon, QRectF(x, 0, metrics::controlIcon, height()), metrics::controlIcon, ink);
        x += metrics::controlIcon + metrics::iconGap;
    }
    if (!m_compact && !text().isEmpty()) {
        painter.setFont(font());
        painter.setPen(ink);
        const double labelWidth = QFontMetricsF(font()).horizontalAdvance(text());
        painter.drawText(QRectF(x, 0, labelWidth + 1, height()),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic, text());
        x += labelWidth + metrics::iconGap;
    }
    if (!m_capFirst)
        paintCap();
    if (menu())
        paintIcon(&painter, Icon::Down, QRectF(x, 0, metrics::chipIcon, height()), metrics::chipIcon, ink);
}

} // namespace widgets
