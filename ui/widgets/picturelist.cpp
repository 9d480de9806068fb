#include "ui/widgets/picturelist.h"

#include <algorithm>

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include "ui/widgets/focusring.h"
#include "ui/widgets/theme.h"

namespace widgets {

PictureList::PictureList(Qt::Orientation axis, int margin, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_axis(axis)
    , m_margin(margin)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    FocusRing::setOwnMark(this);
    connect(bar(), &QScrollBar::valueChanged, viewport(), [this] {
        if (m_cache)
            m_cache->dropWaiting();
        viewport()->update();
    });
}

void PictureList::setCache(PictureCache *cache)
{
    m_cache = cache;
    if (cache)
        connect(cache, &PictureCache::ready, viewport(), [this] { viewport()->update(); });
    viewport()->update();
}

QScrollBar *PictureList::bar() const
{
    return m_axis == Qt::Horizontal ? horizontalScrollBar() : verticalScrollBar();
}

QRect PictureList::itemRect(int index) const
{
    const int start = m_margin + index * pitch() - bar()->value();
    return m_axis == Qt::Horizontal ? QRect(start, crossStart(), extent(), crossExtent())
                                    : QRect(crossStart(), start, crossExtent(), extent());
}

int PictureList::itemAt(const QPoint &position) const
{
    const int offset = along(position) + bar()->value() - m_margin;
    const int index = offset < 0 ? -1 : offset / pitch();
    return index >= 0 && index < count() && itemRect(index).contains(position) ? index : -1;
}

void PictureList::setCurrent(int index)
{
    if (count() == 0)
        return;
    m_current = std::clamp(index, 0, count() - 1);
    // With the margin around it, so that the mark is seen whole.
    const int start = m_current * pitch();
    const int end = start + extent() + 2 * m_margin;
    if (start < bar()->value())
        bar()->setValue(start);
    else if (end > bar()->value() + room())
        bar()->setValue(end - room());
    setAccessibleDescription(describe(m_current));
    viewport()->update();
}

void PictureList::updateScrollBar()
{
    const int length = 2 * m_margin + count() * pitch() - gap();
    bar()->setRange(0, std::max(0, length - room()));
    bar()->setPageStep(room());
    bar()->setSingleStep(pitch() / 2);
}

void PictureList::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), tokens().browse);
    if (count() == 0) {
        paintEmpty(&painter);
        return;
    }
    const int scrolled = bar()->value() - m_margin;
    const int last = std::min(count() - 1, (scrolled + room()) / pitch());
    for (int i = std::max(0, scrolled / pitch()); i <= last; ++i)
        paintItem(&painter, itemRect(i), i);
}

void PictureList::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
}

void PictureList::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up:
    case Qt::Key_Right:
    case Qt::Key_Down: {
        const bool isAlong =
            (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) == (m_axis == Qt::Horizontal);
        const int step = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up ? -1 : 1;
        if (isAlong)
            setCurrent(m_current + step);
        else
            QAbstractScrollArea::keyPressEvent(event);
        break;
    }
    case Qt::Key_Home:
        setCurrent(0);
        break;
    case Qt::Key_End:
        setCurrent(count() - 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            open(m_current);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void PictureList::mousePressEvent(QMouseEvent *event)
{
    if (const int index = itemAt(event->pos()); index >= 0)
        setCurrent(index);
}

void PictureList::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const int index = itemAt(event->pos()); index >= 0)
        open(index);
}

void PictureList::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace widgets
