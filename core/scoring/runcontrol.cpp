#include "core/scoring/runcontrol.h"

namespace scoring {

void RunControl::setPaused(bool paused)
{
    m_paused = paused;
}

void RunControl::setVisible(const QList<study::AssetId> &assets)
{
    const QMutexLocker guard(&m_mutex);
    m_visible = assets;
    ++m_revision;
}

QList<study::AssetId> RunControl::visible() const
{
    const QMutexLocker guard(&m_mutex);
    return m_visible;
}

} // namespace scoring
