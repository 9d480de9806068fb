#include "ui/disagreement/leftpane.h"

#include <QVBoxLayout>

#include "ui/disagreement/distributionplot.h"
#include "ui/disagreement/pairselection.h"
#include "ui/disagreement/scatterplot.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/place.h"
#include "ui/widgets/scorernames.h"

namespace disagreement {

using widgets::Button;
using widgets::Icon;
using Tool = PairSelection::Tool;

LeftPane::LeftPane(PairSelection *selection, CopyDesk *desk, QWidget *parent)
    : QStackedWidget(parent)
    , m_selection(selection)
    , m_scatter(new ScatterPlot(selection))
    , m_scatterPane(new PlotPane(m_scatter, selection, desk))
    , m_distributionPane(new PlotPane(new DistributionPlot(selection), selection, desk))
    , m_emptyPage(new QWidget)
    , m_empty(new widgets::EmptyState(QString()))
{
    addTools(m_scatterPane, true);
    addTools(m_distributionPane, false);
    m_emptyPage->setBackgroundRole(QPalette::Base);
    m_emptyPage->setAutoFillBackground(true);
    auto *layout = new QVBoxLayout(m_emptyPage);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_empty);
    for (QWidget *page :
         {static_cast<QWidget *>(m_scatterPane), static_cast<QWidget *>(m_distributionPane), m_emptyPage})
        addWidget(page);
    for (PlotPane *pane : {m_scatterPane, m_distributionPane}) {
        connect(pane, &PlotPane::galleryRequested, this, &LeftPane::galleryRequested);
        connect(pane, &PlotPane::compareRequested, this, &LeftPane::compareRequested);
    }
    connect(m_empty, &widgets::EmptyState::actionClicked, this,
            [this] { Q_EMIT leadOn(m_noPictures ? widgets::PlaceId::Study : widgets::PlaceId::Scorers); });
}

void LeftPane::addTools(PlotPane *pane, bool withZoom)
{
    auto *cancel = new Button(tr("Cancel"), Button::Kind::Flat);
    cancel->setControlHeight(widgets::metrics::smallControl);
    cancel->hide();
    connect(cancel, &Button::clicked, this, &LeftPane::cancelRequested);
    m_cancels.append(cancel);
    auto *lasso = new Button(Icon::Lasso, tr("Lasso (L)"));
    auto *rectangle = new Button(Icon::Rectangle, tr("Rectangle (R)"));
    QList<Button *> tools{cancel, lasso, rectangle};
    for (Button *tool : {lasso, rectangle})
        tool->setCheckable(true);
    const auto show = [this, lasso, rectangle] {
        lasso->setChecked(m_selection->tool() == Tool::Lasso);
        rectangle->setChecked(m_selection->tool() == Tool::Rectangle);
    };
    connect(m_selection, &PairSelection::toolChanged, lasso, show);
    connect(lasso, &Button::clicked, this, [this, show] {
        m_selection->setTool(Tool::Lasso);
        show(); // a second click must not let go
    });
    connect(rectangle, &Button::clicked, this, [this, show] {
        m_selection->setTool(Tool::Rectangle);
        show();
    });
    show();
    if (withZoom) {
        auto *whole = new Button(Icon::Fit, tr("Show all points"));
        connect(whole, &Button::clicked, pane->plot(), &Plot::resetZoom);
        tools.append(whole);
    }
    pane->addTools(tools);
}

void LeftPane::setData(const DataPtr &data, const QString &studyTitle)
{
    if (data->hasPoints() || !data->snapshot) { // axes stand there at once, before anything was read
        m_scatterPane->setData(data, studyTitle);
        setCurrentWidget(m_scatterPane);
    } else if (!data->unvoted.empty()) {
        m_distributionPane->setData(data, studyTitle);
        setCurrentWidget(m_distributionPane);
    } else {
        say(*data);
        setCurrentWidget(m_emptyPage);
    }
}

void LeftPane::say(const Data &data)
{
    m_noPictures = data.snapshot->pictures.isEmpty();
    if (m_noPictures)
        m_empty->setText(tr("No pictures yet. Import generator outputs in Study."), tr("Open Study"));
    else if (data.scorers.isEmpty())
        m_empty->setText(tr("No scores yet. Score %1 pairs in Scorers.").arg(widgets::formatCount(data.pairsToScore)),
                         tr("Open Scorers"));
    else
        m_empty->setText(tr("No pair has votes and scores of %1.").arg(widgets::scorerTitle(data.query.scorer)),
                         tr("Open Scorers"));
}

void LeftPane::setBusy(const QString &text, bool canCancel)
{
    m_scatterPane->setBusy(text);
    m_distributionPane->setBusy(text);
    for (Button *cancel : std::as_const(m_cancels))
        cancel->setVisible(canCancel);
}

} // namespace disagreement
