#pragma once

#include "core/scoring/batchsizer.h"
#include "core/scoring/scoreplan.h"

namespace scoring {

/// The tasks that are still to do, and which of them is next. A plain value without threads.
///
/// When a worker dies, the tasks it had in work are suspects: each is tried again alone. One that a worker dies of
/// alone is the first thing that the next worker gets; when that dies, too, the task is set aside. So neither a
/// poisonous picture stops the others, nor does a worker that dies of something else cost a picture.
class TaskQueue
{
public:
    explicit TaskQueue(QList<ScoreTask> tasks = {});

    bool isEmpty() const { return m_waiting.isEmpty() && m_suspects.isEmpty(); }
    qsizetype size() const { return m_waiting.size() + m_suspects.size(); }

    /// Moves the tasks of these assets to the front, in their order.
    void prioritise(const QList<study::AssetId> &assets);

    /// The next tasks for one message: all miss the same scorers. A suspect comes alone, and only when the worker has
    /// nothing else in work; empty when nothing may be sent now.
    QList<ScoreTask> next(const BatchSizer &sizer, bool workerIsIdle);

    /// These were not done and nothing is held against them.
    void putBack(const QList<ScoreTask> &tasks);
    /// These are to be tried one by one.
    void putAlone(const QList<ScoreTask> &tasks);
    /// The worker died while it had these in work. Returns those that are set aside.
    QList<ScoreTask> putSuspects(QList<ScoreTask> tasks);

    static constexpr int crashesAllowed = 1; ///< alone

private:
    QList<ScoreTask> m_waiting;
    QList<ScoreTask> m_suspects;
    bool m_freshNext = false; ///< after a death, see first whether the worker can do others
};

} // namespace scoring
