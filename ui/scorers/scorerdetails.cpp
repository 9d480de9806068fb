#include "ui/scorers/scorerdetails.h"

#include <QCoreApplication>
#include <QDir>

#include "core/scoring/weightsfile.h"
#include "ui/widgets/numbers.h"

namespace scorers {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("scorers", text);
}

QString weightsText(const ScorersState &state, const scoring::ScorerInfo &info)
{
    if (!info.needsWeights())
        return tr("none, part of the program");
    const auto model = state.models.constFind(info.id);
    if (model == state.models.cend()) {
        const QList<scoring::PublishedFile> published = scoring::publishedFiles(info.id);
        return published.isEmpty() ? info.licence
                                   : tr("%1 from %2").arg(published.first().file, published.first().source);
    }
    const QString names =
        model->files.size() == 1 ? model->files.first().name : tr("%1 files").arg(model->files.size());
    return model->isPublished() ? tr("%1, SHA-256 as published").arg(names) : tr("%1, not a published file").arg(names);
}

} // namespace

QString fingerprintNote(const scoring::ScorerInfo &info)
{
    return info.fingerprint.isEmpty()
               ? tr("fingerprint known when it can run")
               : tr("fingerprint %1…%2").arg(info.fingerprint.left(4), info.fingerprint.right(4));
}

QList<DetailsPane::Line> detailsOf(const ScorersState &state, const scoring::ScorerInfo &info)
{
    const QString range =
        tr("%1 to %2").arg(widgets::formatScore(info.id, info.low), widgets::formatScore(info.id, info.high));
    QList<DetailsPane::Line> lines{
        {tr("Picture"),
         info.needsWeights() ? tr("as the model was trained") : tr("8-bit sRGB, own size, alpha ignored")},
        {tr("Prompt"), info.needsPrompt ? tr("needed") : tr("not needed, the value counts under every prompt")},
        {tr("Score"), tr("range %1").arg(range)},
        {tr("Weights"), weightsText(state, info)},
        {tr("Compare"), info.needsPrompt ? tr("within one prompt only") : tr("across the study")}};
    if (const auto model = state.models.constFind(info.id); model != state.models.cend())
        lines.append({tr("Folder"), QDir::toNativeSeparators(model->folder)});
    return lines;
}

} // namespace scorers
