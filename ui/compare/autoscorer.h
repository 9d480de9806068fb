#pragma once

#include <QHash>
#include <QObject>
#include <QSet>

#include "core/analysis/promptsheet.h"
#include "ui/compare/comparerows.h"
#include "ui/widgets/studyhandle.h"

namespace compare {

/// Has the missing scores of the sheet computed without being asked: starts the study's queue when it rests, what is
/// seen first. What somebody paused or cancelled is not begun again behind their back, nor what failed.
class AutoScorer : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AutoScorer)

public:
    explicit AutoScorer(QObject *parent = nullptr);

    void setStudy(const widgets::StudyPtr &study);
    /// What is seen now; starts what is missing.
    void show(const analysis::PromptSheet &sheet);
    /// Nothing is seen: what runs goes on, nothing new begins.
    void hide() { m_visible = false; }
    /// Tries again what failed, was cancelled, or lost its worker.
    void retry();
    ScoringState state() const;

Q_SIGNALS:
    /// Notes changed: the queue began, came on or ended.
    void changed();
    /// New scores are in the study.
    void scored();

private:
    QList<study::AssetId> missingAssets() const;
    void startIfMissing();
    void start();

    widgets::StudyPtr m_study;
    analysis::PromptSheet m_sheet;
    bool m_visible = false;
    bool m_stopped = false; ///< cancelled by somebody, or failed
    QString m_failure;
    QHash<study::AssetId, QString> m_failed;
    QSet<study::AssetId> m_tried; ///< asked for once in this run: a picture that stays without a score starts nothing
};

} // namespace compare
