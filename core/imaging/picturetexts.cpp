#include "core/imaging/picturetexts.h"

#include <array>

#include <zlib.h>

#include <QStringDecoder>

#include "core/imaging/bytereader.h"

namespace imaging {

namespace {

constexpr qint64 longestText = 16 << 20;

/// A zlib stream, unless it is broken or longer than a text may be.
QByteArray inflated(QByteArrayView packed)
{
    z_stream stream = {};
    if (inflateInit(&stream) != Z_OK)
        return {};
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
    stream.avail_in = static_cast<uInt>(std::min<qint64>(packed.size(), longestText));
    QByteArray text;
    std::array<char, 65536> part;
    int state = Z_OK;
    while (state == Z_OK && text.size() <= longestText) {
        stream.next_out = reinterpret_cast<Bytef *>(part.data());
        stream.avail_out = static_cast<uInt>(part.size());
        state = inflate(&stream, Z_NO_FLUSH);
        text.append(part.data(), static_cast<qsizetype>(part.size() - stream.avail_out));
    }
    inflateEnd(&stream);
    return state == Z_STREAM_END && text.size() <= longestText ? text : QByteArray();
}

/// Programs write UTF-8 where the PNG specification says Latin-1.
QString utf8OrLatin1(QByteArrayView bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless); // a cut character is an error, too
    const QString text = utf8(bytes);
    return utf8.hasError() ? QString::fromLatin1(bytes) : text;
}

void add(QList<PictureText> &texts, const QString &key, const QString &text)
{
    if (!text.isEmpty() && text.size() <= longestText)
        texts.append({key, text});
}

/// tEXt, zTXt and iTXt of the PNG specification, sections 11.3.3.2 to 11.3.3.4.
void addPngText(QByteArrayView type, QByteArrayView data, QList<PictureText> &texts)
{
    const qsizetype end = data.indexOf('\0');
    if (end < 1)
        return;
    const QString key = QString::fromLatin1(data.first(end));
    QByteArrayView rest = data.sliced(end + 1);
    if (type == QByteArrayView("tEXt")) {
        add(texts, key, utf8OrLatin1(rest));
    } else if (type == QByteArrayView("zTXt") && !rest.isEmpty()) {
        add(texts, key, utf8OrLatin1(inflated(rest.sliced(1))));
    } else if (type == QByteArrayView("iTXt") && rest.size() > 2) {
        const bool packed = rest[0] != 0;
        rest = rest.sliced(2);
        for (int skipped = 0; skipped < 2; ++skipped) { // language and translated keyword
            const qsizetype zero = rest.indexOf('\0');
            if (zero < 0)
                return;
            rest = rest.sliced(zero + 1);
        }
        add(texts, key, packed ? QString::fromUtf8(inflated(rest)) : QString::fromUtf8(rest));
    }
}

/// The text of a UserComment field: 8 bytes that name the code, then the text (EXIF 2.3, section 4.6.5).
QString userComment(QByteArrayView bytes, ByteReader::Order order)
{
    constexpr qsizetype codeLength = 8;
    if (bytes.size() < codeLength)
        return {};
    const QByteArrayView text = bytes.sliced(codeLength);
    if (!bytes.startsWith(QByteArrayView("UNICODE\0", 8)))
        return utf8OrLatin1(text);
    // The byte order is that of the structure by the standard, but several programs write big-endian always: the
    // prompt's ASCII letters tell.
    qsizetype zerosFirst = 0;
    qsizetype zerosSecond = 0;
    for (qsizetype i = 0; i + 1 < std::min<qsizetype>(text.size(), 512); i += 2) {
        zerosFirst += text[i] == 0 ? 1 : 0;
        zerosSecond += text[i + 1] == 0 ? 1 : 0;
    }
    const bool big = zerosFirst != zerosSecond ? zerosFirst > zerosSecond : order == ByteReader::Order::Big;
    QStringDecoder decoder(big ? QStringDecoder::Utf16BE : QStringDecoder::Utf16LE);
    return decoder(text);
}

/// One directory of EXIF data; `depth` ends what points at itself.
void addExifDirectory(const ByteReader &reader, ByteReader::Order order, qint64 start, int depth,
                      QList<PictureText> &texts)
{
    constexpr int exifDirectory = 0x8769;
    const auto count = reader.u16(start);
    if (!count || depth > 1)
        return;
    for (int i = 0; i < *count; ++i) {
        const qint64 entry = start + 2 + qint64(i) * 12;
        if (!reader.holds(entry, 12))
            return;
        const int tag = *reader.u16(entry);
        const qint64 length = *reader.u32(entry + 4); // of types of one byte
        const qint64 at = length <= 4 ? entry + 8 : qint64(*reader.u32(entry + 8));
        const QByteArrayView value = reader.holds(at, length) ? reader.slice(at, length) : QByteArrayView();
        const auto words = [&value] {
            const qsizetype zero = value.indexOf('\0');
            return utf8OrLatin1(zero < 0 ? value : value.first(zero));
        };
        if (tag == exifDirectory)
            addExifDirectory(reader, order, *reader.u32(entry + 8), depth + 1, texts);
        else if (value.size() > longestText)
            continue;
        else if (tag == 0x010e)
            add(texts, QStringLiteral("ImageDescription"), words());
        else if (tag == 0x010f)
            add(texts, QStringLiteral("Make"), words());
        else if (tag == 0x0110)
            add(texts, QStringLiteral("Model"), words());
        else if (tag == 0x9286)
            add(texts, QStringLiteral("UserComment"), userComment(value, order));
    }
}

void addExif(QByteArrayView exif, QList<PictureText> &texts)
{
    if (exif.startsWith(QByteArrayView("Exif\0\0", 6)))
        exif = exif.sliced(6);
    const bool little = exif.startsWith("II");
    if (!little && !exif.startsWith("MM"))
        return;
    const auto order = little ? ByteReader::Order::Little : ByteReader::Order::Big;
    const ByteReader reader(exif, order);
    if (const auto start = reader.u32(4))
        addExifDirectory(reader, order, *start, 0, texts);
}

void addPng(const ByteReader &reader, QList<PictureText> &texts)
{
    for (qint64 at = 8;;) {
        const auto length = reader.u32(at);
        if (!length || !reader.holds(at, qint64(*length) + 12))
            return;
        const QByteArrayView type = reader.slice(at + 4, 4);
        const QByteArrayView data = reader.slice(at + 8, *length);
        if (type == QByteArrayView("eXIf"))
            addExif(data, texts);
        else
            addPngText(type, data, texts);
        at += qint64(*length) + 12;
    }
}

/// The segments before the picture's data.
void addJpeg(const ByteReader &reader, QList<PictureText> &texts)
{
    for (qint64 at = 2;;) {
        const auto marker = reader.u8(at + 1);
        const auto length = reader.u16(at + 2);
        if (reader.u8(at) != quint8(0xff) || !marker || !length || *length < 2 || *marker == 0xda)
            return;
        if (*marker == 0xe1)
            addExif(reader.slice(at + 4, *length - 2), texts);
        at += 2 + *length;
    }
}

void addWebP(QByteArrayView bytes, QList<PictureText> &texts)
{
    const ByteReader reader(bytes, ByteReader::Order::Little);
    for (qint64 at = 12;;) {
        const auto length = reader.u32(at + 4);
        if (!length)
            return;
        if (reader.slice(at, 4) == QByteArrayView("EXIF"))
            addExif(reader.slice(at + 8, *length), texts);
        at += 8 + qint64(*length) + (*length & 1);
    }
}

} // namespace

QList<PictureText> pictureTexts(QByteArrayView bytes)
{
    QList<PictureText> texts;
    const ByteReader reader(bytes, ByteReader::Order::Big);
    if (bytes.startsWith(QByteArrayView("\x89PNG\r\n\x1a\n", 8)))
        addPng(reader, texts);
    else if (bytes.startsWith(QByteArrayView("\xff\xd8", 2)))
        addJpeg(reader, texts);
    else if (bytes.startsWith("RIFF") && reader.slice(8, 4) == QByteArrayView("WEBP"))
        addWebP(bytes, texts);
    return texts;
}

} // namespace imaging
