#pragma once

#include "ui/disagreement/plot.h"

namespace disagreement {

class PairSelection;

/// The coefficients of agreement among annotators on the shown kind of pair, with intervals: percent, Fleiss' κ,
/// Krippendorff's α on nominal and ordinal codes, Gwet's AC1.
class CoefficientPlot : public Plot
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CoefficientPlot)

public:
    explicit CoefficientPlot(PairSelection *selection, QWidget *parent = nullptr);

    QString title() const override;
    QString note() const override;
    QString summary() const override;
    ValueSource values() const override;

private:
    class Canvas;

    Canvas *m_canvas;
};

} // namespace disagreement
