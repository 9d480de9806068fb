#pragma once

#include <QElapsedTimer>
#include <QObject>

#include "core/scoring/scorerequest.h"

namespace scoring {
class ScoreQueue;
}

namespace widgets {

/// Says in the status line what a score queue does; lives as long as its queue.
class ScoreActivity : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScoreActivity)

public:
    explicit ScoreActivity(scoring::ScoreQueue *queue);
    ~ScoreActivity() override;

private:
    void say(const scoring::QueueState &state);
};

/// "Scoring 37 of 60, about 40 s"; empty when there is nothing to do.
QString queueText(const scoring::QueueState &state);

} // namespace widgets
