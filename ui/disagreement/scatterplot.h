#pragma once

#include <functional>

#include <QWidget>

#include "core/analysis/pairpoints.h"
#include "ui/disagreement/figure.h"

namespace disagreement {

class PairSelection;

/// Reward difference against the share of people, one point per pair. A point takes the colour of the side that alone
/// prefers the first picture; agreement is grey. Hover shows a tooltip, a click or a dragged lasso selects, the wheel
/// zooms at the pointer, double click resets; arrow keys walk through the points, Space selects.
class ScatterPlot : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScatterPlot)

public:
    enum class Tool { Lasso, Rectangle };

    /// Every word in the plot.
    struct Words
    {
        QString xTitle;
        QString yTitle;
        QString onlyScorer; ///< corner labels
        QString both;
        QString neither;
        QString onlyPeople;
        QString mean;
    };

    explicit ScatterPlot(PairSelection *selection, QWidget *parent = nullptr);
    ~ScatterPlot() override;

    void setData(const analysis::PairPoints &data, const Words &words);
    void setTool(Tool tool);
    Tool tool() const { return m_tool; }
    /// Makes the text of the tooltip of a point (rich text).
    void setTooltip(std::function<QString(const analysis::PairPoint &)> tooltip);

    /// Where a point is drawn, in this widget's pixels; for tests and for keyboard focus.
    QPointF positionOf(const analysis::PairId &id) const;
    /// Paints a light copy with title and footer.
    void paintCopy(QPaintDevice *device, const QSize &size, const FigureText &text);
    void resetZoom();

protected:
    void changeEvent(QEvent *event) override;

private:
    class Canvas;

    Canvas *m_canvas;
    Tool m_tool = Tool::Lasso;
};

/// The drawn values: one record per point. `snapshot` gives names to the pairs.
QByteArray scatterCsv(const analysis::Snapshot &snapshot, const analysis::PairPoints &data, const QString &scorer);

} // namespace disagreement
