#include "ui/widgets/cellmodel.h"

#include "ui/widgets/tableview.h"

namespace widgets {

CellModel::CellModel(const QList<TableColumn> &columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(columns)
{
}

void CellModel::setRows(const QList<TableRow> &rows)
{
    if (rows.size() == m_rows.size()) {
        m_rows = rows;
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int CellModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CellModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant CellModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TableRow &row = m_rows[index.row()];
    if (role == SectionRole)
        return row.section;
    if (role == Qt::TextAlignmentRole)
        return int((m_columns[index.column()].isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (index.column() >= row.cells.size())
        return role == Qt::DisplayRole && index.column() == 0 && !row.section.isEmpty() ? QVariant(row.section)
                                                                                        : QVariant();
    const TableCell &cell = row.cells[index.column()];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
        return cell.toolTip.isEmpty() ? QVariant() : QVariant(cell.toolTip);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(m_columns[index.column()].title, cell.text);
    case InkRole:
        return int(cell.ink);
    case WeightRole:
        return int(cell.weight);
    case GlyphRole:
        return int(cell.glyph);
    case ShareRole:
        return cell.share ? QVariant(*cell.share) : QVariant();
    case PressableRole:
        return cell.pressable;
    case IntervalRole:
        return cell.interval ? QVariant::fromValue(*cell.interval) : QVariant();
    case SortRole:
        return cell.sort;
    default:
        return {};
    }
}

QVariant CellModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    const TableColumn &column = m_columns[section];
    switch (role) {
    case Qt::DisplayRole:
        return column.title;
    case Qt::ToolTipRole:
        return column.toolTip.isEmpty() ? QVariant() : QVariant(column.toolTip);
    case Qt::TextAlignmentRole:
        return int((column.isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case AxisRole:
        return column.axis ? QVariant::fromValue(*column.axis) : QVariant();
    default:
        return {};
    }
}

Qt::ItemFlags CellModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return m_rows[index.row()].section.isEmpty() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                                                 : Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
}

} // namespace widgets
