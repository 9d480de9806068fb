#pragma once

#include <optional>

#include <QByteArray>
#include <QCborMap>

#include "core/base/result.h"

namespace scoring {

/// The longest message in either direction.
inline constexpr qint64 maxFrameBytes = 256ll << 20;
/// What a login banner may print before the first frame.
inline constexpr qint64 maxBannerBytes = 64 << 10;

/// Four magic bytes, the length of the rest as 32 bits little-endian, one CBOR map.
/// Errors: "scorer.toolong" for more than maxFrameBytes.
base::Result<QByteArray> encodeFrame(const QCborMap &message);

/// Takes bytes as they arrive from a worker, which is not trusted, and gives messages.
class FrameDecoder
{
public:
    void add(const QByteArray &bytes);

    /// The next whole message; nothing while it is not there yet. After an error ("scorer.protocol") the stream is
    /// lost.
    base::Result<std::optional<QCborMap>> next();

private:
    base::Result<void> skipBanner();

    QByteArray m_buffer;
    qint64 m_skipped = 0;
    bool m_started = false; ///< the first magic word was seen
};

} // namespace scoring
