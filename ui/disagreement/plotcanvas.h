#pragma once

// Only for the .cpp files of plots, like plotstyle.h.
#include "ui/disagreement/disagreementdata.h"
#include "ui/disagreement/pairselection.h"
#include "ui/disagreement/plotstyle.h"

namespace disagreement {

/// A QCustomPlot with the hand that all plots share. What a plot draws are marks (points, bars), each with the pairs
/// behind it: hover shows a tooltip, a click selects, Ctrl adds, a drag draws a lasso or rectangle, the wheel zooms at
/// the pointer, the middle button moves, a double click shows everything. Arrow keys walk through the marks, Space
/// selects, Shift adds on the way.
class PlotCanvas : public QCustomPlot
{
public:
    using Ids = PairSelection::Ids;

    PlotCanvas(PairSelection *selection, const QMargins &margins);

    /// Draws these data from now on.
    virtual void setData(const DataPtr &data) = 0;
    /// Draws in other colours.
    virtual void applyTokens(const widgets::Tokens &tokens) = 0;
    void resetZoom();
    void selectAll();
    /// A sentence at the top left inside the axes; empty: none.
    void setMessage(const QString &text);

protected:
    /// How many things can be pointed at.
    virtual int marks() const = 0;
    /// In plot coordinates.
    virtual QPointF placeOf(int mark) const = 0;
    /// In pixels, for bars; empty: a point.
    virtual QRectF areaOf(int) const { return {}; }
    /// Shows the pairs behind a mark, one after the other, until the answer is false.
    using Visitor = std::function<bool(const analysis::PairId &id)>;
    virtual void visitPairs(int mark, const Visitor &visit) const = 0;
    /// Rich text; empty: none.
    virtual QString tooltipOf(int mark) const = 0;
    virtual QColor inkOf(int mark, const widgets::Tokens &tokens) const = 0;
    /// A scorer's mark ◆ stays one while it is pointed at.
    virtual bool isDiamond(int) const { return false; }
    /// Marks of one row are walked through with Left and Right, rows with Up and Down; −1: there are no rows.
    virtual int rowOf(int) const { return -1; }

    virtual bool canZoom() const { return true; }
    /// Ranges over everything.
    virtual void resetRanges() = 0;
    /// Size or ranges are others: what depends on pixels is placed again.
    virtual void rescaled() {}
    /// The selection is another one.
    virtual void selectionChanged() = 0;

    PairSelection *selection() const { return m_selection; }
    /// One of the pairs behind the mark is.
    bool isSelected(int mark) const;
    Ids idsOf(int mark) const;
    QPointF pixelOf(int mark) const;
    /// The data are others: nothing is hovered, positions are new.
    void marksChanged();
    void colorMessage(const widgets::Tokens &tokens);

    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Way { Left, Right, Up, Down };

    void addIds(int mark, Ids *ids) const;
    int nearest(const QPointF &position) const;
    Ids idsInside(const QPolygonF &shape) const;
    QPolygonF dragShape() const;
    void choose(const Ids &ids, Qt::KeyboardModifiers modifiers);
    void walk(Way way, bool adds);
    int next(Way way) const;
    int nextInRows(Way way) const;
    void hover(int mark, bool byKey = false);
    void showTooltip();
    void showSelection();
    void pan(const QPointF &delta);
    void paintHovered(QPainter *painter) const;
    void paintDrag(QPainter *painter) const;

    PairSelection *m_selection;
    QCPItemText *m_message;
    QTimer m_tooltipTimer;
    bool m_outdated = false; ///< the selection is another one than what is drawn
    int m_hovered = -1;
    bool m_dragging = false;
    QPolygonF m_drag;
    std::optional<QPointF> m_panFrom;
};

inline constexpr double hoverDiameter = 9;

} // namespace disagreement
