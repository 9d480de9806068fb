#pragma once

#include <atomic>

#include <QList>
#include <QMutex>

#include "core/base/progress.h"
#include "core/study/ids.h"

namespace scoring {

/// What somebody outside may ask of a running request, from any thread. Cancelling goes through the Progress.
class RunControl
{
public:
    /// `progress` must outlive the control.
    explicit RunControl(base::Progress &progress)
        : m_progress(progress)
    {
    }

    void setPaused(bool paused);
    void setVisible(const QList<study::AssetId> &assets);

    base::Progress &progress() const { return m_progress; }
    bool isCancelled() const { return m_progress.isCancelled(); }
    bool isPaused() const { return m_paused; }
    /// Grows with each setVisible.
    int visibleRevision() const { return m_revision; }
    QList<study::AssetId> visible() const;

private:
    base::Progress &m_progress;
    mutable QMutex m_mutex; ///< guards m_visible
    QList<study::AssetId> m_visible;
    std::atomic<bool> m_paused{false};
    std::atomic<int> m_revision{0};
};

} // namespace scoring
