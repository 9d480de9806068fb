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

/// What a run has reported; its thread writes, that of the widgets reads.
class Reports
{
public:
    struct Report
    {
        QString what;
        qint64 done = 0;
        qint64 total = 0;
    };

    /// One that is passed on; its number.
    int passOn()
    {
        const std::lock_guard guard(m_mutex);
        m_held.reset();
        return ++m_passed;
    }
    void holdBack(const QString &what, qint64 done, qint64 total)
    {
        const std::lock_guard guard(m_mutex);
        m_held = Report{what, done, total};
    }
    /// The last one that was held back, if none was passed on after that of this number.
    std::optional<Report> heldSince(int passed)
    {
        const std::lock_guard guard(m_mutex);
        return m_passed == passed ? std::exchange(m_held, std::nullopt) : std::nullopt;
    }

private:
    std::mutex m_mutex;
    int m_passed = 0;
    std::optional<Report> m_held;
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
    auto reports = std::make_shared<Reports>();
    m_progress = std::make_shared<base::Progress>(
        [guard = QPointer<Job>(this), sinceReport, reports](const QString &what, qint64 done, qint64 total) {
            if (sinceReport->isValid() && sinceReport->elapsed() < reportEveryMs && done != total) {
                reports->holdBack(what, done, total);
                return;
            }
            sinceReport->start();
            const int number = reports->passOn();
            deliver([guard, reports, number, what, done, total] {
                if (!guard || !guard->isRunning())
                    return;
                Q_EMIT guard->progressed(what, done, total);
                // Silence may follow what was held back meanwhile. Were there more, another would have come by then.
                QTimer::singleShot(2 * reportEveryMs, guard, [guard, reports, number] {
                    const auto held = reports->heldSince(number);
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
