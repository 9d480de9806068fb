#pragma once

#include <QWidget>

namespace disagreement {

/// The line under the table that says what its shapes mean.
class MarkLegend : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MarkLegend)

public:
    explicit MarkLegend(QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace disagreement
