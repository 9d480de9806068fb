#include "ui/scorers/scorersplace.h"

#include <QHBoxLayout>
#include <QKeySequence>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/scoring/scorequeue.h"
#include "ui/scorers/detailspane.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/tablehead.h"
#include "ui/widgets/tableview.h"

namespace scorers {

namespace metrics = widgets::metrics;
using Phase = scoring::QueueState::Phase;

namespace {

constexpr int detailsWidth = 492;
constexpr int wholeTable = 624; ///< every known scorer
constexpr int lowerHeight = 206;

QString machineText(const ScorersState &state)
{
    if (!state.worker)
        return state.workerError.isEmpty() ? ScorersPlace::tr("starting") : ScorersPlace::tr("not running");
    const scoring::WorkerFacts &facts = state.worker->facts;
    const bool gpu = facts.device.startsWith(QLatin1String("cuda"));
    return gpu ? ScorersPlace::tr("This computer, GPU %1").arg(facts.device.section(QLatin1Char(':'), 1))
               : ScorersPlace::tr("This computer, CPU, %n threads", nullptr, facts.threads);
}

QString machineToolTip(const ScorersState &state)
{
    if (!state.worker)
        return state.workerError;
    const scoring::WorkerFacts &facts = state.worker->facts;
    QString text = ScorersPlace::tr("dissensus-scorer %1, libtorch %2").arg(facts.version, facts.libtorch);
    if (!facts.cudaReason.isEmpty())
        text += QLatin1Char('\n') + ScorersPlace::tr("No GPU: %1").arg(facts.cudaReason);
    return text;
}

QList<DetailsPane::Line> detailsOf(const scoring::ScorerInfo &info)
{
    const QString range = QStringLiteral("%1 to %2")
                              .arg(widgets::formatScore(info.id, info.low), widgets::formatScore(info.id, info.high));
    return {{ScorersPlace::tr("Picture"), info.needsWeights()
                                              ? ScorersPlace::tr("as the model was trained")
                                              : ScorersPlace::tr("8-bit sRGB, own size, alpha ignored")},
            {ScorersPlace::tr("Prompt"), info.needsPrompt
                                             ? ScorersPlace::tr("needed")
                                             : ScorersPlace::tr("not needed, the value counts under every prompt")},
            {ScorersPlace::tr("Score"), ScorersPlace::tr("range %1").arg(range)},
            {ScorersPlace::tr("Weights"),
             info.needsWeights() ? info.licence : ScorersPlace::tr("none, part of the program")},
            {ScorersPlace::tr("Compare"),
             info.needsPrompt ? ScorersPlace::tr("within one prompt only") : ScorersPlace::tr("across the study")}};
}

} // namespace

ScorersPlace::ScorersPlace(QWidget *parent)
    : Place(parent)
    , m_machine(new widgets::Label(QString(), widgets::TextRole::Body, widgets::Ink::Text2))
    , m_score(new widgets::Button(tr("Score pictures")))
    , m_pause(new widgets::Button(tr("Pause queue")))
    , m_strip(new widgets::Strip(widgets::Strip::Kind::Error))
    , m_model(new widgets::CellModel(scorerColumns(), this))
    , m_table(new widgets::TableView)
    , m_halves(new QSplitter(Qt::Vertical))
{
    m_table->setSource(m_model, false);
    m_table->setRowHeight(metrics::rowWithControl);
    m_table->setAccessibleName(tr("Scorers"));
    const QList<int> widths{152, 80, 80, 60, 92, 190, 216, 132};
    for (int column = 0; column < widths.size(); ++column)
        m_table->setColumnWidth(column, widgets::scaled(widths[column]));

    m_halves->addWidget(m_table);
    m_halves->addWidget(makeLowerHalf());
    m_halves->setStretchFactor(0, 1);
    m_halves->setCollapsible(0, false);
    m_halves->setSizes({wholeTable, lowerHeight});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_strip);
    layout->addWidget(m_halves, 1);

    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ScorersPlace::showSelected);
    connect(m_score, &widgets::Button::clicked, this, &ScorersPlace::score);
    connect(m_pause, &widgets::Button::clicked, this, &ScorersPlace::togglePause);
    connect(m_testAgain, &widgets::Button::clicked, this, &ScorersPlace::askWorker);
    connect(m_strip, &widgets::Strip::actionClicked, this, &ScorersPlace::askWorker);
    showState();
}

