#include "ui/compare/compareplace.h"

#include <algorithm>

#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/base/progress.h"
#include "core/scoring/scorequeue.h"
#include "core/scoring/scorercatalogue.h"
#include "ui/compare/comparebar.h"
#include "ui/compare/compareview.h"
#include "ui/compare/matrixpopover.h"
#include "ui/compare/promptblock.h"
#include "ui/compare/promptstrip.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/exportfile.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"
#include "ui/widgets/strip.h"

namespace compare {

using widgets::PlaceId;

namespace {

constexpr int groupingMs = 200; ///< at most five visible updates a second
constexpr int stripNeeds = 560; ///< below this height the prompt strip makes room first

} // namespace

ComparePlace::ComparePlace(QWidget *parent)
    : Place(parent)
    , m_variant(study::originalVariant)
    , m_bar(new CompareBar(this))
    , m_problem(new widgets::Strip(widgets::Strip::Kind::Error))
    , m_pages(new QStackedWidget)
    , m_page(new QWidget)
    , m_prompt(new PromptBlock)
    , m_view(new CompareView)
    , m_strip(new PromptStrip)
    , m_empty(new widgets::EmptyState(QString()))
    , m_matrix(nullptr)
{
    auto *page = new QVBoxLayout(m_page);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(m_prompt);
    page->addWidget(m_view, 1);
    page->addWidget(m_strip);
    m_pages->addWidget(m_page);
    m_pages->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_problem->hide();
    layout->addWidget(m_problem);
    layout->addWidget(m_pages, 1);
    m_matrix = new MatrixPopover(this);
    m_view->setObjectName(QStringLiteral("compareView"));
    setFocusProxy(m_view);
    addShortcuts();

    m_reload.setSingleShot(true);
    m_reload.setInterval(groupingMs);
    connect(&m_reload, &QTimer::timeout, this, [this] {
        if (m_active)
            loadSheet();
        else
            m_stale = true;
    });
    connect(m_bar, &CompareBar::stepped, this, &ComparePlace::step);
    connect(m_bar, &CompareBar::filterChanged, this, [this](const QString &text) {
        m_filter = text.trimmed();
        filterEntries();
    });
    connect(m_bar, &CompareBar::variantChosen, this, &ComparePlace::chooseVariant);
    connect(m_bar, &CompareBar::linkedChanged, this, [this](bool linked) {
        m_linked = linked;
        m_view->setLinkedZoom(linked);
    });
    connect(m_bar, &CompareBar::fitRequested, m_view, &CompareView::fitAll);
    connect(m_bar, &CompareBar::scoringRequested, this, &ComparePlace::scoreMissing);
    connect(m_bar, &CompareBar::orderChosen, this, [this](const ColumnOrder &order) {
        m_order = order;
        applySheet();
    });
    connect(m_bar, &CompareBar::exportRequested, this, &ComparePlace::saveTable);
    connect(m_strip, &PromptStrip::chosen, this, &ComparePlace::goTo);
    connect(m_view, &CompareView::cellActivated, this, &ComparePlace::openMatrix);
    connect(m_view, &CompareView::retryRequested, this, [this] {
        m_failed.clear();
        scoreMissing();
    });
    connect(m_problem, &widgets::Strip::actionClicked, this, &ComparePlace::loadEntries);
    connect(m_empty, &widgets::EmptyState::actionClicked, this, [this] {
        if (!m_entries.isEmpty()) {
            m_bar->setFilter({});
            return;
        }
        widgets::Target target;
        target.page = QStringLiteral("import");
        Q_EMIT placeRequested(PlaceId::Study, target);
    });
}

ComparePlace::~ComparePlace() = default;

void ComparePlace::addShortcuts()
{
    const auto add = [this](const QKeySequence &key, auto action) {
        auto *shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    add(Qt::Key_Left, [this] { step(-1); });
    add(Qt::Key_Right, [this] { step(1); });
    add(Qt::Key_W, [this] {
        chooseVariant(m_variant == study::originalVariant ? QString(study::distortedVariant)
                                                          : QString(study::originalVariant));
    });
    add(Qt::Key_Z, [this] { m_bar->setLinked(!m_linked); });
    add(Qt::Key_F, [this] { m_view->fitAll(); });
    add(Qt::Key_N, [this] {
        m_hideNames = !m_hideNames;
        applySheet();
    });
    add(QKeySequence::Find, [this] { m_bar->focusFind(); });
}

void ComparePlace::fillTopBar(widgets::BarRow *bar)
{
    m_bar->fill(bar);
    m_bar->setLinked(m_linked);
    m_bar->setPosition(m_index, int(m_shown.size()));
}

void ComparePlace::setStudy(const widgets::StudyPtr &study)
{
    if (m_study) {
        m_study->disconnect(this);
        m_study->scoreQueue()->disconnect(this);
    }
    m_view->setCache(nullptr);
    m_strip->setCache(nullptr);
    m_cache.reset();
    m_snapshot.reset();
    m_study = study;
    m_entries.clear();
    m_shown.clear();
    m_index = -1;
    m_entriesLoaded = m_sheetLoaded = m_stale = false;
    ++m_sheetRequest;
    m_sheetLoading = m_entriesLoading = false;
    m_failed.clear();
    m_matrix->hide();
    m_sheet = {};
    m_view->setTable({}, {});
    m_strip->setEntries({}, {});
    if (!study)
        return;
    m_cache = std::make_unique<widgets::PictureCache>(study);
    m_view->setCache(m_cache.get());
    m_strip->setCache(m_cache.get());
    connect(m_cache.get(), &widgets::PictureCache::ready, this, &Place::settledChanged);
    connect(study.get(), &widgets::StudyHandle::changed, this, [this] {
        m_stale = true;
        if (m_active)
            loadEntries();
    });
    connectQueue();
    if (m_active)
        loadEntries();
}

void ComparePlace::connectQueue()
{
    scoring::ScoreQueue *queue = m_study->scoreQueue();
    connect(queue, &scoring::ScoreQueue::scored, &m_reload, qOverload<>(&QTimer::start));
    connect(queue, &scoring::ScoreQueue::stateChanged, this, [this] {
        if (m_active && m_sheetLoaded)
            applySheet();
    });
    connect(queue, &scoring::ScoreQueue::pictureFailed, this, [this](const scoring::FailedPicture &picture) {
        m_failed.insert(picture.asset, picture.reason);
        m_reload.start();
    });
}

void ComparePlace::activate()
{
    m_active = true;
    if (!m_entriesLoaded || m_stale)
        loadEntries();
    m_view->setFocus();
}

void ComparePlace::deactivate()
{
    m_active = false;
    m_matrix->hide();
}

void ComparePlace::show(const widgets::Target &target)
{
    if (!target.group.isValid())
        return;
    m_wantedGroup = target.group;
    m_bar->setFilter({});
    if (m_entriesLoaded)
        filterEntries();
}

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
            }
            Q_EMIT settledChanged();
        });
}

