#pragma once

#include <QPointer>
#include <QWidget>

#include "ui/widgets/pictureframe.h"

namespace widgets {

/// One picture with zoom and pan: wheel zooms at the pointer, dragging moves, double click fits. Views that share a
/// ZoomLink show the same fraction of their pictures.
class PictureView : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PictureView)

public:
    explicit PictureView(PictureFrame::Surround surround, QWidget *parent = nullptr);

    /// Change what is shown, then call update().
    PictureFrame &frame() { return m_frame; }
    const PictureFrame &frame() const { return m_frame; }

    /// Null: a link of its own.
    void setZoomLink(ZoomLink *link);
    ZoomLink *zoomLink() const { return m_link; }
    /// Fit and one-to-one in turn.
    void toggleActualSize();
    /// Off: the wheel and the mouse do nothing (thumbnails).
    void setInteractive(bool interactive);

    /// Paints the picture of another view in this one's place; null: its own again.
    void setStandIn(PictureView *other);

Q_SIGNALS:
    void clicked();
    /// Double click on a picture that is seen whole.
    void opened();
    /// A picture that is seen whole was pulled: dragging moves only what is zoomed.
    void dragStarted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    PictureFrame m_frame;
    PictureFrame::Surround m_surround;
    QPointer<ZoomLink> m_link;
    QPointer<PictureView> m_standIn;
    QPoint m_lastMouse;
    bool m_dragged = false;
    bool m_interactive = true;
};

/// Factor of one wheel event; 120 eighths of a degree are one notch.
double wheelStep(const QWheelEvent &event);

} // namespace widgets
