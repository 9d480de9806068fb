#pragma once

#include "ui/disagreement/plot.h"

namespace disagreement {

class PairSelection;

/// How far people agree among themselves: everybody, groups and annotators against the majority of the others, with
/// intervals; percent agreement and Krippendorff's α of the groups at the right.
class PeoplePlot : public Plot
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PeoplePlot)

public:
    explicit PeoplePlot(PairSelection *selection, QWidget *parent = nullptr);

    QString title() const override;
    QString note() const override;
    QString summary() const override;
    ValueSource values() const override;

private:
    class Canvas;

    Canvas *m_canvas;
};

} // namespace disagreement
