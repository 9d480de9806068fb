#include "ui/compare/compareview.h"

#include <algorithm>
#include <cmath>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>
#include <QToolTip>

#include "ui/widgets/focusring.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/marks.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/pictureview.h"
#include "ui/widgets/skeletonbar.h"
#include "ui/widgets/tabular.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
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
constexpr int markCentre = 20;
constexpr int valueRight = 92;
constexpr int trackGap = 12;
constexpr int rankWidth = 38;
constexpr int cellMargin = 12;
constexpr double trackMark = 7;
constexpr int turnMs = 100;
constexpr int turnStep = 30;

} // namespace

CompareView::CompareView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_link(new widgets::ZoomLink(this))
    , m_turn(new QTimer(this))
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    widgets::FocusRing::setOwnMark(this);
    setAccessibleName(tr("Pictures and scores"));
    connect(m_link, &widgets::ZoomLink::zoomChanged, this, &CompareView::showPictures);
    m_turn->setInterval(turnMs);
    connect(m_turn, &QTimer::timeout, viewport(), [this] {
        m_angle = (m_angle + turnStep) % 360;
        viewport()->update(QRect(0, rowsTop(), headWidth, viewport()->height()));
    });
}

void CompareView::setCache(widgets::PictureCache *cache)
{
    if (m_cache)
        m_cache->disconnect(this);
    m_cache = cache;
    if (cache)
        connect(cache, &widgets::PictureCache::ready, this, &CompareView::showPictures);
}

void CompareView::setTable(const std::vector<analysis::SheetPicture> &pictures, const Table &table)
{
    const bool samePictures = std::equal(pictures.begin(), pictures.end(), m_pictures.begin(), m_pictures.end(),
                                         [](const auto &a, const auto &b) { return a.picture.id == b.picture.id; });
    m_table = table;
    m_pictures = pictures;
    if (!samePictures) {
        for (widgets::PictureView *view : m_views)
            delete view;
        m_views.clear();
        m_link->reset();
        m_currentRow = m_currentColumn = -1;
        if (m_cache)
            m_cache->dropWaiting();
        for (size_t i = 0; i < pictures.size(); ++i) {
            auto *view = new widgets::PictureView(widgets::PictureFrame::Surround::Judge, viewport());
            view->setZoomLink(m_linked ? m_link : nullptr);
            view->setAccessibleName(tr("Picture %1, %2").arg(i + 1).arg(table.columns[i].title));
            connect(view, &widgets::PictureView::clicked, this,
                    [this, i] { setCurrent(std::max(0, m_currentRow), int(i)); });
            view->show();
            m_views.push_back(view);
        }
    }
    if (m_currentRow >= int(m_table.rows.size()))
        m_currentRow = -1;
    const bool turns = std::any_of(table.rows.begin(), table.rows.end(), [](const Row &row) { return row.isRunning; });
    if (turns && !widgets::Theme::instance().reducedMotion())
        m_turn->start();
    else
        m_turn->stop();
    layOut();
    showPictures();
    viewport()->update();
}

void CompareView::setLinkedZoom(bool linked)
{
    m_linked = linked;
    for (widgets::PictureView *view : m_views)
        view->setZoomLink(linked ? m_link : nullptr);
    showPictures();
}

void CompareView::fitAll()
{
    m_link->reset();
    for (widgets::PictureView *view : m_views)
        view->zoomLink()->reset();
}

bool CompareView::isSettled() const
{
    return !m_cache || m_cache->isIdle();
}

// ---- Geometry, in viewport coordinates.

int CompareView::columnWidth() const
{
    const int columns = std::max<int>(1, int(m_pictures.size()));
    return std::max(narrowestColumn, (viewport()->width() - headWidth) / columns);
}

