#pragma once

#include <functional>
#include <memory>

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/storage/database.h"

namespace scoring {
class ScoreQueue;
}

namespace widgets {

/// The open study as the parts of the window know it: its path, what its head says, and a way to run jobs on pool
/// threads, each with a connection of its own. Lives on the UI thread, which never touches the file itself.
class StudyHandle : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StudyHandle)

public:
    /// What opening read.
    struct Head
    {
        QString path;
        QString title;
        bool simulated = false; ///< a demo study: every view says so
        qint64 revision = 0;
    };

    /// Opens the study once (schema steps included) and reads its head. For pool threads.
    static base::Result<Head> readHead(const QString &path);

    explicit StudyHandle(const Head &head, QObject *parent = nullptr);
    ~StudyHandle() override;

    QString path() const { return m_head.path; }
    QString title() const { return m_head.title; }
    bool isSimulated() const { return m_head.simulated; }
    /// The newest revision seen; results remember the one they were computed from.
    qint64 revision() const { return m_head.revision; }

    /// Runs `job(storage::Database &)` on a pool thread and then `done(base::Result<T>)` on the UI thread, unless
    /// `context` is gone by then. `job` returns base::Result<T>; it gets a connection of its thread, and must
    /// capture values only.
    template <typename Job, typename Done>
    void run(QObject *context, Job job, Done done)
    {
        using Outcome = std::invoke_result_t<Job, storage::Database &>;
        start([this, guard = QPointer<QObject>(context), job = std::move(job), done = std::move(done)]() mutable {
            auto outcome = std::make_shared<Outcome>(call<Outcome>(job));
            deliver([guard, outcome, done = std::move(done)]() mutable {
                if (guard)
                    done(std::move(*outcome));
            });
        });
    }

    /// The one queue that scores this study, whoever asks for scores; made at the first call. What it does is said in
    /// the status line.
    scoring::ScoreQueue *scoreQueue();

    /// Looks for changes now instead of at the next tick; for after own writes.
    void refresh();

Q_SIGNALS:
    /// The study changed, by this program or by another process.
    void changed(qint64 revision);

private:
    template <typename Outcome, typename Job>
    Outcome call(Job &job) const
    {
        auto database = connectionOfThisThread();
        if (!database)
            return tl::make_unexpected(database.error());
        return job(**database);
    }

    base::Result<storage::Database *> connectionOfThisThread() const;
    void start(std::function<void()> task);
    static void deliver(std::function<void()> task);
    void poll();

    Head m_head;
    scoring::ScoreQueue *m_scores = nullptr;
    QThreadPool m_pool;
    QTimer m_poll;
    bool m_polling = false;
};

/// Shared by the places; null: no study is open.
using StudyPtr = std::shared_ptr<StudyHandle>;

} // namespace widgets
