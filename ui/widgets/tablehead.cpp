#include "ui/widgets/tablehead.h"

#include <QPainter>

#include "ui/widgets/metrics.h"
#include "ui/widgets/tableview.h"

namespace widgets {

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
    return cell.adjusted(visual == first ? m_view->edgePadding() : metrics::space8, 0,
                         visual == last ? -m_view->edgePadding() : -metrics::space8, -1);
}

void TableHead::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    QStyleOptionHeader option;
    initStyleOption(&option);
    option.rect = rect;
    option.section = logicalIndex;
    style()->drawControl(QStyle::CE_HeaderSection, &option, painter, this);
    option.rect = content(rect, logicalIndex);
    option.text = model()->headerData(logicalIndex, Qt::Horizontal).toString();
    const QVariant alignment = model()->headerData(logicalIndex, Qt::Horizontal, Qt::TextAlignmentRole);
    option.textAlignment = alignment.isValid() ? Qt::Alignment(alignment.toInt()) : defaultAlignment();
    if (isSortIndicatorShown() && sortIndicatorSection() == logicalIndex)
        option.sortIndicator = sortIndicatorOrder() == Qt::AscendingOrder ? QStyleOptionHeader::SortUp : QStyleOptionHeader::SortDown;
    style()->drawControl(QStyle::CE_HeaderLabel, &option, painter, this);
}

} // namespace widgets