int CompareView::pictureSide() const
{
    const int byWidth = columnWidth() - 2 * pictureMargin;
    const int byHeight = viewport()->height() - 2 * pictureTop - captionHeight - rowsKeptVisible * scoreRow;
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

bool CompareView::isCell(int row, int column) const
{
    return row >= 0 && row < int(m_table.rows.size()) && column >= 0
           && column < int(m_table.rows[size_t(row)].cells.size());
}

std::pair<int, int> CompareView::cellAt(const QPoint &position) const
{
    if (position.y() < rowsTop() || position.x() < headWidth)
        return {-1, -1};
    const int column = (position.x() - headWidth + horizontalScrollBar()->value()) / columnWidth();
    for (int row = 0; row < int(m_table.rows.size()); ++row) {
        if (position.y() < rowTop(row) + rowHeight(row))
            return isCell(row, column) ? std::pair(row, column) : std::pair(-1, -1);
    }
    return {-1, -1};
}

void CompareView::layOut()
{
    const int columns = int(m_pictures.size()) * columnWidth();
    horizontalScrollBar()->setRange(0, std::max(0, headWidth + columns - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width() - headWidth);
    horizontalScrollBar()->setSingleStep(columnWidth());
    verticalScrollBar()->setRange(0, std::max(0, rowsTop() + contentHeight() - viewport()->height()));
    verticalScrollBar()->setPageStep(std::max(scoreRow, viewport()->height() - rowsTop()));
    verticalScrollBar()->setSingleStep(scoreRow);
    for (int i = 0; i < int(m_views.size()); ++i) {
        QRect rect(columnLeft(i) + pictureMargin, pictureTop, columnWidth() - 2 * pictureMargin, pictureSide());
        m_views[size_t(i)]->setGeometry(rect);
        // A view behind the row heads is cut at their edge.
        const int covered = std::max(0, headWidth - rect.left());
        if (covered > 0)
            m_views[size_t(i)]->setMask(QRect(covered, 0, std::max(0, rect.width() - covered), rect.height()));
        else
            m_views[size_t(i)]->clearMask();
        m_views[size_t(i)]->setVisible(covered < rect.width());
    }
}

void CompareView::showPictures()
{
    const double ratio = devicePixelRatioF();
    for (size_t i = 0; i < m_views.size(); ++i) {
        widgets::PictureFrame &frame = m_views[i]->frame();
        const study::Asset &asset = m_pictures[i].asset;
        if (!asset.id.isValid() || !m_cache) {
            frame.setMissing(tr("not in this study"));
            m_views[i]->update();
            continue;
        }
        const bool zoomed = m_views[i]->zoomLink()->zoom().kind != widgets::Zoom::Kind::Fit;
        // Sizes in steps, so that dragging the window's edge does not decode at every pixel.
        constexpr int step = 128;
        const int side = int(std::ceil(std::max(m_views[i]->width(), m_views[i]->height()) * ratio / step)) * step;
        const auto *fitted = m_cache->find(asset.id, side);
        const auto *whole = zoomed ? m_cache->find(asset.id, 0) : nullptr;
        if (whole && !whole->image.isNull())
            frame.setImage(whole->image);
        else if (fitted && !fitted->image.isNull())
            frame.setSmall(fitted->image, fitted->pixels);
        else if (fitted)
            frame.setBroken(fitted->error);
        else if (!frame.hasImage())
            frame.setLoading(QSize(asset.width, asset.height));
        m_views[i]->update();
    }
}

// ---- Painting.

void CompareView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_pictures.empty() ? tokens().win : tokens().base);
    if (m_pictures.empty()) {
        widgets::paintLine(
            &painter,
            QRect(metrics::pageMargin, metrics::pageMargin, viewport()->width() - 2 * metrics::pageMargin, 20),
            Qt::AlignLeft, m_emptyText, textFont(TextRole::Body), tokens().text);
        return;
    }
    paintRows(&painter);
    painter.fillRect(QRect(headWidth, 0, viewport()->width() - headWidth, picturesHeight()), tokens().judge);
    paintCaptions(&painter);
    paintLegend(&painter);
    const int rowsEnd = rowsTop() - verticalScrollBar()->value() + contentHeight();
    painter.fillRect(QRect(0, rowsEnd, headWidth, std::max(0, viewport()->height() - rowsEnd)), tokens().win);
    painter.fillRect(QRect(headWidth - 1, 0, 1, viewport()->height()), tokens().line);
}

