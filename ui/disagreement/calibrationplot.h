#pragma once

#include "ui/disagreement/plot.h"

namespace disagreement {

class PairSelection;

/// Reward difference against the share of people: stretches of the difference with Wilson intervals and the logistic
/// line through all votes. A stretch stands for its pairs.
class CalibrationPlot : public Plot
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CalibrationPlot)

public:
    explicit CalibrationPlot(PairSelection *selection, QWidget *parent = nullptr);

    QString title() const override;
    QString note() const override;
    QString summary() const override;
    ValueSource values() const override;

private:
    class Canvas;
};

} // namespace disagreement
