#pragma once

#include <memory>

#include <QtGlobal>

class QSemaphore;
class QThreadPool;

namespace shell {

/// Keeps every thread of thread pools busy, so that what is asked of them does not come: how the tour shows what a
/// place looks like while it loads, without a place knowing of it.
class HeldPools
{
public:
    HeldPools();
    ~HeldPools();
    Q_DISABLE_COPY_MOVE(HeldPools)

    /// Begins as soon as what the pool is doing now is done.
    void hold(QThreadPool *pool);
    /// All pools go on with what waited.
    void release();

private:
    std::shared_ptr<QSemaphore> m_gate;
};

} // namespace shell
