#pragma once

#include <array>

#include <QTimer>
#include <QWidget>

#include "ui/widgets/pictureframe.h"

namespace annotate {

/// The two pictures on the judging surround, side by side, overlaid or split; zoom and position are shared by fraction.
/// Shows what it is given; knows nothing of who made a picture.
class PairView : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PairView)

public:
    enum class Layout { SideBySide, Overlay, Split };

    explicit PairView(QWidget *parent = nullptr);

    widgets::PictureFrame &left() { return m_frames[0]; }
    widgets::PictureFrame &right() { return m_frames[1]; }
    widgets::PictureFrame &frame(int position) { return m_frames[size_t(position)]; }

    Layout pairLayout() const { return m_layout; }
    /// Side by side → overlay → split → side by side.
    void nextLayout();
    void resetLayout();
    /// While held, each picture stands in the other one's place.
    void setFlipped(bool flipped);
    bool isFlipped() const { return m_flipped; }
    /// What is seen in Overlay: "showing left"; empty side by side.
    QString shownSide() const;
    void toggleActualSize();
    void resetZoom();
    const widgets::Zoom &zoom() const { return m_link.zoom(); }

    /// The picture that is being labelled gets a frame; -1: none.
    void setActivePicture(int position);
    /// Plain surround: break, nothing to show.
    void setCovered(bool covered);
    /// Covers the pictures with a reason until it is taken away with an empty one: content that may disturb.
    void setWarning(const QString &reason);
    /// "Loading the next pair", after it took long enough to be noticed.
    void setNote(const QString &note);
    /// The frames have this side in logical pixels wherever it fits; 0: as large as the view allows.
    void setFixedSide(int side);
    /// The surround of the protocol; everything else on it is black.
    void setSurround(const QColor &color);

    /// Side of the two equal frames for a view of `size`: min((W − 2·32 − 16)/2, H − 16), even.
    static int frameSide(const QSize &size);
    /// The side that a fixed picture size gives everybody: what fits into the smallest window of the protocol, beside
    /// the rail and under the highest prompt bar, whatever the text size is.
    static int fixedSide(const QSize &smallestWindow);
    /// The side for a view of `size` under the rule in force, and both frames with the gap between them.
    int sideFor(const QSize &size) const;
    int widthFor(const QSize &size) const;
    /// Where the pictures stand now; both the same in Overlay and Split.
    QRect frameRect(int position) const;
    /// Width of the two frames with their gap, which the answer strip takes over; and their left edge.
    QRect pairRect() const;

Q_SIGNALS:
    /// Both pictures are on the screen for the first time since the frames were filled.
    void painted();
    void zoomChanged();
    void layoutChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    int frameAt(const QPointF &point) const;
    void paintSplit(QPainter *painter);
    void paintZoomNote(QPainter *painter);
    void moveSplit(double x);

    std::array<widgets::PictureFrame, 2> m_frames;
    widgets::ZoomLink m_link;
    Layout m_layout = Layout::SideBySide;
    bool m_flipped = false;
    bool m_covered = false;
    bool m_draggingSplit = false;
    int m_active = -1;
    int m_fixedSide = 0;
    double m_split = 0.5; ///< of the frame's width
    QString m_note;
    QString m_warning;
    QColor m_surround;
    QPointF m_lastMouse;
    QTimer m_zoomNote;
};

} // namespace annotate
