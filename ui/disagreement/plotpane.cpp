#include "ui/disagreement/plotpane.h"

#include <QKeyEvent>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/disagreement/pairselection.h"
#include "ui/disagreement/pairwords.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/cellmodel.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/tablehead.h"
#include "ui/widgets/tableview.h"

namespace disagreement {

using widgets::Button;

namespace {

struct Table
{
    QList<widgets::TableColumn> columns;
    QList<widgets::TableRow> rows;
};

Table tableOf(const ValueTable &values)
{
    Table table;
    for (const QString &name : values.first())
        table.columns.append({name});
    for (const QStringList &record : values.mid(1)) {
        widgets::TableRow row;
        for (const QString &field : record) {
            widgets::TableCell cell;
            cell.text = field;
            bool isNumber = false;
            const double number = field.toDouble(&isNumber);
            if (isNumber)
                cell.sort = number;
            row.cells.append(cell);
        }
        table.rows.append(row);
    }
    return table;
}

} // namespace

PlotPane::PlotPane(Plot *plot, PairSelection *selection, CopyDesk *desk, QWidget *parent)
    : QWidget(parent)
    , m_plot(plot)
    , m_selection(selection)
    , m_desk(desk)
    , m_head(new widgets::PaneHead(plot->title(), nullptr, widgets::PaneHead::Surface::Base))
    , m_export(new Button(widgets::Icon::Export, tr("Export")))
    , m_pages(new QStackedWidget)
{
    setObjectName(QStringLiteral("pane-") + plot->key());
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_export->setObjectName(QStringLiteral("export-") + plot->key());
    m_export->setAccessibleName(tr("Export %1").arg(plot->menuTitle()));
    m_head->add(m_export);
    m_pages->addWidget(plot);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_pages, 1);
    connect(m_export, &Button::clicked, this, &PlotPane::openExportMenu);
    connect(plot, &QWidget::customContextMenuRequested, this, &PlotPane::openContextMenu);
}

void PlotPane::addTools(const QList<Button *> &tools)
{
    for (Button *tool : tools)
        m_head->add(tool);
    m_head->add(m_export); // stays the last
}

void PlotPane::setData(const DataPtr &data, const QString &studyTitle)
{
    m_data = data;
    m_studyTitle = studyTitle;
    m_plot->setData(data);
    m_head->setTitle(m_plot->title());
    showNote();
    if (showsTable())
        fillTable();
}

void PlotPane::setBusy(const QString &text)
{
    m_busy = text;
    showNote();
}

void PlotPane::showNote()
{
    const QString note = m_plot->note();
    m_head->setNote(m_busy.isEmpty() ? note : note.isEmpty() ? m_busy : tr("%1, %2").arg(note, m_busy));
}

PlotCopy PlotPane::copy() const
{
    PlotCopy copy;
    copy.name = m_plot->key();
    copy.text = {m_plot->copyTitle(), m_plot->note(), m_data ? copyFooter(*m_data, m_studyTitle) : QString()};
    copy.paint = [plot = m_plot, text = copy.text](QPaintDevice *device, const QSize &size) {
        plot->paintCopy(device, size, text);
    };
    copy.values = m_plot->values();
    return copy;
}

void PlotPane::openExportMenu()
{
    QMenu menu(this);
    m_desk->fill(&menu, [this] { return copy(); });
    menu.addSeparator();
    QAction *table = menu.addAction(tr("Values as a table"));
    table->setCheckable(true);
    table->setChecked(showsTable());
    connect(table, &QAction::toggled, this, &PlotPane::showTable);
    menu.exec(m_export->mapToGlobal(QPoint(0, m_export->height() + widgets::metrics::space4)));
}

void PlotPane::openContextMenu(const QPoint &position)
{
    QMenu menu(this);
    QAction *gallery = menu.addAction(tr("Show in Gallery"), this, &PlotPane::galleryRequested);
    QAction *compare = menu.addAction(tr("Compare"), this, &PlotPane::compareRequested);
    QAction *clear = menu.addAction(tr("Clear selection"), m_selection, &PairSelection::clear);
    for (QAction *action : {gallery, compare, clear})
        action->setEnabled(!m_selection->isEmpty());
    menu.addAction(tr("Select everything"), m_plot, &Plot::selectAll);
    menu.addAction(tr("Show all points"), m_plot, &Plot::resetZoom);
    menu.addSeparator();
    m_desk->fill(&menu, [this] { return copy(); });
    menu.exec(m_plot->mapToGlobal(position));
}

void PlotPane::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        m_desk->toClipboard(copy());
    else
        QWidget::keyPressEvent(event);
}

bool PlotPane::showsTable() const
{
    return m_table && m_pages->currentWidget() == m_table;
}

void PlotPane::showTable(bool table)
{
    if (!table) {
        m_pages->setCurrentWidget(m_plot);
        return;
    }
    if (!m_table) {
        m_table = new widgets::TableView;
        m_table->setAccessibleName(tr("Values of %1").arg(m_plot->menuTitle()));
        m_pages->addWidget(m_table);
    }
    fillTable();
    m_pages->setCurrentWidget(m_table);
}

void PlotPane::fillTable()
{
    m_filling.run([values = m_plot->values()](base::Progress &) { return tableOf(values()); },
                  [this](const Table &table) {
                      if (!m_model) {
                          m_model = new widgets::CellModel(table.columns, this);
                          m_table->setSource(m_model);
                      }
                      m_model->setRows(table.rows);
                  });
}

} // namespace disagreement
