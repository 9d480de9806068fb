#include "core/imaging/bytereader.h"
#include "core/imaging/containers.h"
#include "core/imaging/tiffdirectory.h"

namespace imaging {

namespace {

// Flags of the VP8X chunk (WebP container specification).
constexpr quint8 animationFlag = 0x02;

/// Size in a lossy bitstream's key frame header (RFC 6386, section 9.1).
bool readLossySize(const ByteReader &reader, qint64 at, PictureInfo &info)
{
    if (reader.slice(at + 3, 3) != QByteArrayView("\x9d\x01\x2a", 3) || !reader.holds(at, 10))
        return false;
    info.width = *reader.u16(at + 6) & 0x3fff;
    info.height = *reader.u16(at + 8) & 0x3fff;
    return true;
}

/// Size in a lossless bitstream's header: signature 0x2f, then 14 bits each of width - 1 and height - 1.
bool readLosslessSize(const ByteReader &reader, qint64 at, PictureInfo &info)
{
    const auto bits = reader.u32(at + 1);
    if (reader.u8(at) != quint8(0x2f) || !bits)
        return false;
    info.width = static_cast<int>(*bits & 0x3fff) + 1;
    info.height = static_cast<int>((*bits >> 14) & 0x3fff) + 1;
    return true;
}

} // namespace

base::Result<PictureInfo> probeWebP(QByteArrayView bytes)
{
    const ByteReader reader(bytes, ByteReader::Order::Little);
    PictureInfo info;
    info.format = Format::WebP;
    const qint64 end = qint64(*reader.u32(4)) + 8;
    if (end > bytes.size())
        return truncated(QStringLiteral("the WebP promises %1 bytes and has %2").arg(end).arg(bytes.size()));
    for (qint64 at = 12; at + 8 <= end;) {
        const QByteArrayView type = reader.slice(at, 4);
        const qint64 length = *reader.u32(at + 4);
        const qint64 data = at + 8;
        if (length > end - data)
            return truncated(QStringLiteral("a chunk of the WebP is longer than the file"));
        if (type == QByteArrayView("VP8X") && (reader.u8(data).value_or(0) & animationFlag))
            return base::fail(QStringLiteral("picture.format"),
                              QStringLiteral("an animated WebP is not a still picture"));
        if (type == QByteArrayView("VP8 ") && !readLossySize(reader, data, info))
            return damaged(QStringLiteral("the WebP picture has no frame header"));
        if (type == QByteArrayView("VP8L") && !readLosslessSize(reader, data, info))
            return damaged(QStringLiteral("the WebP picture has no frame header"));
        if (type == QByteArrayView("ICCP"))
            info.hasIccProfile = true;
        if (type == QByteArrayView("EXIF")) {
            QByteArrayView exif = reader.slice(data, length);
            if (exif.startsWith(
                    QByteArrayView("Exif\0\0", 6))) // written by some programs though not in the specification
                exif = exif.sliced(6);
            if (const auto directory = TiffDirectory::read(exif))
                info.orientation = directory->orientation();
        }
        at = data + length + (length & 1);
    }
    if (info.width == 0 || info.height == 0)
        return damaged(QStringLiteral("the WebP holds no picture"));
    return info;
}

} // namespace imaging
