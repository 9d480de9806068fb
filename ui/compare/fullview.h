#pragma once

#include <vector>

#include <QTimer>
#include <QWidget>

#include "ui/compare/pictureset.h"
#include "ui/widgets/pictureframe.h"

namespace compare {

/// One picture over the whole place, or two of them in one frame: laid over each other or split by a line. Covers its
/// parent; Esc, Enter or a double click leads back.
class FullView : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FullView)

public:
    enum class Mode { One, Overlay, Split };

    explicit FullView(QWidget *parent);

    void setCache(widgets::PictureCache *cache);
    /// Shows these pictures from now on; stays open at the same place.
    void setPictures(const std::vector<analysis::SheetPicture> &pictures, const QStringList &titles);
    /// `previous` −1: the neighbour.
    void open(int index, int previous, Mode mode);
    void leave();

    Mode mode() const { return m_mode; }
    int current() const { return m_current; }
    /// The other picture of overlay, split and flip.
    int other() const;
    /// One → overlay → split → one.
    void nextMode();
    void fit() { m_link.reset(); }
    bool isSettled() const { return isHidden() || !m_cache || m_cache->isIdle(); }
    const widgets::PictureFrame &frame(int index) const { return m_frames[size_t(index)]; }
    widgets::ZoomLink *link() { return &m_link; }
    bool isFlipped() const { return m_flipped; }

Q_SIGNALS:
    /// Closed; the picture that was seen last should be current.
    void closed(int index);
    void menuRequested(int index, const QPoint &globalPosition);
    void dragStarted(int index);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QRect frameRect() const;
    /// The picture in front, with Space held the other one.
    int front() const;
    void choose(int index);
    void zoomBy(double factor);
    void load();
    void setFlipped(bool flipped);
    void paintSplit(QPainter *painter, const QRect &frame);
    void paintTexts(QPainter *painter, const QRect &frame);
    void updateAccessibleText();

    QPointer<widgets::PictureCache> m_cache;
    std::vector<analysis::SheetPicture> m_pictures;
    QStringList m_titles;
    std::vector<widgets::PictureFrame> m_frames;
    widgets::ZoomLink m_link;
    Mode m_mode = Mode::One;
    int m_current = 0;
    int m_previous = -1;
    bool m_flipped = false;
    double m_split = 0.5; ///< of the frame's width
    bool m_draggingSplit = false;
    bool m_dragged = false;
    QPointF m_lastMouse;
    QTimer m_zoomNote;
};

} // namespace compare
