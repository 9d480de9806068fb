#include "ui/compare/gridview.h"

#include <algorithm>

#include <QPainter>
#include <QScrollBar>

#include "ui/compare/sheetpainter.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/pictureview.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace compare {

namespace metrics = widgets::metrics;
using widgets::tokens;

namespace {

constexpr int pictureMargin = 8;
constexpr int captionHeight = 36;
constexpr int badgeHeight = 20;
constexpr int blockFoot = 8;
constexpr int smallestPicture = 160;
constexpr int narrowestBlock = 190;

} // namespace

GridView::GridView(QWidget *parent)
    : SheetView(parent)
{
}

/// Two rows, or one where that makes larger pictures; more only in a narrow window.
int GridView::perRow() const
{
    const int pictures = std::max(1, m_set->size());
    const int most = std::max(1, viewport()->width() / narrowestBlock);
    const int inTwo = std::clamp((pictures + 1) / 2, 1, most);
    return pictures <= most && sideFor(pictures) > sideFor(inTwo) ? pictures : inTwo;
}

/// Rows with cells above `row`; heads of sections and sentences have no badge, but what is locked says so.
int GridView::badgesBefore(int row) const
{
    const auto hasBadge = [](const Row &entry) { return entry.kind == Row::Kind::People || !entry.cells.empty(); };
    return int(std::count_if(m_table.rows.begin(), m_table.rows.begin() + row, hasBadge));
}

int GridView::badgeRows() const
{
    return badgesBefore(int(m_table.rows.size()));
}

int GridView::sideFor(int perRow) const
{
    const int rows = (std::max(1, m_set->size()) + perRow - 1) / perRow;
    const int texts = captionHeight + badgeRows() * widgets::scaled(badgeHeight) + blockFoot + 2 * pictureMargin;
    const int byHeight = viewport()->height() / rows - texts;
    const int byWidth = viewport()->width() / perRow - 2 * pictureMargin;
    return std::max(smallestPicture, std::min(byHeight, byWidth));
}

int GridView::pictureSide() const
{
    return sideFor(perRow());
}

int GridView::blockHeight() const
{
    return pictureSide() + 2 * pictureMargin + captionHeight + badgeRows() * widgets::scaled(badgeHeight) + blockFoot;
}

QRect GridView::blockRect(int column) const
{
    const int line = column / perRow();
    const int at = column % perRow();
    const int left = at * viewport()->width() / perRow();
    const int right = (at + 1) * viewport()->width() / perRow();
    return {left, line * blockHeight() - verticalScrollBar()->value(), right - left, blockHeight()};
}

QRect GridView::pictureRect(int column) const
{
    const QRect block = blockRect(column);
    return {block.left() + pictureMargin, block.top() + pictureMargin, block.width() - 2 * pictureMargin,
            pictureSide()};
}

QRect GridView::captionRect(int column) const
{
    const QRect block = blockRect(column);
    return {block.left(), block.top() + pictureSide() + 2 * pictureMargin, block.width(), captionHeight};
}

QRect GridView::cellRect(int row, int column) const
{
    const QRect caption = captionRect(column);
    const int height = widgets::scaled(badgeHeight);
    return {caption.left() + cellMargin, caption.bottom() + 1 + badgesBefore(row) * height,
            caption.width() - 2 * cellMargin, height};
}

QRect GridView::headRect(int) const
{
    return {};
}

QRect GridView::rowActionRect(int) const
{
    return {};
}

QRect GridView::scoresArea() const
{
    return viewport()->rect();
}

void GridView::layOut()
{
    const int lines = (std::max(1, m_set->size()) + perRow() - 1) / perRow();
    verticalScrollBar()->setRange(0, std::max(0, lines * blockHeight() - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(widgets::scaled(badgeHeight) * 2);
    horizontalScrollBar()->setRange(0, 0);
    for (int i = 0; i < m_set->size(); ++i)
        m_set->views()[size_t(i)]->setGeometry(pictureRect(i));
}

void GridView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_set->size() == 0 ? tokens().win : tokens().base);
    for (int column = 0; column < m_set->size() && column < int(m_table.columns.size()); ++column) {
        const QRect block = blockRect(column);
        // The last picture of a line fills the rest of its band, so that the surround has no edge beside a picture.
        const bool isLast = column == m_set->size() - 1;
        QRect band(block.left(), block.top(), block.width(), pictureSide() + 2 * pictureMargin);
        if (isLast)
            band.setRight(viewport()->width());
        painter.fillRect(band, tokens().judge);
        const QRect caption = captionRect(column);
        painter.fillRect(isLast ? QRect(caption.left(), caption.top(), viewport()->width(), caption.height()) : caption,
                         tokens().win);
        paintCaption(&painter, caption, m_table.columns[size_t(column)]);
        for (int row = 0; row < int(m_table.rows.size()); ++row) {
            const Row &entry = m_table.rows[size_t(row)];
            if (column < int(entry.cells.size()))
                paintBadge(&painter, cellRect(row, column), entry, entry.cells[size_t(column)]);
            else if (entry.kind == Row::Kind::People)
                paintBadge(&painter, cellRect(row, column), entry, {});
        }
    }
    paintPictureMark(&painter);
    if (showsKeyboardMark() && isCell(currentRow(), currentColumn())) {
        painter.setPen(QPen(tokens().accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(cellRect(currentRow(), currentColumn())).adjusted(-3, 1, 3, -1));
    }
}

} // namespace compare
