#include "core/imaging/containers.h"
#include "core/imaging/tiffdirectory.h"

namespace imaging {

base::Result<PictureInfo> probeTiff(QByteArrayView bytes)
{
    const auto directory = TiffDirectory::read(bytes);
    if (!directory)
        return truncated(QStringLiteral("the TIFF directory lies outside the file"));
    const bool tiled = directory->has(TiffDirectory::TileOffsets);
    const QList<quint32> offsets = directory->values(tiled ? TiffDirectory::TileOffsets : TiffDirectory::StripOffsets);
    const QList<quint32> counts =
        directory->values(tiled ? TiffDirectory::TileByteCounts : TiffDirectory::StripByteCounts);
    if (offsets.isEmpty())
        return damaged(QStringLiteral("the TIFF holds no picture"));
    if (counts.size() != offsets.size())
        return damaged(QStringLiteral("the TIFF has %1 offsets and %2 lengths").arg(offsets.size()).arg(counts.size()));
    for (qsizetype i = 0; i < offsets.size(); ++i)
        if (qint64(offsets[i]) + qint64(counts[i]) > bytes.size())
            return truncated(QStringLiteral("the TIFF ends before its pixel data"));

    PictureInfo info;
    info.format = Format::Tiff;
    info.width = static_cast<int>(std::min<quint32>(directory->value(TiffDirectory::ImageWidth, 0), INT_MAX));
    info.height = static_cast<int>(std::min<quint32>(directory->value(TiffDirectory::ImageLength, 0), INT_MAX));
    info.orientation = directory->orientation();
    info.hasIccProfile = directory->has(TiffDirectory::IccProfile);
    if (info.width == 0 || info.height == 0)
        return damaged(QStringLiteral("the TIFF holds no picture"));
    return info;
}

} // namespace imaging
