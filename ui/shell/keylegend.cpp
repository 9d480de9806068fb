#include "ui/shell/keylegend.h"

#include <cmath>

#include <QPainter>
#include <QStyle>
#include <QWheelEvent>

#include "ui/widgets/keycap.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace shell {

using widgets::TextRole;
namespace metrics = widgets::metrics;

KeyLegend::KeyLegend(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void KeyLegend::setKeys(const QString &title, const QList<widgets::KeyHelp> &keys)
{
    m_title = title;
    m_keys = keys;
    m_offset = 0;
    QStringList spoken;
    for (const widgets::KeyHelp &help : keys)
        spoken << QStringLiteral("%1: %2").arg(help.key, help.action);
    setAccessibleName(tr("Keys"));
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    update();
}

void KeyLegend::place(const QRect &area)
{
    const int width = qMin(metrics::legendWidth, area.width());
    const QRect edge(area.right() + 1 - width, area.top(), width, area.height());
    setGeometry(QStyle::visualRect(layoutDirection(), area, edge));
    raise();
}

void KeyLegend::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.base);
    const auto seen = [this](const QRectF &place) {
        return QRectF(QStyle::visualRect(layoutDirection(), rect(), place.toAlignedRect()));
    };
    painter.fillRect(seen(QRectF(0, 0, 1, height())), t.line);
    constexpr int keyColumn = 116;
    const int row = widgets::scaled(metrics::smallControl);
    double y = metrics::space12 - m_offset;
    const auto paintRow = [&](const QString &text, widgets::Weight weight) {
        widgets::paintLine(&painter, QRectF(metrics::space16, y, width() - 2 * metrics::space16, row), Qt::AlignLeft,
                           text, widgets::textFont(TextRole::Body, weight), t.text);
        y += row;
    };
    paintRow(m_title, widgets::Weight::SemiBold);
    QString group;
    for (const widgets::KeyHelp &help : std::as_const(m_keys)) {
        if (help.group != group) {
            group = help.group;
            y += metrics::space8;
            widgets::paintLine(&painter, QRectF(metrics::space16, y, width() - 2 * metrics::space16, row),
                               Qt::AlignLeft, group, widgets::textFont(TextRole::Small, widgets::Weight::Medium),
                               t.text2);
            y += row;
        }
        const double cap = std::min<double>(keyColumn, std::ceil(widgets::keyCapSize(help.key).width()));
        widgets::paintKeyCap(&painter, seen(QRectF(metrics::space16, y, cap, row)), help.key, widgets::CapFill::OnBar);
        widgets::paintLine(
            &painter, seen(QRectF(metrics::space16 + keyColumn, y, width() - 2 * metrics::space16 - keyColumn, row)),
            Qt::AlignLeft, help.action, widgets::textFont(TextRole::Body), t.text2);
        y += row;
    }
    m_contents = int(y) + m_offset + metrics::space12;
}

void KeyLegend::wheelEvent(QWheelEvent *event)
{
    m_offset = qBound(0, m_offset - event->angleDelta().y() / 2, qMax(0, m_contents - height()));
    event->accept();
    update();
}

} // namespace shell
