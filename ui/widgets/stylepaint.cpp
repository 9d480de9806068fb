#include "ui/widgets/stylepaint.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace widgets {
namespace {

constexpr int scrollHandleWidth = 6;

} // namespace

void paintBox(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &border, double radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(border.isValid() ? QPen(border, 1) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const double inset = border.isValid() ? 0.5 : 0;
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void paintField(QPainter *painter, const QStyleOption &option)
{
    const Tokens &t = tokens();
    const bool enabled = option.state & QStyle::State_Enabled;
    paintBox(painter, option.rect, enabled ? t.control : t.win, enabled ? t.controlBorder : t.line,
             metrics::controlRadius);
}

void paintCheckBox(QPainter *painter, const QStyleOption &option)
{
    const Tokens &t = tokens();
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const QColor border = enabled ? (on ? t.text2 : t.controlBorder) : t.line;
    paintBox(painter, option.rect, enabled ? t.control : t.win, border, 3);
    if (option.state & QStyle::State_On)
        paintIcon(painter, Icon::Check, option.rect, metrics::chipIcon, enabled ? t.text : t.disabled);
    else if (option.state & QStyle::State_NoChange)
        painter->fillRect(option.rect.adjusted(4, 7, -4, -7), t.text2);
}

void paintRadio(QPainter *painter, const QStyleOption &option)
{
    const Tokens &t = tokens();
    const bool enabled = option.state & QStyle::State_Enabled;
    paintBox(painter, option.rect, enabled ? t.control : t.win, enabled ? t.controlBorder : t.line,
             option.rect.width() / 2.0);
    if (option.state & QStyle::State_On)
        paintBox(painter, QRectF(option.rect).adjusted(4.5, 4.5, -4.5, -4.5), enabled ? t.text : t.disabled, {},
                 option.rect.width() / 2.0);
}

void paintScrollBar(QPainter *painter, const QStyleOptionSlider &option, const QRect &handle)
{
    if (option.minimum == option.maximum)
        return;
    const Tokens &t = tokens();
    const bool active = option.activeSubControls & QStyle::SC_ScrollBarSlider && option.state & QStyle::State_MouseOver;
    QRectF bar = handle;
    const double inset = (scrollBarWidth - scrollHandleWidth) / 2.0;
    bar = option.orientation == Qt::Vertical ? bar.adjusted(inset, 2, -inset, -2) : bar.adjusted(2, inset, -2, -inset);
    paintBox(painter, bar, active ? t.text3 : t.controlBorder, {}, scrollHandleWidth / 2.0);
}

void paintSlider(QPainter *painter, const QStyleOptionSlider &option, const QRect &groove, const QRect &handle)
{
    const Tokens &t = tokens();
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool horizontal = option.orientation == Qt::Horizontal;
    QRectF line = groove;
    line = horizontal ? QRectF(line.left(), line.center().y() - 1, line.width(), 3)
                      : QRectF(line.center().x() - 1, line.top(), 3, line.height());
    paintBox(painter, line, t.skeleton, {}, 1.5);
    QRectF done = line;
    if (horizontal)
        done.setRight(handle.center().x());
    else
        done.setTop(handle.center().y());
    paintBox(painter, done, enabled ? t.accent : t.disabled, {}, 1.5);
    const QPointF centre = QRectF(handle).center();
    paintBox(painter, QRectF(centre.x() - 7, centre.y() - 7, 14, 14), enabled ? t.accent : t.disabled, t.base, 7);
}

void paintHeaderLabel(QPainter *painter, const QStyleOptionHeader &option)
{
    const Tokens &t = tokens();
    const QFont font = textFont(TextRole::Small, Weight::Medium);
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    QRect rect = option.rect;
    const int arrow = sorted ? metrics::chipIcon + metrics::space4 : 0;
    const QFontMetrics fontMetrics(font);
    const QString text = fontMetrics.elidedText(option.text, Qt::ElideRight, rect.width() - arrow);
    const int width = fontMetrics.horizontalAdvance(text);
    // Numbers stand at the right in every language: their decimal points are in one column.
    if (option.textAlignment & Qt::AlignRight)
        rect.setLeft(rect.right() + 1 - width - arrow);
    const QRect whole(rect.left(), rect.top(), width + arrow, rect.height());
    const bool mirrored = option.direction == Qt::RightToLeft && !(option.textAlignment & Qt::AlignRight);
    const auto place = [&](int left, int length) {
        const QRect part(whole.left() + left, whole.top(), length, whole.height());
        return mirrored ? QStyle::visualRect(Qt::RightToLeft, rect, part) : part;
    };
    painter->setFont(font);
    painter->setPen(t.text2);
    painter->drawText(place(0, width), Qt::AlignLeft | Qt::AlignAbsolute | Qt::AlignVCenter | Qt::TextSingleLine, text);
    if (sorted) {
        paintIcon(painter, option.sortIndicator == QStyleOptionHeader::SortUp ? Icon::Up : Icon::Down,
                  place(width + metrics::space4, metrics::chipIcon), metrics::chipIcon, t.text2);
    }
}

void paintItemPanel(QPainter *painter, const QStyleOptionViewItem &option, const QWidget *widget)
{
    const Tokens &t = tokens();
    if (!(option.state & QStyle::State_Selected)) {
        if (option.backgroundBrush.style() != Qt::NoBrush)
            painter->fillRect(option.rect, option.backgroundBrush);
        return;
    }
    painter->fillRect(option.rect, t.selection);
    const bool first = option.viewItemPosition == QStyleOptionViewItem::Beginning
                       || option.viewItemPosition == QStyleOptionViewItem::OnlyOne
                       || option.viewItemPosition == QStyleOptionViewItem::Invalid;
    if (first && widget && widget->hasFocus())
        painter->fillRect(QStyle::visualRect(option.direction, option.rect,
                                             QRect(option.rect.left(), option.rect.top(), 2, option.rect.height())),
                          t.accent);
}

} // namespace widgets
