#pragma once

#include <memory>
#include <optional>

#include <QObject>
#include <QThread>

#include "core/base/result.h"
#include "core/scoring/scorerequest.h"

namespace scoring {

/// Scores a study in the background: one thread with its own connection and its own worker process. Pictures that are
/// visible come first. Every batch is one transaction; what is missing is asked of the study, so a request that was
/// cancelled or killed goes on where it stopped when it is given again.
///
/// All functions and signals belong to the thread that made the object.
class ScoreQueue : public QObject
{
    Q_OBJECT

public:
    /// `studyPath` as storage::Database::open takes it.
    explicit ScoreQueue(const QString &studyPath, QObject *parent = nullptr);
    /// Cancels and waits: at most until the batch in work is committed or dropped and the worker has ended.
    ~ScoreQueue() override;
    Q_DISABLE_COPY_MOVE(ScoreQueue)

    /// Starts a request, at once or as soon as one that is running has been cancelled; the committed scores of that one
    /// stay, and its `finished` is not sent.
    void start(const ScoreRequest &request);
    /// These pictures are scored before all others; call it whenever the view changes.
    void setVisible(const QList<study::AssetId> &assets);
    /// Takes effect after the batches in work. A new request is not paused.
    void pause();
    void resume();
    void cancel();

    /// From start() until finished() or failed() was sent.
    bool isRunning() const { return m_running; }
    QueueState state() const { return m_state; }

Q_SIGNALS:
    /// A batch is on disk.
    void scored(const QList<scoring::ScoredValue> &values);
    void stateChanged(const scoring::QueueState &state);
    /// A picture could not be scored, or was set aside because it made the worker crash twice.
    void pictureFailed(const scoring::FailedPicture &picture);
    void finished(const scoring::ScoreSummary &summary);
    /// The request ended with an error; what was committed before stays.
    void failed(const base::Error &error);

private:
    class Job;

    void launch(const ScoreRequest &request);
    void clearAway();
    void setState(const QueueState &state);

    QString m_studyPath;
    QueueState m_state;
    QList<study::AssetId> m_visible;
    std::unique_ptr<Job> m_job; ///< outlives m_thread
    std::unique_ptr<QThread> m_thread;
    std::optional<ScoreRequest> m_next; ///< waits for m_thread to end
    qint64 m_request = 0;               ///< news of an earlier request are dropped
    bool m_running = false;
};

} // namespace scoring
