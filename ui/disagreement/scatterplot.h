#pragma once

#include "ui/disagreement/plot.h"

namespace disagreement {

class PairSelection;

/// Reward difference against the share of people, one point per pair. A point takes the colour of the side that alone
/// prefers the first picture; agreement is grey. Above 20,000 points their density.
class ScatterPlot : public Plot
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScatterPlot)

public:
    explicit ScatterPlot(PairSelection *selection, QWidget *parent = nullptr);

    QString title() const override;
    QString copyTitle() const override;
    QString note() const override;
    QString summary() const override;
    ValueSource values() const override;

    /// Where a point is drawn, in this widget's pixels.
    QPointF positionOf(const analysis::PairId &id) const;

private:
    class Canvas;

    Canvas *m_canvas;
};

} // namespace disagreement
