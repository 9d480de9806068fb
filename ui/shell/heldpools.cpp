#include "ui/shell/heldpools.h"

#include <limits>

#include <QSemaphore>
#include <QThreadPool>

namespace shell {

HeldPools::HeldPools()
    : m_gate(std::make_shared<QSemaphore>())
{
}

HeldPools::~HeldPools()
{
    release();
}

void HeldPools::hold(QThreadPool *pool)
{
    // Before everything that waits there already.
    constexpr int first = std::numeric_limits<int>::max();
    for (int i = 0; i < pool->maxThreadCount(); ++i) {
        pool->start(
            [gate = m_gate] {
                gate->acquire();
                gate->release(); // the next one goes too
            },
            first);
    }
}

void HeldPools::release()
{
    // Whoever is held keeps the gate alive; later calls of hold() get a closed one.
    std::exchange(m_gate, std::make_shared<QSemaphore>())->release();
}

} // namespace shell
