#pragma once

#include <QStackedWidget>

#include "ui/disagreement/plotpane.h"

namespace widgets {
class EmptyState;
enum class PlaceId;
} // namespace widgets

namespace disagreement {

class ScatterPlot;

/// The left side: the scatter with its tools; the distribution of Δ while there are no votes; what to do next while
/// there is nothing to draw.
class LeftPane : public QStackedWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LeftPane)

public:
    LeftPane(PairSelection *selection, CopyDesk *desk, QWidget *parent = nullptr);

    ScatterPlot *scatter() const { return m_scatter; }
    void setData(const DataPtr &data, const QString &studyTitle);
    /// "Computing, 40 %" or "updating"; with Cancel when `canCancel`. Empty: not busy.
    void setBusy(const QString &text, bool canCancel);
    bool isEmpty() const { return currentWidget() == m_emptyPage; }

Q_SIGNALS:
    void galleryRequested();
    void compareRequested();
    void cancelRequested();
    /// The button of the empty state.
    void leadOn(widgets::PlaceId place);

private:
    void addTools(PlotPane *pane, bool withZoom);
    void say(const Data &data);

    PairSelection *m_selection;
    ScatterPlot *m_scatter;
    PlotPane *m_scatterPane;
    PlotPane *m_distributionPane;
    QWidget *m_emptyPage;
    widgets::EmptyState *m_empty;
    QList<widgets::Button *> m_cancels;
    bool m_noPictures = false;
};

} // namespace disagreement
