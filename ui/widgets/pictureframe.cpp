#include "ui/widgets/pictureframe.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

#include "ui/widgets/icons.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace widgets {
namespace {

constexpr double unsmoothedAbove = 3;
constexpr double maximumScale = 16; ///< device pixels per picture pixel
constexpr double minimumFactor = 0.2;
/// Larger pictures are not scaled smoothly on the UI thread: it would take more than a frame.
constexpr qint64 scaledWhilePainting = 6'000'000;

/// Keeps the picture's edge out of the frame when it is larger, and centres it when it is smaller.
double clampedStart(double frameStart, double frameLength, double length, double fraction)
{
    if (length <= frameLength)
        return frameStart + (frameLength - length) / 2;
    const double start = frameStart + frameLength / 2 - fraction * length;
    return std::clamp(start, frameStart + frameLength - length, frameStart);
}

QRectF snapped(const QRectF &rect, double ratio)
{
    const double left = std::round(rect.left() * ratio) / ratio;
    const double top = std::round(rect.top() * ratio) / ratio;
    return {left, top, std::round(rect.width() * ratio) / ratio, std::round(rect.height() * ratio) / ratio};
}

} // namespace

QImage scaledForFrame(const QImage &image, const QSize &deviceSize)
{
    if (image.isNull() || deviceSize.isEmpty())
        return {};
    const QSize fitted = image.size().scaled(deviceSize, Qt::KeepAspectRatio);
    if (fitted.width() >= image.width())
        return {};
    return image.scaled(fitted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

void PictureFrame::clear()
{
    const double enlargement = m_maximumEnlargement;
    *this = {};
    m_maximumEnlargement = enlargement;
}

void PictureFrame::setLoading(const QSize &pixels)
{
    clear();
    m_state = State::Loading;
    m_pixels = pixels;
}

void PictureFrame::setSmall(const QImage &image, const QSize &pixels, const QImage &scaled)
{
    if (m_state == State::Ready)
        return;
    clear();
    m_state = State::Small;
    m_image = image;
    m_scaled = scaled;
    m_pixels = pixels.isEmpty() ? image.size() : pixels;
}

void PictureFrame::setImage(const QImage &image, const QImage &scaled)
{
    clear();
    m_state = State::Ready;
    m_image = image;
    m_scaled = scaled;
    m_pixels = image.size();
}

void PictureFrame::setScaled(const QImage &scaled)
{
    m_scaled = scaled;
    m_fitted = {};
}

void PictureFrame::setMissing(const QString &message)
{
    clear();
    m_state = State::Missing;
    m_message = message;
}

void PictureFrame::setBroken(const QString &reason)
{
    clear();
    m_state = State::Broken;
    m_message = reason;
}

QRectF PictureFrame::fittedRect(const QRectF &frame, double ratio) const
{
    if (m_pixels.isEmpty())
        return frame;
    double scale = std::min(frame.width() / m_pixels.width(), frame.height() / m_pixels.height());
    scale = std::min(scale, m_maximumEnlargement / ratio);
    const QSizeF size(m_pixels.width() * scale, m_pixels.height() * scale);
    return snapped(
        {frame.center().x() - size.width() / 2, frame.center().y() - size.height() / 2, size.width(), size.height()},
        ratio);
}

double PictureFrame::scaleAt(const QRectF &frame, const Zoom &zoom, double ratio) const
{
    if (m_pixels.isEmpty())
        return 1;
    const double fit = fittedRect(frame, ratio).width() * ratio / m_pixels.width();
    switch (zoom.kind) {
    case Zoom::Kind::Fit:
        return fit;
    case Zoom::Kind::Actual:
        return 1;
    case Zoom::Kind::Factor:
        break;
    }
    return fit * zoom.factor;
}

QRectF PictureFrame::pictureRect(const QRectF &frame, const Zoom &zoom, double ratio) const
{
    if (zoom.kind == Zoom::Kind::Fit || m_pixels.isEmpty())
        return fittedRect(frame, ratio);
    const double scale = scaleAt(frame, zoom, ratio) / ratio;
    const QSizeF size(m_pixels.width() * scale, m_pixels.height() * scale);
    return snapped({clampedStart(frame.left(), frame.width(), size.width(), zoom.centre.x()),
                    clampedStart(frame.top(), frame.height(), size.height(), zoom.centre.y()), size.width(),
                    size.height()},
                   ratio);
}

Zoom PictureFrame::zoomedAt(const QRectF &frame, const Zoom &zoom, double ratio, const QPointF &point,
                            double step) const
{
    if (m_pixels.isEmpty())
        return zoom;
    const QRectF before = pictureRect(frame, zoom, ratio);
    const QPointF fraction((point.x() - before.left()) / before.width(), (point.y() - before.top()) / before.height());
    const double fit = fittedRect(frame, ratio).width() * ratio / m_pixels.width();
    const double scale = std::min(scaleAt(frame, zoom, ratio) * step, maximumScale);
    Zoom after = zoom;
    after.kind = Zoom::Kind::Factor;
    after.factor = std::max(scale / fit, minimumFactor);
    if (after.factor <= 1) // out to the whole picture and no further
        return {};
    const QSizeF size(m_pixels.width() * fit * after.factor / ratio, m_pixels.height() * fit * after.factor / ratio);
    after.centre = QPointF(fraction.x() + (frame.center().x() - point.x()) / size.width(),
                           fraction.y() + (frame.center().y() - point.y()) / size.height());
    after.centre.setX(std::clamp(after.centre.x(), 0.0, 1.0));
    after.centre.setY(std::clamp(after.centre.y(), 0.0, 1.0));
    return after;
}

Zoom PictureFrame::pannedBy(const QRectF &frame, const Zoom &zoom, double ratio, const QPointF &delta) const
{
    if (zoom.kind == Zoom::Kind::Fit || m_pixels.isEmpty())
        return zoom;
    const QRectF shown = pictureRect(frame, zoom, ratio);
    const auto moved = [](double frameStart, double frameLength, double start, double length, double by) {
        const double to = std::clamp(start + by, std::min(frameStart, frameStart + frameLength - length), frameStart);
        return length <= frameLength ? 0.5 : (frameStart + frameLength / 2 - to) / length;
    };
    Zoom after = zoom;
    after.centre = QPointF(moved(frame.left(), frame.width(), shown.left(), shown.width(), delta.x()),
                           moved(frame.top(), frame.height(), shown.top(), shown.height(), delta.y()));
    return after;
}

/// The smaller of the two versions that is large enough; the larger one if none is.
const QImage &PictureFrame::sourceFor(const QSize &deviceSize) const
{
    const auto reaches = [&](const QImage &image) {
        return image.width() >= deviceSize.width() && image.height() >= deviceSize.height();
    };
    return !m_scaled.isNull() && (reaches(m_scaled) || m_scaled.width() > m_image.width()) ? m_scaled : m_image;
}

const QPixmap &PictureFrame::fittedPixmap(const QSize &deviceSize) const
{
    if (m_fitted.size() == deviceSize)
        return m_fitted;
    const QImage &source = sourceFor(deviceSize);
    if (source.size() == deviceSize)
        m_fitted = QPixmap::fromImage(source);
    else if (qint64(source.width()) * source.height() <= scaledWhilePainting)
        m_fitted = QPixmap::fromImage(source.scaled(deviceSize, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    else
        m_fitted = {};
    return m_fitted;
}

void PictureFrame::paint(QPainter *painter, const QRectF &frame, const Zoom &zoom, Surround surround) const
{
    if (!hasImage()) {
        paintMessage(painter, frame, surround);
        return;
    }
    const double ratio = painter->device()->devicePixelRatioF();
    const QRectF target = pictureRect(frame, zoom, ratio);
    painter->save();
    painter->setClipRect(frame, Qt::IntersectClip);
    if (zoom.kind == Zoom::Kind::Fit) {
        const QSize deviceSize = (target.size() * ratio).toSize();
        QPixmap pixmap = fittedPixmap(deviceSize);
        if (pixmap.isNull()) {
            // Scaling it well would be felt; whoever holds the picture brings a better version.
            painter->setRenderHint(QPainter::SmoothPixmapTransform);
            painter->drawImage(target, sourceFor(deviceSize));
        } else {
            pixmap.setDevicePixelRatio(ratio);
            painter->drawPixmap(target.topLeft(), pixmap);
        }
    } else {
        painter->setRenderHint(QPainter::SmoothPixmapTransform, scaleAt(frame, zoom, ratio) <= unsmoothedAbove);
        // Only what is visible is scaled; a small version stands in for the full one by fractions.
        const QRectF visible = target.intersected(frame);
        const double x = m_image.width() / target.width();
        const double y = m_image.height() / target.height();
        const QRectF source((visible.left() - target.left()) * x, (visible.top() - target.top()) * y,
                            visible.width() * x, visible.height() * y);
        painter->drawImage(visible, m_image, source);
    }
    painter->restore();
}

void PictureFrame::paintMessage(QPainter *painter, const QRectF &frame, Surround surround) const
{
    if (m_state != State::Missing && m_state != State::Broken)
        return;
    const QColor ink = surround == Surround::Judge ? QColor(Qt::black) : tokens().text;
    painter->save();
    QPen dashed(ink, 1, Qt::CustomDashLine);
    dashed.setDashPattern({4, 3});
    painter->setPen(dashed);
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5));
    constexpr int iconSize = 20;
    constexpr double margin = 12;
    const QFont font = textFont(TextRole::Body);
    const int line = lineHeight(TextRole::Body);
    const QString text = m_state == State::Broken
                             ? QCoreApplication::translate("widgets", "Cannot read the file. %1").arg(m_message)
                             : m_message;
    const int available = int(std::min(frame.width() - 2 * margin, 360.0));
    const bool room = available >= 100 && frame.height() >= 100;
    // A line that fits stands under the icon's middle.
    const int width = std::min(available, QFontMetrics(font).horizontalAdvance(text) + 1);
    const int height = room ? textHeight(text, font, line, width) : 0;
    const double top = frame.center().y() - (iconSize + (room ? 8 + height : 0)) / 2.0;
    paintIcon(painter, Icon::BrokenPicture, QRectF(frame.left(), top, frame.width(), iconSize), iconSize, ink);
    if (room)
        paintText(painter, QRectF(frame.center().x() - width / 2.0, top + iconSize + 8, width, height), text, font,
                  line, ink);
    painter->restore();
}

} // namespace widgets
