#include "ui/widgets/label.h"

#include "ui/widgets/theme.h"

namespace widgets {

Label::Label(const QString &text, TextRole role, Ink ink, Weight weight, QWidget *parent)
    : QLabel(text, parent)
    , m_role(role)
    , m_ink(ink)
{
    setTextFormat(Qt::PlainText);
    setFont(textFont(role, weight));
    applyInk();
    connect(&Theme::instance(), &Theme::changed, this, &Label::applyInk);
}

void Label::setInk(Ink ink)
{
    m_ink = ink;
    applyInk();
}

QSize Label::sizeHint() const
{
    return QLabel::sizeHint().expandedTo({0, lineHeight(m_role)});
}

QSize Label::minimumSizeHint() const
{
    return QLabel::minimumSizeHint().expandedTo({0, lineHeight(m_role)});
}

void Label::applyInk()
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, inkColor(m_ink));
    // The role that Qt takes on surfaces whose background is the one of fields.
    colors.setColor(QPalette::Text, inkColor(m_ink));
    setPalette(colors);
}

} // namespace widgets
