#pragma once

// Only for the .cpp files of plots: the one header that sees QCustomPlot, which is written with Qt's keywords.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef foreach

#include "ui/disagreement/figure.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/tokens.h"

namespace disagreement {

/// Tick labels of an axis with real minus signs and at most seven ticks.
class NumberTicker : public QCPAxisTicker
{
public:
    NumberTicker() { setTickCount(6); }

protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;
};

/// Gives a plot the look of the design: no frame, no axis lines, no tick marks, 1 px grid, fixed margins.
void styleAxes(QCustomPlot *plot, const QMargins &margins);
/// Colours of background, grid and labels.
void colorAxes(QCustomPlot *plot, const widgets::Tokens &tokens);

/// A text on an 86 % plate of the background.
QCPItemText *addPlateText(QCustomPlot *plot, widgets::TextRole role);
void colorPlateText(QCPItemText *item, const QColor &ink, const widgets::Tokens &tokens);

/// Title, note, the plot, footer.
void paintFigure(QCustomPlot *plot, QPaintDevice *device, const QSize &size, const FigureText &text);

} // namespace disagreement
