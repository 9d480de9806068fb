#pragma once

#include <optional>

#include <QByteArrayView>
#include <QHash>
#include <QList>

namespace imaging {

/// The first directory of a TIFF structure, which is a TIFF file's description of its picture and also
/// the form of EXIF metadata. Only integer fields are read; at most `maxValues` values of each.
class TiffDirectory
{
public:
    static constexpr int maxValues = 1 << 20;

    /// Tags of TIFF 6.0 that are looked at here.
    enum Tag : quint16 {
        ImageWidth = 256,
        ImageLength = 257,
        StripOffsets = 273,
        Orientation = 274,
        StripByteCounts = 279,
        TileOffsets = 324,
        TileByteCounts = 325,
        IccProfile = 34675,
    };

    /// Nothing when the bytes are no TIFF structure or the directory does not lie inside them.
    static std::optional<TiffDirectory> read(QByteArrayView bytes);

    bool has(quint16 tag) const { return m_fields.contains(tag); }
    QList<quint32> values(quint16 tag) const { return m_fields.value(tag); }
    /// First value of a field, or `missing`.
    quint32 value(quint16 tag, quint32 missing) const;
    /// The Orientation field, 1 (upright) unless it is 2 to 8.
    int orientation() const;

private:
    QHash<quint16, QList<quint32>> m_fields;
};

} // namespace imaging
