#pragma once

#include <QImage>
#include <QWidget>

namespace shell {

/// Right half of the first page: the two pictures of one prompt of the demo study on judge grey, 336 each, 16 apart.
class DemoPair : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DemoPair)

public:
    /// Side of a picture in logical pixels, where there is room.
    static constexpr int pictureSide = 336;

    explicit DemoPair(QWidget *parent = nullptr);

    void setPictures(const QImage &original, const QImage &distorted);
    bool hasPictures() const { return !m_original.isNull(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_original;
    QImage m_distorted;
};

} // namespace shell
