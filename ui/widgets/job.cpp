#include "ui/widgets/job.h"

#include <QCoreApplication>
#include <QThread>
#include <QThreadPool>

namespace widgets {
namespace {

constexpr qint64 reportEveryMs = 200;

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
    m_progress = std::make_shared<base::Progress>(
        [guard = QPointer<Job>(this), sinceReport](const QString &what, qint64 done, qint64 total) {
            if (sinceReport->isValid() && sinceReport->elapsed() < reportEveryMs && done != total)
                return;
            sinceReport->start();
            deliver([guard, what, done, total] {
                if (guard && guard->isRunning())
                    Q_EMIT guard->progressed(what, done, total);
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
