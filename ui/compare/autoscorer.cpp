#include "ui/compare/autoscorer.h"

#include <algorithm>

#include "core/scoring/scorequeue.h"
#include "core/scoring/scorercatalogue.h"
#include "ui/widgets/numbers.h"

namespace compare {

AutoScorer::AutoScorer(QObject *parent)
    : QObject(parent)
{
}

void AutoScorer::setStudy(const widgets::StudyPtr &study)
{
    if (m_study)
        m_study->scoreQueue()->disconnect(this);
    m_study = study;
    m_sheet = {};
    m_visible = m_stopped = false;
    m_failure.clear();
    m_failed.clear();
    m_tried.clear();
    if (!study)
        return;
    scoring::ScoreQueue *queue = study->scoreQueue();
    connect(queue, &scoring::ScoreQueue::scored, this, &AutoScorer::scored);
    connect(queue, &scoring::ScoreQueue::stateChanged, this, &AutoScorer::changed);
    connect(queue, &scoring::ScoreQueue::pictureFailed, this, [this](const scoring::FailedPicture &picture) {
        m_failed.insert(picture.asset, picture.reason);
        Q_EMIT changed();
    });
    connect(queue, &scoring::ScoreQueue::finished, this, [this](const scoring::ScoreSummary &summary) {
        m_stopped = summary.cancelled;
        Q_EMIT changed();
        startIfMissing();
    });
    connect(queue, &scoring::ScoreQueue::failed, this, [this](const base::Error &error) {
        m_stopped = true;
        m_failure = error.toLine();
        Q_EMIT changed();
    });
}

QList<study::AssetId> AutoScorer::missingAssets() const
{
    const QStringList scorers = scoring::ScorerCatalogue::withoutWeights();
    QList<study::AssetId> missing;
    for (size_t i = 0; i < m_sheet.pictures.size(); ++i) {
        const study::AssetId asset = m_sheet.pictures[i].asset.id;
        if (!asset.isValid() || m_failed.contains(asset))
            continue;
        const bool lacks = std::any_of(scorers.begin(), scorers.end(), [&](const QString &scorer) {
            const analysis::SheetRow *row = m_sheet.row(scorer);
            return !row || !row->cells[i];
        });
        if (lacks)
            missing.append(asset);
    }
    return missing;
}

void AutoScorer::show(const analysis::PromptSheet &sheet)
{
    m_sheet = sheet;
    m_visible = true;
    if (!m_study)
        return;
    QList<study::AssetId> assets;
    for (const analysis::SheetPicture &picture : sheet.pictures) {
        if (picture.asset.id.isValid())
            assets.append(picture.asset.id);
    }
    m_study->scoreQueue()->setVisible(assets); // what is seen is scored first
    startIfMissing();
}

void AutoScorer::startIfMissing()
{
    if (!m_study || !m_visible || m_stopped || m_study->scoreQueue()->isRunning())
        return;
    const QList<study::AssetId> missing = missingAssets();
    const bool isNew =
        std::any_of(missing.begin(), missing.end(), [this](study::AssetId asset) { return !m_tried.contains(asset); });
    if (isNew)
        start();
}

void AutoScorer::start()
{
    const QList<study::AssetId> missing = missingAssets();
    m_tried.unite(QSet<study::AssetId>(missing.begin(), missing.end()));
    m_failure.clear();
    scoring::ScoreRequest request; // every scorer that is installed, the whole study
    m_study->scoreQueue()->start(request);
    Q_EMIT changed();
}

void AutoScorer::retry()
{
    if (!m_study)
        return;
    m_failed.clear();
    m_tried.clear();
    m_stopped = false;
    if (!m_study->scoreQueue()->isRunning())
        start();
}

ScoringState AutoScorer::state() const
{
    ScoringState state;
    state.active = scoring::ScorerCatalogue::withoutWeights();
    state.failed = m_failed;
    for (const scoring::ScorerInfo &scorer : scoring::ScorerCatalogue::scorers()) {
        const bool hasValues = m_sheet.row(scorer.id) || m_sheet.row(QStringLiteral("import:") + scorer.id);
        if (scorer.needsWeights() && !hasValues)
            state.notInstalled.append(scorer.id);
    }
    if (m_study) {
        const scoring::ScoreQueue *queue = m_study->scoreQueue();
        state.running = queue->isRunning();
        state.estimate = widgets::formatTimeLeft(queue->state().secondsLeft);
        state.failure = m_failure;
    }
    return state;
}

} // namespace compare
