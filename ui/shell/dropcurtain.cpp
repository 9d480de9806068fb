#include "ui/shell/dropcurtain.h"

#include <QPainter>

#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace shell {

DropCurtain::DropCurtain(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropCurtain::offer(const QString &what)
{
    m_what = what;
    setGeometry(parentWidget()->rect());
    raise();
    show();
    update();
}

void DropCurtain::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.setPen(QPen(t.accent, 2));
    painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    const QFont font = widgets::textFont(widgets::TextRole::Lead, widgets::Weight::SemiBold);
    const double width = QFontMetricsF(font).horizontalAdvance(m_what) + 2 * widgets::metrics::space24;
    const QRectF plate(rect().center().x() - width / 2, height() - 96, width, 48);
    painter.fillRect(plate, t.base);
    widgets::paintLine(&painter, plate, Qt::AlignHCenter, m_what, font, t.text);
}

} // namespace shell