void CompareView::paintLegend(QPainter *painter) const
{
    painter->fillRect(QRect(0, 0, headWidth, picturesHeight()), tokens().win);
    const int left = cellMargin;
    const int width = headWidth - 2 * cellMargin;
    widgets::paintLine(painter, QRect(left, 11, width, 20), Qt::AlignLeft,
                       m_pictures.size() == 1 ? tr("1 picture") : tr("%1 pictures").arg(m_pictures.size()),
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
    for (int column = 0; column < int(m_table.columns.size()); ++column) {
        const Column &entry = m_table.columns[size_t(column)];
        double right = columnLeft(column) + columnWidth() - cellMargin;
        const double middle = band.top() + captionHeight / 2.0;
        const double half = widgets::markDiameter / 2;
        constexpr double pitch = widgets::markDiameter + 4;
        for (int i = 0; i < entry.scorerPicks; ++i, right -= pitch)
            widgets::paintDiamond(painter, QPointF(right - half, middle), widgets::markDiameter, tokens().model);
        if (entry.peoplesPick) {
            widgets::paintCircle(painter, QPointF(right - half, middle), widgets::markDiameter, tokens().people);
            right -= pitch;
        }
        const int left = columnLeft(column) + cellMargin;
        widgets::paintLine(painter, QRectF(left, band.top(), right - left - metrics::space4, captionHeight - 1),
                           Qt::AlignLeft, entry.title, textFont(TextRole::Body, Weight::Medium), tokens().text);
    }
    painter->setClipping(false);
    widgets::paintLine(painter, QRect(cellMargin, band.top(), headWidth - 2 * cellMargin, captionHeight - 1),
                       Qt::AlignLeft, tr("Score, place, rank"), textFont(TextRole::Small), tokens().text2);
}

void CompareView::paintRows(QPainter *painter) const
{
    painter->save();
    painter->setClipRect(QRect(0, rowsTop(), viewport()->width(), viewport()->height() - rowsTop()));
    for (int row = 0; row < int(m_table.rows.size()); ++row) {
        const Row &entry = m_table.rows[size_t(row)];
        const QRect band(0, rowTop(row), viewport()->width(), rowHeight(row));
        if (band.bottom() < rowsTop() || band.top() > viewport()->height())
            continue;
        if (entry.kind == Row::Kind::Section) {
            painter->fillRect(band, tokens().win);
            painter->fillRect(QRect(0, band.bottom(), band.width(), 1), tokens().grid);
            widgets::paintLine(painter, band.adjusted(cellMargin, 0, -cellMargin, -1), Qt::AlignLeft, entry.title,
                               textFont(TextRole::Small, Weight::Medium), tokens().text2);
            continue;
        }
        painter->fillRect(QRect(0, band.bottom(), band.width(), 1), tokens().grid);
        for (int column = 0; column < int(entry.cells.size()); ++column) {
            const QRect rect = cellRect(row, column);
            if (rect.right() >= headWidth && rect.left() <= viewport()->width())
                paintCell(painter, rect, entry, entry.cells[size_t(column)]);
        }
        paintRowHead(painter, QRect(0, band.top(), headWidth, band.height()), entry);
    }
    if (m_keyboard && hasFocus() && isCell(m_currentRow, m_currentColumn)) {
        painter->setClipRect(QRect(headWidth, rowsTop(), viewport()->width(), viewport()->height()));
        painter->setPen(QPen(tokens().accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(cellRect(m_currentRow, m_currentColumn)).adjusted(1, 1, -1, -2));
    }
    painter->restore();
}

void CompareView::paintRowHead(QPainter *painter, const QRect &rect, const Row &row) const
{
    painter->fillRect(rect, tokens().win);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens().grid);
    const QRect inner = rect.adjusted(cellMargin, 0, -cellMargin, 0);
    const int nameLine = widgets::lineHeight(TextRole::Body);
    const int noteLine = widgets::lineHeight(TextRole::Caption);
    if (row.note.isEmpty()) {
        widgets::paintLine(painter, inner, Qt::AlignLeft, row.title, textFont(TextRole::Body, Weight::Medium),
                           tokens().text);
        return;
    }
    const int top = rect.top() + (rect.height() - nameLine - noteLine) / 2;
    widgets::paintLine(painter, QRect(inner.left(), top, inner.width(), nameLine), Qt::AlignLeft, row.title,
                       textFont(TextRole::Body, Weight::Medium), tokens().text);
    QRect note(inner.left(), top + nameLine - 1, inner.width(), noteLine);
    if (row.isRunning) {
        constexpr int arc = 10;
        const QRectF circle(note.left() + 0.5, note.top() + (noteLine - arc) / 2.0, arc, arc);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tokens().text3, 1.5));
        painter->drawArc(circle, -m_angle * 16, 270 * 16);
        painter->restore();
        note.setLeft(note.left() + arc + 5);
    }
    if (row.noteIsError) {
        widgets::paintIcon(painter, widgets::Icon::Error, QRectF(note.left(), note.top(), metrics::chipIcon, noteLine),
                           metrics::chipIcon, tokens().error);
        note.setLeft(note.left() + metrics::chipIcon + 4);
    }
    widgets::paintLine(painter, note, Qt::AlignLeft, row.note, textFont(TextRole::Caption),
                       row.noteIsError ? tokens().error : tokens().text3);
}

