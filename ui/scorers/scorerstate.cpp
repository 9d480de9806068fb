#include "ui/scorers/scorerstate.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include "core/scoring/weightsfile.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"

namespace scorers {

using scoring::QueueState;
using widgets::Icon;
using widgets::Ink;
using widgets::TableCell;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("scorers", text);
}

TableCell word(const QString &text, Icon glyph, const QString &toolTip = {}, Ink ink = Ink::Text3)
{
    return {.text = text, .ink = ink, .glyph = glyph, .toolTip = toolTip};
}

/// "stopped (exit 137)" where the message names a signal: what a shell calls it.
QString stoppedText(const QString &message)
{
    static const QRegularExpression signal(QStringLiteral("\\(signal ([0-9]+)\\)"));
    static const QRegularExpression exit(QStringLiteral("\\(exit ([0-9]+)\\)"));
    constexpr int fromSignal = 128;
    if (const auto match = signal.match(message); match.hasMatch())
        return tr("stopped (exit %1)").arg(fromSignal + match.captured(1).toInt());
    if (const auto match = exit.match(message); match.hasMatch())
        return tr("stopped (exit %1)").arg(match.captured(1));
    return tr("stopped");
}

ScorerCondition withoutNetwork(const ScorersState &state, const scoring::ScorerInfo &info)
{
    if (state.installing == info.id) {
        const QString doing = state.downloading ? tr("download") : tr("checking the file");
        TableCell cell =
            word(state.installProgress.isEmpty() ? doing : QStringLiteral("%1, %2").arg(doing, state.installProgress),
                 Icon::None);
        cell.share = state.installShare;
        return {cell, ScorerAction::CancelInstall};
    }
    if (state.stoppedDownloads.contains(info.id))
        return {word(tr("download stopped"), Icon::Pause, tr("What has come is kept. Resume goes on from there.")),
                ScorerAction::ResumeInstall};
    if (!info.problem.isEmpty())
        return {word(tr("weights cannot be used"), Icon::Error, info.problem, Ink::Error), ScorerAction::Install};
    const auto model = state.models.constFind(info.id);
    if (model != state.models.cend() && !model->problem.isEmpty())
        return {word(tr("weights are damaged"), Icon::Error, model->problem, Ink::Error), ScorerAction::Install};
    if (model != state.models.cend())
        return {
            word(tr("cannot run in this version yet"), Icon::Lock,
                 tr("The weights are in place and checked. This version has no network for them: nothing is scored.")),
            ScorerAction::Remove};
    const QList<scoring::PublishedFile> published = scoring::publishedFiles(info.id);
    const bool hasChecksum = std::any_of(published.begin(), published.end(),
                                         [](const scoring::PublishedFile &file) { return !file.sha256.isEmpty(); });
    if (!hasChecksum)
        return {word(tr("needs your own weights file"), Icon::File), ScorerAction::Install};
    return {word(tr("not installed"), Icon::Download), ScorerAction::Install};
}

ScorerCondition running(const QueueState &queue)
{
    const double share = queue.total > 0 ? double(queue.done) / double(queue.total) : 0;
    switch (queue.phase) {
    case QueueState::Phase::Scoring: {
        const QString left = widgets::formatTimeLeft(queue.secondsLeft);
        TableCell cell = word(left.isEmpty() ? tr("scoring") : left, Icon::None);
        cell.share = share;
        if (queue.batch > 0)
            cell.toolTip = tr("%1 pictures per message").arg(queue.batch);
        if (queue.limit.now > 0) {
            cell.text = tr("batch %1 → %2, continues").arg(queue.limit.usual).arg(queue.limit.now);
            cell.toolTip = tr("The device has too little free memory for more pictures at once. %1").arg(left);
        }
        return {cell, ScorerAction::Pause};
    }
    case QueueState::Phase::Paused:
        return {word(tr("paused"), Icon::Pause), ScorerAction::Resume};
    case QueueState::Phase::Restarting:
        return {word(tr("restarting"), Icon::Refresh, queue.message, Ink::Warning), ScorerAction::None};
    case QueueState::Phase::Starting:
    case QueueState::Phase::Idle:
    case QueueState::Phase::Failed:
        break;
    }
    TableCell cell = word(tr("loading"), Icon::None);
    cell.share = share;
    return {cell, ScorerAction::None};
}

} // namespace

ScorerCondition conditionOf(const ScorersState &state, const scoring::ScorerInfo &info)
{
    if (!info.installed)
        return withoutNetwork(state, info);
    if (state.worker) {
        if (const auto *test = state.worker->test(info.id); test && !test->passed)
            return {word(tr("off until the test passes"), Icon::Lock), ScorerAction::Details};
    } else if (!state.workerError.isEmpty()) {
        return {word(stoppedText(state.workerError), Icon::Error, state.workerError, Ink::Error),
                ScorerAction::Restart};
    } else if (state.asking) {
        return {word(tr("loading"), Icon::None), ScorerAction::None};
    }
    const QueuePlace place = state.places.value(info.id);
    if (place.running)
        return running(state.queue);
    if (!place.waitsFor.isEmpty()) {
        QStringList names;
        for (const QString &scorer : place.waitsFor)
            names.append(widgets::scorerTitle(scorer));
        return {word(tr("queued after %1").arg(names.size() > 1 ? tr("%1 others").arg(names.size()) : names.first()),
                     Icon::Timer, names.join(QStringLiteral(", "))),
                ScorerAction::Forget};
    }
    if (place.failed)
        return {word(stoppedText(state.failure), Icon::Error, state.failure, Ink::Error), ScorerAction::Restart};
    const qint64 missing = state.study ? state.study->missingOf.value(info.id) : 0;
    const ScorerAction action = missing > 0 ? ScorerAction::Score : ScorerAction::None;
    if (info.needsWeights() && state.worker && !state.worker->loaded.contains(info.id))
        return {word(tr("not loaded"), Icon::Pause), action};
    return {word(tr("ready"), Icon::Check,
                 missing > 0 ? tr("%1 pictures miss its score").arg(widgets::formatCount(missing)) : QString()),
            action};
}

QString actionText(ScorerAction action)
{
    switch (action) {
    case ScorerAction::Score:
        return tr("Score");
    case ScorerAction::Pause:
        return tr("Pause");
    case ScorerAction::Resume:
        return tr("Resume");
    case ScorerAction::Forget:
        return tr("Do not score");
    case ScorerAction::Restart:
        return tr("Restart");
    case ScorerAction::Install:
        return tr("Install…");
    case ScorerAction::CancelInstall:
        return tr("Cancel");
    case ScorerAction::ResumeInstall:
        return tr("Resume");
    case ScorerAction::Remove:
        return tr("Remove");
    case ScorerAction::Details:
        return tr("Details");
    case ScorerAction::None:
        break;
    }
    return {};
}

} // namespace scorers
