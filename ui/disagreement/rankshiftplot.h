#pragma once

#include "ui/disagreement/plot.h"

namespace disagreement {

class PairSelection;

/// How every scorer orders the generators against how people do: one small multiple per scorer, people at its left. A
/// mark stands for the pairs of its generator.
class RankShiftPlot : public Plot
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RankShiftPlot)

public:
    explicit RankShiftPlot(PairSelection *selection, QWidget *parent = nullptr);

    QString title() const override;
    QString note() const override;
    QString summary() const override;
    ValueSource values() const override;

private:
    class Canvas;
};

} // namespace disagreement
