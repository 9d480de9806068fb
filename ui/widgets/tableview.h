#pragma once

#include <QSet>
#include <QTableView>

namespace widgets {

class TableHead;

/// What a model may say about a cell beside Qt's own roles; TableView paints it.
enum TableRole {
    InkRole = Qt::UserRole + 1, ///< Ink as int; default Text
    WeightRole,                 ///< Weight as int; default Regular
    GlyphRole,                  ///< Icon as int, 16 px before the text, in the cell's ink
    ShareRole,                  ///< double 0 to 1: a line of 80 × 4 before the text
    PressableRole,              ///< bool: the text is a flat button; a click or Enter emits cellPressed
    SectionRole,                ///< text: the row is a group head over the whole width (ask column 0)
    IntervalRole,               ///< IntervalMark: the cell is drawn, its text is for copy and tooltip
    AxisRole,                   ///< of a head: ColumnAxis, its ticks are shown instead of a title
    SortRole,                   ///< what sorting compares; default is the display text
};

/// A table as the design describes it: one line per row, 1 px lines between rows, the whole row selected, text left and
/// numbers right in tabular figures, columns that can be resized, moved and hidden, Ctrl+C copies with the head as TSV.
/// Sorting goes through three states: up, down, the model's own order.
class TableView : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TableView)

public:
    /// Rows of placeholders while it is loading.
    static constexpr int skeletonRows = 8;

    explicit TableView(QWidget *parent = nullptr);

    /// The model is sorted through a proxy when `sortable`.
    void setSource(QAbstractItemModel *model, bool sortable = true);
    /// Row of the source model for a row of this view; −1 for none.
    int sourceRow(int viewRow) const;
    /// Row of the view that shows a row of the source model; −1 for none.
    int viewRow(int sourceRow) const;

    void setRowHeight(int pixels);
    /// From the left, in logical pixels at 100 % text. What is left over goes to the column `stretched`; −1: to the
    /// last one.
    void setColumnWidths(const QList<int> &widths, int stretched = -1);
    /// These say least: they hide, in this order, where the view is too narrow for all columns, and come back with the
    /// room. Those that somebody else hides stay hidden.
    void setGivingColumns(const QList<int> &columns);
    /// Call after hiding or showing other columns.
    void fitColumns();
    /// Padding before the first and after the last column: 12 in regions, 16 on pages.
    void setEdgePadding(int pixels) { m_edge = pixels; }
    int edgePadding() const { return m_edge; }
    TableHead *head() const { return m_head; }
    /// Skeleton rows instead of an empty table while the first rows are on their way.
    void setLoading(bool loading);
    bool isLoading() const { return m_loading; }

    /// Rows and head as tab-separated text: the selected rows, or all when none is selected.
    QString toTsv() const;

Q_SIGNALS:
    /// Source coordinates of a pressable cell.
    void cellPressed(int row, int column);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void applySize();
    void onHeaderClicked(int column);
    void openColumnMenu(const QPoint &position);
    void press(const QModelIndex &index);
    void updateSpans();

    TableHead *m_head;
    int m_edge = 12;
    int m_rowHeight;
    bool m_sortable = true;
    bool m_loading = false;
    QList<int> m_widths; ///< as given to setColumnWidths()
    QList<int> m_giving;
    QSet<int> m_given; ///< hidden for want of room
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace widgets