QWidget *ScorersPlace::makeLowerHalf()
{
    m_details = new DetailsPane;
    m_details->setFixedWidth(widgets::scaled(detailsWidth));
    m_testHead = new widgets::PaneHead(tr("Self-test"), nullptr, widgets::PaneHead::Surface::Base);
    m_testAgain = new widgets::Button(tr("Run again"), widgets::Button::Kind::Flat);
    m_testHead->add(m_testAgain);
    m_testModel = new widgets::CellModel(selfTestColumns(), this);
    m_testTable = new widgets::TableView;
    m_testTable->setSource(m_testModel, false);
    m_testTable->setAccessibleName(tr("Self-test"));
    m_testTable->head()->setStretchLastSection(false);
    m_testTable->head()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < 4; ++column)
        m_testTable->setColumnWidth(column, widgets::scaled(120));

    auto *half = new QWidget;
    auto *tests = new QVBoxLayout;
    tests->setSpacing(0);
    tests->addWidget(m_testHead);
    tests->addWidget(m_testTable, 1);
    auto *layout = new QHBoxLayout(half);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_details);
    layout->addWidget(new widgets::Line(Qt::Vertical));
    layout->addLayout(tests, 1);
    return half;
}

void ScorersPlace::fillTopBar(widgets::BarRow *bar)
{
    bar->add(new widgets::Label(tr("Scorer process"), widgets::TextRole::Body, widgets::Ink::Text2));
    bar->add(m_machine);
    bar->addStretch();
    bar->add(m_pause);
    bar->add(m_score);
}

void ScorersPlace::setStudy(const widgets::StudyPtr &study)
{
    m_study = study;
    m_state.study.reset();
    m_state.queue = {};
    if (study) {
        connect(study.get(), &widgets::StudyHandle::changed, this, &ScorersPlace::readScores);
        scoring::ScoreQueue *queue = study->scoreQueue();
        m_state.queue = queue->state();
        connect(queue, &scoring::ScoreQueue::stateChanged, this, &ScorersPlace::showQueue);
        connect(queue, &scoring::ScoreQueue::finished, this, &ScorersPlace::readScores);
        connect(queue, &scoring::ScoreQueue::failed, this,
                [this](const base::Error &error) { m_strip->say(error.toLine(), tr("Try again")); });
        readScores();
    }
    showState();
}

void ScorersPlace::activate()
{
    if (!m_asked)
        askWorker();
}

QString ScorersPlace::statusText() const
{
    return summaryText(m_state);
}

QList<widgets::KeyHelp> ScorersPlace::keys() const
{
    return {{tr("Table"), widgets::keyCapText(QKeySequence(QKeySequence::Copy)), tr("Copy as text")}};
}

bool ScorersPlace::isSettled() const
{
    return !m_worker.isRunning() && !m_reading;
}

void ScorersPlace::saveState(QSettings &settings) const
{
    settings.setValue(QStringLiteral("halves"), m_halves->saveState());
}

void ScorersPlace::restoreState(QSettings &settings)
{
    m_halves->restoreState(settings.value(QStringLiteral("halves")).toByteArray());
}

void ScorersPlace::askWorker()
{
    m_asked = true;
    m_strip->hide();
    m_testAgain->setEnabled(false);
    m_worker.run([](base::Progress &progress) { return scorers::askWorker(progress); },
                 [this](const base::Result<WorkerReport> &report) {
                     m_testAgain->setEnabled(true);
                     m_state.worker.reset();
                     m_state.workerError.clear();
                     if (report) {
                         m_state.worker = *report;
                         readScores(); // now it is known which scorers count as missing
                     } else {
                         m_state.workerError = report.error().toLine();
                         m_strip->say(m_state.workerError, tr("Try again"));
                     }
                     showState();
                     Q_EMIT settledChanged();
                 });
}

