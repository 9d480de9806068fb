#include <QAction>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>

#include "core/base/progress.h"
#include "ui/compare/comparebar.h"
#include "ui/compare/comparecopy.h"
#include "ui/compare/compareplace.h"
#include "ui/compare/fullview.h"
#include "ui/compare/matrixpopover.h"
#include "ui/compare/sheetview.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/strip.h"

/// What can be done with the sheet that is shown: keys, menus, the 2×2, full view.
namespace compare {

void ComparePlace::addShortcuts()
{
    const auto add = [this](const QKeySequence &key, auto action) {
        auto *shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    add(Qt::Key_Left, [this] { step(-1); });
    add(Qt::Key_Right, [this] { step(1); });
    add(Qt::Key_PageUp, [this] { step(-1); });
    add(Qt::Key_PageDown, [this] { step(1); });
    add(Qt::Key_W, [this] {
        for (const study::Prompt &prompt : m_sheet.prompts) {
            if (prompt.variant != m_sheet.prompt.variant) {
                chooseVariant(prompt.variant);
                return;
            }
        }
    });
    add(Qt::Key_Z, [this] { m_bar->setLinked(!m_linked); });
    add(Qt::Key_F, [this] {
        m_full->fit();
        view()->pictures()->fitAll();
    });
    add(Qt::Key_N, [this] { setNamesHidden(!m_hideNames); });
    add(Qt::Key_G, [this] { setLayout(wantsGrid() ? Layout::Table : Layout::Grid); });
    add(Qt::Key_V, [this] { nextFullMode(); });
    add(Qt::Key_C, [this] { askToSend(); });
    add(QKeySequence::Find, [this] { m_bar->focusFind(); });
    add(QKeySequence::Undo, [this] { undoSend(); });
    add(QKeySequence::Copy, [this] {
        if (!m_full->isHidden())
            copyPicture(m_full->current());
        else if (view()->currentRow() < 0 && view()->currentColumn() >= 0)
            copyPicture(view()->currentColumn());
        else
            copyText(tableTsv(m_table));
    });
}

void ComparePlace::makeActions()
{
    const auto make = [this](const QString &name, const QString &text, auto action) {
        auto *made = new QAction(text, this);
        made->setObjectName(name);
        connect(made, &QAction::triggered, this, action);
        m_tableActions.append(made);
    };
    make(QStringLiteral("copyTable"), tr("Copy the table"), [this] { copyText(tableTsv(m_table)); });
    make(QStringLiteral("copyShown"), tr("Copy as picture"), [this] { copyShown(); });
    make(QStringLiteral("saveCsv"), tr("Save the table…"), [this] { saveTable(); });
    make(QStringLiteral("savePicture"), tr("Save as picture…"), [this] { savePicture(); });
    make(QStringLiteral("sendPairsAction"), tr("Send to Annotate as pairs…"), [this] { askToSend(); });
    connect(m_bar, &CompareBar::exportRequested, this, [this](const QPoint &position) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        addTableActions(menu);
        menu->popup(position);
    });
}

void ComparePlace::addTableActions(QMenu *menu)
{
    for (QAction *action : std::as_const(m_tableActions))
        menu->addAction(action);
}

void ComparePlace::setLayout(Layout layout)
{
    const int row = view()->currentRow();
    const int column = view()->currentColumn();
    m_layout = layout;
    m_matrix->hide();
    m_full->leave();
    applySheet();
    if (column >= 0)
        view()->setCurrent(row, column);
}

void ComparePlace::setNamesHidden(bool hidden)
{
    m_hideNames = hidden;
    m_matrix->hide();
    applySheet();
    m_bar->setNamesHidden(hidden);
}

void ComparePlace::orderBy(const ColumnOrder &order)
{
    m_order = order;
    m_matrix->hide();
    applySheet();
}

// ---- The 2×2.

void ComparePlace::openMatrix(int row, int column)
{
    if (row < 0 || row >= int(m_table.rows.size()) || column >= int(m_columns.size()))
        return;
    const Row &entry = m_table.rows[size_t(row)];
    if (entry.kind != Row::Kind::Scorer || entry.scorer.isEmpty())
        return;
    const int picture = m_columns[size_t(column)];
    const QRect cell = view()->cellRect(row, column);
    m_matrix->open(tr("%1, %2").arg(entry.title, m_table.columns[size_t(column)].title), entry.scorer,
                   QRect(view()->viewport()->mapTo(this, cell.topLeft()), cell.size()));
    m_study->run(
        this,
        [known = m_snapshot](storage::Database &database) -> base::Result<std::shared_ptr<const analysis::Snapshot>> {
            BASE_TRY_ASSIGN(revision, database.revision());
            if (known && known->revision == revision)
                return known;
            BASE_TRY_ASSIGN(snapshot, analysis::Snapshot::load(database, base::Progress()));
            return std::make_shared<const analysis::Snapshot>(std::move(snapshot));
        },
        [this, scorer = entry.scorer, id = m_sheet.pictures[size_t(picture)].picture.id](
            base::Result<std::shared_ptr<const analysis::Snapshot>> snapshot) {
            if (!snapshot) {
                m_problem->say(snapshot.error().toLine());
                m_matrix->hide();
                return;
            }
            m_snapshot = *snapshot;
            fillMatrix(scorer, id);
            Q_EMIT settledChanged();
        });
}

void ComparePlace::fillMatrix(const QString &scorer, study::PictureId picture)
{
    const auto table = std::find_if(m_snapshot->scores.begin(), m_snapshot->scores.end(),
                                    [&](const analysis::ScoreTable &scores) { return scores.scorer() == scorer; });
    const auto found = std::find_if(m_snapshot->pictures.begin(), m_snapshot->pictures.end(),
                                    [&](const study::Picture &entry) { return entry.id == picture; });
    if (table == m_snapshot->scores.end() || found == m_snapshot->pictures.end()) {
        m_matrix->setMatrices({}, {});
        return;
    }
    const qint32 index = qint32(found - m_snapshot->pictures.begin());
    const qint32 generator = m_snapshot->generatorOfPicture[size_t(index)];
    m_matrix->setMatrices(analysis::twoByTwo(*m_snapshot, *table, generator, m_snapshot->groupOfPicture(index)),
                          analysis::twoByTwo(*m_snapshot, *table, generator));
}

// ---- One picture alone, or two in one frame.

void ComparePlace::openFull(int column)
{
    m_matrix->hide();
    m_full->open(column, view()->previousColumn(), FullView::Mode::One);
}

void ComparePlace::nextFullMode()
{
    if (!m_full->isHidden()) {
        m_full->nextMode();
        return;
    }
    const int column = std::max(0, view()->currentColumn());
    m_full->open(column, view()->previousColumn(), FullView::Mode::Overlay);
}

// ---- Menus.

void ComparePlace::popUpPictureMenu(int column, const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](const QString &text, const QKeySequence &key, auto action) {
        auto *made = menu->addAction(text, this, action);
        made->setShortcut(key);
        made->setShortcutVisibleInContextMenu(true);
    };
    if (m_full->isHidden())
        add(tr("Full view"), Qt::Key_Return, [this, column] { openFull(column); });
    add(tr("Overlay and split"), Qt::Key_V, [this] { nextFullMode(); });
    add(tr("Fit"), Qt::Key_F, [this] {
        m_full->fit();
        view()->pictures()->fitAll();
    });
    menu->addSeparator();
    add(tr("Copy the picture"), QKeySequence::Copy, [this, column] { copyPicture(column); });
    if (const QString file = fileOf(column); !file.isEmpty())
        menu->addAction(tr("Copy the file's path"), this, [this, file] { copyText(file); });
    menu->addAction(tr("Show in Gallery"), this, [this, column] {
        widgets::Target target;
        target.pictures = {m_sheet.pictures[size_t(m_columns[size_t(column)])].picture.id};
        Q_EMIT placeRequested(widgets::PlaceId::Gallery, target);
    });
    menu->addSeparator();
    add(m_hideNames ? tr("Show the generators' names") : tr("Hide the generators' names"), Qt::Key_N,
        [this] { setNamesHidden(!m_hideNames); });
    add(tr("Send to Annotate as pairs…"), Qt::Key_C, [this] { askToSend(); });
    menu->popup(position);
}

