#pragma once

// Only for the .cpp files of plots, like plotstyle.h.
#include "ui/disagreement/plotcanvas.h"

namespace disagreement {

/// A plot of rows from the top: names at the left, bars, intervals and points along the x axis, values at the right.
/// Derived plots draw all rows in drawRows(); it is called again for other data and other colours.
class RowCanvas : public PlotCanvas
{
public:
    void applyTokens(const widgets::Tokens &tokens) final;

protected:
    /// Room for names at the left and values at the right, in pixels.
    RowCanvas(PairSelection *selection, int labelMargin, int valueMargin, bool hasAxisTitle = false);

    /// Everything again: after other data.
    void redraw();
    virtual void drawRows(const widgets::Tokens &tokens) = 0;
    /// In the order from the top.
    virtual QStringList rowNames() const = 0;
    void selectionChanged() override;
    bool canZoom() const override { return false; }

    void addBar(double row, double from, double to, const QColor &color);
    /// A vertical mark of 2 px.
    void addTick(double row, double value, const QColor &color);
    /// A line of 1.5 px with caps.
    void addInterval(double row, double low, double high, const QColor &color);
    void addReference(double value, const QColor &color, bool dashed);
    /// A band over all rows.
    void addBand(double low, double high, const QColor &color);
    void addPoints(QCPScatterStyle::ScatterShape shape, double diameter, const QColor &color, const QPen &outline,
                   const QVector<QPointF> &places);
    /// A text centred at a value.
    void addText(double row, double value, const QString &text, const QColor &ink);
    /// A text that ends `right` pixels behind the axes.
    void addValue(double row, double right, const QString &text, const QColor &ink, widgets::Weight weight);

private:
    void clearAll();
    QCPItemLine *addLine(double row, double from, double to, const QPen &pen);
    void addMark(double row, double value, double reach, const QPen &pen);

    QList<QCPAbstractItem *> m_items;
};

} // namespace disagreement
