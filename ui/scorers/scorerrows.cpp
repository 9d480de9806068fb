#include "ui/scorers/scorerrows.h"

#include <algorithm>

#include <QCoreApplication>
#include <QLocale>

#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"

namespace scorers {

using widgets::Icon;
using widgets::Ink;
using widgets::TableCell;
using Phase = scoring::QueueState::Phase;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("scorers", text);
}

/// What a worker knows of a scorer is newer than what the catalogue does.
QList<scoring::ScorerInfo> knownScorers(const ScorersState &state)
{
    return state.worker ? state.worker->facts.scorers : scoring::ScorerCatalogue::scorers();
}

const scoring::SelfTestAnswer *testOf(const ScorersState &state, const QString &scorer)
{
    if (!state.worker)
        return nullptr;
    const auto test =
        std::find_if(state.worker->tests.begin(), state.worker->tests.end(),
                     [&scorer](const scoring::SelfTestAnswer &answer) { return answer.scorer == scorer; });
    return test == state.worker->tests.end() ? nullptr : &*test;
}

TableCell muted(const QString &text)
{
    return {.text = text, .ink = Ink::Text3};
}

TableCell scoredCell(const ScorersState &state, const QString &scorer)
{
    if (!state.study)
        return muted(widgets::noValue());
    const qint64 computed = state.study->scored.value(scorer);
    const qint64 imported = state.study->scored.value(QStringLiteral("import:") + scorer);
    if (computed == 0 && imported > 0)
        return {.text = tr("%1 imported").arg(widgets::formatCount(imported)), .sort = imported};
    if (computed > 0 && computed < state.study->files)
        return {.text = tr("%1 of %2").arg(widgets::formatCount(computed), widgets::formatCount(state.study->files)),
                .sort = computed};
    return {.text = widgets::formatCount(computed), .sort = computed};
}

TableCell queueCell(const scoring::QueueState &queue)
{
    const double share = queue.total > 0 ? double(queue.done) / double(queue.total) : 0;
    switch (queue.phase) {
    case Phase::Scoring: {
        const QString left = widgets::formatTimeLeft(queue.secondsLeft);
        return {.text = left.isEmpty() ? tr("scoring") : left, .ink = Ink::Text3, .share = share};
    }
    case Phase::Paused:
        return {.text = tr("paused"), .ink = Ink::Text3, .glyph = Icon::Pause};
    case Phase::Starting:
        return {.text = tr("loading"), .ink = Ink::Text3, .share = share};
    case Phase::Restarting:
        return {.text = tr("restarting"), .ink = Ink::Warning, .glyph = Icon::Refresh, .toolTip = queue.message};
    case Phase::Failed:
        return {.text = tr("stopped"), .ink = Ink::Error, .glyph = Icon::Error, .toolTip = queue.message};
    case Phase::Idle:
        break;
    }
    return {.text = tr("ready"), .ink = Ink::Text3, .glyph = Icon::Check};
}

TableCell stateCell(const ScorersState &state, const scoring::ScorerInfo &info)
{
    if (!info.installed)
        return {.text = tr("not installed"), .ink = Ink::Text3, .glyph = Icon::Download};
    if (const auto *test = testOf(state, info.id); test && !test->passed)
        return {.text = tr("off until the test passes"), .ink = Ink::Text3, .glyph = Icon::Lock};
    if (!state.worker && !state.workerError.isEmpty())
        return {.text = tr("stopped"), .ink = Ink::Error, .glyph = Icon::Error, .toolTip = state.workerError};
    const bool complete =
        state.study && state.study->files > 0 && state.study->scored.value(info.id) >= state.study->files;
    return complete ? queueCell({}) : queueCell(state.queue);
}

/// Clean reads "212", slower ones "9.6".
QString rateText(double perSecond)
{
    return perSecond >= 10 ? widgets::formatCount(qRound64(perSecond)) : widgets::formatFixed(perSecond, 1);
}

QString networkText(const scoring::ScorerInfo &info)
{
    if (!info.needsWeights())
        return tr("none");
    return QLocale().formattedDataSize(info.weightsBytes, 1, QLocale::DataSizeSIFormat);
}

ScorerRow rowOf(const ScorersState &state, const scoring::ScorerInfo &info)
{
    const bool runs = info.installed && state.worker;
    const auto *test = testOf(state, info.id);
    const bool scoring = info.installed && state.queue.phase == Phase::Scoring && state.queue.picturesPerSecond > 0;
    ScorerRow row;
    row.id = info.id;
    row.row.cells = {{.text = info.title, .weight = widgets::Weight::Medium},
                     {.text = networkText(info), .sort = info.weightsBytes, .ink = Ink::Text3},
                     muted(runs ? (state.worker->facts.device.startsWith(QLatin1String("cuda"))
                                       ? tr("GPU %1").arg(state.worker->facts.device.section(QLatin1Char(':'), 1))
                                       : tr("CPU"))
                                : widgets::noValue()),
                     muted(info.installed ? info.dtype : widgets::noValue()),
                     {.text = scoring ? rateText(state.queue.picturesPerSecond) : widgets::noValue()},
                     test ? selfTestCell(*test) : muted(info.installed ? widgets::noValue() : tr("after download")),
                     {.text = info.licence, .ink = Ink::Text3},
                     scoredCell(state, info.id),
                     stateCell(state, info)};
    return row;
}

