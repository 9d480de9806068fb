#pragma once

#include <functional>
#include <memory>

#include <QAbstractScrollArea>
#include <QSet>

#include "core/study/ids.h"
#include "ui/widgets/studyhandle.h"

namespace widgets {
class PictureCache;
}

namespace gallery {

/// What one cell of the grid shows.
struct GridCell
{
    study::AssetId asset; ///< none: a record without a file
    QString left;         ///< value of the scorer that sorts
    QString right;        ///< kind or generator
    QString name;         ///< for tooltip and screen readers
};

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
    void setCells(int count, const std::function<GridCell(int)> &cellAt);
    int count() const { return m_count; }

    void setSide(int pixels);
    int side() const { return m_side; }

    int current() const { return m_current; }
    QList<int> selected() const;
    /// Selects one cell and brings it into view; −1 selects nothing.
    void setCurrent(int cell);
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

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    int columns() const;
    double pitchX() const;
    /// Side of a picture: the wished one, made to fill the columns.
    int shownSide() const;
    int pitchY() const;
    int cellAtPoint(const QPoint &point) const;
    void updateScrollBar();
    void paintCell(QPainter *painter, const QRect &cell, int index);
    void choose(int cell, Qt::KeyboardModifiers modifiers);
    int stepFor(int key) const;

    std::unique_ptr<widgets::PictureCache> m_pictures;
    std::function<GridCell(int)> m_cellAt;
    QHash<study::AssetId, QColor>
        m_means; ///< mean colours of pictures that were decoded once, shown while scrolling fast
    int m_count = 0;
    int m_side = 136;
    int m_current = -1;
    int m_anchor = -1;
    QSet<int> m_selected;
};

} // namespace gallery
