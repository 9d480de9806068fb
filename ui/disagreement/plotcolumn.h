#pragma once

#include <QScrollArea>

#include "ui/disagreement/plotpane.h"

class QMenu;
class QSettings;

namespace disagreement {

class AgreementPane;

/// The right column: the table of scorers and the plots that were chosen in the Plots menu, one below the other;
/// scrolls when they need more height.
class PlotColumn : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlotColumn)

public:
    PlotColumn(PairSelection *selection, CopyDesk *desk, QWidget *parent = nullptr);

    AgreementPane *agreement() const { return m_agreement; }
    const QList<PlotPane *> &panes() const { return m_panes; }
    void setData(const DataPtr &data, const QString &studyTitle);
    void setBusy(const QString &text);
    /// One checkable entry per plot.
    void fillMenu(QMenu *menu);
    bool isShown(const QString &key) const;
    void setShown(const QString &key, bool shown);

    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);

Q_SIGNALS:
    void galleryRequested();
    void compareRequested();

private:
    void add(Plot *plot, bool shownAtFirst);

    PairSelection *m_selection;
    CopyDesk *m_desk;
    AgreementPane *m_agreement;
    QList<PlotPane *> m_panes;
    DataPtr m_data; ///< what hidden plots get when they are shown
    QString m_studyTitle;
};

} // namespace disagreement
