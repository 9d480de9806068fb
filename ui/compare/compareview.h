#pragma once

#include <QAbstractScrollArea>

#include "core/analysis/promptsheet.h"
#include "ui/compare/comparerows.h"
#include "ui/widgets/picturecache.h"
#include "ui/widgets/zoomlink.h"

class QTimer;

namespace widgets {
class PictureView;
}

namespace compare {

/// Pictures side by side with their scores under them. The row heads stay at the left, the pictures at the top; columns
/// scroll sideways when there are many, rows up and down. Cells are painted, not widgets.
class CompareView : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CompareView)

public:
    explicit CompareView(QWidget *parent = nullptr);

    void setCache(widgets::PictureCache *cache);
    /// Shows pictures (one per column, in the order of the table) and their table. The pictures stay when only the
    /// table changed.
    void setTable(const std::vector<analysis::SheetPicture> &pictures, const Table &table);
    const Table &table() const { return m_table; }
    /// A sentence in place of everything.
    void setEmptyText(const QString &text) { m_emptyText = text; }
    /// On: one zoom for all pictures; off: each its own.
    void setLinkedZoom(bool linked);
    void fitAll();

    /// Cell that the keyboard is on; −1, −1 for none.
    int currentRow() const { return m_currentRow; }
    int currentColumn() const { return m_currentColumn; }
    void setCurrent(int row, int column);
    /// Where a cell is, in viewport coordinates.
    QRect cellRect(int row, int column) const;
    bool isSettled() const;

Q_SIGNALS:
    /// T, Enter or a click on a cell of a scorer: its 2×2 is wanted.
    void cellActivated(int row, int column);
    void retryRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int columnWidth() const;
    int pictureSide() const;
    int picturesHeight() const;
    int rowsTop() const;
    int rowTop(int row) const;
    int rowHeight(int row) const;
    int contentHeight() const;
    int columnLeft(int column) const;
    bool isCell(int row, int column) const;
    std::pair<int, int> cellAt(const QPoint &position) const;
    int firstScorerRow() const;
    void move(int rows, int columns);
    void layOut();
    void showPictures();
    void paintLegend(QPainter *painter) const;
    void paintCaptions(QPainter *painter) const;
    void paintRows(QPainter *painter) const;
    void paintRowHead(QPainter *painter, const QRect &rect, const Row &row) const;
    void paintCell(QPainter *painter, const QRect &rect, const Row &row, const Cell &cell) const;
    void updateAccessibleText();

    QPointer<widgets::PictureCache> m_cache;
    std::vector<analysis::SheetPicture> m_pictures;
    std::vector<widgets::PictureView *> m_views;
    Table m_table;
    QString m_emptyText;
    widgets::ZoomLink *m_link;
    bool m_linked = true;
    int m_currentRow = -1;
    int m_currentColumn = -1;
    bool m_keyboard = false; ///< the mark of the current cell is shown after keyboard use
    QTimer *m_turn;          ///< turns the marks of running rows
    int m_angle = 0;
};

} // namespace compare
