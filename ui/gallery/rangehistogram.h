#pragma once

#include <optional>

#include <QWidget>

#include "core/analysis/pictureselection.h"

namespace gallery {

/// The values of one scorer as a histogram with two handles; the range follows live while one is dragged. Its head
/// opens and closes it. Keys: up and down choose the handle, left and right move it, Delete takes the range away.
class RangeHistogram : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RangeHistogram)

public:
    explicit RangeHistogram(const QString &scorer, QWidget *parent = nullptr);

    QString scorer() const { return m_scorer; }
    void setHistogram(const analysis::ValueHistogram &histogram);
    /// Nothing: the whole range. Ends may be infinite.
    void setRange(const std::optional<analysis::ValueRange> &range);
    bool isOpen() const { return m_open; }
    void setOpen(bool open);

    /// Where a handle stands, in the widget; for tests.
    QPoint handleCentre(bool high) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void rangeChanged(const QString &scorer, const std::optional<analysis::ValueRange> &range);
    void openChanged(const QString &scorer, bool open);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRectF plot() const;
    double xOf(double value) const;
    double valueAt(double x) const;
    double end(bool high) const; ///< value of a handle, within the histogram
    void moveHandle(bool high, double value);
    void paintPlot(QPainter *painter) const;
    void describe();

    QString m_scorer;
    analysis::ValueHistogram m_histogram;
    std::optional<analysis::ValueRange> m_range;
    bool m_open = false;
    bool m_dragging = false;
    bool m_high = false; ///< the handle that keys and the mouse move
};

} // namespace gallery
