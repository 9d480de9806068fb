#include "ui/compare/compareview.h"

#include <algorithm>

#include <QFontMetrics>
#include <QPainter>
#include <QScrollBar>

#include "ui/compare/sheetpainter.h"
#include "ui/widgets/marks.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/pictureview.h"
#include "ui/widgets/skeletonbar.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace compare {

namespace metrics = widgets::metrics;
using widgets::textFont;
using widgets::TextRole;
using widgets::tokens;
using widgets::Weight;

namespace {

constexpr int headWidth = 156;
constexpr int narrowestColumn = 150;
constexpr int pictureMargin = 8;
constexpr int pictureTop = 10;
constexpr int smallestPicture = 96;
constexpr int captionHeight = 36;
constexpr int scoreRow = 44;
constexpr int sectionRow = 24;
constexpr int rowsKeptVisible = 5;

} // namespace

CompareView::CompareView(QWidget *parent)
    : SheetView(parent)
{
}

// ---- Geometry, in viewport coordinates.

int CompareView::columnWidth() const
{
    return std::max(narrowestColumn, (viewport()->width() - headWidth) / std::max(1, m_set->size()));
}

/// Rows that stay visible under the pictures when the height is short.
int CompareView::rowsKept() const
{
    return std::clamp(int(m_table.rows.size()), 1, rowsKeptVisible);
}

int CompareView::pictureSide() const
{
    const int byWidth = columnWidth() - 2 * pictureMargin;
    const int byHeight = viewport()->height() - 2 * pictureTop - captionHeight - rowsKept() * widgets::scaled(scoreRow);
    return std::clamp(byHeight, smallestPicture, std::max(smallestPicture, byWidth));
}

int CompareView::picturesHeight() const
{
    return pictureSide() + 2 * pictureTop;
}

int CompareView::rowsTop() const
{
    return picturesHeight() + captionHeight;
}

int CompareView::rowHeight(int row) const
{
    return widgets::scaled(m_table.rows[size_t(row)].kind == Row::Kind::Section ? sectionRow : scoreRow);
}

int CompareView::rowTop(int row) const
{
    int top = rowsTop() - verticalScrollBar()->value();
    for (int i = 0; i < row; ++i)
        top += rowHeight(i);
    return top;
}

int CompareView::contentHeight() const
{
    int height = 0;
    for (int i = 0; i < int(m_table.rows.size()); ++i)
        height += rowHeight(i);
    return height;
}

int CompareView::columnLeft(int column) const
{
    return headWidth + column * columnWidth() - horizontalScrollBar()->value();
}

QRect CompareView::cellRect(int row, int column) const
{
    return {columnLeft(column), rowTop(row), columnWidth(), rowHeight(row)};
}

QRect CompareView::pictureRect(int column) const
{
    return {columnLeft(column) + pictureMargin, pictureTop, columnWidth() - 2 * pictureMargin, pictureSide()};
}

QRect CompareView::captionRect(int column) const
{
    return {columnLeft(column), picturesHeight(), columnWidth(), captionHeight};
}

QRect CompareView::headRect(int row) const
{
    return QRect(0, rowTop(row), headWidth, rowHeight(row))
        .intersected(QRect(0, rowsTop(), headWidth, std::max(0, viewport()->height() - rowsTop())));
}

QRect CompareView::scoresArea() const
{
    return {headWidth, rowsTop(), viewport()->width() - headWidth, std::max(0, viewport()->height() - rowsTop())};
}

QRect CompareView::rowActionRect(int row) const
{
    const Row &entry = m_table.rows[size_t(row)];
    if (entry.action.isEmpty())
        return {};
    const QFontMetrics font(textFont(TextRole::Body));
    const int left = headWidth + cellMargin + metrics::controlIcon + metrics::space8
                     + font.horizontalAdvance(entry.message) + 1 + metrics::space12;
    const QRect band(0, rowTop(row), 0, rowHeight(row));
    return QRect(left, band.top() + (band.height() - metrics::control) / 2,
                 font.horizontalAdvance(entry.action) + 2 * metrics::space12, metrics::control)
        .intersected(scoresArea());
}