void CompareView::paintCell(QPainter *painter, const QRect &rect, const Row &row, const Cell &cell) const
{
    const bool people = row.kind == Row::Kind::People;
    const QColor ink = people ? tokens().people : tokens().model;
    const double middle = rect.top() + (rect.height() - 1) / 2.0;
    const QFont font = textFont(TextRole::Lead, cell.best ? Weight::SemiBold : Weight::Regular);
    const double right =
        rect.left()
        + std::max<double>(valueRight, metrics::space16 + cellMargin + widgets::tabularWidth(row.widest, font));
    const QRectF value(rect.left() + markCentre, rect.top(), right - rect.left() - markCentre, rect.height() - 1);
    switch (cell.state) {
    case Cell::State::Empty:
        painter->setPen(tokens().text3);
        widgets::paintTabular(painter, value, Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("–"), font);
        break;
    case Cell::State::Loading:
        widgets::paintSkeleton(painter, value);
        break;
    case Cell::State::Failed:
        widgets::paintLine(painter, value, Qt::AlignRight, tr("failed"), textFont(TextRole::Small), tokens().error);
        break;
    case Cell::State::Value:
        painter->setPen(tokens().text);
        widgets::paintTabular(painter, value, Qt::AlignRight | Qt::AlignVCenter, cell.text, font);
        break;
    }
    if (cell.pick) {
        const QPointF centre(rect.left() + markCentre, middle);
        if (people)
            widgets::paintCircle(painter, centre, widgets::markDiameter + 1, ink);
        else
            widgets::paintDiamond(painter, centre, widgets::markDiameter, ink);
    }
    const double trackLeft = right + trackGap;
    const double trackRight = rect.left() + rect.width() - cellMargin - rankWidth - 4;
    if (cell.state != Cell::State::Empty && trackRight - trackLeft >= 3 * trackMark) {
        painter->fillRect(QRectF(trackLeft, std::floor(middle), trackRight - trackLeft, 1), tokens().controlBorder);
        if (cell.place >= 0) {
            const QPointF at(trackLeft + trackMark / 2 + cell.place * (trackRight - trackLeft - trackMark),
                             std::floor(middle) + 0.5);
            if (people)
                widgets::paintCircle(painter, at, trackMark, ink);
            else
                widgets::paintDiamond(painter, at, trackMark, ink);
        }
    }
    painter->setPen(tokens().text3);
    widgets::paintTabular(
        painter, QRectF(rect.left() + rect.width() - cellMargin - rankWidth, rect.top(), rankWidth, rect.height() - 1),
        Qt::AlignRight | Qt::AlignVCenter, cell.rank, textFont(TextRole::Small));
}

// ---- Events.

void CompareView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
    showPictures();
}

void CompareView::scrollContentsBy(int, int)
{
    layOut();
    viewport()->update();
}

