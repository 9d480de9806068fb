#include "ui/scorers/scoreschedule.h"

#include <utility>

namespace scorers {

using scoring::QueueState;
using scoring::ScoreQueue;

ScoreSchedule::ScoreSchedule(QObject *parent)
    : QObject(parent)
    , m_device(scoring::ScoreRequest().device)
{
}

void ScoreSchedule::setQueue(ScoreQueue *queue)
{
    if (m_queue)
        m_queue->disconnect(this);
    m_queue = queue;
    m_running.clear();
    m_waiting.clear();
    m_failed.clear();
    m_failure.clear();
    m_rates.clear();
    m_kept = 0;
    if (queue) {
        connect(queue, &ScoreQueue::stateChanged, this, &ScoreSchedule::changed);
        connect(queue, &ScoreQueue::scored, this, [this](const QList<scoring::ScoredValue> &values) {
            m_kept += values.size();
            Q_EMIT stored();
        });
        connect(queue, &ScoreQueue::finished, this, &ScoreSchedule::finish);
        connect(queue, &ScoreQueue::failed, this, &ScoreSchedule::fail);
    }
    Q_EMIT changed();
}

void ScoreSchedule::setWorker(const QString &command, const QString &device)
{
    m_command = command;
    m_device = device;
}

void ScoreSchedule::add(const QStringList &scorers)
{
    if (!m_queue || scorers.isEmpty())
        return;
    m_failure.clear();
    m_failed.clear();
    m_waiting.append(scorers);
    if (m_running.isEmpty())
        startNext();
    Q_EMIT changed();
}

void ScoreSchedule::startNext()
{
    m_running.clear();
    if (m_waiting.isEmpty() || !m_queue)
        return;
    m_running = m_waiting.takeFirst();
    m_kept = 0;
    scoring::ScoreRequest request;
    request.scorers = m_running;
    request.device = m_device;
    request.worker = m_command;
    m_queue->start(request);
}

void ScoreSchedule::pause()
{
    if (m_queue)
        m_queue->pause();
}

void ScoreSchedule::resume()
{
    if (m_queue)
        m_queue->resume();
}

void ScoreSchedule::stop()
{
    m_waiting.clear();
    if (m_queue)
        m_queue->cancel();
    Q_EMIT changed();
}

void ScoreSchedule::forget(const QString &scorer)
{
    for (QStringList &waiting : m_waiting)
        waiting.removeAll(scorer);
    m_waiting.removeAll({});
    Q_EMIT changed();
}

void ScoreSchedule::restart()
{
    const QStringList again = std::exchange(m_failed, {});
    m_failure.clear();
    if (!again.isEmpty())
        m_waiting.prepend(again);
    if (m_running.isEmpty())
        startNext();
    Q_EMIT changed();
}

QueueState ScoreSchedule::state() const
{
    return m_queue ? m_queue->state() : QueueState();
}

bool ScoreSchedule::isWaiting(const QString &scorer) const
{
    return std::any_of(m_waiting.begin(), m_waiting.end(),
                       [&](const QStringList &scorers) { return scorers.contains(scorer); });
}

QStringList ScoreSchedule::waitsFor(const QString &scorer) const
{
    QStringList before = m_running;
    for (const QStringList &waiting : m_waiting) {
        if (waiting.contains(scorer))
            return before;
        before = waiting;
    }
    return {};
}

std::optional<ScoreSchedule::Rate> ScoreSchedule::rate(const QString &scorer) const
{
    const auto found = m_rates.constFind(scorer);
    return found == m_rates.cend() ? std::nullopt : std::optional(*found);
}

QueuePlace ScoreSchedule::placeOf(const QString &scorer) const
{
    QueuePlace place;
    place.running = m_running.contains(scorer);
    if (isWaiting(scorer))
        place.waitsFor = waitsFor(scorer);
    place.failed = m_failed.contains(scorer);
    if (const std::optional<Rate> of = rate(scorer)) {
        place.rate = of->picturesPerSecond;
        place.together = of->together;
    }
    return place;
}

void ScoreSchedule::finish(const scoring::ScoreSummary &summary)
{
    for (const scoring::ScorerUse &use : summary.scorers) {
        if (summary.pictures > 0)
            m_rates.insert(use.scorer, {summary.picturesPerSecond(), int(summary.scorers.size())});
    }
    startNext();
    Q_EMIT changed();
    Q_EMIT stored();
}

void ScoreSchedule::fail(const base::Error &error)
{
    m_failure = error.toLine();
    m_failed = std::exchange(m_running, {});
    for (const QStringList &waiting : std::as_const(m_waiting)) // they would fail the same way
        m_failed += waiting;
    m_waiting.clear();
    Q_EMIT changed();
    Q_EMIT stored();
}

} // namespace scorers
