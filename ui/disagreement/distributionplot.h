#pragma once

#include "ui/disagreement/plot.h"

namespace disagreement {

class PairSelection;

/// How the differences of the shown scorer spread where people prefer the first picture, the second, neither, or have
/// not voted: one histogram under the other on one axis. A bar stands for its pairs.
class DistributionPlot : public Plot
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DistributionPlot)

public:
    explicit DistributionPlot(PairSelection *selection, QWidget *parent = nullptr);

    QString title() const override;
    QString note() const override;
    QString summary() const override;
    ValueSource values() const override;

private:
    class Canvas;
};

} // namespace disagreement
