#pragma once

#include <QList>
#include <QWidget>

namespace annotate {

/// The dimensions of one picture as a row of boxes with their values; the current one is framed. A click goes there.
class RatingTrack : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RatingTrack)

public:
    struct Box
    {
        QString title;
        QString value; ///< "−1"; empty: not rated
    };

    explicit RatingTrack(QWidget *parent = nullptr);

    void setBoxes(const QList<Box> &boxes);
    /// −1: the picture is not active.
    void setCurrent(int current);

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF boxRect(int index) const;
    int boxAt(const QPoint &position) const;

    QList<Box> m_boxes;
    int m_current = -1;
};

} // namespace annotate
