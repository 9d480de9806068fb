#pragma once

#include <QtGlobal>

namespace scoring {

/// How many pictures go into a message: so many that the worker needs about half a second for them, few enough that
/// their bytes stay small. Small batches keep what is visible moving, large ones keep a GPU busy.
class BatchSizer
{
public:
    /// `fixed` > 0 switches the adapting off.
    explicit BatchSizer(int fixed = 0)
        : m_fixed(fixed)
    {
    }

    static constexpr int targetMs = 500;
    static constexpr int largest = 256;
    static constexpr qint64 largestBytes = 64ll << 20;

    /// Pictures for the next message.
    int next() const { return m_fixed > 0 ? m_fixed : m_size; }
    /// Whether a message that holds `count` pictures of `bytes` together takes one more of `more` bytes.
    bool hasRoom(int count, qint64 bytes, qint64 more) const
    {
        return count == 0 || (count < next() && bytes + more <= largestBytes);
    }
    /// A batch was answered.
    void answered(int count, qint64 milliseconds);

private:
    int m_fixed;
    int m_size = 4;
};

} // namespace scoring