void CompareView::setCurrent(int row, int column)
{
    if (m_table.rows.empty() || m_pictures.empty())
        return;
    m_currentColumn = std::clamp(column, 0, int(m_pictures.size()) - 1);
    m_currentRow = std::clamp(row, 0, int(m_table.rows.size()) - 1);
    const QRect rect = cellRect(m_currentRow, m_currentColumn);
    if (rect.left() < headWidth)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + rect.left() - headWidth);
    else if (rect.right() > viewport()->width())
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + rect.right() - viewport()->width());
    if (rect.top() < rowsTop())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.top() - rowsTop());
    else if (rect.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.bottom() - viewport()->height());
    updateAccessibleText();
    viewport()->update();
}

void CompareView::updateAccessibleText()
{
    if (isCell(m_currentRow, m_currentColumn))
        setAccessibleDescription(m_table.rows[size_t(m_currentRow)].cells[size_t(m_currentColumn)].accessible);
}

int CompareView::firstScorerRow() const
{
    const auto found = std::find_if(m_table.rows.begin(), m_table.rows.end(),
                                    [](const Row &row) { return row.kind == Row::Kind::Scorer; });
    return found == m_table.rows.end() ? 0 : int(found - m_table.rows.begin());
}

/// Steps over section heads.
void CompareView::move(int rows, int columns)
{
    if (m_currentRow < 0) {
        setCurrent(0, 0);
        return;
    }
    int row = m_currentRow + rows;
    while (rows != 0 && row > 0 && row < int(m_table.rows.size()) - 1 && !isCell(row, 0))
        row += rows;
    setCurrent(isCell(row, 0) ? row : m_currentRow, m_currentColumn + columns);
}

void CompareView::keyPressEvent(QKeyEvent *event)
{
    m_keyboard = true;
    switch (event->key()) {
    case Qt::Key_Up:
        move(-1, 0);
        break;
    case Qt::Key_Down:
        move(1, 0);
        break;
    case Qt::Key_Left:
    case Qt::Key_Right:
        // Alone they walk through the prompts.
        if (event->modifiers() & Qt::ControlModifier)
            move(0, event->key() == Qt::Key_Left ? -1 : 1);
        else
            event->ignore();
        break;
    case Qt::Key_T:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_currentRow < 0)
            setCurrent(firstScorerRow(), 0);
        if (isCell(m_currentRow, m_currentColumn))
            Q_EMIT cellActivated(m_currentRow, m_currentColumn);
        break;
    default:
        if (event->key() >= Qt::Key_1 && event->key() <= Qt::Key_9 && event->modifiers() == Qt::NoModifier) {
            setCurrent(std::max(0, m_currentRow), event->key() - Qt::Key_1);
            break;
        }
        event->ignore(); // ← → walk through the prompts
    }
}

void CompareView::mousePressEvent(QMouseEvent *event)
{
    m_keyboard = false;
    const auto [row, column] = cellAt(event->pos());
    if (row < 0) {
        if (event->pos().x() < headWidth) {
            for (int i = 0; i < int(m_table.rows.size()); ++i) {
                if (m_table.rows[size_t(i)].noteIsError
                    && QRect(0, rowTop(i), headWidth, rowHeight(i)).contains(event->pos()))
                    Q_EMIT retryRequested();
            }
        }
        return;
    }
    setCurrent(row, column);
    Q_EMIT cellActivated(row, column);
}

bool CompareView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const auto [row, column] = cellAt(help->pos());
        QString text;
        if (row >= 0) {
            text = m_table.rows[size_t(row)].cells[size_t(column)].toolTip;
        } else if (help->pos().x() < headWidth && help->pos().y() < picturesHeight()) {
            text = m_table.sentence;
        } else if (help->pos().y() >= picturesHeight() && help->pos().y() < rowsTop() && help->pos().x() >= headWidth) {
            const int at = (help->pos().x() - headWidth + horizontalScrollBar()->value()) / columnWidth();
            if (at < int(m_table.columns.size()))
                text = m_table.columns[size_t(at)].toolTip;
        }
        QToolTip::showText(help->globalPos(), text, viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void CompareView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace compare
