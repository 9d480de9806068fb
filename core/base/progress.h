#pragma once

#include <atomic>
#include <functional>

#include <QString>

namespace base {

/// How a long job tells its caller where it is, and is told to stop. One value per job, passed down by reference.
/// `report` may be called from the thread that runs the job; the caller brings it to its own thread.
class Progress
{
public:
    using Report = std::function<void(const QString &what, qint64 done, qint64 total)>;

    Progress() = default;
    explicit Progress(Report report)
        : m_report(std::move(report))
    {
    }

    /// `total` 0 means not known yet.
    void report(const QString &what, qint64 done, qint64 total) const
    {
        if (m_report)
            m_report(what, done, total);
    }

    /// May be called from any thread and from a signal handler.
    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }
    bool isCancelled() const { return m_cancelled.load(std::memory_order_relaxed); }

private:
    Report m_report;
    std::atomic<bool> m_cancelled{false};
};

/// The code of the error that a cancelled job returns; the command line leaves with 130.
inline constexpr QLatin1String cancelledCode{"cancelled"};

} // namespace base
