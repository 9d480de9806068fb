#pragma once

#include <functional>
#include <memory>

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include "core/base/progress.h"

class QThreadPool;

namespace widgets {

/// The threads of everything long that the window does, beside those of an open study. Never the global pool: Qt
/// converts and scales large images in pieces there, on behalf of the UI thread, which would wait for what is long.
QThreadPool *jobPool();

/// One long action of the window at a time: runs on a pool thread, tells how far it is, can be cancelled. A newer run
/// cancels the older one, whose result is dropped; so does the end of this object.
class Job : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Job)

public:
    explicit Job(QObject *parent = nullptr);
    ~Job() override;

    /// Runs `work(base::Progress &)` on a pool thread, then `done(result)` on the UI thread. `work` captures values
    /// only and opens its own database connection.
    template <typename Work, typename Done>
    void run(Work work, Done done)
    {
        using Outcome = std::invoke_result_t<Work, base::Progress &>;
        std::shared_ptr<base::Progress> progress = begin();
        start([guard = QPointer<Job>(this), progress, work = std::move(work), done = std::move(done)]() mutable {
            auto outcome = std::make_shared<Outcome>(work(*progress));
            deliver([guard, progress, outcome, done = std::move(done)]() mutable {
                if (guard && guard->finish(progress))
                    done(std::move(*outcome));
            });
        });
    }

    void cancel();
    bool isRunning() const { return m_progress != nullptr; }
    /// Since the run began.
    double elapsedSeconds() const { return double(m_clock.elapsed()) / 1000; }

Q_SIGNALS:
    void started();
    /// At most five times a second; `total` 0: not known yet.
    void progressed(const QString &what, qint64 done, qint64 total);
    /// After the run's own `done` was called, and when it was dropped.
    void ended();

private:
    std::shared_ptr<base::Progress> begin();
    bool finish(const std::shared_ptr<base::Progress> &progress);
    static void start(std::function<void()> task);
    static void deliver(std::function<void()> task);

    std::shared_ptr<base::Progress> m_progress; ///< of the run that counts
    QElapsedTimer m_clock;
};

} // namespace widgets
