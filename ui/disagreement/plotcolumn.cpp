#include "ui/disagreement/plotcolumn.h"

#include <QMenu>
#include <QSettings>
#include <QVBoxLayout>

#include "ui/disagreement/agreementpane.h"
#include "ui/disagreement/calibrationplot.h"
#include "ui/disagreement/coefficientplot.h"
#include "ui/disagreement/distributionplot.h"
#include "ui/disagreement/emotionplot.h"
#include "ui/disagreement/gapplot.h"
#include "ui/disagreement/peopleplot.h"
#include "ui/disagreement/rankshiftplot.h"
#include "ui/disagreement/worthplot.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/metrics.h"

namespace disagreement {

namespace {

constexpr int lowestPlot = 236;

QString shownKey()
{
    return QStringLiteral("plots");
}

} // namespace

PlotColumn::PlotColumn(PairSelection *selection, CopyDesk *desk, QWidget *parent)
    : QScrollArea(parent)
    , m_selection(selection)
    , m_desk(desk)
    , m_agreement(new AgreementPane(desk))
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // its plots have the focus
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_agreement, 1);
    setWidget(content);
    add(new GapPlot(selection), true);
    add(new DistributionPlot(selection), false);
    add(new CalibrationPlot(selection), false);
    add(new WorthPlot(selection), false);
    add(new RankShiftPlot(selection), false);
    add(new EmotionPlot(selection), false);
    add(new PeoplePlot(selection), false);
    add(new CoefficientPlot(selection), false);
    layout->addStretch(0);
}

void PlotColumn::add(Plot *plot, bool shownAtFirst)
{
    auto *pane = new PlotPane(plot, m_selection, m_desk);
    pane->setMinimumHeight(widgets::scaled(lowestPlot));
    auto *framed = static_cast<QVBoxLayout *>(pane->layout());
    framed->insertWidget(0, new widgets::Line(Qt::Horizontal));
    static_cast<QVBoxLayout *>(widget()->layout())->addWidget(pane, 2);
    pane->setVisible(shownAtFirst);
    connect(pane, &PlotPane::galleryRequested, this, &PlotColumn::galleryRequested);
    connect(pane, &PlotPane::compareRequested, this, &PlotColumn::compareRequested);
    m_panes.append(pane);
}

void PlotColumn::setData(const DataPtr &data, const QString &studyTitle)
{
    m_data = data;
    m_studyTitle = studyTitle;
    m_agreement->setData(data);
    for (PlotPane *pane : std::as_const(m_panes)) {
        if (!pane->isHidden())
            pane->setData(data, studyTitle);
    }
}

void PlotColumn::setBusy(const QString &text)
{
    for (PlotPane *pane : std::as_const(m_panes))
        pane->setBusy(text);
}

void PlotColumn::fillMenu(QMenu *menu)
{
    for (PlotPane *pane : std::as_const(m_panes)) {
        QAction *action = menu->addAction(pane->plot()->menuTitle());
        action->setCheckable(true);
        action->setChecked(!pane->isHidden());
        connect(action, &QAction::toggled, pane, [this, key = pane->plot()->key()](bool on) { setShown(key, on); });
    }
}

bool PlotColumn::isShown(const QString &key) const
{
    return std::any_of(m_panes.begin(), m_panes.end(),
                       [&](const PlotPane *pane) { return pane->plot()->key() == key && !pane->isHidden(); });
}

void PlotColumn::setShown(const QString &key, bool shown)
{
    for (PlotPane *pane : std::as_const(m_panes)) {
        if (pane->plot()->key() != key || pane->isHidden() != shown)
            continue;
        if (shown && m_data)
            pane->setData(m_data, m_studyTitle);
        pane->setVisible(shown);
        if (shown && isVisible()) { // what was asked for is seen
            widget()->layout()->activate();
            ensureWidgetVisible(pane, 0, 0);
        }
    }
}

void PlotColumn::saveState(QSettings &settings) const
{
    QStringList keys;
    for (const PlotPane *pane : m_panes) {
        if (!pane->isHidden())
            keys.append(pane->plot()->key());
    }
    settings.setValue(shownKey(), keys);
}

void PlotColumn::restoreState(QSettings &settings)
{
    if (!settings.contains(shownKey()))
        return;
    const QStringList keys = settings.value(shownKey()).toStringList();
    for (const PlotPane *pane : std::as_const(m_panes))
        setShown(pane->plot()->key(), keys.contains(pane->plot()->key()));
}

} // namespace disagreement
