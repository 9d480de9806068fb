#include "ui/annotate/keyrow.h"

#include <cmath>

#include <QPainter>

#include "ui/widgets/keycap.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace annotate {

namespace metrics = widgets::metrics;

namespace {

constexpr int capGap = 5;

} // namespace

KeyRow::KeyRow(QWidget *parent)
    : QWidget(parent)
{
    setFont(widgets::textFont(widgets::TextRole::Small));
}

void KeyRow::setItems(const QList<Item> &items)
{
    m_items = items;
    QStringList spoken;
    for (const Item &item : items)
        spoken << QStringLiteral("%1: %2").arg(item.text, item.caps.join(QLatin1Char(' ')));
    setAccessibleName(tr("Keys"));
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

double KeyRow::itemWidth(const Item &item) const
{
    double width = QFontMetricsF(font()).horizontalAdvance(item.text);
    for (const QString &cap : item.caps)
        width += widgets::keyCapSize(cap).width() + capGap;
    return width;
}

QSize KeyRow::sizeHint() const
{
    double width = 0;
    for (const Item &item : m_items)
        width += itemWidth(item) + (width > 0 ? metrics::space16 : 0);
    return {int(std::ceil(width)), widgets::scaled(metrics::annotateControl)};
}

void KeyRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    double x = width();
    for (auto item = m_items.rbegin(); item != m_items.rend(); ++item) {
        x -= itemWidth(*item);
        double left = x;
        for (const QString &cap : item->caps)
            left = widgets::paintKeyCap(&painter, QRectF(left, 0, width(), height()), cap, widgets::CapFill::OnBar)
                   + capGap;
        widgets::paintLine(&painter, QRectF(left, 0, width(), height()), Qt::AlignLeft, item->text, font(),
                           widgets::tokens().text3);
        x -= metrics::space16;
    }
}

} // namespace annotate
