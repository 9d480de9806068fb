#pragma once

#include "ui/disagreement/plot.h"

namespace disagreement {

class PairSelection;

/// Δ of the shown scorer by taxonomy class: a bar from zero to the mean, a tick at the mean, every picture as a point,
/// value and n at the right. A picture stands for the pairs in which it is the first.
class GapPlot : public Plot
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GapPlot)

public:
    explicit GapPlot(PairSelection *selection, QWidget *parent = nullptr);

    QString title() const override;
    QString note() const override;
    QString summary() const override;
    ValueSource values() const override;

private:
    class Canvas;
};

} // namespace disagreement
