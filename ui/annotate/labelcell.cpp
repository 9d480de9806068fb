#include "ui/annotate/labelcell.h"

#include <QPainter>

#include "ui/annotate/answerbutton.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace annotate {

namespace {

constexpr int capLeft = 7;
constexpr int textLeft = 32;
constexpr int textRight = 8;
constexpr int segmentGap = 3;

} // namespace

LabelCell::LabelCell(const QString &key, const QString &title, int maximumIntensity, QWidget *parent)
    : QAbstractButton(parent)
    , m_key(key)
    , m_maximum(maximumIntensity)
{
    setText(title);
    setAccessibleName(title);
    setFont(widgets::textFont(widgets::TextRole::Body));
    setFocusPolicy(Qt::TabFocus);
}

void LabelCell::setActive(bool active)
{
    m_active = active;
    update();
}

void LabelCell::setLevel(int level)
{
    m_level = level;
    setAccessibleDescription(level == 0      ? QString()
                             : m_maximum > 0 ? tr("%1 of %2").arg(level).arg(m_maximum)
                                             : tr("chosen"));
    update();
}

int LabelCell::naturalWidth() const
{
    return textLeft + fontMetrics().horizontalAdvance(text()) + textRight;
}

void LabelCell::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool chosen = m_level > 0;
    painter.setPen(chosen ? QPen(m_active ? t.text : t.text3, 2)
                          : QPen(m_active && isEnabled() ? t.controlBorder : t.line, 1));
    painter.setBrush(!m_active || !isEnabled() ? t.win : isDown() ? t.press : underMouse() ? t.hover : t.control);
    const double inset = chosen ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), widgets::metrics::controlRadius,
                            widgets::metrics::controlRadius);
    const QColor ink = !isEnabled() ? t.disabled : m_active ? t.text : t.text3;
    if (m_active && !m_cap.isEmpty())
        widgets::paintKeyCap(&painter, QRectF(capLeft, 0, 20, height()), m_cap, widgets::CapFill::OnBar, isEnabled());
    widgets::paintLine(&painter, QRectF(textLeft, 0, width() - textLeft - 4, height()), Qt::AlignLeft, text(), font(),
                       ink);
    if (chosen && m_maximum > 1) {
        const double length = (width() - 2.0 * capLeft - (m_maximum - 1) * segmentGap) / m_maximum;
        for (int i = 0; i < m_maximum; ++i)
            painter.fillRect(QRectF(qRound(capLeft + i * (length + segmentGap)), height() - 6, qRound(length), 2),
                             i < m_level ? (m_active ? t.text : t.text3) : t.line);
    }
    if (hasFocus())
        paintFocusRing(&painter, rect());
}

} // namespace annotate
