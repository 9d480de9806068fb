#include "ui/scorers/workerbar.h"

#include <QLocale>

#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"

namespace scorers {

using Phase = scoring::QueueState::Phase;

namespace {

constexpr qsizetype longestCommand = 32;
const QString changeCommand = QStringLiteral("change");

QString hostOf(const WorkerChoice &choice)
{
    if (choice.command.isEmpty())
        return WorkerBar::tr("This computer");
    return choice.command.size() > longestCommand ? choice.command.left(longestCommand - 1) + QChar(0x2026)
                                                  : choice.command;
}

QString deviceText(const QString &device, int threads)
{
    if (device.startsWith(QLatin1String("cuda")))
        return WorkerBar::tr("GPU %1").arg(device.section(QLatin1Char(':'), 1));
    return threads > 0 ? WorkerBar::tr("CPU, %1 threads").arg(threads) : WorkerBar::tr("CPU");
}

QString statusText(const ScorersState &state)
{
    if (state.asking)
        return WorkerBar::tr("starting and testing itself");
    if (!state.worker)
        return state.workerError.isEmpty() ? WorkerBar::tr("not asked yet") : WorkerBar::tr("not running");
    if (state.worker->memoryBytes == 0)
        return WorkerBar::tr("works");
    return WorkerBar::tr("works, %1")
        .arg(QLocale().formattedDataSize(state.worker->memoryBytes, 0, QLocale::DataSizeSIFormat));
}

QString statusToolTip(const ScorersState &state)
{
    if (!state.worker)
        return state.workerError;
    const scoring::WorkerFacts &facts = state.worker->facts;
    QString text = WorkerBar::tr("dissensus-scorer %1, libtorch %2").arg(facts.version, facts.libtorch);
    if (!facts.cudaReason.isEmpty())
        text += QLatin1Char('\n') + WorkerBar::tr("No GPU: %1").arg(facts.cudaReason);
    if (state.worker->memoryBytes > 0)
        text += QLatin1Char('\n') + WorkerBar::tr("Memory of the process after its self-test");
    return text;
}

} // namespace

QString machineText(const ScorersState &state, const WorkerChoice &choice)
{
    if (!state.worker)
        return hostOf(choice);
    return WorkerBar::tr("%1, %2").arg(hostOf(choice),
                                       deviceText(state.worker->facts.device, state.worker->facts.threads));
}

WorkerBar::WorkerBar(QObject *parent)
    : QObject(parent)
{
}

void WorkerBar::fill(widgets::BarRow *bar)
{
    bar->add(new widgets::Label(tr("Scorer process"), widgets::TextRole::Body, widgets::Ink::Text2));
    m_place = new QComboBox;
    m_place->setObjectName(QStringLiteral("process"));
    m_place->setAccessibleName(tr("Where the scorer process runs"));
    m_place->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    bar->add(m_place);
    m_status = new widgets::Label({}, widgets::TextRole::Body, widgets::Ink::Text2);
    bar->add(m_status);
    bar->addStretch();
    m_pause = new widgets::Button(tr("Pause queue"));
    m_add = new widgets::Button(tr("Add scorer…"));
    m_add->setGlyph(widgets::Icon::Plus);
    m_add->setToolTip(tr("Install the weights of a reward model from a file"));
    m_score = new widgets::Button(tr("Score pictures"));
    bar->add(m_pause);
    bar->add(m_add);
    bar->add(m_score);
    connect(m_place, &QComboBox::activated, this, [this](int index) {
        const QString device = m_place->itemData(index).toString();
        if (device == changeCommand)
            Q_EMIT commandRequested();
        else
            Q_EMIT deviceChosen(device);
    });
    connect(m_pause, &QAbstractButton::clicked, this, &WorkerBar::pauseRequested);
    connect(m_score, &QAbstractButton::clicked, this, &WorkerBar::scoreRequested);
    connect(m_add, &QAbstractButton::clicked, this,
            [this] { Q_EMIT addRequested(m_add->mapToGlobal(QPoint(0, m_add->height() + widgets::metrics::space4))); });
}

void WorkerBar::setState(const ScorersState &state, const WorkerChoice &choice, bool hasStudy, bool canScore)
{
    if (!m_place)
        return;
    showPlaces(state, choice);
    m_status->setText(statusText(state));
    m_status->setInk(state.workerError.isEmpty() ? widgets::Ink::Text2 : widgets::Ink::Error);
    m_status->setToolTip(statusToolTip(state));
    showButtons(state, hasStudy, canScore);
}

void WorkerBar::showPlaces(const ScorersState &state, const WorkerChoice &choice)
{
    const QSignalBlocker blocker(m_place);
    const QString host = hostOf(choice);
    m_place->clear();
    m_place->addItem(choice.device == QLatin1String("auto") ? machineText(state, choice)
                                                            : tr("%1, best device").arg(host),
                     QStringLiteral("auto"));
    m_place->addItem(tr("%1, CPU").arg(host), QStringLiteral("cpu"));
    if (!state.worker || state.worker->facts.cudaReason.isEmpty())
        m_place->addItem(tr("%1, GPU 0").arg(host), QStringLiteral("cuda:0"));
    m_place->addItem(tr("Another command or machine…"), changeCommand);
    m_place->setCurrentIndex(std::max(0, m_place->findData(choice.device)));
    m_place->setToolTip(choice.command.isEmpty() ? tr("The dissensus-scorer beside this program") : choice.command);
}

void WorkerBar::showButtons(const ScorersState &state, bool hasStudy, bool canScore)
{
    const qint64 missing = state.study ? state.study->missing.value_or(0) : 0;
    const Phase phase = state.queue.phase;
    const bool running = phase != Phase::Idle && phase != Phase::Failed;
    const bool ready = missing > 0 && !running && canScore;
    m_score->setText(missing > 0 ? tr("Score %1 pictures").arg(widgets::formatCount(missing)) : tr("Score pictures"));
    m_score->setEnabled(ready);
    m_score->setToolTip(!hasStudy      ? tr("Open a study first")
                        : running      ? tr("Scoring already")
                        : missing == 0 ? tr("Every picture has its scores")
                        : !canScore    ? tr("No scorer works")
                                       : QString());
    m_score->setKind(ready ? widgets::Button::Kind::Filled : widgets::Button::Kind::Outlined);
    m_pause->setEnabled(running);
    m_pause->setToolTip(running ? QString() : tr("Nothing is being scored"));
    m_pause->setText(phase == Phase::Paused ? tr("Resume queue") : tr("Pause queue"));
    m_pause->setGlyph(phase == Phase::Paused ? widgets::Icon::Play : widgets::Icon::Pause);
}

} // namespace scorers
