#pragma once

#include "ui/disagreement/plot.h"

namespace disagreement {

class PairSelection;

/// Generators ranked by the votes of people beside their ranking by each scorer, which is asked in place of the same
/// votes: Davidson's worths with intervals on one scale, ranks at their right. One panel for people, one per scorer,
/// the shown one first; rows in the people's order.
class WorthPlot : public Plot
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorthPlot)

public:
    explicit WorthPlot(PairSelection *selection, QWidget *parent = nullptr);

    QString title() const override;
    QString note() const override;
    QString summary() const override;
    ValueSource values() const override;

private:
    class Canvas;

    Canvas *m_canvas;
};

} // namespace disagreement
