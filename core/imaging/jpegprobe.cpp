#include <cstring>

#include "core/imaging/bytereader.h"
#include "core/imaging/containers.h"
#include "core/imaging/tiffdirectory.h"

namespace imaging {

namespace {

// Marker codes of ITU T.81, table B.1.
constexpr int startOfImage = 0xd8;
constexpr int endOfImage = 0xd9;
constexpr int startOfScan = 0xda;
constexpr int app1 = 0xe1;
constexpr int app2 = 0xe2;
constexpr int temporary = 0x01;

bool isStartOfFrame(int marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

bool isRestart(int marker)
{
    return marker >= 0xd0 && marker <= 0xd7;
}

/// Position of the 0xff before the next marker that is neither stuffing nor a restart; -1 at the end.
qint64 endOfEntropyData(QByteArrayView bytes, qint64 from)
{
    while (from < bytes.size()) {
        const void *hit = std::memchr(bytes.data() + from, 0xff, static_cast<size_t>(bytes.size() - from));
        if (!hit)
            return -1;
        const qint64 at = static_cast<const char *>(hit) - bytes.data();
        if (at + 1 >= bytes.size())
            return -1;
        const int next = static_cast<quint8>(bytes[at + 1]);
        if (next == 0xff)
            from = at + 1;
        else if (next == 0 || isRestart(next))
            from = at + 2;
        else
            return at;
    }
    return -1;
}

void readMetadata(int marker, QByteArrayView data, PictureInfo &info)
{
    if (marker == app1 && data.startsWith(QByteArrayView("Exif\0\0", 6))) {
        if (const auto exif = TiffDirectory::read(data.sliced(6)))
            info.orientation = exif->orientation();
    } else if (marker == app2 && data.startsWith(QByteArrayView("ICC_PROFILE\0", 12))) {
        info.hasIccProfile = true;
    }
}

} // namespace

base::Result<PictureInfo> probeJpeg(QByteArrayView bytes)
{
    const ByteReader reader(bytes, ByteReader::Order::Big);
    PictureInfo info;
    info.format = Format::Jpeg;
    bool sawScan = false;
    qint64 at = 2; // after SOI
    while (true) {
        const auto lead = reader.u8(at);
        const auto marker = reader.u8(at + 1);
        if (!lead || !marker)
            return truncated(QStringLiteral("the JPEG ends before its end marker"));
        if (*lead != 0xff)
            return damaged(QStringLiteral("the JPEG has no marker at byte %1").arg(at));
        if (*marker == 0xff) { // fill byte
            ++at;
            continue;
        }
        at += 2;
        if (*marker == endOfImage)
            break;
        if (*marker == temporary || *marker == startOfImage || isRestart(*marker))
            continue;
        const auto length = reader.u16(at);
        if (!length || !reader.holds(at, *length))
            return truncated(QStringLiteral("the JPEG ends inside a segment"));
        if (*length < 2)
            return damaged(QStringLiteral("a JPEG segment at byte %1 has no length").arg(at));
        if (isStartOfFrame(*marker) && info.width == 0) {
            if (*length < 8)
                return damaged(QStringLiteral("the JPEG frame header is too short"));
            info.height = *reader.u16(at + 3);
            info.width = *reader.u16(at + 5);
        }
        readMetadata(*marker, reader.slice(at + 2, *length - 2), info);
        at += *length;
        if (*marker == startOfScan) {
            sawScan = true;
            at = endOfEntropyData(bytes, at);
            if (at < 0)
                return truncated(QStringLiteral("the JPEG ends before its end marker"));
        }
    }
    if (!sawScan || info.width == 0 || info.height == 0)
        return damaged(QStringLiteral("the JPEG holds no picture"));
    return info;
}

} // namespace imaging
