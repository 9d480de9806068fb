#include "ui/widgets/paragraph.h"

#include <QFontMetrics>
#include <QPainter>

#include "ui/widgets/textblock.h"

namespace widgets {

Paragraph::Paragraph(const QString &text, TextRole role, Ink ink, QWidget *parent)
    : QWidget(parent)
    , m_text(text)
    , m_role(role)
    , m_ink(ink)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(text);
}

void Paragraph::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Paragraph::setInk(Ink ink)
{
    m_ink = ink;
    update();
}

QSize Paragraph::sizeHint() const
{
    const int width = QFontMetrics(textFont(m_role)).horizontalAdvance(m_text) + 1;
    return {width, lineHeight(m_role)};
}

QSize Paragraph::minimumSizeHint() const
{
    return {0, lineHeight(m_role)};
}

int Paragraph::heightForWidth(int width) const
{
    return m_text.isEmpty() ? lineHeight(m_role) : textHeight(m_text, textFont(m_role), lineHeight(m_role), width);
}

void Paragraph::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintText(&painter, QRectF(rect()), m_text, textFont(m_role), lineHeight(m_role), inkColor(m_ink));
}

} // namespace widgets
