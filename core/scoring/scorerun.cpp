#include "core/scoring/scorerun.h"

#include <algorithm>
#include <memory>

#include <QElapsedTimer>
#include <QSet>
#include <QThread>

#include "core/scoring/featureshelf.h"
#include "core/scoring/picturefiles.h"
#include "core/scoring/scorebatch.h"
#include "core/scoring/scoreplan.h"
#include "core/scoring/scorestore.h"
#include "core/scoring/taskqueue.h"
#include "core/scoring/workerprocess.h"
#include "core/storage/database.h"

namespace scoring {

namespace {

constexpr int pollMs = 50;      // how soon a cancel, a pause or a new view is seen
constexpr int stateMs = 200;    // at most five reports a second
constexpr int deathsInARow = 5; // then the worker, not a picture, is broken
constexpr int longestDelayMs = 30000;
constexpr qsizetype batchesInWork = 2; // one is computed while the next is on its way

struct Sent : ScoreBatch
{
    qint64 sentAt = 0; ///< ms of the run's clock
};

class ScoreRun
{
public:
    ScoreRun(storage::Database &database, const ScoreRequest &request, RunControl &control, RunObserver &observer);

    base::Result<ScoreSummary> run();

private:
    base::Result<void> prepare();
    base::Result<void> startWorker();
    base::Result<void> restartWorker();
    base::Result<void> loop();
    base::Result<void> fillWorker();
    base::Result<void> send(const QList<ScoreTask> &tasks);
    base::Result<std::optional<PictureToScore>> load(const ScoreTask &task);
    base::Result<void> receive();
    base::Result<void> take(const QCborMap &message);
    base::Result<void> takeScores(const ScoreBatch &sent, const CheckedAnswer &answer);
    void takeErrors(const ScoreBatch &sent, const BatchOutcome &outcome);
    base::Result<void> lose(const base::Error &error);
    void failPicture(const ScoreTask &task, const QString &reason);
    void report(QueueState::Phase phase, const QString &message = {});
    /// Since the first picture was sent.
    double scoringSeconds() const
    {
        return m_scoringSince < 0 ? 0 : double(m_clock.nsecsElapsed() - m_scoringSince) / 1e9;
    }

