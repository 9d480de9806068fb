#include "ui/scorers/scorersplace.h"

#include <QMenu>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/scoring/scorequeue.h"
#include "ui/scorers/detailspane.h"
#include "ui/scorers/scorerdetails.h"
#include "ui/scorers/scorertable.h"
#include "ui/scorers/scoreschedule.h"
#include "ui/scorers/selftestpane.h"
#include "ui/scorers/strengthpane.h"
#include "ui/scorers/weightsdesk.h"
#include "ui/scorers/workerbar.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"
#include "ui/widgets/strip.h"

namespace scorers {

using Phase = scoring::QueueState::Phase;

namespace {

constexpr int detailsWidth = 492;
constexpr int tableHeight = 364;
constexpr int lowerHeight = 466;

/// Where Preferences keeps the start command of the worker.
QString commandKey()
{
    return QStringLiteral("preferences/scorerCommand");
}

} // namespace

ScorersPlace::ScorersPlace(QWidget *parent)
    : Place(parent)
    , m_schedule(new ScoreSchedule(this))
    , m_bar(new WorkerBar(this))
    , m_error(new widgets::Strip(widgets::Strip::Kind::Error))
    , m_question(new widgets::Strip(widgets::Strip::Kind::Warning))
    , m_weights(new WeightsDesk(m_question, this))
    , m_table(new ScorerTable)
    , m_halves(new QSplitter(Qt::Vertical))
{
    m_error->setObjectName(QStringLiteral("error"));
    m_error->hide();
    m_question->setObjectName(QStringLiteral("question"));
    m_question->hide();
    m_halves->addWidget(m_table);
    m_halves->addWidget(makeLowerHalf());
    m_halves->setStretchFactor(0, 1);
    m_halves->setStretchFactor(1, 1);
    m_halves->setChildrenCollapsible(false);
    m_halves->setSizes({tableHeight, lowerHeight});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_error);
    layout->addWidget(m_question);
    layout->addWidget(m_halves, 1);
    connectParts();
    m_weights->refresh();
    showState();
    m_table->select(scoring::ScorerCatalogue::withoutWeights().value(0));
}

QWidget *ScorersPlace::makeLowerHalf()
{
    m_details = new DetailsPane;
    m_test = new SelfTestPane;
    m_strength = new StrengthPane;
    auto *half = new QWidget;
    auto *facts = new QWidget;
    facts->setFixedWidth(widgets::scaled(detailsWidth));
    auto *left = new QVBoxLayout(facts);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    left->addWidget(m_details);
    left->addWidget(m_test, 1);
    auto *layout = new QHBoxLayout(half);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(facts);
    layout->addWidget(new widgets::Line(Qt::Vertical));
    layout->addWidget(m_strength, 1);
    return half;
}