void ComparePlace::applyEntries(const QList<analysis::PromptEntry> &entries)
{
    if (m_index >= 0 && m_index < m_shown.size() && !m_wantedGroup.isValid())
        m_wantedGroup = m_entries[m_shown[m_index]].group; // stay where we are
    m_entries = entries;
    m_entriesLoaded = true;
    QStringList texts;
    for (const analysis::PromptEntry &entry : entries)
        texts << entry.text << entry.otherTexts.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    m_prompt->setTexts(texts);
    filterEntries();
}

void ComparePlace::filterEntries()
{
    const study::PromptGroupId current = m_wantedGroup.isValid()                    ? m_wantedGroup
                                         : m_index >= 0 && m_index < m_shown.size() ? m_entries[m_shown[m_index]].group
                                                                                    : study::PromptGroupId();
    m_wantedGroup = {};
    m_shown.clear();
    int index = 0;
    QList<analysis::PromptEntry> visible;
    QList<int> numbers;
    for (int i = 0; i < m_entries.size(); ++i) {
        const analysis::PromptEntry &entry = m_entries[i];
        const auto contains = [this](const QString &text) { return text.contains(m_filter, Qt::CaseInsensitive); };
        if (!m_filter.isEmpty() && !contains(entry.text) && !contains(entry.topic) && !contains(entry.key)
            && !contains(entry.otherTexts))
            continue;
        if (entry.group == current)
            index = int(m_shown.size());
        m_shown.append(i);
        visible.append(entry);
        numbers.append(i + 1);
    }
    m_strip->setEntries(visible, numbers);
    Q_EMIT statusTextChanged();
    if (m_shown.isEmpty()) {
        m_index = -1;
        m_bar->setPosition(-1, 0);
        showEmpty();
        return;
    }
    m_pages->setCurrentWidget(m_page);
    goTo(index);
}

