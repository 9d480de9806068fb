#pragma once

#include <QImage>
#include <QPixmap>
#include <QString>

#include "ui/widgets/zoomlink.h"

class QPainter;

namespace widgets {

/// `image` scaled down once to fit `deviceSize` (device pixels), smooth; never enlarged. Any thread: decoding jobs
/// call it so that painting has nothing left to do.
QImage scaledForFrame(const QImage &image, const QSize &deviceSize);

/// One picture inside a frame: its images and how it stands, painted at any zoom. Not a widget: views hold one or two.
/// It never decodes: it is given images, a small one first if there is one, then the full one.
class PictureFrame
{
public:
    enum class State { Empty, Loading, Small, Ready, Missing, Broken };
    enum class Surround { Judge, Browse };

    /// Nothing to show.
    void clear();
    /// On its way; `pixels` (upright, may be empty) fixes the frame's shape so that nothing moves later.
    void setLoading(const QSize &pixels);
    /// A reduced version of a picture of `pixels`, until the full one comes.
    void setSmall(const QImage &image, const QSize &pixels, const QImage &scaled = {});
    /// Another scaledForFrame() of the picture that is shown.
    void setScaled(const QImage &scaled);
    /// The full picture, and optionally scaledForFrame() of it for the size at which it will be shown.
    void setImage(const QImage &image, const QImage &scaled = {});
    /// The study has no file for it, or the file is gone: `message` in words.
    void setMissing(const QString &message);
    /// The file cannot be read: `reason` in words.
    void setBroken(const QString &reason);

    State state() const { return m_state; }
    QString message() const { return m_message; }
    QSize pixels() const { return m_pixels; }
    /// The small or the full picture, whichever is there.
    QImage image() const { return m_image; }
    bool hasImage() const { return m_state == State::Small || m_state == State::Ready; }

    /// Pictures smaller than the frame are enlarged up to this factor when fitted.
    void setMaximumEnlargement(double factor) { m_maximumEnlargement = factor; }

    /// Where the fitted picture stands inside `frame` (logical pixels).
    QRectF fittedRect(const QRectF &frame, double ratio) const;
    /// Where the picture stands at `zoom`; larger than the frame when zoomed in.
    QRectF pictureRect(const QRectF &frame, const Zoom &zoom, double ratio) const;
    /// Device pixels per picture pixel, as a share: 1 at 100 %.
    double scaleAt(const QRectF &frame, const Zoom &zoom, double ratio) const;

    /// `zoom` changed by a wheel step at a point of the view, keeping the picture's point under the pointer.
    Zoom zoomedAt(const QRectF &frame, const Zoom &zoom, double ratio, const QPointF &point, double step) const;
    /// `zoom` moved by a drag of `delta` logical pixels.
    Zoom pannedBy(const QRectF &frame, const Zoom &zoom, double ratio, const QPointF &delta) const;

    /// Paints into `frame`, clipped to it. The surround must be filled already.
    void paint(QPainter *painter, const QRectF &frame, const Zoom &zoom, Surround surround = Surround::Judge) const;

private:
    const QImage &sourceFor(const QSize &deviceSize) const;
    const QPixmap &fittedPixmap(const QSize &deviceSize) const;
    void paintMessage(QPainter *painter, const QRectF &frame, Surround surround) const;

    State m_state = State::Empty;
    QImage m_image;
    QImage m_scaled;
    QSize m_pixels;
    QString m_message;
    double m_maximumEnlargement = 2;
    mutable QPixmap m_fitted; ///< the picture at the size it is shown, made once
};

} // namespace widgets
