#include "ui/widgets/tableview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QSortFilterProxyModel>

#include "ui/widgets/focusring.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/skeletonbar.h"
#include "ui/widgets/tabledelegate.h"
#include "ui/widgets/tablehead.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace widgets {
namespace {

QString tsvField(const QString &text)
{
    QString plain = text;
    return plain.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
}

/// Sorts by SortRole where the model gives it, else by the shown text.
class SortProxy : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        const QVariant a = left.data(SortRole);
        const QVariant b = right.data(SortRole);
        if (!a.isValid() || !b.isValid())
            return QString::localeAwareCompare(left.data().toString(), right.data().toString()) < 0;
        return QVariant::compare(a, b) == QPartialOrdering::Less;
    }
};

} // namespace

TableView::TableView(QWidget *parent)
    : QTableView(parent)
    , m_head(new TableHead(this))
    , m_rowHeight(metrics::row)
{
    setItemDelegate(new TableDelegate(this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    FocusRing::setOwnMark(this);
    verticalHeader()->hide();
    setHorizontalHeader(m_head);
    QHeaderView *head = m_head;
    head->setHighlightSections(false);
    head->setSectionsMovable(true);
    head->setStretchLastSection(true);
    head->setMinimumSectionSize(36);
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setSectionsClickable(true);
    head->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(head, &QHeaderView::sectionClicked, this, &TableView::onHeaderClicked);
    connect(head, &QHeaderView::customContextMenuRequested, this, &TableView::openColumnMenu);
    applySize();
}

void TableView::setSource(QAbstractItemModel *model, bool sortable)
{
    m_sortable = sortable;
    auto *proxy = new SortProxy(this);
    proxy->setDynamicSortFilter(true);
    proxy->setSourceModel(model);
    setModel(proxy);
    horizontalHeader()->setSectionsClickable(sortable);
    connect(proxy, &QAbstractItemModel::modelReset, this, &TableView::updateSpans);
    connect(proxy, &QAbstractItemModel::rowsInserted, this, &TableView::updateSpans);
    connect(proxy, &QAbstractItemModel::layoutChanged, this, &TableView::updateSpans);
    updateSpans();
}

int TableView::sourceRow(int viewRow) const
{
    const auto *proxy = qobject_cast<const QSortFilterProxyModel *>(model());
    return proxy ? proxy->mapToSource(proxy->index(viewRow, 0)).row() : -1;
}

int TableView::viewRow(int sourceRow) const
{
    const auto *proxy = qobject_cast<const QSortFilterProxyModel *>(model());
    return proxy ? proxy->mapFromSource(proxy->sourceModel()->index(sourceRow, 0)).row() : -1;
}

void TableView::setRowHeight(int pixels)
{
    m_rowHeight = pixels;
    applySize();
}

void TableView::setColumnWidths(const QList<int> &widths, int stretched)
{
    m_widths = widths;
    for (int column = 0; column < widths.size(); ++column)
        setColumnWidth(column, scaled(widths[column]));
    m_head->setStretchLastSection(stretched < 0);
    if (stretched >= 0)
        m_head->setSectionResizeMode(stretched, QHeaderView::Stretch);
    fitColumns();
}

void TableView::setGivingColumns(const QList<int> &columns)
{
    m_giving = columns;
    fitColumns();
}

void TableView::fitColumns()
{
    const QHeaderView *head = m_head;
    int last = head->count() - 1;
    while (last > 0 && head->isSectionHidden(last))
        --last;
    const auto takesTheRest = [&](int column) {
        return head->stretchLastSection() ? column == last : head->sectionResizeMode(column) == QHeaderView::Stretch;
    };
    const auto needed = [&] {
        int width = 0;
        for (int column = 0; column < head->count(); ++column) {
            if (!head->isSectionHidden(column))
                width += takesTheRest(column) ? scaled(m_widths.value(column)) : head->sectionSize(column);
        }
        return width;
    };
    for (const int column : std::as_const(m_given))
        setColumnHidden(column, false);
    m_given.clear();
    for (const int column : std::as_const(m_giving)) {
        if (needed() <= viewport()->width())
            return;
        if (head->isSectionHidden(column))
            continue; // by somebody else
        setColumnHidden(column, true);
        m_given.insert(column);
    }
}

void TableView::setLoading(bool loading)
{
    m_loading = loading;
    viewport()->update();
}

QString TableView::toTsv() const
{
    if (!model())
        return {};
    const QHeaderView *head = horizontalHeader();
    QList<int> columns;
    for (int visual = 0; visual < head->count(); ++visual) {
        if (!head->isSectionHidden(head->logicalIndex(visual)))
            columns.append(head->logicalIndex(visual));
    }
    QStringList lines;
    QStringList fields;
    for (const int column : columns)
        fields.append(tsvField(model()->headerData(column, Qt::Horizontal).toString()));
    lines.append(fields.join(QLatin1Char('\t')));
    const QModelIndexList selected = selectionModel()->selectedRows();
    for (int row = 0; row < model()->rowCount(); ++row) {
        if (!selected.isEmpty() && !selectionModel()->isRowSelected(row))
            continue;
        fields.clear();
        for (const int column : columns)
            fields.append(tsvField(model()->index(row, column).data().toString()));
        lines.append(fields.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

void TableView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!m_loading || !model() || model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    const QHeaderView *head = horizontalHeader();
    const int height = verticalHeader()->defaultSectionSize();
    for (int row = 0; row < skeletonRows; ++row) {
        for (int column = 0; column < head->count(); ++column) {
            const QRect cell(head->sectionViewportPosition(column), row * height, head->sectionSize(column), height);
            if (!head->isSectionHidden(column))
                paintSkeleton(&painter, m_head->content(cell, column), m_head->alignmentOf(column));
        }
        painter.fillRect(QRect(0, (row + 1) * height - 1, viewport()->width(), 1), tokens().grid);
    }
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(toTsv());
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid()) {
        // The cell one is on, or the first button of its row: never two of them.
        QModelIndex pressed = currentIndex();
        for (int column = 0; column < model()->columnCount() && !pressed.data(PressableRole).toBool(); ++column)
            pressed = currentIndex().siblingAtColumn(column);
        press(pressed);
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::mouseMoveEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    viewport()->setCursor(index.data(PressableRole).toBool() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QTableView::mouseMoveEvent(event);
}

void TableView::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton)
        press(indexAt(event->pos()));
}

void TableView::leaveEvent(QEvent *event)
{
    viewport()->unsetCursor();
    QTableView::leaveEvent(event);
}

void TableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        applySize();
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void TableView::applySize()
{
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(scaled(m_rowHeight));
    verticalHeader()->setDefaultSectionSize(scaled(m_rowHeight));
}

void TableView::onHeaderClicked(int column)
{
    if (!m_sortable)
        return;
    if (m_sortColumn != column) {
        m_sortColumn = column;
        m_sortOrder = Qt::AscendingOrder;
    } else if (m_sortOrder == Qt::AscendingOrder) {
        m_sortOrder = Qt::DescendingOrder;
    } else {
        m_sortColumn = -1;
        m_sortOrder = Qt::AscendingOrder;
    }
    horizontalHeader()->setSortIndicatorShown(m_sortColumn >= 0);
    horizontalHeader()->setSortIndicator(m_sortColumn, m_sortOrder);
    model()->sort(m_sortColumn, m_sortOrder);
}

void TableView::openColumnMenu(const QPoint &position)
{
    QHeaderView *head = horizontalHeader();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 1; column < head->count(); ++column) { // the first column names the row and stays
        QAction *action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!head->isSectionHidden(column));
        connect(action, &QAction::toggled, head, [head, column](bool on) { head->setSectionHidden(column, !on); });
    }
    menu->popup(head->mapToGlobal(position));
}

void TableView::press(const QModelIndex &index)
{
    if (!index.data(PressableRole).toBool() || index.data().toString().isEmpty())
        return;
    const auto *proxy = qobject_cast<const QSortFilterProxyModel *>(model());
    const QModelIndex source = proxy ? proxy->mapToSource(index) : index;
    Q_EMIT cellPressed(source.row(), source.column());
}

void TableView::updateSpans()
{
    clearSpans();
    for (int row = 0; row < model()->rowCount(); ++row) {
        if (!model()->index(row, 0).data(SectionRole).toString().isEmpty())
            setSpan(row, 0, 1, model()->columnCount());
    }
}

} // namespace widgets
