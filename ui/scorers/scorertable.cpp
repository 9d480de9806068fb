#include "ui/scorers/scorertable.h"

#include <utility>

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QScrollBar>

#include "ui/scorers/scorerstate.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/tablehead.h"
#include "ui/widgets/textrole.h"

namespace scorers {

namespace {

/// Wide enough for the longest of each, of the licences for most.
const QList<int> widths{150, 74, 68, 50, 76, 84, 168, 216, 112, 216, 116};

} // namespace

ScorerTable::ScorerTable(QWidget *parent)
    : TableView(parent)
    , m_model(new widgets::CellModel(scorerColumns(), this))
{
    setObjectName(QStringLiteral("scorers"));
    setSource(m_model, false);
    setRowHeight(widgets::metrics::rowWithControl);
    setAccessibleName(tr("Scorers"));
    // State and button are always seen.
    setColumnWidths(widths, StateColumn);
    setGivingColumns({LicenceColumn, MemoryColumn, TypeColumn, DeviceColumn, WeightsColumn});
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { Q_EMIT scorerSelected(selected()); });
    connect(this, &TableView::cellPressed, this, [this](int row, int column) {
        if (column == ActionColumn && row < m_rows.size())
            Q_EMIT actionChosen(m_rows[row].id, m_rows[row].action);
    });
}

void ScorerTable::setState(const ScorersState &state)
{
    m_state = state;
    const QString chosen = selected();
    m_rows = scorerRows(state);
    QList<widgets::TableRow> rows;
    for (const ScorerRow &row : std::as_const(m_rows))
        rows.append(row.row);
    m_model->setRows(rows);
    if (selected() != chosen)
        select(chosen);
}

void ScorerTable::showEvent(QShowEvent *event)
{
    TableView::showEvent(event);
    if (!std::exchange(m_shown, true)) // only then its height is known
        QMetaObject::invokeMethod(this, &ScorerTable::scrollToSelected, Qt::QueuedConnection);
}

/// The selected row is seen, and the first visible row is a whole one.
void ScorerTable::scrollToSelected()
{
    const int height = verticalHeader()->defaultSectionSize();
    const int below = (currentIndex().row() + 1) * height - viewport()->height();
    if (below > 0)
        verticalScrollBar()->setValue((below + height - 1) / height * height);
}

QString ScorerTable::selected() const
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    const int row = rows.isEmpty() ? -1 : sourceRow(rows.first().row());
    return row < 0 || row >= m_rows.size() ? QString() : m_rows[row].id;
}

void ScorerTable::select(const QString &scorer)
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (!scorer.isEmpty() && m_rows[row].id == scorer) {
            selectRow(viewRow(row));
            return;
        }
    }
}

QRect ScorerTable::rectOf(const QString &scorer) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].id == scorer)
            return visualRect(model()->index(viewRow(row), 0))
                .united(visualRect(model()->index(viewRow(row), StateColumn)));
    }
    return {};
}

void ScorerTable::contextMenuEvent(QContextMenuEvent *event)
{
    const QString scorer = selected();
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const ScorerRow &row) { return row.id == scorer; });
    if (scorer.isEmpty() || found == m_rows.end())
        return;
    const auto info = m_state.worker ? m_state.worker->facts.find(scorer) : scoring::ScorerCatalogue::find(scorer);
    QMenu menu(this);
    const auto offer = [&](ScorerAction action, bool enabled) {
        QAction *entry =
            menu.addAction(actionText(action), this, [this, scorer, action] { Q_EMIT actionChosen(scorer, action); });
        entry->setEnabled(enabled);
    };
    if (found->action != ScorerAction::None && found->action != ScorerAction::Install
        && found->action != ScorerAction::Remove)
        offer(found->action, true);
    if (info && info->needsWeights()) {
        offer(ScorerAction::Install, m_state.installing.isEmpty());
        offer(ScorerAction::Remove, m_state.models.contains(scorer));
    }
    if (info && info->installed)
        menu.addAction(tr("Run the self-test again"), this, &ScorerTable::testRequested)->setEnabled(!m_state.asking);
    menu.addSeparator();
    if (info && !info->fingerprint.isEmpty())
        menu.addAction(tr("Copy fingerprint"), this,
                       [print = info->fingerprint] { QGuiApplication::clipboard()->setText(print); });
    menu.addAction(tr("Copy row"), this, [this] { QGuiApplication::clipboard()->setText(toTsv()); });
    menu.exec(event->globalPos());
}

} // namespace scorers
