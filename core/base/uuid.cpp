#include "core/base/uuid.h"

#include <mutex>

#include <QRandomGenerator>
#include <QStringList>
#include <QUuid>

#include "core/base/clock.h"

namespace base {

namespace {
// Made once for this project; changing it would change every name-based id.
constexpr QUuid dissensusNamespace(0x6f1d7e52, 0x3c0b, 0x4a8e, 0x9d, 0x41, 0x5a, 0x27, 0xb0, 0xc8, 0x13, 0xe6);
} // namespace

QString uuidV7()
{
    // 48 bits of Unix milliseconds, 12 bits of sequence within the millisecond, 62 random bits.
    static std::mutex mutex;
    static quint64 lastStamp = 0;

    quint64 stamp = static_cast<quint64>(nowMs()) << 12;
    {
        const std::lock_guard lock(mutex);
        // A clock that stands still or jumps back must not break the order.
        stamp = std::max(stamp, lastStamp + 1);
        lastStamp = stamp;
    }
    const quint64 ms = stamp >> 12;
    const quint64 random = QRandomGenerator::system()->generate64();
    const QUuid uuid(static_cast<uint>(ms >> 16), static_cast<ushort>(ms & 0xffff),
                     static_cast<ushort>(0x7000 | (stamp & 0xfff)), static_cast<uchar>(0x80 | ((random >> 56) & 0x3f)),
                     static_cast<uchar>(random >> 48), static_cast<uchar>(random >> 40),
                     static_cast<uchar>(random >> 32), static_cast<uchar>(random >> 24),
                     static_cast<uchar>(random >> 16), static_cast<uchar>(random >> 8), static_cast<uchar>(random));
    return uuid.toString(QUuid::WithoutBraces);
}

QString uuidV5(const QString &kind, const QStringList &naturalKey)
{
    const QString name = kind + QChar(0x1f) + naturalKey.join(QChar(0x1f));
    return QUuid::createUuidV5(dissensusNamespace, name.toUtf8()).toString(QUuid::WithoutBraces);
}

} // namespace base