    storage::Database &m_database;
    const ScoreRequest &m_request;
    RunControl &m_control;
    RunObserver &m_observer;
    QElapsedTimer m_clock;
    std::unique_ptr<WorkerProcess> m_worker;
    QList<ScorerInfo> m_scorers;
    std::unique_ptr<ScoreStore> m_store;
    std::unique_ptr<FeatureShelf> m_shelf;
    PictureFiles m_files;
    bool m_sharesFiles = false; ///< the worker sees the study's files at the same paths
    QHash<QString, QString> m_texts;
    TaskQueue m_queue;
    BatchSizer m_sizer;
    QList<Sent> m_sent;
    qint64 m_lastAnswerAt = 0;
    int m_deaths = 0; ///< since the last useful answer
    bool m_hasAnswered = false;
    int m_seenRevision = 0;
    qint64 m_total = 0;
    qint64 m_done = 0;
    qint64 m_scoringSince = -1; ///< in nanoseconds: a few small pictures take less than a millisecond
    qint64 m_reportedAt = -stateMs;
    QueueState m_state;
    QSet<study::AssetId> m_scoredAssets;
    ScoreSummary m_summary;
};

ScoreRun::ScoreRun(storage::Database &database, const ScoreRequest &request, RunControl &control, RunObserver &observer)
    : m_database(database)
    , m_request(request)
    , m_control(control)
    , m_observer(observer)
    , m_files(database)
    , m_sizer(request.batch)
{
}

base::Result<ScoreSummary> ScoreRun::run()
{
    m_clock.start();
    report(QueueState::Phase::Starting);
    base::Result<void> outcome = prepare();
    if (outcome)
        outcome = loop();
    m_summary.scoringSeconds = scoringSeconds();
    m_worker.reset();
    if (!outcome && outcome.error().code != base::cancelledCode) {
        report(QueueState::Phase::Failed, outcome.error().message);
        return tl::make_unexpected(outcome.error());
    }
    m_summary.cancelled = m_control.isCancelled();
    m_summary.pictures = m_scoredAssets.size();
    m_summary.seconds = double(m_clock.elapsed()) / 1000;
    report(QueueState::Phase::Idle);
    return m_summary;
}

base::Result<void> ScoreRun::prepare()
{
    BASE_TRY(m_files.find());
    BASE_TRY(startWorker());
    BASE_TRY_ASSIGN(scorers, resolveScorers(m_request.scorers, m_worker->facts()));
    m_scorers = scorers;
    for (const ScorerInfo &info : std::as_const(m_scorers))
        m_summary.scorers += {info.id, info.fingerprint, m_worker->facts().device, info.dtype};
    BASE_TRY_ASSIGN(plan, ScorePlan::make(m_database, m_request, m_scorers));
    m_summary.reused = plan.reused;
    m_texts = plan.texts;
    m_total = plan.tasks.size();
    m_queue = TaskQueue(plan.tasks);
    m_store = std::make_unique<ScoreStore>(m_database, m_worker->facts(), m_scorers, m_request.again);
    m_shelf = std::make_unique<FeatureShelf>(m_database, m_scorers, !m_request.again);
    return {};
}

base::Result<void> ScoreRun::startWorker()
{
    WorkerOptions options;
    options.command = m_request.worker;
    options.device = m_request.device;
    options.models.dtype = m_request.dtype;
    options.helloTimeoutMs = m_request.helloTimeoutMs;
    const PictureFiles::Probe probe = m_files.probe();
    options.probePath = probe.path;
    BASE_TRY_ASSIGN(worker, WorkerProcess::start(options, m_control.progress()));
    m_worker = std::move(worker);
    m_sharesFiles = !probe.sha256.isEmpty() && m_worker->facts().probe == probe.sha256;
    m_state.device = m_worker->facts().device;
    m_lastAnswerAt = m_clock.elapsed();
    return {};
}

/// After a death: waits, longer each time in a row, and starts again. The new worker must be the same computation.
base::Result<void> ScoreRun::restartWorker()
{
    const qint64 delay = qMin<qint64>(longestDelayMs, qint64(m_request.restartDelayMs) << qBound(0, m_deaths - 1, 20));
    const qint64 until = m_clock.elapsed() + delay;
    while (m_clock.elapsed() < until && !m_control.isCancelled())
        QThread::msleep(static_cast<unsigned long>(qMin<qint64>(pollMs, until - m_clock.elapsed() + 1)));
    if (m_control.isCancelled())
        return {};
    if (const base::Result<void> started = startWorker(); !started)
        return lose(started.error());
    for (const ScorerInfo &info : std::as_const(m_scorers)) {
        const std::optional<ScorerInfo> now = m_worker->facts().find(info.id);
        if (!now || now->fingerprint != info.fingerprint)
            return base::fail(QStringLiteral("scorer.changed"),
                              QStringLiteral("the restarted scorer computes %1 differently").arg(info.id),
                              QStringLiteral("Give the command again: it starts with the new scorer"));
    }
    return {};
}

base::Result<void> ScoreRun::loop()
{
    while (!m_control.isCancelled()) {
        if (m_seenRevision != m_control.visibleRevision()) {
            m_seenRevision = m_control.visibleRevision();
            m_queue.prioritise(m_control.visible());
        }
        if (m_queue.isEmpty() && m_sent.isEmpty())
            return {};
        if (!m_worker) {
            BASE_TRY(restartWorker());
            continue;
        }
        if (!m_control.isPaused())
            BASE_TRY(fillWorker());
        if (!m_sent.isEmpty()) {
            BASE_TRY(receive());
        } else if (m_control.isPaused()) {
            report(QueueState::Phase::Paused);
            QThread::msleep(pollMs);
        }
    }
    if (m_worker && !m_sent.isEmpty()) {
        for (const Sent &sent : std::as_const(m_sent))
            BASE_TRY(m_worker->send(cancelMessage(sent.id)));
    }
    return {};
}

base::Result<void> ScoreRun::fillWorker()
{
    while (m_sent.size() < batchesInWork) {
        const QList<ScoreTask> tasks = m_queue.next(m_sizer, m_sent.isEmpty());
        if (tasks.isEmpty())
            return {};
        BASE_TRY(send(tasks));
    }
    return {};
}

/// What is known of the picture and, where that is not all, the picture; nothing (and a failed picture) when it cannot
/// be had.
base::Result<std::optional<PictureToScore>> ScoreRun::load(const ScoreTask &task)
{
    BASE_TRY_ASSIGN(known, m_shelf->ofPicture(task.sha256, task.scorers));
    if (m_shelf->isComplete(known, task.scorers))
        return PictureToScore{
            .key = task.sha256, .data = {}, .path = {}, .sha256 = task.sha256, .features = std::move(known)};
    auto picture = m_files.load(task, m_sharesFiles);
    if (!picture) {
        failPicture(task, picture.error());
        return std::nullopt;
    }
    picture->features = std::move(known);
    return *std::move(picture);
}

base::Result<void> ScoreRun::send(const QList<ScoreTask> &tasks)
{
    Sent sent;
    ScoreMessage message;
    message.scorers = tasks.first().scorers;
    message.wantsFeatures = m_shelf->isKept(message.scorers);
    QHash<QString, int> textPlaces;
    for (const ScoreTask &task : tasks) {
        BASE_TRY_ASSIGN(picture, load(task));
        if (!picture)
            continue;
        const int place = int(message.pictures.size());
        message.pictures += *picture;
        for (const QString &hash : task.promptHashes) {
            if (!textPlaces.contains(hash)) {
                textPlaces.insert(hash, int(message.texts.size()));
                BASE_TRY_ASSIGN(known, m_shelf->ofText(hash, task.scorers));
                message.texts += {hash, m_texts.value(hash), known};
            }
            message.pairs += {place, textPlaces.value(hash)};
        }
        sent.add(task, m_scorers);
    }
    if (sent.tasks.isEmpty())
        return {};
    sent.id = m_worker->nextId();
    sent.sentAt = m_clock.elapsed();
    BASE_TRY(m_worker->send(toMessage(sent.id, message)));
    if (m_scoringSince < 0)
        m_scoringSince = m_clock.nsecsElapsed();
    m_state.batch = int(sent.tasks.size());
    m_sent += sent;
    report(QueueState::Phase::Scoring);
    return {};
}

base::Result<void> ScoreRun::receive()
{
    const auto message = m_worker->receive(pollMs);
    if (!message)
        return lose(message.error());
    if (*message)
        return take(**message);
    const qint64 since = qMax(m_lastAnswerAt, m_sent.first().sentAt);
    if (m_clock.elapsed() - since > m_request.replyTimeoutMs) {
        base::Error hung;
        hung.code = QStringLiteral("scorer.hung");
        hung.message = QStringLiteral("the scorer has not answered for %1 s").arg(m_request.replyTimeoutMs / 1000.0);
        return lose(hung);
    }
    return {};
}

base::Result<void> ScoreRun::take(const QCborMap &message)
{
    const base::Result<CheckedAnswer> answer = checkAnswer(m_sent.first(), message, *m_shelf);
    if (!answer && answer.error().code == QLatin1String("scorer.protocol"))
        return lose(answer.error());

    const Sent sent = m_sent.takeFirst();
    const qint64 now = m_clock.elapsed();
    m_sizer.answered(int(sent.tasks.size()), now - qMax(m_lastAnswerAt, sent.sentAt));
    m_lastAnswerAt = now;
    m_deaths = 0;
    m_hasAnswered = true;
    if (answer)
        return takeScores(sent, *answer);
    if (answer.error().code == base::cancelledCode)
        m_queue.putBack(sent.tasks);
    else if (sent.tasks.size() > 1)
        m_queue.putAlone(sent.tasks); // whose fault it is shows when each is asked alone
    else
        failPicture(sent.tasks.first(), answer.error().message);
    return {};
}

base::Result<void> ScoreRun::takeScores(const ScoreBatch &sent, const CheckedAnswer &answer)
{
    const BatchOutcome outcome = outcomeOf(sent, answer.scores);
    m_state.limit = answer.limit;
    BASE_TRY_ASSIGN(committed, m_store->commit(outcome.values, answer.features, m_control.progress()));
    for (const ScoredValue &value : std::as_const(committed))
        m_scoredAssets.insert(value.asset);
    m_summary.scored += committed.size();
    m_summary.reused += outcome.values.size() - committed.size();
    if (!committed.isEmpty())
        m_observer.scored(committed);
    if (outcome.exhausted)
        return tl::make_unexpected(*outcome.exhausted);
    takeErrors(sent, outcome);
    report(QueueState::Phase::Scoring);
    return {};
}

void ScoreRun::takeErrors(const ScoreBatch &sent, const BatchOutcome &outcome)
{
    for (ScoreTask task : sent.tasks) {
        if (outcome.unreachable.contains(task.sha256) && !task.sendBytes) {
            task.sendBytes = true;
            m_queue.putBack({task});
        } else if (outcome.reasons.contains(task.sha256)) {
            failPicture(task, outcome.reasons.value(task.sha256).join(QLatin1String("; ")));
        } else if (outcome.unreachable.contains(task.sha256)) {
            failPicture(task, QStringLiteral("the scorer could not read the picture"));
        } else {
            ++m_done;
        }
    }
}

/// The worker is gone or not to be trusted. What it had in work comes back; the first batch is under suspicion.
base::Result<void> ScoreRun::lose(const base::Error &error)
{
    m_worker.reset();
    if (m_control.isCancelled())
        return {};
    const QList<Sent> sent = std::exchange(m_sent, {});
    for (auto later = sent.crbegin(); later != sent.crend() && later->id != sent.first().id; ++later)
        m_queue.putBack(later->tasks);
    // A suspect that proves guilty says nothing against a worker that has done others.
    const bool blamesPicture =
        m_hasAnswered && !sent.isEmpty() && sent.first().tasks.size() == 1 && sent.first().tasks.first().suspect;
    if (!sent.isEmpty()) {
        const QList<ScoreTask> aside = m_queue.putSuspects(sent.first().tasks);
        for (const ScoreTask &task : aside)
            failPicture(task, QStringLiteral("set aside after the scorer failed on it twice: %1").arg(error.message));
    }
    if (!blamesPicture && ++m_deaths > deathsInARow)
        return tl::make_unexpected(error);
    report(QueueState::Phase::Restarting, error.message);
    return {};
}

void ScoreRun::failPicture(const ScoreTask &task, const QString &reason)
{
    ++m_done;
    const FailedPicture failed{task.asset, task.pictures, reason};
    m_summary.failed += failed;
    m_observer.pictureFailed(failed);
}

void ScoreRun::report(QueueState::Phase phase, const QString &message)
{
    const qint64 now = m_clock.elapsed();
    if (phase == m_state.phase && message == m_state.message && now - m_reportedAt < stateMs && m_done < m_total)
        return;
    m_reportedAt = now;
    m_state.phase = phase;
    m_state.message = message;
    m_state.done = m_done;
    m_state.total = m_total;
    const double seconds = scoringSeconds();
    m_state.picturesPerSecond = seconds > 0 ? double(m_done) / seconds : 0;
    m_state.secondsLeft = m_state.picturesPerSecond > 0 ? double(m_total - m_done) / m_state.picturesPerSecond : -1;
    m_observer.stateChanged(m_state);
    if (phase == QueueState::Phase::Scoring)
        m_control.progress().report(QStringLiteral("scoring pictures"), m_done, m_total);
}

} // namespace

base::Result<ScoreSummary> runScoring(storage::Database &database, const ScoreRequest &request, RunControl &control,
                                      RunObserver &observer)
{
    return ScoreRun(database, request, control, observer).run();
}

} // namespace scoring
