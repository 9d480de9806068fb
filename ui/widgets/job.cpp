#include "ui/widgets/job.h"

#include <mutex>
#include <optional>
#include <utility>

#include <QCoreApplication>
#include <QThread>
#include <QThreadPool>
#include <QTimer>

namespace widgets {
namespace {

constexpr int reportEveryMs = 200;

/// The last report that was held back: kept by the thread of the run, taken by any.
class HeldReport
{
public:
    struct Report
    {
        QString what;
        qint64 done = 0;
        qint64 total = 0;
    };

    void keep(const QString &what, qint64 done, qint64 total)
    {
        const std::lock_guard guard(m_mutex);
        m_report = Report{what, done, total};
    }
    std::optional<Report> take()
    {
        const std::lock_guard guard(m_mutex);
        return std::exchange(m_report, std::nullopt);
    }

private:
    std::mutex m_mutex;
    std::optional<Report> m_report;
};

} // namespace

QThreadPool *jobPool()
{
    static QThreadPool *const pool = [] {
        static QThreadPool *made = new QThreadPool;
        made->setObjectName(QStringLiteral("job"));
        made->setMaxThreadCount(qMax(2, QThread::idealThreadCount()));
        // What runs hands its result to the application: it ends before that does.
        qAddPostRoutine([] { made->waitForDone(); });
        return made;
    }();
    return pool;
}

Job::Job(QObject *parent)
    : QObject(parent)
{
}

Job::~Job()
{
    if (m_progress)
        m_progress->cancel();
}

void Job::cancel()
{
    if (m_progress)
        m_progress->cancel();
}

std::shared_ptr<base::Progress> Job::begin()
{
    cancel();
    // Only the thread of the run uses the clock.
    auto sinceReport = std::make_shared<QElapsedTimer>();
    auto latest = std::make_shared<HeldReport>();
    m_progress = std::make_shared<base::Progress>(
        [guard = QPointer<Job>(this), sinceReport, latest](const QString &what, qint64 done, qint64 total) {
            if (sinceReport->isValid() && sinceReport->elapsed() < reportEveryMs && done != total) {
                latest->keep(what, done, total);
                return;
            }
            sinceReport->start();
            latest->take();
            deliver([guard, latest, what, done, total] {
                if (!guard || !guard->isRunning())
                    return;
                Q_EMIT guard->progressed(what, done, total);
                // What came meanwhile was held back, and silence may follow.
                QTimer::singleShot(reportEveryMs, guard, [guard, latest] {
                    const auto held = latest->take();
                    if (held && guard->isRunning())
                        Q_EMIT guard->progressed(held->what, held->done, held->total);
                });
            });
        });
    m_clock.start();
    Q_EMIT started();
    return m_progress;
}

bool Job::finish(const std::shared_ptr<base::Progress> &progress)
{
    if (progress != m_progress)
        return false;
    m_progress.reset();
    // Queued: the caller's `done` comes first.
    QMetaObject::invokeMethod(this, &Job::ended, Qt::QueuedConnection);
    return true;
}

void Job::start(std::function<void()> task)
{
    jobPool()->start(std::move(task));
}

void Job::deliver(std::function<void()> task)
{
    QMetaObject::invokeMethod(QCoreApplication::instance(), std::move(task), Qt::QueuedConnection);
}

} // namespace widgets
