#include <QFile>
#include <QLoggingCategory>
#include <QStackedWidget>

#include "core/storage/assetrepository.h"
#include "ui/compare/autoscorer.h"
#include "ui/compare/comparebar.h"
#include "ui/compare/compareplace.h"
#include "ui/compare/fullview.h"
#include "ui/compare/matrixpopover.h"
#include "ui/compare/promptblock.h"
#include "ui/compare/promptstrip.h"
#include "ui/compare/sheetview.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/revealgate.h"
#include "ui/widgets/reveallog.h"
#include "ui/widgets/strip.h"

/// The walk through the prompts, and the sheet of the one that is shown.
namespace compare {

using widgets::RevealLog;

namespace {

Q_LOGGING_CATEGORY(lcCompare, "dissensus.compare", QtWarningMsg)

constexpr size_t tableUpTo = 8; ///< more pictures are shown as a grid unless somebody chose

} // namespace

// ---- Prompts.

void ComparePlace::loadEntries()
{
    if (!m_study || m_entriesLoading)
        return;
    m_entriesLoading = true;
    m_stale = false;
    m_study->run(
        this, [](storage::Database &database) { return analysis::promptEntries(database); },
        [this, study = m_study](base::Result<QList<analysis::PromptEntry>> entries) {
            if (study != m_study)
                return;
            m_entriesLoading = false;
            if (entries) {
                m_problem->hide();
                applyEntries(*entries);
            } else {
                m_problem->say(entries.error().toLine(), tr("Try again"));
                if (!m_entriesLoaded) {
                    m_empty->setText({});
                    m_pages->setCurrentWidget(m_empty);
                }
                Q_EMIT statusTextChanged();
            }
            Q_EMIT settledChanged();
        });
}

void ComparePlace::applyEntries(const QList<analysis::PromptEntry> &entries)
{
    m_walk.setEntries(entries);
    m_entriesLoaded = true;
    QStringList texts;
    for (const analysis::PromptEntry &entry : entries)
        texts << entry.text << entry.otherTexts.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    m_prompt->setTexts(texts);
    showEntries();
}

void ComparePlace::filterEntries(const QString &words)
{
    m_walk.setFilter(words);
    if (m_entriesLoaded)
        showEntries();
}

void ComparePlace::showEntries()
{
    m_strip->setEntries(m_walk.shown(), m_walk.numbers());
    Q_EMIT statusTextChanged();
    if (m_walk.count() == 0) {
        m_bar->setPosition(-1, 0);
        showEmpty();
        return;
    }
    m_pages->setCurrentWidget(m_page);
    goTo(m_walk.index());
}

void ComparePlace::showEmpty()
{
    if (m_walk.entries().isEmpty())
        m_empty->setText(tr("No prompt with two or more pictures. Import generator outputs in Study."),
                         tr("Open Study"));
    else
        m_empty->setText(tr("No prompt contains '%1'.").arg(m_walk.filter()), tr("Clear filter"));
    m_full->leave();
    m_pages->setCurrentWidget(m_empty);
}

void ComparePlace::step(int by)
{
    m_chosen.clear();
    if (m_walk.canStep(by))
        goTo(m_walk.index() + by);
}

void ComparePlace::goTo(int index)
{
    m_walk.goTo(index);
    m_matrix->hide();
    m_strip->setCurrent(index);
    m_bar->setPosition(index, m_walk.count());
    loadSheet();
}

void ComparePlace::chooseVariant(const QString &variant)
{
    m_chosen.clear();
    m_variant = variant;
    m_matrix->hide();
    loadSheet();
}

void ComparePlace::showWholePrompt()
{
    if (m_chosen.isEmpty())
        return;
    m_wantedPicture = m_chosen.first();
    m_variant = m_sheet.prompt.variant;
    m_chosen.clear();
    loadSheet();
    view()->setFocus();
}

// ---- The sheet.

base::Result<ComparePlace::LoadedSheet> ComparePlace::withFiles(storage::Database &database,
                                                                analysis::PromptSheet sheet)
{
    LoadedSheet loaded;
    storage::AssetRepository assets(database);
    for (const analysis::SheetPicture &picture : sheet.pictures) {
        if (!picture.asset.id.isValid())
            continue;
        BASE_TRY_ASSIGN(locations, assets.locationsOf(picture.asset.id));
        for (const storage::AssetLocation &location : std::as_const(locations)) {
            const QString path = assets.absolutePath(location.path);
            if (QFile::exists(path)) {
                loaded.files.insert(picture.asset.id, path);
                break;
            }
        }
    }
    loaded.sheet = std::move(sheet);
    return loaded;
}

void ComparePlace::loadSheet()
{
    const analysis::PromptEntry *entry = m_walk.current();
    if (!m_study || !entry)
        return;
    const int request = ++m_sheetRequest;
    m_sheetLoading = true;
    m_study->run(
        this,
        [group = entry->group, variant = m_variant,
         chosen = m_chosen](storage::Database &database) -> base::Result<LoadedSheet> {
            BASE_TRY_ASSIGN(sheet, chosen.isEmpty() ? analysis::PromptSheet::load(database, group, variant)
                                                    : analysis::PromptSheet::loadChosen(database, chosen));
            return withFiles(database, std::move(sheet));
        },
        [this, request](base::Result<LoadedSheet> loaded) {
            if (request != m_sheetRequest)
                return;
            m_sheetLoading = false;
            if (loaded) {
                m_problem->hide();
                m_sheet = std::move(loaded->sheet);
                m_files = std::move(loaded->files);
                m_sheetLoaded = true;
                m_peopleLocked = isLocked();
                if (m_peopleLocked)
                    removePeople(m_sheet);
                applySheet();
                qCInfo(lcCompare, "Showing a prompt.");
            } else {
                m_problem->say(loaded.error().toLine(), tr("Try again"));
            }
            Q_EMIT settledChanged();
        });
}

/// The person who looks has pairs left of a prompt that is shown.
bool ComparePlace::isLocked() const
{
    const trials::OpenPairs &open = RevealLog::of(m_study).openPairs();
    return std::any_of(m_sheet.groups.begin(), m_sheet.groups.end(),
                       [&open](study::PromptGroupId group) { return open.isOpen(group); });
}

void ComparePlace::updateLock()
{
    if (m_sheetLoaded && m_study && m_peopleLocked != isLocked())
        loadSheet();
}

/// Names or scores of this prompt are on the screen: votes on it given from now on say so.
void ComparePlace::noteReveal()
{
    if (!m_active || !m_gate->isOpen() || !m_study || !m_sheetLoaded)
        return;
    for (const study::PromptGroupId group : std::as_const(m_sheet.groups))
        RevealLog::of(m_study).reveal(group);
}

bool ComparePlace::wantsGrid() const
{
    return m_layout == Layout::Grid || (m_layout == Layout::Auto && m_sheet.pictures.size() > tableUpTo);
}

SheetView *ComparePlace::view() const
{
    return wantsGrid() ? m_gridView : m_tableView;
}

void ComparePlace::applySheet()
{
    if (!m_sheetLoaded)
        return;
    m_columns = columnOrder(m_sheet, m_order);
    if (m_active && m_gate->isOpen())
        m_scorer->show(m_sheet);
    m_table = makeTable(m_sheet, m_columns, m_scorer->state(), {m_hideNames, m_peopleLocked});
    std::vector<analysis::SheetPicture> pictures;
    QStringList titles;
    for (size_t column = 0; column < m_columns.size(); ++column) {
        pictures.push_back(m_sheet.pictures[size_t(m_columns[column])]);
        titles.append(m_table.columns[column].title);
    }
    SheetView *shown = view();
    const bool hadFocus = m_tableView->hasFocus() || m_gridView->hasFocus();
    if (m_views->currentWidget() != shown) {
        m_views->setCurrentWidget(shown);
        setFocusProxy(shown);
        if (hadFocus)
            shown->setFocus();
    }
    shown->setTable(pictures, m_table);
    m_full->setPictures(pictures, titles);
    for (size_t column = 0; column < pictures.size() && m_wantedPicture.isValid(); ++column) {
        if (pictures[column].picture.id == m_wantedPicture) {
            shown->setCurrent(-1, int(column));
            m_wantedPicture = {};
        }
    }
    m_prompt->setPrompt(m_sheet.group.topic.isEmpty() ? m_sheet.group.key : m_sheet.group.topic, m_sheet.prompt.text);
    applyBar();
    noteReveal();
}

void ComparePlace::applyBar()
{
    QStringList variants;
    for (const study::Prompt &prompt : m_sheet.prompts)
        variants.append(prompt.variant);
    m_bar->setVariants(variants, m_sheet.prompt.variant);
    QStringList scorers;
    for (const Row &row : m_table.rows) {
        if (!row.scorer.isEmpty())
            scorers.append(row.scorer);
    }
    m_bar->setScorers(scorers, m_order);
    m_bar->setChosen(int(m_chosen.size()));
    m_bar->setGrid(wantsGrid());
    m_bar->setNamesHidden(m_hideNames);
}

} // namespace compare
