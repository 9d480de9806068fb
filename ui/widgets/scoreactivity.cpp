#include "ui/widgets/scoreactivity.h"

#include <QCoreApplication>

#include "core/scoring/scorequeue.h"
#include "ui/widgets/activity.h"
#include "ui/widgets/numbers.h"

namespace widgets {
namespace {

QString activityKey()
{
    return QStringLiteral("scoring");
}

QString tr(const char *text)
{
    return QCoreApplication::translate("widgets", text);
}

} // namespace

QString queueText(const scoring::QueueState &state)
{
    const QString count = tr("%1 of %2").arg(formatCount(state.done), formatCount(state.total));
    switch (state.phase) {
    case scoring::QueueState::Phase::Idle:
        return {};
    case scoring::QueueState::Phase::Starting:
        return tr("Starting the scorer");
    case scoring::QueueState::Phase::Scoring: {
        const QString left = formatTimeLeft(state.secondsLeft);
        return left.isEmpty() ? tr("Scoring %1").arg(count) : tr("Scoring %1, %2").arg(count, left);
    }
    case scoring::QueueState::Phase::Paused:
        return tr("Scoring paused, %1").arg(count);
    case scoring::QueueState::Phase::Restarting:
        return tr("Restarting the scorer: %1").arg(state.message);
    case scoring::QueueState::Phase::Failed:
        return tr("Scoring failed: %1").arg(state.message);
    }
    return {};
}

ScoreActivity::ScoreActivity(scoring::ScoreQueue *queue)
    : QObject(queue)
{
    connect(queue, &scoring::ScoreQueue::stateChanged, this, &ScoreActivity::say);
}

ScoreActivity::~ScoreActivity()
{
    say({});
}

void ScoreActivity::say(const scoring::QueueState &state)
{
    Activity::Entry entry;
    entry.key = activityKey();
    entry.text = queueText(state);
    entry.place = PlaceId::Scorers;
    entry.isError = state.phase == scoring::QueueState::Phase::Failed;
    entry.isRunning =
        state.phase == scoring::QueueState::Phase::Scoring || state.phase == scoring::QueueState::Phase::Starting;
    Activity::instance().say(entry);
}

} // namespace widgets