void CompareView::layOut()
{
    const int columns = m_set->size() * columnWidth();
    horizontalScrollBar()->setRange(0, std::max(0, headWidth + columns - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width() - headWidth);
    horizontalScrollBar()->setSingleStep(columnWidth());
    verticalScrollBar()->setRange(0, std::max(0, rowsTop() + contentHeight() - viewport()->height()));
    verticalScrollBar()->setPageStep(std::max(scoreRow, viewport()->height() - rowsTop()));
    verticalScrollBar()->setSingleStep(scoreRow);
    for (int i = 0; i < m_set->size(); ++i) {
        const QRect rect = pictureRect(i);
        widgets::PictureView *view = m_set->views()[size_t(i)];
        view->setGeometry(rect);
        // A view behind the row heads is cut at their edge.
        const int covered = std::max(0, headWidth - rect.left());
        if (covered > 0)
            view->setMask(QRect(covered, 0, std::max(0, rect.width() - covered), rect.height()));
        else
            view->clearMask();
        view->setVisible(covered < rect.width());
    }
}

// ---- Painting.

void CompareView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), tokens().base);
    if (m_set->size() == 0) {
        paintLoading(&painter);
        return;
    }
    paintRows(&painter);
    painter.fillRect(QRect(headWidth, 0, viewport()->width() - headWidth, picturesHeight()), tokens().judge);
    paintPictureMark(&painter);
    paintCaptions(&painter);
    paintLegend(&painter);
    const int rowsEnd = rowsTop() - verticalScrollBar()->value() + contentHeight();
    painter.fillRect(QRect(0, rowsEnd, headWidth, std::max(0, viewport()->height() - rowsEnd)), tokens().win);
    painter.fillRect(QRect(headWidth - 1, 0, 1, viewport()->height()), tokens().line);
}

/// The places of everything, before the first sheet is there.
void CompareView::paintLoading(QPainter *painter) const
{
    constexpr int columns = 5;
    constexpr int rows = 8;
    const QSize area = viewport()->size();
    const int column = (area.width() - headWidth) / columns;
    const int row = widgets::scaled(scoreRow);
    const int side = std::clamp(area.height() - 2 * pictureTop - captionHeight - rowsKeptVisible * row, smallestPicture,
                                std::max(smallestPicture, column - 2 * pictureMargin));
    const int captions = side + 2 * pictureTop;
    const int top = captions + captionHeight;
    painter->fillRect(QRect(0, 0, headWidth, area.height()), tokens().win);
    painter->fillRect(QRect(0, captions, area.width(), captionHeight), tokens().win);
    painter->fillRect(QRect(0, top - 1, area.width(), 1), tokens().line);
    painter->fillRect(QRect(headWidth, 0, area.width() - headWidth, captions), tokens().judge);
    painter->fillRect(QRect(headWidth - 1, 0, 1, area.height()), tokens().line);
    for (int i = 0; i < rows && top + i * row < area.height(); ++i) {
        const int y = top + i * row;
        widgets::paintSkeleton(painter, QRectF(cellMargin, y, headWidth - 2 * cellMargin, row - 1), Qt::AlignLeft);
        for (int n = 0; n < columns; ++n)
            widgets::paintSkeleton(painter, QRectF(headWidth + n * column, y, column / 2.0, row - 1));
        painter->fillRect(QRect(0, y + row - 1, area.width(), 1), tokens().grid);
    }
}

