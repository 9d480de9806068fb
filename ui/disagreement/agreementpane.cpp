#include "ui/disagreement/agreementpane.h"

#include <QMenu>
#include <QVBoxLayout>

#include "ui/disagreement/marklegend.h"
#include "ui/disagreement/pairwords.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/cellmodel.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/segmentedswitch.h"
#include "ui/widgets/tablehead.h"
#include "ui/widgets/tableview.h"

namespace disagreement {

namespace {

constexpr int tableRow = 29;
constexpr qsizetype mostRowsKept = 8; ///< more of them scroll when the height is short
const QList<int> columnWidths{106, 74, 106, 134, 60, 106, 48, 46, 42, 86, 84, 76};

} // namespace

AgreementPane::AgreementPane(CopyDesk *desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_data(std::make_shared<Data>())
    , m_head(new widgets::PaneHead(tr("Agreement with people, by scorer"), nullptr, widgets::PaneHead::Surface::Base))
    , m_unit(new widgets::SegmentedSwitch({tr("Pairs"), tr("Votes")}))
    , m_model(new widgets::CellModel(agreementColumns(), this))
    , m_table(new widgets::TableView)
    , m_legend(new MarkLegend)
{
    m_unit->setControlHeight(widgets::metrics::smallControl);
    m_unit->setAccessibleName(tr("Unit"));
    m_unit->setToolTip(tr("What n counts"));
    m_unit->setObjectName(QStringLiteral("unit"));
    m_head->add(m_unit);
    auto *exports = new widgets::Button(widgets::Icon::Export, tr("Export"));
    exports->setObjectName(QStringLiteral("export-agreement"));
    exports->setAccessibleName(tr("Export the table"));
    m_head->add(exports);

    m_table->setObjectName(QStringLiteral("agreement"));
    m_table->setAccessibleName(tr("Agreement with people, by scorer"));
    m_table->setRowHeight(tableRow);
    m_table->setSource(m_model, false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setColumnWidths(columnWidths, ScorerColumn);
    // The tooltips of AUROC and of n have them, too.
    m_table->setGivingColumns({AurocRangeColumn, HumanTiesColumn});

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_legend);
    layout->addStretch(); // a table of few rows stays under its head

    connect(m_unit, &widgets::SegmentedSwitch::currentChanged, this,
            [this](int index) { Q_EMIT unitChosen(index == 0 ? analysis::Unit::Pair : analysis::Unit::Vote); });
    connect(exports, &widgets::Button::clicked, this, [this, exports] {
        openMenu(exports->mapToGlobal(QPoint(0, exports->height() + widgets::metrics::space4)));
    });
    connect(m_table, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &position) { openMenu(m_table->viewport()->mapToGlobal(position)); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                const QString scorer = m_scorers.value(m_table->sourceRow(current.row()));
                if (!scorer.isEmpty() && scorer != m_data->query.scorer)
                    Q_EMIT scorerChosen(scorer);
            });
    showRows();
}

int AgreementPane::unit() const
{
    return m_unit->current();
}

void AgreementPane::setUnit(int unit)
{
    m_unit->setCurrent(unit);
}

void AgreementPane::setLoading(bool loading)
{
    m_table->setLoading(loading);
}

void AgreementPane::setData(const DataPtr &data)
{
    m_data = data;
    m_table->setLoading(!data->snapshot);
    showRows();
}

void AgreementPane::setSelected(const std::vector<analysis::SelectionAgreement> &selected)
{
    m_selected = selected;
    showRows();
}

void AgreementPane::showRows()
{
    const AgreementTable table = agreementTable(*m_data, m_selected);
    m_scorers = table.scorers;
    const QSignalBlocker blocker(m_table->selectionModel());
    m_model->setRows(table.rows);
    m_table->setColumnHidden(PublishedColumn, !m_selected.empty() || !hasPublished(*m_data));
    m_table->setColumnHidden(SelectedColumn, m_selected.empty());
    m_table->fitColumns();
    if (const int row = m_table->viewRow(table.rowOf(m_data->query.scorer)); row >= 0)
        m_table->selectRow(row);
    // As high as its rows, so that the plot below gets what is left.
    const auto heightOf = [this](qsizetype rows) {
        return m_table->head()->sizeHint().height() + int(rows) * widgets::scaled(tableRow) + 2;
    };
    const qsizetype rows =
        m_data->snapshot ? std::max<qsizetype>(1, table.rows.size()) : widgets::TableView::skeletonRows;
    m_table->setMinimumHeight(heightOf(std::min(mostRowsKept, rows)));
    m_table->setMaximumHeight(heightOf(rows));
    m_table->viewport()->update();
    m_legend->setVisible(m_data->votes > 0);
    m_legend->setContents(hasPublished(*m_data), m_data->ceiling);
    m_head->setNote(!m_data->snapshot                            ? QString()
                    : m_data->votes == 0                         ? tr("no votes yet")
                    : m_data->query.unit == analysis::Unit::Pair ? tr("unit: pair, majority of its votes")
                                                                 : tr("unit: vote, treated as independent"));
}

void AgreementPane::openMenu(const QPoint &position)
{
    QMenu menu(this);
    m_desk->fill(&menu, [this] {
        PlotCopy copy;
        copy.name = QStringLiteral("agreement-with-people");
        copy.values = [data = m_data] { return agreementValues(*data); };
        return copy;
    });
    menu.exec(position);
}

} // namespace disagreement
