#pragma once

#include <QObject>
#include <QPointF>

namespace widgets {

/// How a picture is seen. Positions are fractions of the picture, so that pictures of different sizes can share it.
struct Zoom
{
    enum class Kind {
        Fit,    ///< the whole picture in its frame
        Actual, ///< one picture pixel = one device pixel
        Factor, ///< `factor` times the fitted size
    };

    Kind kind = Kind::Fit;
    double factor = 1;
    QPointF centre{0.5, 0.5};

    bool operator==(const Zoom &) const = default;
};

/// Zoom and position shared by several views; each view keeps one of its own until it is linked.
class ZoomLink : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ZoomLink)

public:
    explicit ZoomLink(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    const Zoom &zoom() const { return m_zoom; }
    void setZoom(const Zoom &zoom)
    {
        if (zoom == m_zoom)
            return;
        m_zoom = zoom;
        Q_EMIT zoomChanged();
    }
    void reset() { setZoom({}); }

Q_SIGNALS:
    void zoomChanged();

private:
    Zoom m_zoom;
};

} // namespace widgets
