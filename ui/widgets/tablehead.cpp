#include "ui/widgets/tablehead.h"

#include <QPainter>

#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/tablecell.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/tabular.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace widgets {
namespace {

void paintAxis(QPainter *painter, const QRect &rect, const ColumnAxis &axis)
{
    constexpr int labelWidth = 32;
    painter->save();
    painter->setPen(tokens().text2);
    for (const double tick : axis.ticks) {
        // The first and the last label stay inside the column.
        const double x = rect.left() + (tick - axis.low) / (axis.high - axis.low) * rect.width();
        QRectF place(x - labelWidth / 2.0, rect.top(), labelWidth, rect.height());
        if (place.right() > rect.right() + metrics::space8)
            place.moveRight(rect.right() + metrics::space8);
        paintTabular(painter, place, Qt::AlignCenter, formatFixed(tick, 1), textFont(TextRole::Caption));
    }
    painter->restore();
}

} // namespace

TableHead::TableHead(TableView *view)
    : QHeaderView(Qt::Horizontal, view)
    , m_view(view)
{
}

QRect TableHead::content(const QRect &cell, int column) const
{
    int first = 0;
    while (first < count() - 1 && isSectionHidden(logicalIndex(first)))
        ++first;
    int last = count() - 1;
    while (last > 0 && isSectionHidden(logicalIndex(last)))
        --last;
    const int visual = visualIndex(column);
    const QRect inside = cell.adjusted(visual == first ? m_view->edgePadding() : metrics::space8, 0,
                                       visual == last ? -m_view->edgePadding() : -metrics::space8, -1);
    return QStyle::visualRect(layoutDirection(), cell, inside);
}

Qt::Alignment TableHead::alignmentOf(int column) const
{
    const QVariant alignment = model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole);
    return alignment.isValid() ? Qt::Alignment(alignment.toInt()) : defaultAlignment();
}

void TableHead::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    QStyleOptionHeader option;
    initStyleOption(&option);
    option.rect = rect;
    option.section = logicalIndex;
    style()->drawControl(QStyle::CE_HeaderSection, &option, painter, this);
    option.rect = content(rect, logicalIndex);
    if (const QVariant axis = model()->headerData(logicalIndex, Qt::Horizontal, AxisRole); axis.isValid()) {
        paintAxis(painter, option.rect, axis.value<ColumnAxis>());
        return;
    }
    option.text = model()->headerData(logicalIndex, Qt::Horizontal).toString();
    option.textAlignment = alignmentOf(logicalIndex);
    if (isSortIndicatorShown() && sortIndicatorSection() == logicalIndex)
        option.sortIndicator =
            sortIndicatorOrder() == Qt::AscendingOrder ? QStyleOptionHeader::SortUp : QStyleOptionHeader::SortDown;
    style()->drawControl(QStyle::CE_HeaderLabel, &option, painter, this);
}

} // namespace widgets
