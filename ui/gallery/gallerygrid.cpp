#include "ui/gallery/gallerygrid.h"

#include <algorithm>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPaintEvent>
#include <QScrollBar>
#include <QToolTip>

#include "ui/widgets/focusring.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/picturecache.h"
#include "ui/widgets/tabular.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace gallery {

namespace {

constexpr int marginX = 12;
constexpr int marginY = 10;
constexpr int gap = 8;
constexpr int padding = 4;
constexpr int frame = 2;
constexpr int captionHeight = 18;
constexpr int captionGap = 4;
constexpr int sizeStep = 24;

QColor meanOf(const QImage &image)
{
    return QColor(image.scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).pixel(0, 0));
}

} // namespace

GalleryGrid::GalleryGrid(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Pictures"));
    widgets::FocusRing::setOwnMark(this);
    viewport()->setMouseTracking(true);
}

GalleryGrid::~GalleryGrid() = default;

void GalleryGrid::setStudy(const widgets::StudyPtr &study)
{
    m_pictures.reset();
    m_means.clear();
    setCells(0, {});
    if (!study)
        return;
    m_pictures = std::make_unique<widgets::PictureCache>(study);
    connect(m_pictures.get(), &widgets::PictureCache::ready, viewport(), qOverload<>(&QWidget::update));
}

void GalleryGrid::setCells(int count, const std::function<GridCell(int)> &cellAt)
{
    m_count = count;
    m_cellAt = cellAt;
    m_selected.clear();
    m_current = -1;
    m_anchor = -1;
    verticalScrollBar()->setValue(0);
    updateScrollBar();
    viewport()->update();
}

void GalleryGrid::setSide(int pixels)
{
    pixels = std::clamp(pixels, smallestSide, largestSide);
    if (pixels == m_side)
        return;
    // What was at the top stays at the top.
    const int first = columns() * (verticalScrollBar()->value() / pitchY());
    m_side = pixels;
    updateScrollBar();
    verticalScrollBar()->setValue(first / columns() * pitchY());
    viewport()->update();
    Q_EMIT sideChanged(m_side);
}

QList<int> GalleryGrid::selected() const
{
    QList<int> cells(m_selected.begin(), m_selected.end());
    std::sort(cells.begin(), cells.end());
    return cells;
}

void GalleryGrid::setCurrent(int cell)
{
    choose(std::clamp(cell, -1, m_count - 1), Qt::NoModifier);
}

bool GalleryGrid::isSettled() const
{
    return !m_pictures || m_pictures->isIdle();
}

int GalleryGrid::columns() const
{
    const double room = viewport()->width() - 2 * marginX + gap;
    return std::max(1, qRound(room / (m_side + 2 * (padding + frame) + gap)));
}

double GalleryGrid::pitchX() const
{
    return double(viewport()->width() - 2 * marginX + gap) / columns();
}

int GalleryGrid::shownSide() const
{
    return qRound(pitchX()) - gap - 2 * (padding + frame);
}

int GalleryGrid::pitchY() const
{
    return shownSide() + 2 * (padding + frame) + captionGap + captionHeight + gap;
}

QRect GalleryGrid::cellRect(int cell) const
{
    const int row = cell / columns();
    const int column = cell % columns();
    return {marginX + qRound(column * pitchX()), marginY + row * pitchY() - verticalScrollBar()->value(),
            qRound(pitchX()) - gap, pitchY() - gap};
}

int GalleryGrid::cellAtPoint(const QPoint &point) const
{
    const int column = int((point.x() - marginX) / pitchX());
    const int row = (point.y() + verticalScrollBar()->value() - marginY) / pitchY();
    const int cell = row * columns() + column;
    if (point.x() < marginX || column >= columns() || row < 0 || cell >= m_count || !cellRect(cell).contains(point))
        return -1;
    return cell;
}

void GalleryGrid::updateScrollBar()
{
    const int rows = (m_count + columns() - 1) / columns();
    const int height = 2 * marginY + rows * pitchY() - gap;
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(pitchY() / 3);
}

void GalleryGrid::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), widgets::tokens().browse);
    if (m_count == 0)
        return;
    const int top = verticalScrollBar()->value() - marginY;
    const int first = std::max(0, top / pitchY()) * columns();
    const int last = std::min(m_count, ((top + viewport()->height()) / pitchY() + 1) * columns());
    for (int cell = first; cell < last; ++cell)
        if (const QRect rect = cellRect(cell); rect.intersects(event->rect()))
            paintCell(&painter, rect, cell);
    if (isSettled())
        QMetaObject::invokeMethod(this, &GalleryGrid::settledChanged, Qt::QueuedConnection);
}