void CompareView::paintLegend(QPainter *painter) const
{
    painter->fillRect(QRect(0, 0, headWidth, picturesHeight()), tokens().win);
    const int left = cellMargin;
    const int width = headWidth - 2 * cellMargin;
    widgets::paintLine(painter, QRect(left, 11, width, 20), Qt::AlignLeft, m_table.title,
                       textFont(TextRole::Body, Weight::Medium), tokens().text);
    const QFont small = textFont(TextRole::Small);
    widgets::paintCircle(painter, QPointF(left + 4, 42), widgets::markDiameter, tokens().people);
    widgets::paintLine(painter, QRect(left + 15, 33, width - 15, 18), Qt::AlignLeft, tr("people's pick"), small,
                       tokens().text2);
    widgets::paintDiamond(painter, QPointF(left + 4, 60), widgets::markDiameter, tokens().model);
    widgets::paintLine(painter, QRect(left + 15, 51, width - 15, 18), Qt::AlignLeft, tr("a scorer's pick"), small,
                       tokens().text2);
    const QRect sentence(left, 78, width, picturesHeight() - 78 - metrics::space8);
    const int line = widgets::lineHeight(TextRole::Small);
    if (sentence.height() >= line)
        widgets::paintText(painter, sentence, m_table.sentence, small, line, tokens().text3, sentence.height() / line);
}

void CompareView::paintCaptions(QPainter *painter) const
{
    const QRect band(0, picturesHeight(), viewport()->width(), captionHeight);
    painter->fillRect(band, tokens().win);
    painter->fillRect(QRect(0, band.bottom(), band.width(), 1), tokens().line);
    painter->setClipRect(band.adjusted(headWidth, 0, 0, 0));
    for (int column = 0; column < int(m_table.columns.size()); ++column)
        paintCaption(painter, captionRect(column), m_table.columns[size_t(column)]);
    painter->setClipping(false);
    widgets::paintLine(painter, QRect(cellMargin, band.top(), headWidth - 2 * cellMargin, captionHeight - 1),
                       Qt::AlignLeft, tr("Score, place, rank"), textFont(TextRole::Small), tokens().text2);
}

void CompareView::paintRows(QPainter *painter) const
{
    painter->save();
    painter->setClipRect(QRect(0, rowsTop(), viewport()->width(), viewport()->height() - rowsTop()));
    for (int row = 0; row < int(m_table.rows.size()); ++row)
        paintRow(painter, row);
    if (showsKeyboardMark() && isCell(currentRow(), currentColumn())) {
        painter->setClipRect(scoresArea());
        painter->setPen(QPen(tokens().accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(cellRect(currentRow(), currentColumn())).adjusted(1, 1, -1, -2));
    }
    painter->restore();
}

void CompareView::paintRow(QPainter *painter, int row) const
{
    const Row &entry = m_table.rows[size_t(row)];
    const QRect band(0, rowTop(row), viewport()->width(), rowHeight(row));
    if (band.bottom() < rowsTop() || band.top() > viewport()->height())
        return;
    if (entry.kind == Row::Kind::Section) {
        painter->fillRect(band, tokens().win);
        painter->fillRect(QRect(0, band.bottom(), band.width(), 1), tokens().grid);
        widgets::paintLine(painter, band.adjusted(cellMargin, 0, -cellMargin, -1), Qt::AlignLeft, entry.title,
                           textFont(TextRole::Small, Weight::Medium), tokens().text2);
        return;
    }
    painter->fillRect(QRect(0, band.bottom(), band.width(), 1), tokens().grid);
    if (!entry.message.isEmpty()) {
        paintRowMessage(painter, band.adjusted(headWidth, 0, 0, 0), entry);
        paintAction(painter, row);
    }
    for (int column = 0; column < int(entry.cells.size()); ++column) {
        const QRect rect = cellRect(row, column);
        if (rect.right() >= headWidth && rect.left() <= viewport()->width())
            paintCell(painter, rect, entry, entry.cells[size_t(column)]);
    }
    paintRowHead(painter, QRect(0, band.top(), headWidth, band.height()), entry, angle());
}

void CompareView::paintAction(QPainter *painter, int row) const
{
    const QRect rect = rowActionRect(row);
    if (rect.isEmpty())
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(tokens().controlBorder, 1));
    painter->setBrush(tokens().control);
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), metrics::controlRadius,
                             metrics::controlRadius);
    painter->restore();
    widgets::paintLine(painter, rect, Qt::AlignHCenter, m_table.rows[size_t(row)].action, textFont(TextRole::Body),
                       tokens().text);
}

} // namespace compare
