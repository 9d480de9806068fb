#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QAbstractScrollArea>

#include "ui/gallery/gridcell.h"
#include "ui/widgets/studyhandle.h"

namespace widgets {
class Thumbnails;
}

namespace gallery {

/// A grid of pictures for any number of cells: only what is visible is asked for, painted and decoded.
class GalleryGrid : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GalleryGrid)

public:
    static constexpr int smallestSide = 96;
    static constexpr int largestSide = 320;

    explicit GalleryGrid(QWidget *parent = nullptr);
    ~GalleryGrid() override;

    void setStudy(const widgets::StudyPtr &study);
    /// `cellAt` is called for visible cells only, when they are painted.
    /// `selected` are the cells that are selected then; the first of them is brought into view.
    /// Shows a page of placeholders until the next setCells().
    void setLoading();
    void setCells(int count, const std::function<GridCell(int)> &cellAt, const QList<int> &selected = {});
    /// The small versions, for those who make them ahead; null without a study.
    widgets::Thumbnails *thumbnails() const { return m_thumbnails.get(); }
    /// The same pictures with other captions.
    void refresh() { changed(); }
    int count() const { return m_count; }
    int selectedCount() const { return m_selectedCount; }
    /// What a cell says; `cell` is one of count().
    GridCell cell(int cell) const { return m_cellAt(cell); }

    void setSide(int pixels);
    int side() const { return m_side; }

    int current() const { return m_current; }
    QList<int> selected() const;
    /// Selects one cell and brings it into view; −1 selects nothing.
    void setCurrent(int cell);
    void selectAll();
    void clearSelection();
    /// Everything that is visible is decoded.
    bool isSettled() const;
    /// Where the cell is inside the viewport; for tests and popups.
    QRect cellRect(int cell) const;

Q_SIGNALS:
    void selectionChanged();
    /// Enter or double click.
    void opened(int cell);
    void sideChanged(int pixels);
    void settledChanged();
    /// The right button or the menu key; the cell below it is selected already.
    void menuRequested(const QPoint &globalPosition);
    /// The selected pictures are dragged away.
    void dragStarted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    int columns() const;
    double pitchX() const;
    /// Side of a picture: the wished one, made to fill the columns.
    int shownSide() const;
    int pitchY() const;
    int cellAtPoint(const QPoint &point) const;
    void updateScrollBar();
    /// First and one behind the last cell that is at least partly visible.
    std::pair<int, int> visibleCells() const;
    void askForVisible();
    void paintCell(QPainter *painter, const QRect &cell, int index);
    void choose(int cell, Qt::KeyboardModifiers modifiers);
    void bringIntoView(int cell);
    void changed();
    bool isSelected(int cell) const { return size_t(cell) < m_selected.size() && m_selected[size_t(cell)]; }
    void select(int cell, bool on);
    int stepFor(int key) const;
    QString toolTipOf(int cell) const;

    std::unique_ptr<widgets::Thumbnails> m_thumbnails;
    std::function<GridCell(int)> m_cellAt;
    bool m_loading = false;
    int m_count = 0;
    int m_side = 136;
    int m_current = -1;
    int m_anchor = -1;
    std::vector<bool> m_selected; ///< by cell: a set of 100,000 numbers would take megabytes
    int m_selectedCount = 0;
    QPoint m_pressed;
    int m_clickedSelected = -1; ///< a selected cell under the pressed button: a drag takes all, a click this one alone
};

} // namespace gallery
