#include "ui/scorers/scorerrows.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>

#include "ui/scorers/scorerstate.h"
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

/// Clean reads "212", slower ones "9.6".
QString rateText(double perSecond)
{
    return perSecond >= 10 ? widgets::formatCount(qRound64(perSecond)) : widgets::formatFixed(perSecond, 1);
}

TableCell weightsCell(const ScorersState &state, const scoring::ScorerInfo &info)
{
    if (!info.needsWeights())
        return muted(tr("none"));
    const auto model = state.models.constFind(info.id);
    const qint64 bytes = model == state.models.cend() ? info.weightsBytes : model->bytes();
    TableCell cell = muted(QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat));
    cell.sort = bytes;
    return cell;
}

TableCell testCell(const ScorersState &state, const scoring::ScorerInfo &info)
{
    if (const auto *test = state.worker ? state.worker->test(info.id) : nullptr)
        return selfTestCell(*test);
    if (info.installed)
        return muted(state.asking ? tr("running") : widgets::noValue());
    return muted(state.models.contains(info.id) ? tr("when it can run") : tr("after installation"));
}

TableCell rateCell(const ScorersState &state, const scoring::ScorerInfo &info)
{
    const QueuePlace place = state.places.value(info.id);
    const bool now = place.running && state.queue.phase == Phase::Scoring && state.queue.picturesPerSecond > 0;
    const double rate = now ? state.queue.picturesPerSecond : place.rate;
    TableCell cell = rate > 0 ? TableCell{.text = rateText(rate), .sort = rate} : muted(widgets::noValue());
    if (rate > 0)
        cell.toolTip = place.together > 1 ? tr("in its last run, together with %1 others").arg(place.together - 1)
                                          : tr("in its last run");
    return cell;
}

/// What its weights take while they are loaded.
TableCell memoryCell(const ScorersState &state, const scoring::ScorerInfo &info)
{
    const qint64 bytes = state.worker ? state.worker->loaded.value(info.id) : 0;
    if (bytes == 0)
        return muted(widgets::noValue());
    return {.text = QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat), .sort = bytes};
}

QString deviceText(const QString &device)
{
    return device.startsWith(QLatin1String("cuda")) ? tr("GPU %1").arg(device.section(QLatin1Char(':'), 1)) : tr("CPU");
}

ScorerRow rowOf(const ScorersState &state, const scoring::ScorerInfo &info)
{
    const ScorerCondition condition = conditionOf(state, info);
    const bool runs = info.installed && state.worker;
    ScorerRow row;
    row.id = info.id;
    row.action = condition.action;
    row.row.cells = {{.text = info.title, .weight = widgets::Weight::Medium},
                     weightsCell(state, info),
                     muted(runs ? deviceText(state.worker->facts.device) : widgets::noValue()),
                     muted(info.installed ? info.dtype : widgets::noValue()),
                     memoryCell(state, info),
                     rateCell(state, info),
                     testCell(state, info),
                     {.text = info.licence, .ink = Ink::Text3},
                     scoredCell(state, info.id),
                     condition.cell,
                     {.text = actionText(condition.action), .pressable = condition.action != ScorerAction::None}};
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
                     none,
                     {.text = tr("%1 imported").arg(widgets::formatCount(pictures)), .sort = pictures},
                     {.text = widgets::scorerOrigin(scorer), .ink = Ink::Text3, .glyph = Icon::Import},
                     TableCell{}};
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
    return {{tr("Scorer")},           {tr("Weights")},   {tr("Runs on")}, {tr("Type")},         {tr("Memory"), true},
            {tr("Pictures/s"), true}, {tr("Self-test")}, {tr("Licence")}, {tr("Scored"), true}, {tr("State")},
            {QString(), true}};
}

QList<scoring::ScorerInfo> knownScorers(const ScorersState &state)
{
    return state.worker ? state.worker->facts.scorers : scoring::ScorerCatalogue::scorers();
}

QStringList workingScorers(const ScorersState &state)
{
    QStringList working;
    const QList<scoring::ScorerInfo> known = knownScorers(state);
    for (const scoring::ScorerInfo &info : known) {
        if (state.worker && state.worker->works(info.id))
            working.append(info.id);
    }
    return working;
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
    head.row.section = tr("Picture statistics");
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
