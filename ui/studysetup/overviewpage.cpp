#include "ui/studysetup/overviewpage.h"

#include <QDateTime>
#include <QLineEdit>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/interchange/importer.h"
#include "core/storage/database.h"
#include "ui/studysetup/totals.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/tableview.h"

namespace studysetup {

namespace metrics = widgets::metrics;
using widgets::formatCount;

namespace {

constexpr int fieldWidth = 480;
constexpr int actionColumn = 4;

base::Result<void> setTitle(storage::Database &database, const QString &title)
{
    return storage::StudyRepository(database).setSetting(QStringLiteral("title"), title);
}

} // namespace

QList<widgets::TableColumn> sourceColumns()
{
    return {{OverviewPage::tr("Import")},
            {OverviewPage::tr("Kind")},
            {OverviewPage::tr("When")},
            {OverviewPage::tr("State")},
            {QString(), true}};
}

QList<widgets::TableRow> sourceRows(const QList<storage::Source> &sources)
{
    QList<widgets::TableRow> rows;
    for (const storage::Source &source : sources) {
        const widgets::Ink ink = source.withdrawn ? widgets::Ink::Text3 : widgets::Ink::Text;
        const QString when =
            QLocale().toString(QDateTime::fromMSecsSinceEpoch(source.importedAt), QLocale::ShortFormat);
        rows.append(
            {.cells = {
                 {.text = source.name, .ink = ink, .toolTip = source.path},
                 {.text = source.kind, .ink = widgets::Ink::Text3},
                 {.text = when, .sort = source.importedAt, .ink = widgets::Ink::Text3},
                 {.text = source.withdrawn ? OverviewPage::tr("undone") : OverviewPage::tr("in the study"),
                  .ink = widgets::Ink::Text3},
                 {.text = source.withdrawn ? QString() : OverviewPage::tr("Undo"), .pressable = !source.withdrawn}}});
    }
    return rows;
}

OverviewPage::OverviewPage(QWidget *parent)
    : Page(parent)
    , m_totals(new Totals)
    , m_title(new QLineEdit)
    , m_sources(new widgets::CellModel(sourceColumns(), this))
    , m_table(new widgets::TableView)
    , m_stack(new QStackedWidget)
{
    auto *form = new QVBoxLayout;
    form->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin, metrics::pageMargin);
    form->setSpacing(metrics::space4);
    auto *label = new widgets::Label(tr("Title"), widgets::TextRole::Body, widgets::Ink::Text2);
    label->setBuddy(m_title);
    m_title->setMaximumWidth(widgets::scaled(fieldWidth));
    m_title->setTextMargins(metrics::iconGap, 0, metrics::iconGap, 0);
    m_title->setAccessibleName(tr("Title"));
    form->addWidget(label);
    form->addWidget(m_title);

    m_table->setEdgePadding(metrics::pageMargin);
    m_table->setSource(m_sources);
    m_table->setRowHeight(metrics::rowWithControl);
    m_table->setAccessibleName(tr("Imports"));
    m_table->setColumnWidths({320, 120, 180, 140, 90});
    m_table->setGivingColumns({1}); // the kind

    auto *head = new widgets::PaneHead(tr("Imports"), nullptr, widgets::PaneHead::Surface::Base);
    head->setEdgePadding(metrics::pageMargin);
    auto *imports = new QWidget;
    auto *column = new QVBoxLayout(imports);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_table, 1);
    auto *empty = new widgets::EmptyState(
        tr("No pictures yet. Import a folder, a CSV or a data set, or drop files here."), tr("Import…"));
    m_stack->addWidget(imports);
    m_stack->addWidget(empty);
    connect(empty, &widgets::EmptyState::actionClicked, this, [this] {
        Q_EMIT placeRequested(widgets::PlaceId::Study, {{}, {}, QStringLiteral("import"), {}});
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_totals);
    layout->addLayout(form);
    layout->addWidget(m_stack, 1);
    connect(m_title, &QLineEdit::editingFinished, this, &OverviewPage::rename);
    connect(m_table, &widgets::TableView::cellPressed, this, [this](int row, int column) {
        if (column == actionColumn)
            undoSource(row);
    });
}

void OverviewPage::setFacts(const StudyFacts &facts)
{
    m_facts = facts;
    const storage::StudyCounts &counts = facts.counts;
    m_totals->setItems({{formatCount(counts.promptGroups), tr("prompt groups")},
                        {formatCount(counts.prompts), tr("prompts")},
                        {formatCount(counts.generators), tr("generators")},
                        {formatCount(counts.pictures), tr("pictures")},
                        {formatCount(counts.annotators), tr("annotators")},
                        {formatCount(counts.votes), facts.simulated ? tr("votes, simulated") : tr("votes")},
                        {formatCount(counts.labels), tr("labels")},
                        {formatCount(counts.scores), tr("scores")}});
    if (!m_title->hasFocus() || !m_title->isModified())
        m_title->setText(facts.title);
    m_sources->setRows(sourceRows(facts.sources));
    m_stack->setCurrentIndex(facts.sources.isEmpty() && facts.counts.pictures == 0 ? 1 : 0);
    Q_EMIT statusTextChanged();
}

QString OverviewPage::statusText() const
{
    return tr("%1 pictures, %2 votes").arg(formatCount(m_facts.counts.pictures), formatCount(m_facts.counts.votes));
}

void OverviewPage::rename()
{
    const QString title = m_title->text().trimmed();
    m_title->setModified(false);
    if (!study() || title == m_facts.title)
        return;
    const QString before = m_facts.title;
    study()->run(
        this, [title](storage::Database &database) { return setTitle(database, title); },
        [this, before](const base::Result<void> &done) {
            if (!done)
                Q_EMIT failed(done.error().toLine());
            else
                Q_EMIT changeMade(tr("Title changed"),
                                  [before](storage::Database &database) { return setTitle(database, before); });
        });
}

void OverviewPage::undoSource(int row)
{
    if (!study() || row >= m_facts.sources.size())
        return;
    const storage::Source source = m_facts.sources[row];
    study()->run(
        this, [uid = source.uid](storage::Database &database) { return interchange::undoImport(database, uid); },
        [this, source](const base::Result<void> &done) {
            if (!done)
                Q_EMIT failed(done.error().toLine());
            else
                Q_EMIT changeMade(tr("%1 taken back").arg(source.name), [id = source.id](storage::Database &database) {
                    return storage::SourceRepository(database).revive(id);
                });
        });
}

} // namespace studysetup
