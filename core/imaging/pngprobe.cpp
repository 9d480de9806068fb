#include <zlib.h>

#include "core/imaging/bytereader.h"
#include "core/imaging/containers.h"
#include "core/imaging/tiffdirectory.h"

namespace imaging {

namespace {

quint32 crcOf(QByteArrayView bytes)
{
    return static_cast<quint32>(
        crc32_z(0, reinterpret_cast<const Bytef *>(bytes.data()), static_cast<z_size_t>(bytes.size())));
}

} // namespace

base::Result<PictureInfo> probePng(QByteArrayView bytes)
{
    static constexpr int signatureLength = 8;
    static constexpr int headerLength = 13;
    const ByteReader reader(bytes, ByteReader::Order::Big);
    PictureInfo info;
    info.format = Format::Png;
    bool sawData = false;
    qint64 at = signatureLength;
    while (true) {
        const auto length = reader.u32(at);
        if (!length || !reader.holds(at, qint64(*length) + 12))
            return truncated(QStringLiteral("the PNG ends before its IEND chunk"));
        const QByteArrayView type = reader.slice(at + 4, 4);
        const QByteArrayView data = reader.slice(at + 8, *length);
        if (at == signatureLength && (type != QByteArrayView("IHDR") || *length != headerLength))
            return damaged(QStringLiteral("the PNG does not start with its header chunk"));
        if (crcOf(reader.slice(at + 4, qint64(*length) + 4)) != *reader.u32(at + 8 + *length))
            return damaged(QStringLiteral("the checksum of the PNG chunk %1 is wrong").arg(QString::fromLatin1(type)));
        if (type == QByteArrayView("IHDR")) {
            info.width = static_cast<int>(std::min<quint32>(*reader.u32(at + 8), INT_MAX));
            info.height = static_cast<int>(std::min<quint32>(*reader.u32(at + 12), INT_MAX));
        } else if (type == QByteArrayView("iCCP")) {
            info.hasIccProfile = true;
        } else if (type == QByteArrayView("eXIf")) {
            if (const auto exif = TiffDirectory::read(data))
                info.orientation = exif->orientation();
        } else if (type == QByteArrayView("IDAT")) {
            sawData = true;
        } else if (type == QByteArrayView("IEND")) {
            break;
        }
        at += qint64(*length) + 12;
    }
    if (!sawData || info.width == 0 || info.height == 0)
        return damaged(QStringLiteral("the PNG holds no picture"));
    return info;
}

} // namespace imaging
