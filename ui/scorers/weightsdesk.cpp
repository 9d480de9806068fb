#include "ui/scorers/weightsdesk.h"

#include <algorithm>
#include <utility>

#include <QLocale>

#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"
#include "ui/widgets/strip.h"

namespace scorers {

using scoring::InstalledModel;
using scoring::ModelStore;

WeightsDesk::WeightsDesk(widgets::Strip *strip, QWidget *window)
    : QObject(window)
    , m_strip(strip)
    , m_window(window)
    , m_popover(new InstallPopover(window))
{
    m_popover->hide();
    connect(m_popover, &InstallPopover::installRequested, this, &WeightsDesk::begin);
    connect(m_strip, &widgets::Strip::actionClicked, this, [this] { remove(std::exchange(m_toRemove, {})); });
    connect(&m_writing, &widgets::Job::progressed, this,
            [this](const QString &, qint64 done, qint64 total) { showProgress(done, total); });
}

void WeightsDesk::showProgress(qint64 done, qint64 total)
{
    m_share = total > 0 ? double(done) / double(total) : 0;
    const auto size = [](qint64 bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat); };
    m_progressText = total > 0 ? tr("%1 of %2").arg(size(done), size(total)) : size(done);
    const QString left = widgets::formatEstimate(m_writing.elapsedSeconds(), done, total);
    if (!left.isEmpty())
        m_progressText += QStringLiteral(", ") + left;
    Q_EMIT changed();
}

void WeightsDesk::describe(ScorersState &state) const
{
    state.models = m_models;
    state.installing = m_installing.scorer;
    state.downloading = m_installing.isAddress();
    state.installShare = m_share;
    state.installProgress = m_progressText;
    state.stoppedDownloads = m_stopped.keys();
}

void WeightsDesk::refresh()
{
    m_reading.run([](base::Progress &) { return ModelStore().installed(); },
                  [this](const QList<InstalledModel> &models) {
                      m_models.clear();
                      for (const InstalledModel &model : models)
                          m_models.insert(model.scorer, model);
                      Q_EMIT changed();
                  });
}

void WeightsDesk::install(const QString &scorer, const QRect &anchor)
{
    if (m_installing.scorer.isEmpty())
        m_popover->open(scorer, anchor);
}

void WeightsDesk::resume(const QString &scorer)
{
    if (const auto choice = m_stopped.constFind(scorer); choice != m_stopped.cend())
        begin(InstallChoice(*choice));
}

void WeightsDesk::begin(const InstallChoice &choice)
{
    if (!m_installing.scorer.isEmpty())
        return;
    m_strip->hide();
    m_stopped.remove(choice.scorer);
    m_installing = choice;
    m_share = 0;
    m_progressText.clear();
    Q_EMIT changed();
    m_writing.run(
        [choice](base::Progress &progress) {
            return ModelStore().install(choice.scorer, choice.from, choice.options, progress);
        },
        [this](const base::Result<InstalledModel> &model) { take(model); });
}

void WeightsDesk::take(const base::Result<InstalledModel> &model)
{
    const InstallChoice choice = std::exchange(m_installing, {});
    // What came of a download stays on the disk: the next one goes on there.
    if (!model && choice.isAddress())
        m_stopped.insert(choice.scorer, choice);
    if (!model && model.error().code != base::cancelledCode)
        say(model.error());
    refresh();
    Q_EMIT changed();
    if (model)
        Q_EMIT modelsChanged();
}

void WeightsDesk::askToRemove(const QString &scorer)
{
    const auto model = m_models.constFind(scorer);
    if (model == m_models.cend())
        return;
    m_toRemove = scorer;
    const bool inPlace = std::any_of(model->files.begin(), model->files.end(),
                                     [](const scoring::ModelFile &file) { return !file.path.isEmpty(); });
    m_strip->say((inPlace
                      ? tr("%1 (%2) will be forgotten; its files stay where they are. Scores that were computed stay.")
                      : tr("The weights of %1 (%2) will be deleted from the disk. Scores that were computed stay."))
                     .arg(widgets::scorerTitle(scorer),
                          QLocale().formattedDataSize(model->bytes(), 1, QLocale::DataSizeSIFormat)),
                 tr("Remove"));
}

void WeightsDesk::remove(const QString &scorer)
{
    m_strip->hide();
    if (scorer.isEmpty())
        return;
    m_writing.run([scorer](base::Progress &) { return ModelStore().remove(scorer); },
                  [this](const base::Result<void> &removed) {
                      if (!removed)
                          say(removed.error());
                      refresh();
                      if (removed)
                          Q_EMIT modelsChanged();
                  });
}

void WeightsDesk::say(const base::Error &error)
{
    m_toRemove.clear();
    m_strip->say(error.toLine());
}

} // namespace scorers
