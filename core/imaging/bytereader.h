#pragma once

#include <optional>

#include <QByteArrayView>

namespace imaging {

/// Reads integers from bytes that may be hostile: whatever lies outside is nothing, never a crash.
class ByteReader
{
public:
    enum class Order { Big, Little };

    ByteReader(QByteArrayView bytes, Order order)
        : m_bytes(bytes)
        , m_order(order)
    {
    }

    qint64 size() const { return m_bytes.size(); }
    QByteArrayView bytes() const { return m_bytes; }

    std::optional<quint8> u8(qint64 at) const
    {
        if (!holds(at, 1))
            return std::nullopt;
        return byte(at);
    }

    std::optional<quint16> u16(qint64 at) const
    {
        if (!holds(at, 2))
            return std::nullopt;
        const quint16 a = byte(at);
        const quint16 b = byte(at + 1);
        return static_cast<quint16>(m_order == Order::Big ? (a << 8) | b : (b << 8) | a);
    }

    std::optional<quint32> u32(qint64 at) const
    {
        if (!holds(at, 4))
            return std::nullopt;
        quint32 value = 0;
        for (int i = 0; i < 4; ++i)
            value = (value << 8) | byte(m_order == Order::Big ? at + i : at + 3 - i);
        return value;
    }

    /// True when `length` bytes from `at` on exist.
    bool holds(qint64 at, qint64 length) const
    {
        return at >= 0 && length >= 0 && at <= size() && length <= size() - at;
    }

    /// The bytes from `at` on, fewer or none where the end comes first.
    QByteArrayView slice(qint64 at, qint64 length) const
    {
        if (at < 0 || at > size() || length < 0)
            return {};
        return m_bytes.sliced(at, std::min(length, size() - at));
    }

private:
    quint8 byte(qint64 at) const { return static_cast<quint8>(m_bytes[at]); }

    QByteArrayView m_bytes;
    Order m_order;
};

} // namespace imaging
