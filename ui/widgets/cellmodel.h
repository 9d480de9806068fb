#pragma once

#include <QAbstractTableModel>
#include <QList>

#include "ui/widgets/tablecell.h"

namespace widgets {

/// One column of a CellModel.
struct TableColumn
{
    QString title{};
    bool isNumber = false; ///< right-aligned, tabular figures
    QString toolTip{};
    std::optional<ColumnAxis> axis{}; ///< the head shows its ticks instead of the title
};

/// One row: a cell per column, or the head of a group of rows.
struct TableRow
{
    QList<TableCell> cells{};
    QString section{}; ///< not empty: a head over the whole width, without cells
};

/// A table that is given to it as a whole value. Rows that stay keep their selection: a value with as many rows changes
/// the cells in place.
class CellModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CellModel)

public:
    explicit CellModel(const QList<TableColumn> &columns, QObject *parent = nullptr);

    void setRows(const QList<TableRow> &rows);
    const QList<TableRow> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<TableColumn> m_columns;
    QList<TableRow> m_rows;
};

} // namespace widgets