void ComparePlace::showEmpty()
{
    if (m_entries.isEmpty())
        m_empty->setText(tr("No prompt with two or more pictures. Import generator outputs in Study."),
                         tr("Open Study"));
    else
        m_empty->setText(tr("No prompt contains '%1'.").arg(m_filter), tr("Clear filter"));
    m_pages->setCurrentWidget(m_empty);
}

void ComparePlace::step(int by)
{
    if (m_index + by >= 0 && m_index + by < m_shown.size())
        goTo(m_index + by);
}

void ComparePlace::goTo(int index)
{
    m_index = index;
    m_matrix->hide();
    m_strip->setCurrent(index);
    m_bar->setPosition(index, int(m_shown.size()));
    loadSheet();
}

void ComparePlace::chooseVariant(const QString &variant)
{
    m_variant = variant;
    m_matrix->hide();
    loadSheet();
}

void ComparePlace::loadSheet()
{
    if (!m_study || m_index < 0 || m_index >= m_shown.size())
        return;
    const int request = ++m_sheetRequest;
    m_sheetLoading = true;
    m_study->run(
        this,
        [group = m_entries[m_shown[m_index]].group, variant = m_variant](storage::Database &database) {
            return analysis::PromptSheet::load(database, group, variant);
        },
        [this, request](base::Result<analysis::PromptSheet> sheet) {
            if (request != m_sheetRequest)
                return;
            m_sheetLoading = false;
            if (sheet) {
                m_problem->hide();
                m_sheet = *std::move(sheet);
                m_sheetLoaded = true;
                applySheet();
            } else {
                m_problem->say(sheet.error().toLine(), tr("Try again"));
            }
            Q_EMIT settledChanged();
        });
}

ScoringState ComparePlace::scoringState() const
{
    ScoringState state;
    state.active = scoring::ScorerCatalogue::withoutWeights();
    state.failed = m_failed;
    if (m_study) {
        const scoring::ScoreQueue *queue = m_study->scoreQueue();
        state.running = queue->isRunning();
        state.estimate = widgets::formatTimeLeft(queue->state().secondsLeft);
    }
    return state;
}

void ComparePlace::applySheet()
{
    if (!m_sheetLoaded)
        return;
    m_columns = columnOrder(m_sheet, m_order);
    m_table = makeTable(m_sheet, m_columns, scoringState(), m_hideNames);
    std::vector<analysis::SheetPicture> pictures;
    QList<study::AssetId> assets;
    for (const int picture : m_columns) {
        pictures.push_back(m_sheet.pictures[size_t(picture)]);
        if (pictures.back().asset.id.isValid())
            assets.append(pictures.back().asset.id);
    }
    m_view->setTable(pictures, m_table);
    m_prompt->setPrompt(m_sheet.group.topic.isEmpty() ? m_sheet.group.key : m_sheet.group.topic, m_sheet.prompt.text);
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
    if (m_study) {
        m_study->scoreQueue()->setVisible(assets); // what is seen is scored first
        m_bar->setMissing(missingScores(), m_study->scoreQueue()->isRunning());
    }
}

int ComparePlace::missingScores() const
{
    int missing = 0;
    for (size_t i = 0; i < m_sheet.pictures.size(); ++i) {
        const study::AssetId asset = m_sheet.pictures[i].asset.id;
        if (!asset.isValid() || m_failed.contains(asset))
            continue;
        const QStringList active = scoring::ScorerCatalogue::withoutWeights();
        missing += std::any_of(active.begin(), active.end(), [&](const QString &scorer) {
            const analysis::SheetRow *row = m_sheet.row(scorer);
            return !row || !row->cells[i];
        });
    }
    return missing;
}

void ComparePlace::scoreMissing()
{
    if (!m_study)
        return;
    scoring::ScoreRequest request;
    request.scorers = scoring::ScorerCatalogue::withoutWeights();
    m_study->scoreQueue()->start(request);
    applySheet();
}

