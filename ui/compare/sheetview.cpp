#include "ui/compare/sheetview.h"

#include <algorithm>

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>
#include <QToolTip>

#include "ui/widgets/focusring.h"
#include "ui/widgets/pictureview.h"
#include "ui/widgets/theme.h"

namespace compare {

namespace {

constexpr int turnMs = 100;
constexpr int turnStep = 30;
constexpr QRgb pictureMark = 0xFF1F1F1F; ///< no accent beside pictures

} // namespace

SheetView::SheetView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_set(new PictureSet(viewport()))
    , m_turn(new QTimer(this))
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    widgets::FocusRing::setOwnMark(this);
    setAccessibleName(tr("Pictures and scores"));
    connect(m_set, &PictureSet::clicked, this, [this](int column) {
        setFocus(Qt::MouseFocusReason);
        setCurrent(-1, column);
    });
    connect(m_set, &PictureSet::opened, this, &SheetView::pictureOpened);
    connect(m_set, &PictureSet::dragStarted, this, &SheetView::dragStarted);
    connect(m_set, &PictureSet::menuRequested, this, [this](int column, const QPoint &position) {
        setCurrent(-1, column);
        Q_EMIT menuRequested(-1, column, position);
    });
    m_turn->setInterval(turnMs);
    connect(m_turn, &QTimer::timeout, viewport(), [this] {
        m_angle = (m_angle + turnStep) % 360;
        for (int row = 0; row < int(m_table.rows.size()); ++row) {
            if (m_table.rows[size_t(row)].isRunning)
                viewport()->update(headRect(row));
        }
    });
}

void SheetView::setTable(const std::vector<analysis::SheetPicture> &pictures, const Table &table)
{
    m_table = table;
    QStringList titles;
    for (const Column &column : table.columns)
        titles.append(column.title);
    if (m_set->setPictures(pictures, titles))
        m_currentRow = m_currentColumn = m_previousColumn = -1;
    if (m_currentRow >= int(m_table.rows.size()))
        m_currentRow = -1;
    const bool turns = std::any_of(table.rows.begin(), table.rows.end(), [](const Row &row) { return row.isRunning; });
    if (turns && !widgets::Theme::instance().reducedMotion())
        m_turn->start();
    else
        m_turn->stop();
    layOut();
    m_set->refresh();
    updateAccessibleText();
    viewport()->update();
}

bool SheetView::isCell(int row, int column) const
{
    return row >= 0 && row < int(m_table.rows.size()) && column >= 0
           && column < int(m_table.rows[size_t(row)].cells.size());
}

std::pair<int, int> SheetView::cellAt(const QPoint &position) const
{
    if (!scoresArea().contains(position))
        return {-1, -1};
    for (int row = 0; row < int(m_table.rows.size()); ++row) {
        for (int column = 0; column < int(m_table.rows[size_t(row)].cells.size()); ++column) {
            if (cellRect(row, column).contains(position))
                return {row, column};
        }
    }
    return {-1, -1};
}

int SheetView::headAt(const QPoint &position) const
{
    for (int row = 0; row < int(m_table.rows.size()); ++row) {
        if (headRect(row).contains(position))
            return row;
    }
    return -1;
}

void SheetView::setCurrent(int row, int column)
{
    if (m_set->size() == 0)
        return;
    const int before = m_currentColumn;
    m_currentColumn = std::clamp(column, 0, m_set->size() - 1);
    m_currentRow = std::clamp(row, -1, int(m_table.rows.size()) - 1);
    if (before >= 0 && before != m_currentColumn)
        m_previousColumn = before;
    ensureVisible();
    updateAccessibleText();
    viewport()->update();
}

void SheetView::ensureVisible()
{
    const auto reach = [](QScrollBar *bar, int first, int last, int low, int high) {
        if (first < low)
            bar->setValue(bar->value() + first - low);
        else if (last > high)
            bar->setValue(bar->value() + std::min(last - high, first - low));
    };
    const QRect area = scoresArea();
    const bool onPicture = !isCell(m_currentRow, m_currentColumn);
    const QRect rect = onPicture ? pictureRect(m_currentColumn) : cellRect(m_currentRow, m_currentColumn);
    reach(horizontalScrollBar(), rect.left(), rect.right(), area.left(), viewport()->width() - 1);
    // Pictures of the table stand above what scrolls.
    if (!onPicture || area.top() == 0)
        reach(verticalScrollBar(), rect.top(), rect.bottom(), area.top(), viewport()->height() - 1);
}

void SheetView::updateAccessibleText()
{
    QString text;
    if (isCell(m_currentRow, m_currentColumn))
        text = m_table.rows[size_t(m_currentRow)].cells[size_t(m_currentColumn)].accessible;
    else if (m_currentColumn >= 0 && m_currentColumn < int(m_table.columns.size()))
        text = m_set->views()[size_t(m_currentColumn)]->accessibleName();
    if (text == accessibleDescription())
        return;
    setAccessibleDescription(text);
    QAccessibleEvent moved(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&moved);
}

