#include "core/scoring/scorequeue.h"

#include <utility>

#include "core/scoring/runcontrol.h"
#include "core/scoring/scorerun.h"
#include "core/storage/database.h"

namespace scoring {

/// One request in the background: what is asked of it, and where its news go.
class ScoreQueue::Job : public RunObserver
{
public:
    explicit Job(ScoreQueue *queue)
        : m_queue(queue)
        , m_number(queue->m_request)
        , m_control(m_progress)
    {
    }

    RunControl &control() { return m_control; }
    void cancel() { m_progress.cancel(); }

    /// On the request's own thread.
    void run(const QString &studyPath, const ScoreRequest &request)
    {
        auto database = storage::Database::open(studyPath);
        auto summary =
            database ? runScoring(*database, request, m_control, *this) : tl::make_unexpected(database.error());
        if (summary)
            post([summary = *summary](ScoreQueue &queue) {
                queue.m_running = false;
                Q_EMIT queue.finished(summary);
            });
        else
            post([error = summary.error()](ScoreQueue &queue) {
                queue.m_running = false;
                Q_EMIT queue.failed(error);
            });
    }

    void scored(const QList<ScoredValue> &values) override
    {
        post([values](ScoreQueue &queue) { Q_EMIT queue.scored(values); });
    }
    void pictureFailed(const FailedPicture &picture) override
    {
        post([picture](ScoreQueue &queue) { Q_EMIT queue.pictureFailed(picture); });
    }
    void stateChanged(const QueueState &state) override
    {
        post([state](ScoreQueue &queue) { queue.setState(state); });
    }

private:
    /// Brings a piece of news to the queue's thread; dropped when another request has taken this one's place.
    template <typename News>
    void post(News news)
    {
        QMetaObject::invokeMethod(m_queue, [queue = m_queue, number = m_number, news = std::move(news)] {
            if (queue->m_request == number)
                news(*queue);
        });
    }

    ScoreQueue *m_queue; ///< waits for this job's thread before it goes
    qint64 m_number;
    base::Progress m_progress;
    RunControl m_control;
};

ScoreQueue::ScoreQueue(const QString &studyPath, QObject *parent)
    : QObject(parent)
    , m_studyPath(studyPath)
{
}

ScoreQueue::~ScoreQueue()
{
    m_next.reset();
    if (m_thread)
        m_thread->disconnect(this);
    if (m_job)
        m_job->cancel();
    clearAway();
}

void ScoreQueue::start(const ScoreRequest &request)
{
    ++m_request;
    m_running = true;
    if (!m_thread) {
        launch(request);
        return;
    }
    // Ending a worker takes a moment, which must not stop the window.
    m_job->cancel();
    m_next = request;
}

void ScoreQueue::launch(const ScoreRequest &request)
{
    m_job = std::make_unique<Job>(this);
    m_job->control().setVisible(m_visible);
    m_thread.reset(QThread::create([job = m_job.get(), path = m_studyPath, request] { job->run(path, request); }));
    m_thread->setObjectName(QStringLiteral("score queue"));
    connect(m_thread.get(), &QThread::finished, this, &ScoreQueue::clearAway);
    m_thread->start();
}

/// The thread has ended, or is waited for.
void ScoreQueue::clearAway()
{
    if (m_thread)
        m_thread->wait();
    m_thread.reset();
    m_job.reset();
    if (const std::optional<ScoreRequest> next = std::exchange(m_next, std::nullopt))
        launch(*next);
}

void ScoreQueue::setVisible(const QList<study::AssetId> &assets)
{
    m_visible = assets;
    if (m_job)
        m_job->control().setVisible(assets);
}

void ScoreQueue::pause()
{
    if (m_job)
        m_job->control().setPaused(true);
}

void ScoreQueue::resume()
{
    if (m_job)
        m_job->control().setPaused(false);
}

void ScoreQueue::cancel()
{
    if (m_job)
        m_job->cancel();
    if (!m_next)
        return;
    m_next.reset();
    m_running = false;
    ScoreSummary summary;
    summary.cancelled = true;
    Q_EMIT finished(summary);
}

void ScoreQueue::setState(const QueueState &state)
{
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace scoring
