#pragma once

#include <vector>

#include <QWidget>

#include "ui/disagreement/figure.h"

namespace disagreement {

/// Distribution of Δ of one scorer: what is shown in place of the scatter while there are no votes.
class DeltaHistogram : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeltaHistogram)

public:
    explicit DeltaHistogram(QWidget *parent = nullptr);
    ~DeltaHistogram() override;

    void setData(const std::vector<double> &deltas, const QString &axisTitle);
    void paintCopy(QPaintDevice *device, const QSize &size, const FigureText &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    class Canvas;

    Canvas *m_canvas;
};

} // namespace disagreement
