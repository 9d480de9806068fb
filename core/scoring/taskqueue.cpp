#include "core/scoring/taskqueue.h"

#include <algorithm>

#include <QHash>

namespace scoring {

TaskQueue::TaskQueue(QList<ScoreTask> tasks)
    : m_waiting(std::move(tasks))
{
}

void TaskQueue::prioritise(const QList<study::AssetId> &assets)
{
    QHash<study::AssetId, qsizetype> ranks;
    for (qsizetype i = 0; i < assets.size(); ++i)
        ranks.insert(assets[i], i);
    const auto isVisible = [&](const ScoreTask &task) { return ranks.contains(task.asset); };
    const auto end = std::stable_partition(m_waiting.begin(), m_waiting.end(), isVisible);
    std::stable_sort(m_waiting.begin(), end, [&](const ScoreTask &a, const ScoreTask &b) {
        return ranks.value(a.asset) < ranks.value(b.asset);
    });
}

QList<ScoreTask> TaskQueue::next(const BatchSizer &sizer, bool workerIsIdle)
{
    if (!m_suspects.isEmpty() && !(m_freshNext && !m_waiting.isEmpty()))
        return workerIsIdle ? QList<ScoreTask>{m_suspects.takeFirst()} : QList<ScoreTask>();
    QList<ScoreTask> batch;
    qint64 bytes = 0;
    while (batch.size() < m_waiting.size()) {
        const ScoreTask &task = m_waiting[batch.size()];
        const bool fits = sizer.hasRoom(int(batch.size()), bytes, task.bytes)
                          && (batch.isEmpty() || batch.first().scorers == task.scorers);
        if (!fits || (m_freshNext && !batch.isEmpty()))
            break;
        bytes += task.bytes;
        batch += task;
    }
    m_waiting.remove(0, batch.size());
    m_freshNext = false;
    return batch;
}

void TaskQueue::putBack(const QList<ScoreTask> &tasks)
{
    m_waiting = tasks + m_waiting;
}

void TaskQueue::putAlone(const QList<ScoreTask> &tasks)
{
    m_suspects += tasks;
}

QList<ScoreTask> TaskQueue::putSuspects(QList<ScoreTask> tasks)
{
    for (ScoreTask &task : tasks)
        task.suspect = true;
    if (tasks.size() != 1) {
        m_suspects += tasks;
        return {};
    }
    ++tasks.first().crashes;
    if (tasks.first().crashes <= crashesAllowed) {
        m_suspects.prepend(tasks.first());
        return {};
    }
    m_freshNext = true;
    return tasks;
}

} // namespace scoring
