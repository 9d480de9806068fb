#pragma once

#include <QWidget>

#include "ui/disagreement/copydesk.h"
#include "ui/widgets/job.h"

class QStackedWidget;

namespace widgets {
class Button;
class CellModel;
class PaneHead;
class TableView;
} // namespace widgets

namespace disagreement {

class PairSelection;

/// The frame that every plot has: head with title, note and tools, export menu, context menu, and its values as a table
/// in its place.
class PlotPane : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlotPane)

public:
    /// Takes the plot in.
    PlotPane(Plot *plot, PairSelection *selection, CopyDesk *desk, QWidget *parent = nullptr);

    Plot *plot() const { return m_plot; }
    /// Before the export button, left to right.
    void addTools(const QList<widgets::Button *> &tools);
    void setData(const DataPtr &data, const QString &studyTitle);
    /// Behind the note: "updating"; empty: nothing.
    void setBusy(const QString &text);
    bool showsTable() const;
    void showTable(bool table);

Q_SIGNALS:
    void galleryRequested();
    void compareRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    PlotCopy copy() const;
    void openExportMenu();
    void openContextMenu(const QPoint &position);
    void showNote();
    void fillTable();

    Plot *m_plot;
    PairSelection *m_selection;
    CopyDesk *m_desk;
    DataPtr m_data;
    QString m_studyTitle;
    QString m_busy;
    widgets::PaneHead *m_head;
    widgets::Button *m_export;
    QStackedWidget *m_pages;
    widgets::TableView *m_table = nullptr; ///< made when first asked for
    widgets::CellModel *m_model = nullptr;
    widgets::Job m_filling;
};

} // namespace disagreement