void ScorersPlace::readScores()
{
    if (!m_study)
        return;
    if (m_reading) {
        m_stale = true;
        return;
    }
    m_reading = true;
    QList<scoring::ScorerInfo> installed;
    if (m_state.worker) {
        for (const scoring::ScorerInfo &scorer : std::as_const(m_state.worker->facts.scorers)) {
            if (scorer.installed)
                installed.append(scorer);
        }
    }
    m_study->run(
        this, [installed](storage::Database &database) { return readStudyScores(database, installed); },
        [this, of = m_study.get()](const base::Result<StudyScores> &scores) {
            m_reading = false;
            if (of != m_study.get())
                return;
            if (scores)
                m_state.study = *scores;
            else
                m_strip->say(scores.error().toLine());
            showState();
            if (std::exchange(m_stale, false))
                readScores();
            Q_EMIT settledChanged();
        });
}

void ScorersPlace::showQueue()
{
    m_state.queue = m_study ? m_study->scoreQueue()->state() : scoring::QueueState();
    showState();
}

void ScorersPlace::showState()
{
    const QString selected = selectedScorer();
    m_rows = scorerRows(m_state);
    QList<widgets::TableRow> rows;
    for (const ScorerRow &row : std::as_const(m_rows))
        rows.append(row.row);
    m_model->setRows(rows);
    m_machine->setText(machineText(m_state));
    m_machine->setToolTip(machineToolTip(m_state));

    const qint64 missing = m_state.study ? m_state.study->missing.value_or(0) : 0;
    const Phase phase = m_state.queue.phase;
    const bool running = phase != Phase::Idle && phase != Phase::Failed;
    m_score->setText(missing > 0 ? tr("Score %1 pictures").arg(widgets::formatCount(missing)) : tr("Score pictures"));
    m_score->setEnabled(missing > 0 && !running);
    m_score->setToolTip(!m_study       ? tr("Open a study first")
                        : running      ? tr("Scoring already")
                        : missing == 0 ? tr("Every picture has its scores")
                                       : QString());
    m_score->setKind(missing > 0 && !running ? widgets::Button::Kind::Filled : widgets::Button::Kind::Outlined);
    m_pause->setEnabled(running);
    m_pause->setToolTip(running ? QString() : tr("Nothing is being scored"));
    m_pause->setText(phase == Phase::Paused ? tr("Resume queue") : tr("Pause queue"));
    m_pause->setGlyph(phase == Phase::Paused ? widgets::Icon::Play : widgets::Icon::Pause);

    // Something is always selected: by name, or else the first scorer that works here.
    for (int row = 0; row < m_rows.size(); ++row) {
        if (!m_rows[row].id.isEmpty()
            && (m_rows[row].id == selected
                || (selected.isEmpty() && scoring::ScorerCatalogue::withoutWeights().contains(m_rows[row].id)))) {
            m_table->selectRow(row);
            break;
        }
    }
    showSelected();
    Q_EMIT statusTextChanged();
}

QString ScorersPlace::selectedScorer() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() || rows.first().row() >= m_rows.size() ? QString() : m_rows[rows.first().row()].id;
}

void ScorersPlace::showSelected()
{
    const QString id = selectedScorer();
    auto info = m_state.worker ? m_state.worker->facts.find(id) : scoring::ScorerCatalogue::find(id);
    if (!info) {
        m_details->setFacts(id, tr("known from imported values only"), {});
    } else {
        const QString note = info->fingerprint.isEmpty()
                                 ? tr("fingerprint known when installed")
                                 : tr("fingerprint %1…%2").arg(info->fingerprint.left(4), info->fingerprint.right(4));
        m_details->setFacts(info->title, note, detailsOf(*info));
    }
    QList<widgets::TableRow> rows;
    QString note = info && info->installed ? (m_worker.isRunning() ? tr("running") : QString()) : tr("after download");
    if (m_state.worker) {
        for (const scoring::SelfTestAnswer &test : std::as_const(m_state.worker->tests)) {
            if (test.scorer != id)
                continue;
            rows = selfTestRows(id, test);
            note = tr("%1 golden pictures, tolerance %2")
                       .arg(widgets::formatCount(test.cases), widgets::formatP(test.tolerance));
        }
    }
    m_testHead->setNote(note);
    m_testModel->setRows(rows);
}

void ScorersPlace::score()
{
    if (m_study)
        m_study->scoreQueue()->start(scoring::ScoreRequest());
}

void ScorersPlace::togglePause()
{
    if (!m_study)
        return;
    scoring::ScoreQueue *queue = m_study->scoreQueue();
    if (m_state.queue.phase == Phase::Paused)
        queue->resume();
    else
        queue->pause();
}

} // namespace scorers
