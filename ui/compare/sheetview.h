#pragma once

#include <QAbstractScrollArea>

#include "ui/compare/comparerows.h"
#include "ui/compare/pictureset.h"

class QTimer;

namespace compare {

/// What is common to the table and the grid: pictures with one zoom, a current picture or score that the keyboard
/// moves, tooltips, menus, and what is said to a screen reader. A layout says where things are and paints them.
class SheetView : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SheetView)

public:
    explicit SheetView(QWidget *parent = nullptr);

    void setCache(widgets::PictureCache *cache) { m_set->setCache(cache); }
    /// Shows pictures (one per column, in the order of the table) and their table. The pictures stay when only the
    /// table changed.
    void setTable(const std::vector<analysis::SheetPicture> &pictures, const Table &table);
    const Table &table() const { return m_table; }
    PictureSet *pictures() { return m_set; }
    bool isSettled() const { return m_set->isIdle(); }

    /// What the keyboard is on: a score, or with row −1 a picture; column −1 for nothing.
    int currentRow() const { return m_currentRow; }
    int currentColumn() const { return m_currentColumn; }
    /// The picture that was current before this one; −1: none.
    int previousColumn() const { return m_previousColumn; }
    void setCurrent(int row, int column);
    /// Where a score is, in viewport coordinates.
    virtual QRect cellRect(int row, int column) const = 0;

Q_SIGNALS:
    /// T, Enter or a click on a score: its 2×2 is wanted.
    void cellActivated(int row, int column);
    /// Enter or a double click on a picture: it is wanted alone.
    void pictureOpened(int column);
    /// Somebody pulls a picture out.
    void dragStarted(int column);
    /// Row −1: of a picture; column −1: of a row's head.
    void menuRequested(int row, int column, const QPoint &globalPosition);
    void retryRequested();
    /// The button of a row's message.
    void rowActionRequested(int row);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

    /// Places scroll bars and pictures.
    virtual void layOut() = 0;
    virtual QRect pictureRect(int column) const = 0;
    virtual QRect captionRect(int column) const = 0;
    /// Empty where the layout has no row heads.
    virtual QRect headRect(int row) const = 0;
    /// Empty where there is none.
    virtual QRect rowActionRect(int row) const = 0;
    /// The area in which scores are seen; what scrolls out of it is hidden.
    virtual QRect scoresArea() const = 0;

    bool isCell(int row, int column) const;
    bool showsKeyboardMark() const { return m_keyboard && hasFocus(); }
    int angle() const { return m_angle; }
    /// The frame around the current picture, 2 px outside of it.
    void paintPictureMark(QPainter *painter) const;

    PictureSet *m_set;
    Table m_table;

private:
    std::pair<int, int> cellAt(const QPoint &position) const;
    int headAt(const QPoint &position) const;
    int firstScorerRow() const;
    void move(int rows, int columns);
    void flip(bool on);
    void ensureVisible();
    void updateAccessibleText();
    QString toolTipAt(const QPoint &position) const;

    int m_currentRow = -1;
    int m_currentColumn = -1;
    int m_previousColumn = -1;
    bool m_keyboard = false; ///< the mark of what is current is shown after keyboard use
    bool m_flipped = false;
    QTimer *m_turn; ///< turns the marks of running rows
    int m_angle = 0;
};

} // namespace compare
