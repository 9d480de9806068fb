#include "ui/studysetup/totals.h"

#include <QFontMetricsF>
#include <QPainter>

#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace studysetup {
namespace {

constexpr int rowHeight = 69;
constexpr int gap = 36;

} // namespace

Totals::Totals(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Totals::setItems(const QList<Item> &items)
{
    m_items = items;
    QStringList spoken;
    for (const Item &item : items)
        spoken.append(item.number + QLatin1Char(' ') + item.what);
    setAccessibleName(spoken.join(QStringLiteral(", ")));
    update();
}

QSize Totals::sizeHint() const
{
    return {400, widgets::scaled(rowHeight)};
}

void Totals::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.base);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
    const QFont large = widgets::textFont(widgets::TextRole::Large, widgets::Weight::SemiBold);
    const QFont small = widgets::textFont(widgets::TextRole::Small);
    const int numberLine = widgets::lineHeight(widgets::TextRole::Large);
    const int whatLine = widgets::lineHeight(widgets::TextRole::Small);
    const double top = (height() - numberLine - whatLine) / 2.0;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    double x = widgets::metrics::pageMargin;
    for (const Item &item : m_items) {
        const double width =
            qMax(QFontMetricsF(large).horizontalAdvance(item.number), QFontMetricsF(small).horizontalAdvance(item.what))
            + 1;
        const double left = mirrored ? this->width() - x - width : x;
        const Qt::Alignment side = mirrored ? Qt::AlignRight : Qt::AlignLeft;
        widgets::paintLine(&painter, QRectF(left, top, width, numberLine), side, item.number, large, t.text);
        widgets::paintLine(&painter, QRectF(left, top + numberLine, width, whatLine), side, item.what, small, t.text3);
        x += width + gap;
    }
}

} // namespace studysetup