void GalleryGrid::paintCell(QPainter *painter, const QRect &cell, int index)
{
    const widgets::Tokens &t = widgets::tokens();
    const GridCell content = m_cellAt(index);
    const QRect area(cell.left() + frame + padding, cell.top() + frame + padding, shownSide(), shownSide());
    const auto side = qRound(shownSide() * devicePixelRatioF());
    const widgets::PictureCache::Entry *entry =
        content.asset.isValid() && m_pictures ? m_pictures->find(content.asset, side) : nullptr;
    if (entry && !entry->image.isNull()) {
        QSizeF size = QSizeF(entry->image.size()) / devicePixelRatioF();
        size.scale(area.size(), Qt::KeepAspectRatio);
        QRectF target({}, size);
        target.moveCenter(QRectF(area).center());
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->drawImage(target, entry->image);
        if (!m_means.contains(content.asset))
            m_means.insert(content.asset, meanOf(entry->image));
    } else if (entry || !content.asset.isValid()) {
        painter->setPen(QPen(t.text3, 1, Qt::DashLine));
        painter->drawRect(area.adjusted(0, 0, -1, -1));
        widgets::paintIcon(painter, widgets::Icon::BrokenPicture, area, 20, t.text);
    } else {
        painter->fillRect(area, m_means.value(content.asset, t.skeleton));
    }

    const QRectF caption(cell.left() + frame + padding, area.bottom() + 1 + captionGap,
                         cell.width() - 2 * (frame + padding), captionHeight);
    const QFont strong = widgets::textFont(widgets::TextRole::Small, widgets::Weight::SemiBold);
    const QFont plain = widgets::textFont(widgets::TextRole::Small);
    painter->setPen(t.text);
    widgets::paintTabular(painter, caption, Qt::AlignLeft | Qt::AlignVCenter, content.left, strong);
    const double taken = content.left.isEmpty() ? 0 : widgets::tabularWidth(content.left, strong) + gap;
    widgets::paintLine(painter, caption.adjusted(taken, 0, 0, 0),
                       (content.left.isEmpty() ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, content.right,
                       plain, t.text);

    if (m_selected.contains(index)) {
        painter->setPen(QPen(t.accent, frame));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(cell).adjusted(1, 1, -1, -1));
    } else if (index == m_current && hasFocus()) {
        painter->setPen(QPen(t.accent, 1, Qt::DotLine));
        painter->drawRect(QRectF(cell).adjusted(1, 1, -1, -1));
    }
}

void GalleryGrid::resizeEvent(QResizeEvent *)
{
    updateScrollBar();
}

void GalleryGrid::scrollContentsBy(int, int)
{
    if (m_pictures)
        m_pictures->dropWaiting();
    viewport()->update();
}

void GalleryGrid::choose(int cell, Qt::KeyboardModifiers modifiers)
{
    if (cell < 0 || cell >= m_count) {
        m_selected.clear();
        m_current = -1;
    } else if (modifiers & Qt::ShiftModifier && m_anchor >= 0) {
        m_selected.clear();
        for (int i = std::min(m_anchor, cell); i <= std::max(m_anchor, cell); ++i)
            m_selected.insert(i);
        m_current = cell;
    } else {
        if (!(modifiers & Qt::ControlModifier))
            m_selected.clear();
        if (!m_selected.remove(cell))
            m_selected.insert(cell);
        m_current = cell;
        m_anchor = cell;
    }
    if (m_current >= 0) {
        const QRect rect = cellRect(m_current);
        QScrollBar *bar = verticalScrollBar();
        if (rect.top() < marginY)
            bar->setValue(bar->value() + rect.top() - marginY);
        else if (rect.bottom() > viewport()->height() - marginY)
            bar->setValue(bar->value() + rect.bottom() - viewport()->height() + marginY);
    }
    viewport()->update();
    Q_EMIT selectionChanged();
}

void GalleryGrid::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        choose(cellAtPoint(event->pos()), event->modifiers());
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
            choose(target, event->modifiers() & Qt::ShiftModifier);
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        for (int i = 0; i < m_count; ++i)
            m_selected.insert(i);
        viewport()->update();
        Q_EMIT selectionChanged();
    } else if (event->key() == Qt::Key_Plus) {
        setSide(m_side + sizeStep);
    } else if (event->key() == Qt::Key_Minus) {
        setSide(m_side - sizeStep);
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current >= 0) {
        Q_EMIT opened(m_current);
    } else if (event->key() == Qt::Key_Escape && !m_selected.isEmpty()) {
        choose(-1, Qt::NoModifier);
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

bool GalleryGrid::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int cell = cellAtPoint(help->pos());
        QToolTip::showText(help->globalPos(), cell >= 0 ? m_cellAt(cell).name : QString(), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace gallery
