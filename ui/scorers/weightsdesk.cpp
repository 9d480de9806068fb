#include "ui/scorers/weightsdesk.h"

#include <utility>

#include <QLocale>

#include "core/scoring/scorercatalogue.h"
#include "core/scoring/weightsfile.h"
#include "ui/widgets/filechooser.h"
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
{
    connect(m_strip, &widgets::Strip::actionClicked, this, [this] {
        if (const QString scorer = std::exchange(m_toAccept, {}); !scorer.isEmpty()) {
            m_strip->hide();
            chooseFile(scorer);
            return;
        }
        remove(std::exchange(m_toRemove, {}));
    });
    connect(&m_writing, &widgets::Job::progressed, this, [this](const QString &, qint64 done, qint64 total) {
        m_share = total > 0 ? double(done) / double(total) : 0;
        m_timeLeft = widgets::formatEstimate(m_writing.elapsedSeconds(), done, total);
        Q_EMIT changed();
    });
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

void WeightsDesk::install(const QString &scorer)
{
    if (!m_installing.isEmpty())
        return;
    if (!scoring::isLicenceUnclear(scorer)) {
        chooseFile(scorer);
        return;
    }
    m_toRemove.clear();
    m_toAccept = scorer;
    const auto info = scoring::ScorerCatalogue::find(scorer);
    m_strip->say(tr("The licence of the weights of %1 is %2. Ask their makers (%3) whether you may use them.")
                     .arg(widgets::scorerTitle(scorer), info ? info->licence : QString(),
                          scoring::publishedFiles(scorer).first().source),
                 tr("I may use them"));
}

void WeightsDesk::chooseFile(const QString &scorer)
{
    const QList<scoring::PublishedFile> published = scoring::publishedFiles(scorer);
    const QString title = widgets::scorerTitle(scorer);
    widgets::FileChooser::Question question;
    question.title = published.isEmpty()
                         ? tr("Weights of %1").arg(title)
                         : tr("Weights of %1: %2 from %3").arg(title, published.first().file, published.first().source);
    question.filter = tr("Weights (*.pt *.pth *.bin *.safetensors *.ckpt);;All files (*)");
    const QStringList files = widgets::FileChooser::ask(m_window, question);
    if (files.isEmpty())
        return;
    m_strip->hide();
    m_installing = scorer;
    m_share = 0;
    m_timeLeft.clear();
    Q_EMIT changed();
    scoring::InstallOptions options;
    options.licenceAccepted = true; // the strip has asked where that is needed
    m_writing.run([scorer, options, path = files.first()](
                      base::Progress &progress) { return ModelStore().install(scorer, path, options, progress); },
                  [this](const base::Result<InstalledModel> &model) {
                      m_installing.clear();
                      if (!model && model.error().code != base::cancelledCode)
                          say(model.error());
                      refresh();
                      Q_EMIT changed();
                  });
}

void WeightsDesk::askToRemove(const QString &scorer)
{
    const auto model = m_models.constFind(scorer);
    if (model == m_models.cend())
        return;
    m_toAccept.clear();
    m_toRemove = scorer;
    m_strip->say(tr("The weights of %1 (%2) will be deleted from the disk. Scores that were computed stay.")
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
                  });
}

void WeightsDesk::say(const base::Error &error)
{
    m_toRemove.clear();
    m_toAccept.clear();
    m_strip->say(error.toLine());
}

} // namespace scorers