void ComparePlace::popUpRowMenu(int row, const QPoint &position)
{
    const Row &entry = m_table.rows[size_t(row)];
    if (entry.cells.empty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    ColumnOrder order;
    order.by = entry.kind == Row::Kind::People ? ColumnOrder::By::People : ColumnOrder::By::Scorer;
    order.scorer = entry.scorer;
    menu->addAction(tr("Order by %1").arg(entry.title), this, [this, order] { orderBy(order); });
    menu->addAction(tr("Study order"), this, [this] { orderBy({}); });
    menu->addSeparator();
    menu->addAction(tr("Copy this row"), this, [this, text = rowTsv(m_table, row)] { copyText(text); });
    addTableActions(menu);
    menu->popup(position);
}

void ComparePlace::popUpCellMenu(int row, int column, const QPoint &position)
{
    const Row &entry = m_table.rows[size_t(row)];
    const Cell &cell = entry.cells[size_t(column)];
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (entry.kind == Row::Kind::Scorer) {
        auto *matrix = menu->addAction(tr("2×2 of this score"), this, [this, row, column] { openMatrix(row, column); });
        matrix->setShortcut(Qt::Key_T);
        matrix->setShortcutVisibleInContextMenu(true);
    }
    if (cell.state == Cell::State::Value)
        menu->addAction(tr("Copy %1").arg(cell.text), this, [this, text = cell.text] { copyText(text); });
    menu->addAction(tr("Copy this row"), this, [this, text = rowTsv(m_table, row)] { copyText(text); });
    menu->addSeparator();
    addTableActions(menu);
    menu->popup(position);
}

QList<widgets::KeyHelp> ComparePlace::keys() const
{
    const QString prompts = tr("Prompts");
    const QString pictures = tr("Pictures");
    const QString table = tr("Table");
    const auto cap = [](const QKeySequence &key) { return widgets::keyCapText(key); };
    return {{prompts, cap(Qt::Key_Left), tr("Previous prompt")},
            {prompts, cap(Qt::Key_Right), tr("Next prompt")},
            {prompts, cap(Qt::Key_PageDown), tr("Next prompt, also in full view")},
            {prompts, cap(Qt::Key_W), tr("Original or wide-spectrum prompt")},
            {prompts, cap(QKeySequence::Find), tr("Find a prompt")},
            {pictures, cap(Qt::Key_1), tr("Go to a picture, 1 to 9")},
            {pictures, cap(Qt::Key_Return), tr("Full view")},
            {pictures, cap(Qt::Key_Space), tr("While held: the picture before")},
            {pictures, cap(Qt::Key_V), tr("Overlay, then split")},
            {pictures, cap(Qt::Key_Z), tr("Linked zoom; 100 % in full view")},
            {pictures, cap(Qt::Key_F), tr("Fit")},
            {pictures, cap(Qt::Key_N), tr("Hide the generators' names")},
            {pictures, cap(Qt::Key_C), tr("Send to Annotate as pairs")},
            {pictures, cap(Qt::Key_Escape), tr("From chosen pictures back to the whole prompt")},
            {table, cap(Qt::Key_G), tr("Table or grid")},
            {table, cap(Qt::Key_Down), tr("Next row")},
            {table, cap(QKeySequence(Qt::CTRL | Qt::Key_Right)), tr("Next column")},
            {table, cap(Qt::Key_T), tr("2×2 of a score")},
            {table, cap(QKeySequence::Copy), tr("Copy the table, or the picture")},
            {table, cap(QKeySequence::Undo), tr("Take sent pairs back")}};
}

} // namespace compare
