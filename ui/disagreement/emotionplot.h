#pragma once

#include "ui/disagreement/plot.h"

namespace disagreement {

class PairSelection;

/// Whether the shown scorer sees an emotion: share of pictures made to show it that score above their counterpart, with
/// its interval. An emotion stands for the pairs of its pictures.
class EmotionPlot : public Plot
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmotionPlot)

public:
    explicit EmotionPlot(PairSelection *selection, QWidget *parent = nullptr);

    QString title() const override;
    QString note() const override;
    QString summary() const override;
    ValueSource values() const override;

private:
    class Canvas;
};

} // namespace disagreement
