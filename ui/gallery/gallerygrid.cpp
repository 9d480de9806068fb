#include "ui/gallery/gallerygrid.h"

#include <algorithm>

#include <QHelpEvent>
#include <QPainter>
#include <QPaintEvent>
#include <QScrollBar>
#include <QToolTip>

#include "ui/widgets/focusring.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/thumbnails.h"

namespace gallery {

namespace {

constexpr int marginX = 12;
constexpr int marginY = 10;
constexpr int gap = 8;
constexpr int padding = 4;
constexpr int frame = 2;
constexpr int captionHeight = 18;
constexpr int captionGap = 4;

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
    m_thumbnails.reset();
    setCells(0, {});
    if (!study)
        return;
    m_thumbnails = std::make_unique<widgets::Thumbnails>(study);
    connect(m_thumbnails.get(), &widgets::Thumbnails::ready, this, [this] {
        viewport()->update();
        if (isSettled())
            Q_EMIT settledChanged();
    });
}

void GalleryGrid::setLoading()
{
    m_loading = true;
    viewport()->update();
}

void GalleryGrid::setCells(int count, const std::function<GridCell(int)> &cellAt, const QList<int> &selected)
{
    m_loading = false;
    m_count = count;
    m_cellAt = cellAt;
    m_selected.assign(size_t(count), false);
    m_selectedCount = 0;
    m_current = -1;
    m_anchor = -1;
    for (const int cell : selected)
        select(cell, true);
    updateScrollBar();
    if (!selected.isEmpty()) {
        m_current = m_anchor = selected.first();
        bringIntoView(m_current);
    } else {
        verticalScrollBar()->setValue(0);
    }
    askForVisible();
    changed();
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
    askForVisible();
    viewport()->update();
    Q_EMIT sideChanged(m_side);
}

QList<int> GalleryGrid::selected() const
{
    QList<int> cells;
    cells.reserve(m_selectedCount);
    for (int cell = 0; cell < m_count && cells.size() < m_selectedCount; ++cell)
        if (m_selected[size_t(cell)])
            cells.append(cell);
    return cells;
}

void GalleryGrid::select(int cell, bool on)
{
    if (m_selected[size_t(cell)] == on)
        return;
    m_selected[size_t(cell)] = on;
    m_selectedCount += on ? 1 : -1;
}

void GalleryGrid::setCurrent(int cell)
{
    choose(std::clamp(cell, -1, m_count - 1), Qt::NoModifier);
}

void GalleryGrid::selectAll()
{
    m_selected.assign(size_t(m_count), true);
    m_selectedCount = m_count;
    changed();
}

void GalleryGrid::clearSelection()
{
    choose(-1, Qt::NoModifier);
}

bool GalleryGrid::isSettled() const
{
    return !m_thumbnails || m_thumbnails->isIdle();
}

std::pair<int, int> GalleryGrid::visibleCells() const
{
    const int top = verticalScrollBar()->value() - marginY;
    const int first = std::max(0, top / pitchY()) * columns();
    const int last = std::min(m_count, ((top + viewport()->height()) / pitchY() + 1) * columns());
    return {first, std::max(first, last)};
}

/// Visible ones only: what scrolled away before its turn is not decoded.
void GalleryGrid::askForVisible()
{
    if (!m_thumbnails || !m_cellAt)
        return;
    QList<study::AssetId> assets;
    const auto [first, last] = visibleCells();
    for (int cell = first; cell < last; ++cell)
        assets.append(m_cellAt(cell).asset);
    m_thumbnails->want(assets, qRound(shownSide() * devicePixelRatioF()));
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
    for (int cell = 0; m_loading && cellRect(cell).top() < viewport()->height(); ++cell) {
        const QRect place = cellRect(cell).adjusted(frame + padding, frame + padding, 0, 0);
        painter.fillRect(QRect(place.topLeft(), QSize(shownSide(), shownSide())), widgets::tokens().skeleton);
    }
    const auto [first, last] = visibleCells();
    for (int cell = first; cell < last; ++cell)
        if (const QRect rect = cellRect(cell); rect.intersects(event->rect()))
            paintCell(&painter, rect, cell);
}

void GalleryGrid::paintCell(QPainter *painter, const QRect &cell, int index)
{
    const GridCell content = m_cellAt(index);
    const QRect area(cell.left() + frame + padding, cell.top() + frame + padding, shownSide(), shownSide());
    paintGridPicture(painter, area, content.asset, m_thumbnails.get());
    paintGridCaption(painter,
                     QRectF(cell.left() + frame + padding, area.bottom() + 1 + captionGap,
                            cell.width() - 2 * (frame + padding), captionHeight),
                     content);
    painter->setBrush(Qt::NoBrush);
    if (isSelected(index)) {
        painter->setPen(QPen(widgets::tokens().accent, frame));
        painter->drawRect(QRectF(cell).adjusted(1, 1, -1, -1));
    } else if (index == m_current && hasFocus()) {
        painter->setPen(QPen(widgets::tokens().accent, 1, Qt::DotLine));
        painter->drawRect(QRectF(cell).adjusted(1, 1, -1, -1));
    }
}

void GalleryGrid::resizeEvent(QResizeEvent *)
{
    updateScrollBar();
    askForVisible();
}

void GalleryGrid::scrollContentsBy(int, int)
{
    askForVisible();
    viewport()->update();
}

void GalleryGrid::choose(int cell, Qt::KeyboardModifiers modifiers)
{
    if (cell < 0 || cell >= m_count) {
        m_selected.assign(size_t(m_count), false);
        m_selectedCount = 0;
        m_current = -1;
    } else if (modifiers & Qt::ShiftModifier && m_anchor >= 0) {
        m_selected.assign(size_t(m_count), false);
        m_selectedCount = 0;
        for (int i = std::min(m_anchor, cell); i <= std::max(m_anchor, cell); ++i)
            select(i, true);
        m_current = cell;
    } else {
        const bool toggles = modifiers & Qt::ControlModifier;
        const bool was = isSelected(cell);
        if (!toggles) {
            m_selected.assign(size_t(m_count), false);
            m_selectedCount = 0;
        }
        select(cell, !toggles || !was);
        m_current = cell;
        m_anchor = cell;
    }
    if (m_current >= 0)
        bringIntoView(m_current);
    changed();
}

void GalleryGrid::bringIntoView(int cell)
{
    const QRect rect = cellRect(cell);
    QScrollBar *bar = verticalScrollBar();
    if (rect.top() < marginY)
        bar->setValue(bar->value() + rect.top() - marginY);
    else if (rect.bottom() > viewport()->height() - marginY)
        bar->setValue(bar->value() + rect.bottom() - viewport()->height() + marginY);
}

void GalleryGrid::changed()
{
    setAccessibleDescription(m_current >= 0 && m_cellAt
                                 ? tr("%1, %2 of %3").arg(m_cellAt(m_current).name).arg(m_current + 1).arg(m_count)
                                 : QString());
    viewport()->update();
    Q_EMIT selectionChanged();
}

QString GalleryGrid::toolTipOf(int cell) const
{
    const GridCell content = m_cellAt(cell);
    const widgets::Thumbnails::Entry *entry =
        content.asset.isValid() && m_thumbnails ? m_thumbnails->find(content.asset) : nullptr;
    return entry && !entry->error.isEmpty() ? content.name + u'\n' + entry->error : content.name;
}

bool GalleryGrid::event(QEvent *event)
{
    // What lies under the scroll bar belongs to the grid too.
    if (event->type() == QEvent::Paint)
        QPainter(this).fillRect(rect(), widgets::tokens().browse);
    return QAbstractScrollArea::event(event);
}

bool GalleryGrid::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int cell = cellAtPoint(help->pos());
        QToolTip::showText(help->globalPos(), cell >= 0 ? toolTipOf(cell) : QString(), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace gallery
