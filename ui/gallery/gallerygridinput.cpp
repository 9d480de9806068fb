// How mouse and keys move through the grid.
#include <algorithm>

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>

#include "ui/gallery/gallerygrid.h"

namespace gallery {

namespace {

constexpr int sizeStep = 24;

} // namespace

void GalleryGrid::mousePressEvent(QMouseEvent *event)
{
    const int cell = cellAtPoint(event->pos());
    m_pressed = event->pos();
    m_clickedSelected = -1;
    if (event->button() == Qt::RightButton && !isSelected(cell))
        choose(cell, Qt::NoModifier);
    if (event->button() != Qt::LeftButton)
        return;
    if (event->modifiers() == Qt::NoModifier && m_selectedCount > 1 && isSelected(cell))
        m_clickedSelected = cell; // perhaps the begin of a drag of all of them
    else
        choose(cell, event->modifiers());
}

void GalleryGrid::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton) || m_selectedCount == 0 || !isSelected(cellAtPoint(m_pressed))
        || (event->pos() - m_pressed).manhattanLength() < QApplication::startDragDistance())
        return;
    m_clickedSelected = -1;
    m_pressed = QPoint(-1, -1); // once per press
    Q_EMIT dragStarted();
}

void GalleryGrid::mouseReleaseEvent(QMouseEvent *)
{
    if (m_clickedSelected >= 0)
        choose(std::exchange(m_clickedSelected, -1), Qt::NoModifier);
}

void GalleryGrid::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard && m_current >= 0;
    Q_EMIT menuRequested(byKey ? viewport()->mapToGlobal(cellRect(m_current).center()) : event->globalPos());
}

void GalleryGrid::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const int cell = cellAtPoint(event->pos()); cell >= 0)
        Q_EMIT opened(cell);
}

int GalleryGrid::stepFor(int key) const
{
    const int page = std::max(1, viewport()->height() / pitchY()) * columns();
    switch (key) {
    case Qt::Key_Left:
        return -1;
    case Qt::Key_Right:
        return 1;
    case Qt::Key_Up:
        return -columns();
    case Qt::Key_Down:
        return columns();
    case Qt::Key_PageUp:
        return -page;
    case Qt::Key_PageDown:
        return page;
    case Qt::Key_Home:
        return -m_count;
    case Qt::Key_End:
        return m_count;
    default:
        return 0;
    }
}

void GalleryGrid::keyPressEvent(QKeyEvent *event)
{
    if (const int step = stepFor(event->key()); step != 0 && m_count > 0) {
        const int target = std::clamp(m_current < 0 ? 0 : m_current + step, 0, m_count - 1);
        // Up and down stay where they are at the edge of the grid.
        const bool vertical = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
        const bool atEdge = vertical && m_current >= 0 && (m_current + step < 0 || m_current + step >= m_count);
        if (!atEdge)
            choose(target, event->modifiers() & Qt::ShiftModifier ? Qt::ShiftModifier : Qt::NoModifier);
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal) {
        setSide(m_side + sizeStep);
    } else if (event->key() == Qt::Key_Minus) {
        setSide(m_side - sizeStep);
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current >= 0) {
        Q_EMIT opened(m_current);
    } else if (event->key() == Qt::Key_Escape && m_selectedCount > 0) {
        clearSelection();
    } else if (event->key() == Qt::Key_Space && m_current >= 0) {
        choose(m_current, Qt::ControlModifier);
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void GalleryGrid::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier)
        setSide(m_side + (event->angleDelta().y() > 0 ? sizeStep : -sizeStep));
    else
        QAbstractScrollArea::wheelEvent(event);
}

} // namespace gallery
