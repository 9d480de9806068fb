#include "core/imaging/tiffdirectory.h"

#include "core/imaging/bytereader.h"

namespace imaging {

namespace {

/// Bytes per value of the field types of TIFF 6.0, section 2; 0 for unknown types.
int bytesOfType(quint16 type)
{
    static constexpr int sizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
    return type < std::size(sizes) ? sizes[type] : 0;
}

std::optional<quint32> readValue(const ByteReader &reader, quint16 type, qint64 at)
{
    switch (bytesOfType(type)) {
    case 1:
        return reader.u8(at);
    case 2:
        return reader.u16(at);
    case 4:
        return reader.u32(at);
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<TiffDirectory> TiffDirectory::read(QByteArrayView bytes)
{
    const bool little = bytes.startsWith("II");
    if (!little && !bytes.startsWith("MM"))
        return std::nullopt;
    const ByteReader reader(bytes, little ? ByteReader::Order::Little : ByteReader::Order::Big);
    const auto magic = reader.u16(2);
    const auto start = reader.u32(4);
    if (magic != quint16(42) || !start)
        return std::nullopt;
    const auto count = reader.u16(*start);
    if (!count || !reader.holds(qint64(*start) + 2, qint64(*count) * 12))
        return std::nullopt;

    TiffDirectory directory;
    for (int i = 0; i < *count; ++i) {
        const qint64 entry = qint64(*start) + 2 + qint64(i) * 12;
        const quint16 tag = *reader.u16(entry);
        const quint16 type = *reader.u16(entry + 2);
        const qint64 n = *reader.u32(entry + 4);
        const int size = bytesOfType(type);
        if (size == 0 || directory.m_fields.contains(tag))
            continue;
        const qint64 at = n * size <= 4 ? entry + 8 : qint64(*reader.u32(entry + 8));
        if (!reader.holds(at, n * size))
            return std::nullopt;
        QList<quint32> values;
        for (qint64 k = 0; k < std::min<qint64>(n, tag == IccProfile ? 1 : maxValues); ++k)
            if (const auto value = readValue(reader, type, at + k * size))
                values.append(*value);
        directory.m_fields.insert(tag, values);
    }
    return directory;
}

quint32 TiffDirectory::value(quint16 tag, quint32 missing) const
{
    const QList<quint32> list = values(tag);
    return list.isEmpty() ? missing : list.first();
}

int TiffDirectory::orientation() const
{
    const quint32 given = value(Orientation, 1);
    return given >= 1 && given <= 8 ? static_cast<int>(given) : 1;
}

} // namespace imaging
