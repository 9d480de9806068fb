#pragma once

#include <QAbstractScrollArea>
#include <QPointer>

#include "ui/widgets/picturecache.h"

namespace widgets {

/// A list of items with pictures along one axis, of which only those in view are painted, so that only they are
/// decoded. Scrolling, the current item, keys and mouse; what an item is and how it looks is the derived class's.
class PictureList : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PictureList)

public:
    /// `margin`: px before the first and after the last item.
    PictureList(Qt::Orientation axis, int margin, QWidget *parent);

    void setCache(PictureCache *cache);
    virtual int count() const = 0;
    int current() const { return m_current; }
    /// All visible pictures are there.
    bool isSettled() const { return !m_cache || m_cache->isIdle(); }

protected:
    /// px of one item along the axis, and from its end to the next one.
    virtual int extent() const = 0;
    virtual int gap() const = 0;
    /// Where items lie across the axis.
    virtual int crossStart() const = 0;
    virtual int crossExtent() const = 0;
    virtual void paintItem(QPainter *painter, const QRect &rect, int index) = 0;
    /// In place of items that are not there.
    virtual void paintEmpty(QPainter *painter) = 0;
    /// What a screen reader says of the item.
    virtual QString describe(int index) const = 0;
    /// Enter or a double click.
    virtual void open(int index) = 0;

    PictureCache *cache() const { return m_cache; }
    QScrollBar *bar() const;
    int pitch() const { return extent() + gap(); }
    QRect itemRect(int index) const;
    /// −1 where there is none.
    int itemAt(const QPoint &position) const;
    /// Makes it the current one and brings it into view; the nearest one when it does not exist.
    void setCurrent(int index);
    void clearCurrent() { m_current = -1; }
    bool isMarked(int index) const { return index == m_current && hasFocus(); }
    void updateScrollBar();

    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int along(const QPoint &position) const { return m_axis == Qt::Horizontal ? position.x() : position.y(); }
    int room() const { return m_axis == Qt::Horizontal ? viewport()->width() : viewport()->height(); }

    const Qt::Orientation m_axis;
    const int m_margin;
    QPointer<PictureCache> m_cache;
    int m_current = -1;
};

} // namespace widgets