/// Judges, ratings and scorers of others: known from imports alone.
ScorerRow importedRow(const QString &scorer, qint64 pictures)
{
    ScorerRow row;
    row.id = scorer;
    const TableCell none = muted(widgets::noValue());
    row.row.cells = {{.text = widgets::scorerTitle(scorer), .weight = widgets::Weight::Medium},
                     none,
                     none,
                     none,
                     none,
                     none,
                     none,
                     {.text = tr("%1 imported").arg(widgets::formatCount(pictures)), .sort = pictures},
                     {.text = widgets::scorerOrigin(scorer), .ink = Ink::Text3, .glyph = Icon::Import}};
    return row;
}

/// "import:hps-v3" shows in the row of HPSv3.
bool hasOwnRow(const QString &scorer)
{
    return scoring::ScorerCatalogue::find(scorer)
           || scoring::ScorerCatalogue::find(scorer.section(QLatin1Char(':'), 1));
}

} // namespace

QList<widgets::TableColumn> scorerColumns()
{
    return {{tr("Scorer")},    {tr("Weights")}, {tr("Runs on")},      {tr("Type")}, {tr("Pictures/s"), true},
            {tr("Self-test")}, {tr("Licence")}, {tr("Scored"), true}, {tr("State")}};
}

QList<ScorerRow> scorerRows(const ScorersState &state)
{
    QList<ScorerRow> rows;
    QList<ScorerRow> statistics;
    const QList<scoring::ScorerInfo> known = knownScorers(state);
    for (const scoring::ScorerInfo &info : known)
        (widgets::isPictureStatistic(info.id) ? statistics : rows).append(rowOf(state, info));
    if (state.study) {
        QStringList imported = state.study->scored.keys();
        std::sort(imported.begin(), imported.end(), widgets::scorerComesFirst);
        for (const QString &scorer : std::as_const(imported)) {
            if (!hasOwnRow(scorer))
                rows.append(importedRow(scorer, state.study->scored.value(scorer)));
        }
    }
    ScorerRow head;
    head.row.section = tr("picture statistics");
    return rows + QList<ScorerRow>{head} + statistics;
}

TableCell selfTestCell(const scoring::SelfTestAnswer &test)
{
    if (test.passed)
        return {.text = tr("passed"), .ink = Ink::Text3, .glyph = Icon::Check};
    QString why = test.reason;
    double worst = 0;
    for (const scoring::SelfTestCase &one : test.details) {
        const double difference = one.got ? std::abs(*one.got - one.expected) : HUGE_VAL;
        if (difference > worst) {
            worst = difference;
            why = tr("%1, expected %2")
                      .arg(one.got ? widgets::formatScore(test.scorer, *one.got) : widgets::noValue(),
                           widgets::formatScore(test.scorer, one.expected));
        }
    }
    return {.text = tr("failed: %1").arg(why), .ink = Ink::Error, .glyph = Icon::Error};
}

QList<widgets::TableColumn> selfTestColumns()
{
    return {{tr("Picture")}, {tr("Expected"), true}, {tr("Got"), true}, {tr("Difference"), true}};
}

QList<widgets::TableRow> selfTestRows(const QString &scorer, const scoring::SelfTestAnswer &test)
{
    QList<widgets::TableRow> rows;
    for (const scoring::SelfTestCase &one : test.details) {
        // The same test as the worker's: relative to the golden value, absolute below 1.
        const double scale = std::max(1.0, std::abs(one.expected));
        const bool good = one.got && std::abs(*one.got - one.expected) <= test.tolerance * scale;
        const Ink ink = good ? Ink::Text : Ink::Error;
        rows.append(
            {.cells = {
                 {.text = one.name},
                 {.text = widgets::formatScore(scorer, one.expected)},
                 {.text = one.got ? widgets::formatScore(scorer, *one.got) : widgets::noValue(), .ink = ink},
                 {.text = one.got ? widgets::formatDifference(scorer, *one.got - one.expected) : widgets::noValue(),
                  .ink = ink}}});
    }
    return rows;
}

QString summaryText(const ScorersState &state)
{
    int models = 0;
    int installed = 0;
    const QList<scoring::ScorerInfo> known = knownScorers(state);
    for (const scoring::ScorerInfo &info : known) {
        models += info.needsWeights();
        installed += info.needsWeights() && info.installed;
    }
    return tr("%1 of %2 reward models installed, %3 picture statistics")
        .arg(installed)
        .arg(models)
        .arg(known.size() - models);
}

} // namespace scorers
