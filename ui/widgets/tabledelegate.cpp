#include "ui/widgets/tabledelegate.h"

#include <cmath>

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/widgets/icons.h"
#include "ui/widgets/marks.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/tablecell.h"
#include "ui/widgets/tablehead.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/tabular.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace widgets {
namespace {

constexpr int shareWidth = 80;
constexpr int shareHeight = 4;
constexpr double capHeight = 8; ///< of the ends of an interval
constexpr double markSize = 8;

QFont cellFont(const QModelIndex &index)
{
    const QVariant weight = index.data(WeightRole);
    return textFont(TextRole::Body, weight.isValid() ? Weight(weight.toInt()) : Weight::Regular);
}

bool isNumber(const QModelIndex &index)
{
    return index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight;
}

int before(const QModelIndex &index)
{
    int width = 0;
    if (index.data(GlyphRole).toInt() != 0)
        width += metrics::controlIcon + metrics::iconGap;
    if (index.data(ShareRole).isValid())
        width += shareWidth + metrics::space8;
    return width;
}

void paintShare(QPainter *painter, const QRect &rect, double share)
{
    const QRect line(rect.left(), rect.center().y() - shareHeight / 2 + 1, shareWidth, shareHeight);
    painter->fillRect(line, tokens().skeleton);
    painter->fillRect(QRectF(line.left(), line.top(), line.width() * qBound(0.0, share, 1.0), line.height()),
                      tokens().text2);
}

void paintInterval(QPainter *painter, const QRect &rect, const IntervalMark &mark)
{
    const Tokens &t = tokens();
    const auto place = [&](double value) {
        return rect.left() + 0.5
               + qBound(0.0, (value - mark.axisLow) / (mark.axisHigh - mark.axisLow), 1.0) * (rect.width() - 1);
    };
    const double middle = rect.top() + rect.height() / 2.0;
    if (mark.band)
        painter->fillRect(
            QRectF(QPointF(place(mark.band->first), rect.top()), QPointF(place(mark.band->second), rect.bottom() + 1)),
            t.peopleSoft);
    if (mark.reference) {
        QPen chance(t.text3, 1);
        chance.setDashPattern({2, 2});
        painter->setPen(chance);
        const double x = std::floor(place(*mark.reference)) + 0.5;
        painter->drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom() + 1));
    }
    painter->setRenderHint(QPainter::Antialiasing);
    if (mark.published)
        paintDiamond(painter, QPointF(place(*mark.published), middle), markSize, t.text3, true);
    if (!mark.hasValue)
        return;
    const QColor color = mark.fromPeople ? t.people : t.model;
    painter->setPen(QPen(color, 1.5));
    painter->drawLine(QPointF(place(mark.low), middle), QPointF(place(mark.high), middle));
    if (mark.high > mark.low) { // too few units: the estimate stands alone
        for (const double end : {mark.low, mark.high})
            painter->drawLine(QPointF(place(end), middle - capHeight / 2), QPointF(place(end), middle + capHeight / 2));
    }
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    const QPointF centre(place(mark.value), middle);
    if (mark.fromPeople)
        painter->drawEllipse(centre, markSize / 2, markSize / 2);
    else
        painter->drawConvexPolygon(QPolygonF({centre + QPointF(0, -markSize / 2), centre + QPointF(markSize / 2, 0),
                                              centre + QPointF(0, markSize / 2), centre + QPointF(-markSize / 2, 0)}));
}

} // namespace

TableDelegate::TableDelegate(TableView *view)
    : QStyledItemDelegate(view)
    , m_view(view)
{
}

void TableDelegate::paintSection(QPainter *painter, const QRect &cell, const QString &text) const
{
    painter->fillRect(cell, tokens().win);
    painter->fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), tokens().grid);
    paintLine(painter, cell.adjusted(m_view->edgePadding(), 0, -m_view->edgePadding(), -1), Qt::AlignLeft, text,
              textFont(TextRole::Small, Weight::Medium), tokens().text2);
}

void TableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString section = index.siblingAtColumn(0).data(SectionRole).toString();
    painter->save();
    if (!section.isEmpty()) {
        paintSection(painter, option.rect, section);
        painter->restore();
        return;
    }
    QStyleOptionViewItem panel = option;
    initStyleOption(&panel, index);
    panel.viewItemPosition = m_view->horizontalHeader()->visualIndex(index.column()) == 0
                                 ? QStyleOptionViewItem::Beginning
                                 : QStyleOptionViewItem::Middle;
    m_view->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &panel, painter, m_view);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), tokens().grid);

    QRect rect = m_view->head()->content(option.rect, index.column());
    if (const QVariant interval = index.data(IntervalRole); interval.isValid()) {
        paintInterval(painter, rect, interval.value<IntervalMark>());
        painter->restore();
        return;
    }
    const QVariant inkData = index.data(InkRole);
    const QColor color = inkColor(inkData.isValid() ? Ink(inkData.toInt()) : Ink::Text);
    const auto takeLeading = [&rect, direction = option.direction](int width, int gap) {
        const QRect whole = rect;
        const QRect taken(whole.left(), whole.top(), width, whole.height());
        rect = QStyle::visualRect(direction, whole, whole.adjusted(width + gap, 0, 0, 0));
        return QStyle::visualRect(direction, whole, taken);
    };
    if (const int glyph = index.data(GlyphRole).toInt(); glyph != 0)
        paintIcon(painter, Icon(glyph), takeLeading(metrics::controlIcon, metrics::iconGap), metrics::controlIcon,
                  color);
    if (const QVariant share = index.data(ShareRole); share.isValid())
        paintShare(painter, takeLeading(shareWidth, metrics::space8), share.toDouble());
    const QFont font = cellFont(index);
    const QString text = index.data().toString();
    if (index.data(PressableRole).toBool() && option.state & QStyle::State_MouseOver) {
        const int width = QFontMetrics(font).horizontalAdvance(text) + 2 * metrics::space8;
        const QRect button = QStyle::visualRect(
            option.direction, rect,
            QRect(rect.right() - width + metrics::space8 + 1, rect.top() + 2, width, rect.height() - 4));
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens().hover);
        painter->drawRoundedRect(button, metrics::controlRadius, metrics::controlRadius);
    }
    if (isNumber(index) && !index.data(PressableRole).toBool()) {
        painter->setPen(color);
        paintTabular(painter, rect, Qt::AlignRight | Qt::AlignVCenter, text, font);
    } else {
        paintLine(painter, rect, isNumber(index) ? Qt::AlignRight : Qt::AlignLeft, text, font, color);
    }
    painter->restore();
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect cell(0, 0, 1000, option.rect.height());
    const int padding = cell.width() - m_view->head()->content(cell, index.column()).width();
    const double text = isNumber(index) ? tabularWidth(index.data().toString(), cellFont(index))
                                        : QFontMetricsF(cellFont(index)).horizontalAdvance(index.data().toString());
    return {padding + before(index) + int(std::ceil(text)) + 1, m_view->verticalHeader()->defaultSectionSize()};
}

bool TableDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    const QString own = index.data(Qt::ToolTipRole).toString();
    // Cut text is told in full; what fits needs no tooltip.
    if (event->type() == QEvent::ToolTip && own.isEmpty() && sizeHint(option, index).width() > option.rect.width()) {
        QToolTip::showText(event->globalPos(), index.data().toString(), view);
        return true;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

} // namespace widgets
