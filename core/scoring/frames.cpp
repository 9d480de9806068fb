#include "core/scoring/frames.h"

#include <QCborParserError>
#include <QCborValue>
#include <QtEndian>

namespace scoring {

namespace {

const QByteArray &magic()
{
    static const QByteArray word("\x89"
                                 "DSF",
                                 4);
    return word;
}

constexpr qsizetype headBytes = 8;

tl::unexpected<base::Error> broken(const QString &message)
{
    return base::fail(QStringLiteral("scorer.protocol"), message,
                      QStringLiteral("Check the scorer's command and its version"));
}

} // namespace

base::Result<QByteArray> encodeFrame(const QCborMap &message)
{
    const QByteArray body = message.toCborValue().toCbor();
    if (body.size() > maxFrameBytes)
        return base::fail(QStringLiteral("scorer.toolong"),
                          QStringLiteral("a message to the scorer would be longer than 256 MiB"));
    QByteArray frame = magic();
    frame.resize(headBytes);
    qToLittleEndian(quint32(body.size()), frame.data() + magic().size());
    return frame + body;
}

void FrameDecoder::add(const QByteArray &bytes)
{
    m_buffer += bytes;
}

base::Result<void> FrameDecoder::skipBanner()
{
    const qsizetype at = m_buffer.indexOf(magic());
    // Without a whole magic word, its beginning may be the last three bytes.
    const qsizetype banner = at >= 0 ? at : qMax<qsizetype>(0, m_buffer.size() - magic().size() + 1);
    m_skipped += banner;
    m_buffer.remove(0, banner);
    m_started = at >= 0;
    if (m_skipped > maxBannerBytes)
        return broken(QStringLiteral("the scorer's command prints text instead of messages"));
    return {};
}

base::Result<std::optional<QCborMap>> FrameDecoder::next()
{
    if (!m_started)
        BASE_TRY(skipBanner());
    if (!m_started || m_buffer.size() < headBytes)
        return std::nullopt;
    if (!m_buffer.startsWith(magic()))
        return broken(QStringLiteral("the scorer sent something that is no message"));
    const qint64 length = qFromLittleEndian<quint32>(m_buffer.constData() + magic().size());
    if (length > maxFrameBytes)
        return broken(QStringLiteral("the scorer announced a message of %1 bytes").arg(length));
    if (m_buffer.size() < headBytes + length)
        return std::nullopt;
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(m_buffer.constData() + headBytes, length, &error);
    if (error.error != QCborError::NoError || error.offset != length || !value.isMap())
        return broken(QStringLiteral("the scorer sent a damaged message"));
    m_buffer.remove(0, headBytes + qsizetype(length));
    return value.toMap();
}

} // namespace scoring
