#pragma once

#include <QByteArray>
#include <QString>
#include <QtEndian>

#include "tests/support/pictures.h"

// Small pictures that carry texts, made byte by byte.
namespace support {

inline QByteArray littleEndian(quint32 value, int size)
{
    QByteArray bytes;
    for (int i = 0; i < size; ++i)
        bytes += static_cast<char>(value >> (8 * i));
    return bytes;
}

inline QByteArray pngWith(const char *type, const QByteArray &data)
{
    return pngWithChunk(encoded(texture(8, 8, 1), "png"), type, data);
}

inline QByteArray pngText(const char *key, const QByteArray &text)
{
    return pngWith("tEXt", QByteArray(key) + '\0' + text);
}

/// EXIF with one text in the first directory, or a UserComment in the EXIF directory (tag 0x9286).
inline QByteArray exifText(quint16 tag, const QByteArray &value)
{
    const auto entry = [](quint16 id, quint16 type, quint32 count, quint32 at) {
        return littleEndian(id, 2) + littleEndian(type, 2) + littleEndian(count, 4) + littleEndian(at, 4);
    };
    const QByteArray header = QByteArray("II") + littleEndian(42, 2) + littleEndian(8, 4);
    const auto length = static_cast<quint32>(value.size());
    if (tag != 0x9286)
        return header + littleEndian(1, 2) + entry(tag, 2, length, 26) + littleEndian(0, 4) + value;
    return header + littleEndian(1, 2) + entry(0x8769, 4, 1, 26) + littleEndian(0, 4) + littleEndian(1, 2)
           + entry(tag, 7, length, 44) + littleEndian(0, 4) + value;
}

inline QByteArray unicodeComment(const QString &text, bool bigEndian)
{
    QByteArray bytes("UNICODE\0", 8);
    for (const QChar c : text)
        bytes += bigEndian ? QByteArray(1, static_cast<char>(c.unicode() >> 8)) + static_cast<char>(c.unicode())
                           : littleEndian(c.unicode(), 2);
    return bytes;
}

inline QByteArray jpegWithExif(const QByteArray &exif)
{
    const QByteArray data = QByteArray("Exif\0\0", 6) + exif;
    QByteArray size(2, '\0');
    qToBigEndian(static_cast<quint16>(data.size() + 2), size.data());
    return encoded(texture(8, 8, 1), "jpg").insert(2, QByteArray("\xff\xe1") + size + data);
}

inline QByteArray webpWithExif(const QByteArray &exif)
{
    QByteArray webp = encoded(texture(8, 8, 1), "webp");
    webp += "EXIF" + littleEndian(static_cast<quint32>(exif.size()), 4) + exif + QByteArray(exif.size() % 2, '\0');
    return webp.replace(4, 4, littleEndian(static_cast<quint32>(webp.size() - 8), 4));
}

} // namespace support