int SheetView::firstScorerRow() const
{
    const auto found = std::find_if(m_table.rows.begin(), m_table.rows.end(), [](const Row &row) {
        return row.kind == Row::Kind::Scorer && row.message.isEmpty();
    });
    return found == m_table.rows.end() ? 0 : int(found - m_table.rows.begin());
}

/// Steps over section heads and rows that hold a sentence; above the first row are the pictures.
void SheetView::move(int rows, int columns)
{
    if (m_currentColumn < 0) {
        setCurrent(rows == 0 ? -1 : 0, 0);
        return;
    }
    int row = m_currentRow + rows;
    while (rows != 0 && row >= 0 && row < int(m_table.rows.size()) && !isCell(row, 0))
        row += rows;
    const bool stays = rows != 0 && row >= int(m_table.rows.size());
    setCurrent(stays ? m_currentRow : row, m_currentColumn + columns);
}

void SheetView::flip(bool on)
{
    if (m_flipped == on)
        return;
    m_flipped = on;
    const int shown = std::max(0, m_currentColumn);
    const int other = m_previousColumn >= 0 ? m_previousColumn : shown > 0 ? shown - 1 : 1;
    m_set->setStandIn(shown, on ? other : -1);
}

void SheetView::keyPressEvent(QKeyEvent *event)
{
    m_keyboard = true;
    const bool control = event->modifiers() & Qt::ControlModifier;
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
        if (control)
            move(0, event->key() == Qt::Key_Left ? -1 : 1);
        else
            event->ignore();
        break;
    case Qt::Key_Space:
        if (!event->isAutoRepeat())
            flip(true);
        break;
    case Qt::Key_T:
        if (m_currentRow < 0)
            setCurrent(firstScorerRow(), std::max(0, m_currentColumn));
        if (isCell(m_currentRow, m_currentColumn))
            Q_EMIT cellActivated(m_currentRow, m_currentColumn);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isCell(m_currentRow, m_currentColumn))
            Q_EMIT cellActivated(m_currentRow, m_currentColumn);
        else if (m_set->size() > 0)
            Q_EMIT pictureOpened(std::max(0, m_currentColumn));
        break;
    case Qt::Key_Menu:
        if (m_currentColumn >= 0) {
            const bool cell = isCell(m_currentRow, m_currentColumn);
            const QRect at = cell ? cellRect(m_currentRow, m_currentColumn) : pictureRect(m_currentColumn);
            Q_EMIT menuRequested(cell ? m_currentRow : -1, m_currentColumn, viewport()->mapToGlobal(at.center()));
        }
        break;
    default:
        if (event->key() >= Qt::Key_1 && event->key() <= Qt::Key_9 && event->modifiers() == Qt::NoModifier) {
            if (event->key() - Qt::Key_1 < m_set->size())
                setCurrent(-1, event->key() - Qt::Key_1);
            break;
        }
        event->ignore(); // ← → walk through the prompts
    }
}

void SheetView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat())
        flip(false);
    else
        event->ignore();
}

void SheetView::focusOutEvent(QFocusEvent *event)
{
    flip(false);
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void SheetView::mousePressEvent(QMouseEvent *event)
{
    m_keyboard = false;
    if (event->button() != Qt::LeftButton)
        return;
    const QPoint at = event->pos();
    for (int row = 0; row < int(m_table.rows.size()); ++row) {
        if (rowActionRect(row).contains(at)) {
            Q_EMIT rowActionRequested(row);
            return;
        }
    }
    if (const int head = headAt(at); head >= 0) {
        if (m_table.rows[size_t(head)].noteIsError)
            Q_EMIT retryRequested();
        return;
    }
    const auto [row, column] = cellAt(at);
    if (row < 0)
        return;
    setCurrent(row, column);
    Q_EMIT cellActivated(row, column);
}

void SheetView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Keyboard)
        return; // the key is handled above
    const auto [row, column] = cellAt(event->pos());
    if (row >= 0) {
        setCurrent(row, column);
        Q_EMIT menuRequested(row, column, event->globalPos());
    } else if (const int head = headAt(event->pos()); head >= 0) {
        Q_EMIT menuRequested(head, -1, event->globalPos());
    }
}

QString SheetView::toolTipAt(const QPoint &position) const
{
    const auto [row, column] = cellAt(position);
    if (row >= 0)
        return m_table.rows[size_t(row)].cells[size_t(column)].toolTip;
    if (const int head = headAt(position); head >= 0)
        return m_table.rows[size_t(head)].toolTip;
    for (int i = 0; i < int(m_table.columns.size()); ++i) {
        if (captionRect(i).contains(position))
            return m_table.columns[size_t(i)].toolTip;
    }
    return m_table.sentence;
}

bool SheetView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), toolTipAt(help->pos()), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void SheetView::paintPictureMark(QPainter *painter) const
{
    if (!showsKeyboardMark() || m_currentColumn < 0 || isCell(m_currentRow, m_currentColumn))
        return;
    painter->setPen(QPen(QColor(pictureMark), 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(pictureRect(m_currentColumn).adjusted(-1, -1, 1, 1));
}

void SheetView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
    m_set->refresh();
}

void SheetView::scrollContentsBy(int, int)
{
    layOut();
    viewport()->update();
}

void SheetView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace compare