void ComparePlace::openMatrix(int row, int column)
{
    if (row < 0 || row >= int(m_table.rows.size()) || column >= int(m_columns.size()))
        return;
    const Row &entry = m_table.rows[size_t(row)];
    if (entry.kind != Row::Kind::Scorer)
        return;
    const int picture = m_columns[size_t(column)];
    const QRect cell(m_view->mapTo(this, m_view->cellRect(row, column).topLeft()),
                     m_view->cellRect(row, column).size());
    m_matrix->open(tr("%1, %2").arg(entry.title, m_table.columns[size_t(column)].title), entry.scorer, cell);
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

void ComparePlace::saveTable()
{
    if (!m_study || !m_sheetLoaded)
        return;
    widgets::FileChooser::Question question;
    question.kind = widgets::FileChooser::Kind::SaveFile;
    question.title = tr("Export this table");
    question.filter = QStringLiteral("CSV (*.csv)");
    question.defaultSuffix = QStringLiteral("csv");
    question.start = QStringLiteral("compare-%1.csv").arg(m_sheet.group.key.left(40));
    const QStringList files = widgets::FileChooser::ask(this, question);
    if (files.isEmpty())
        return;
    m_study->run(
        this,
        [path = files.first(), bytes = tableCsv(m_sheet)](storage::Database &) {
            return widgets::writeFile(path, bytes);
        },
        [this](const base::Result<void> &result) {
            if (!result)
                m_problem->say(result.error().toLine());
        });
}

QString ComparePlace::statusText() const
{
    qint64 pictures = 0;
    qint64 missing = 0;
    for (const analysis::PromptEntry &entry : m_entries) {
        pictures += entry.assets.size();
        missing += entry.picturesWithoutFile;
    }
    const QString prompts = tr("%1 prompts").arg(widgets::formatCount(m_entries.size()));
    QString text = missing > 0
                       ? tr("%1, %2 of %3 pictures")
                             .arg(prompts, widgets::formatCount(pictures - missing), widgets::formatCount(pictures))
                       : tr("%1, %2 pictures").arg(prompts, widgets::formatCount(pictures));
    if (m_study && m_study->isSimulated())
        text += tr(", simulated votes");
    return text;
}

QList<widgets::KeyHelp> ComparePlace::keys() const
{
    const QString prompts = tr("Prompts");
    const QString pictures = tr("Pictures");
    return {{prompts, widgets::keyCapText(Qt::Key_Left), tr("Previous prompt")},
            {prompts, widgets::keyCapText(Qt::Key_Right), tr("Next prompt")},
            {prompts, widgets::keyCapText(Qt::Key_W), tr("Original or wide-spectrum prompt")},
            {prompts, widgets::keyCapText(QKeySequence(QKeySequence::Find)), tr("Find a prompt")},
            {pictures, widgets::keyCapText(Qt::Key_1), tr("Go to a picture, 1 to 9")},
            {pictures, widgets::keyCapText(Qt::Key_Down), tr("Next row")},
            {pictures, widgets::keyCapText(Qt::Key_T), tr("2×2 of a score")},
            {pictures, widgets::keyCapText(Qt::Key_Z), tr("Linked zoom")},
            {pictures, widgets::keyCapText(Qt::Key_F), tr("Fit")},
            {pictures, widgets::keyCapText(Qt::Key_N), tr("Hide the generators' names")}};
}

bool ComparePlace::isSettled() const
{
    if (!m_study)
        return true;
    const bool sheetThere = m_shown.isEmpty() || (m_sheetLoaded && !m_sheetLoading);
    return m_entriesLoaded && !m_entriesLoading && sheetThere && m_view->isSettled() && !m_matrix->isComputing();
}

void ComparePlace::saveState(QSettings &settings) const
{
    settings.setValue(QStringLiteral("linked"), m_linked);
}

void ComparePlace::restoreState(QSettings &settings)
{
    m_linked = settings.value(QStringLiteral("linked"), true).toBool();
    m_bar->setLinked(m_linked);
    m_view->setLinkedZoom(m_linked);
}

void ComparePlace::resizeEvent(QResizeEvent *event)
{
    Place::resizeEvent(event);
    m_strip->setVisible(height() >= stripNeeds);
}

} // namespace compare
