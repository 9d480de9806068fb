#include "core/scoring/batchsizer.h"

#include <algorithm>

namespace scoring {

void BatchSizer::answered(int count, qint64 milliseconds)
{
    // A batch that was smaller than asked for says nothing about larger ones.
    if (count < m_size && milliseconds < targetMs)
        return;
    const double fitting = double(count) * targetMs / double(std::max<qint64>(milliseconds, 1));
    // At most doubled, so that one lucky batch of small pictures does not make a message that takes minutes.
    m_size = int(std::clamp(fitting, 1.0, std::min(2.0 * m_size, double(largest))));
}

} // namespace scoring