void ScorersPlace::connectParts()
{
    connect(m_table, &ScorerTable::scorerSelected, this, &ScorersPlace::showSelected);
    connect(m_table, &ScorerTable::actionChosen, this, &ScorersPlace::act);
    connect(m_table, &ScorerTable::testRequested, this, &ScorersPlace::askWorker);
    connect(m_test, &SelfTestPane::againRequested, this, &ScorersPlace::askWorker);
    connect(m_error, &widgets::Strip::actionClicked, this, &ScorersPlace::restart);
    connect(m_bar, &WorkerBar::scoreRequested, this, &ScorersPlace::score);
    connect(m_bar, &WorkerBar::pauseRequested, this, &ScorersPlace::togglePause);
    connect(m_bar, &WorkerBar::addRequested, this, &ScorersPlace::offerScorers);
    connect(m_bar, &WorkerBar::deviceChosen, this, [this](const QString &device) {
        m_choice.device = device;
        askWorker();
    });
    connect(m_bar, &WorkerBar::commandRequested, this, [this] {
        showState(); // the choice stays as it was
        Q_EMIT placeRequested(widgets::PlaceId::Preferences, {});
    });
    connect(m_schedule, &ScoreSchedule::changed, this, [this] {
        updatePlaces();
        showState();
    });
    connect(m_schedule, &ScoreSchedule::stored, this, &ScorersPlace::readScores);
    connect(m_strength, &StrengthPane::settledChanged, this, &Place::settledChanged);
    connect(m_strength, &StrengthPane::pairActivated, this,
            [this](const analysis::BlendPair &pair, study::PromptGroupId group) {
                widgets::Target target;
                target.group = group;
                target.pictures = {pair.id.first, pair.id.second};
                Q_EMIT placeRequested(widgets::PlaceId::Compare, target);
            });
    connect(m_weights, &WeightsDesk::changed, this, [this] {
        m_weights->describe(m_state);
        showState();
        Q_EMIT settledChanged();
    });
    connect(m_weights, &WeightsDesk::modelsChanged, this, &ScorersPlace::askWorker);
    const auto add = [this](const QKeySequence &key, auto action) {
        auto *shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    add(Qt::Key_P, [this] { togglePause(); });
    add(Qt::Key_T, [this] { askWorker(); });
}

void ScorersPlace::fillTopBar(widgets::BarRow *bar)
{
    m_bar->fill(bar);
    showState();
}

void ScorersPlace::setStudy(const widgets::StudyPtr &study)
{
    if (m_study)
        m_study->disconnect(this);
    m_study = study;
    m_state.study.reset();
    m_state.failure.clear();
    m_state.studyError.clear();
    m_schedule->setQueue(study ? study->scoreQueue() : nullptr);
    m_strength->setStudy(study);
    if (study) {
        connect(study.get(), &widgets::StudyHandle::changed, this, [this] {
            readScores();
            m_strength->refresh();
        });
        readScores();
    }
    showState();
}

void ScorersPlace::activate()
{
    m_active = true;
    const QString command = QSettings().value(commandKey()).toString();
    const bool other = command != m_choice.command;
    m_choice.command = command;
    m_schedule->setWorker(m_choice.command, m_choice.device);
    m_weights->refresh();
    if (!m_asked || other)
        askWorker();
    m_strength->setActive(true);
    m_table->setFocus();
}

void ScorersPlace::deactivate()
{
    m_active = false;
    m_strength->setActive(false);
}

QString ScorersPlace::statusText() const
{
    return summaryText(m_state);
}

QList<widgets::KeyHelp> ScorersPlace::keys() const
{
    const auto cap = [](const QKeySequence &key) { return widgets::keyCapText(key); };
    const QString table = tr("Table");
    const QString dial = tr("Strength");
    return {{table, cap(Qt::Key_Return), tr("What the button of the row does")},
            {table, cap(QKeySequence::Copy), tr("Copy as text")},
            {table, cap(Qt::Key_P), tr("Pause or resume the queue")},
            {table, cap(Qt::Key_T), tr("Run the self-test again")},
            {dial, cap(Qt::Key_Right), tr("0.01 further")},
            {dial, cap(QKeySequence(Qt::SHIFT | Qt::Key_Right)), tr("0.1 further")},
            {dial, cap(Qt::Key_Down), tr("Next pair whose pick moves")}};
}

bool ScorersPlace::isSettled() const
{
    return !m_worker.isRunning() && m_weights->isSettled() && !m_reading && m_strength->isSettled();
}

void ScorersPlace::saveState(QSettings &settings) const
{
    settings.setValue(QStringLiteral("halves"), m_halves->saveState());
    settings.setValue(QStringLiteral("device"), m_choice.device);
    m_strength->saveState(settings);
}

void ScorersPlace::restoreState(QSettings &settings)
{
    m_halves->restoreState(settings.value(QStringLiteral("halves")).toByteArray());
    m_choice.device = settings.value(QStringLiteral("device"), m_choice.device).toString();
    m_strength->restoreState(settings);
}

void ScorersPlace::askWorker()
{
    if (m_worker.isRunning())
        m_worker.cancel();
    m_asked = true;
    m_state.asking = true;
    m_schedule->setWorker(m_choice.command, m_choice.device);
    showState();
    m_worker.run([choice = m_choice](base::Progress &progress) { return scorers::askWorker(choice, progress); },
                 [this](const base::Result<WorkerReport> &report) {
                     m_state.asking = false;
                     m_state.worker.reset();
                     m_state.workerError.clear();
                     if (report) {
                         m_state.worker = *report;
                         readScores(); // now it is known which scorers count as missing
                     } else {
                         m_state.workerError = report.error().toLine();
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
    QList<scoring::ScorerInfo> working;
    const QStringList ids = workingScorers(m_state);
    for (const QString &scorer : ids)
        working.append(*m_state.worker->facts.find(scorer));
    m_study->run(
        this, [working](storage::Database &database) { return readStudyScores(database, working); },
        [this, of = m_study.get()](const base::Result<StudyScores> &scores) {
            m_reading = false;
            if (of != m_study.get())
                return;
            m_state.studyError = scores ? QString() : scores.error().toLine();
            if (scores)
                m_state.study = *scores;
            showState();
            if (std::exchange(m_stale, false))
                readScores();
            Q_EMIT settledChanged();
        });
}

/// What the queue does, for every scorer.
void ScorersPlace::updatePlaces()
{
    m_state.queue = m_schedule->state();
    m_state.failure = m_schedule->failure();
    m_state.places.clear();
    const bool foreign = m_study && m_study->scoreQueue()->isRunning() && !m_schedule->isRunning();
    for (const scoring::ScorerInfo &info : knownScorers(m_state)) {
        QueuePlace place = m_schedule->placeOf(info.id);
        const bool misses = m_state.study && m_state.study->missingOf.value(info.id) > 0;
        // Another place may have asked for scores: then everybody who misses some is asked.
        place.running = (place.running || foreign) && misses;
        m_state.places.insert(info.id, place);
    }
}

void ScorersPlace::showState()
{
    m_table->setState(m_state);
    m_bar->setState(m_state, m_choice, m_study != nullptr, !workingScorers(m_state).isEmpty());
    if (!m_state.workerError.isEmpty() && !m_state.asking)
        m_error->say(m_state.workerError, tr("Restart"));
    else if (!m_state.failure.isEmpty())
        m_error->say(tr("%1 %2 scores are kept.").arg(m_state.failure, widgets::formatCount(m_schedule->kept())),
                     tr("Restart"));
    else if (!m_state.studyError.isEmpty())
        m_error->say(m_state.studyError);
    else
        m_error->hide();
    showSelected();
    Q_EMIT statusTextChanged();
}

void ScorersPlace::showSelected()
{
    const QString id = m_table->selected();
    const auto info = m_state.worker ? m_state.worker->facts.find(id) : scoring::ScorerCatalogue::find(id);
    if (info)
        m_details->setFacts(info->title, fingerprintNote(*info), detailsOf(m_state, *info));
    else
        m_details->setFacts(widgets::scorerTitle(id), id.isEmpty() ? QString() : tr("known from imported values only"),
                            {});
    m_test->setScorer(m_state, id);
}

void ScorersPlace::score()
{
    QStringList wanted;
    const QStringList working = workingScorers(m_state);
    for (const QString &scorer : working) {
        if (m_state.study && m_state.study->missingOf.value(scorer) > 0)
            wanted.append(scorer);
    }
    m_schedule->add(wanted);
}

void ScorersPlace::togglePause()
{
    if (m_state.queue.phase == Phase::Paused)
        m_schedule->resume();
    else
        m_schedule->pause();
}

void ScorersPlace::restart()
{
    if (!m_state.worker || !m_state.workerError.isEmpty())
        askWorker();
    else
        m_schedule->restart();
}

void ScorersPlace::act(const QString &scorer, ScorerAction action)
{
    switch (action) {
    case ScorerAction::Score:
        m_schedule->add({scorer});
        break;
    case ScorerAction::Pause:
        m_schedule->pause();
        break;
    case ScorerAction::Resume:
        m_schedule->resume();
        break;
    case ScorerAction::Forget:
        m_schedule->forget(scorer);
        break;
    case ScorerAction::Restart:
        restart();
        break;
    case ScorerAction::Install:
        m_table->select(scorer);
        m_weights->install(scorer, m_table->rectOf(scorer).translated(m_table->viewport()->mapTo(this, QPoint())));
        break;
    case ScorerAction::ResumeInstall:
        m_weights->resume(scorer);
        break;
    case ScorerAction::CancelInstall:
        m_weights->cancel();
        break;
    case ScorerAction::Remove:
        m_weights->askToRemove(scorer);
        break;
    case ScorerAction::Details:
        m_table->select(scorer);
        break;
    case ScorerAction::None:
        break;
    }
}

void ScorersPlace::offerScorers(const QPoint &position)
{
    QMenu menu(this);
    for (const scoring::ScorerInfo &info : knownScorers(m_state)) {
        if (info.needsWeights() && !info.installed && !m_state.models.contains(info.id))
            menu.addAction(tr("%1…").arg(info.title), this, [this, id = info.id] { act(id, ScorerAction::Install); });
    }
    menu.exec(position);
}

} // namespace scorers
